#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "expr/check.hpp"
#include "expr/evaluate.hpp"
#include "expr/program.hpp"

namespace warrantor::expr {

/// What an expression came to, in texts of its own, so that it outlives all that it was made of.
struct Outcome {
  Knowledge knowledge = Knowledge::unknown;
  ValueType type = ValueType::boolean;
  bool is_list = false;
  std::string text;  ///< of a known value: a text as it is, a duration as `P2Y2M` or `P10D`, else as in claims
  std::vector<Outcome> items;         ///< of a known list
  std::vector<std::string> hangs_on;  ///< of an unknown one: the unknown facts that it hangs on
};

/// A value as one may write it in an expression (`"abc"`, `[1, 2]`, `2024-01-05`), durations apart; `unknown`, `none`
/// and `undefined`.
[[nodiscard]] std::string written(const Outcome& outcome);
/// The type in the word by which rule sets name it (`number`, `list of date`).
[[nodiscard]] std::string type_of(const Outcome& outcome);

/// One expression that no rule holds, compiled against names that somebody else knows. Immutable; it must not outlive
/// what its names stand for.
class Expression {
 public:
  /// The names may stand for what the program already holds. Where the expression is wrong, all mistakes in it.
  [[nodiscard]] static Expected<Expression, std::vector<Fault>> compile(std::string_view text, Program program,
                                                                        const Schema& schema, Names& names);

  /// The observer is told of every value on the way; it may be null.
  [[nodiscard]] Outcome evaluate(const Schema& schema, const FactValues& facts, Observer* observer = nullptr) const;

  [[nodiscard]] const Program& program() const noexcept { return program_; }
  [[nodiscard]] NodeId root() const noexcept { return root_; }

 private:
  Expression(Program program, NodeId root) : program_(std::move(program)), root_(root) {}

  Program program_;
  NodeId root_{};
};

}  // namespace warrantor::expr
