#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expr/expression.hpp"

namespace warrantor::expr {

/// A name for a lone expression to use, and what it stands for.
struct Given {
  std::string name;
  std::string text;               ///< its value as an expression that names nothing; empty: unknown
  std::optional<ValueType> type;  ///< of an unknown one; nothing: found out from its use

  [[nodiscard]] bool is_unknown() const noexcept { return text.empty(); }
};

/// One mistake, in the value of a name or in the expression itself.
struct LoneFault {
  std::optional<std::size_t> given;  ///< the place of the name; nothing: the expression
  Fault fault;
};

/// The types that an unknown name may have.
[[nodiscard]] const std::vector<ValueType>& types_of_unknown();

/// Whether an expression can use a text as a name.
[[nodiscard]] bool is_name(std::string_view text);

/// An expression without a rule set, with names whose values are given. Immutable. For one thread at a time.
class LoneExpression {
 public:
  /// Where it is wrong, all mistakes. An unknown name without a type has the first type that the expression allows; of
  /// more than four such names all have one type.
  [[nodiscard]] static Expected<LoneExpression, std::vector<LoneFault>> compile(std::string_view text,
                                                                                const std::vector<Given>& given);

  /// The observer is told of every value on the way; it may be null.
  [[nodiscard]] Outcome evaluate(Observer* observer = nullptr) const;

  [[nodiscard]] const Program& program() const noexcept { return expression_.program(); }

 private:
  struct Facts {
    Schema schema;
    FactValues values;
  };
  using Compiled = Expected<LoneExpression, std::vector<LoneFault>>;

  LoneExpression(std::unique_ptr<Facts> facts, Expression expression)
      : facts_(std::move(facts)), expression_(std::move(expression)) {}
  static Compiled compile_typed(std::string_view text, const std::vector<Given>& given);

  std::unique_ptr<Facts> facts_;
  Expression expression_;
};

}  // namespace warrantor::expr
