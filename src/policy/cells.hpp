#pragma once

#include <optional>
#include <vector>

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

#include "expr/evaluate.hpp"
#include "expr/program.hpp"

namespace warrantor::policy {

struct Program;

/// The one place that knows how the values of a fact fall into classes that no rule can tell apart.
///
/// Representatives cut by constants: for every fact, one value of each class at least, in a fixed order. An enumeration
/// or a boolean has all its values; what has an order has, for every constant that it is compared with, the constant
/// and the values just below and above, and the ends of its domain. `none` is among them where a blank may mean it.
/// Facts that are compared with nothing fixed have just the ends; texts and lists have no representatives.
[[nodiscard]] std::vector<std::vector<Value>> representatives(const Schema& schema, const expr::Program& code);

/// One way in which the program looks at a fact of an ordered type, which says where the known values of a claim cut
/// it.
struct FactUse {
  enum class Kind : std::uint8_t {
    compared,      ///< with `other`
    months_added,  ///< to `start`, and the sum compared with `other`
    days_added,    ///< likewise
    opaque         ///< in some other way: values of it cannot be told apart by trying a few
  };
  Kind kind = Kind::opaque;
  expr::NodeId other{};
  expr::NodeId start{};
};

/// All uses of each fact, by fact; only of facts of an ordered type, and none that compares with a constant.
[[nodiscard]] std::vector<std::vector<FactUse>> uses_of_facts(const Schema& schema, const expr::Program& code);

/// Whether constants alone cut the facts that some nodes hang on, so that representatives are cases enough to prove
/// something of these nodes. Texts and lists do not count.
[[nodiscard]] bool cut_by_constants(const Schema& schema, const expr::Program& code,
                                    const std::vector<expr::NodeId>& nodes);

/// Values of a fact, one of every class at least that constants and the values known by an evaluator cut out.
struct CellValues {
  std::vector<Value> values;
  bool complete = true;  ///< false: other values could lead to other results
};
[[nodiscard]] CellValues cell_values(const Program& program, expr::Evaluator& evaluator, FactId id);

/// The smallest and the largest value that a fact of an ordered type may take.
struct Bounds {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
[[nodiscard]] std::optional<Bounds> bounds_of(const Fact& fact);

/// A number and its neighbours, as far as they lie within bounds.
[[nodiscard]] std::vector<std::int64_t> around(std::int64_t number, const Bounds& bounds);

/// A node that is just a fact; nothing for any other.
[[nodiscard]] std::optional<FactId> as_fact(const expr::Node& node);

}  // namespace warrantor::policy
