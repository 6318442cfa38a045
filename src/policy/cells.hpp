#pragma once

#include <optional>
#include <vector>

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

#include "expr/evaluate.hpp"
#include "expr/program.hpp"
#include "model/decimal_order.hpp"

namespace warrantor::policy {

/// The one place that knows how the values of a fact fall into classes that no rule can tell apart.
///
/// Representatives cut by constants: for every fact, one value of each class at least, in a fixed order. An enumeration
/// or a boolean has all its values; what has an order has, for every constant that it is compared with, the constant
/// and the values just below and above, and the ends of its domain. `none` is among them where a blank may mean it.
/// Facts that are compared with nothing fixed have just the ends; texts and lists have no representatives.
[[nodiscard]] std::vector<std::vector<Value>> representatives(const Schema& schema, const expr::Program& code);

/// Whether constants alone cut the facts that some nodes hang on, so that representatives are cases enough to prove
/// something of these nodes. Texts and lists do not count.
[[nodiscard]] bool cut_by_constants(const Schema& schema, const expr::Program& code,
                                    const std::vector<expr::NodeId>& nodes);

/// The smallest and the largest value that a fact of an ordered type may take. Decimals are not among these types.
struct Bounds {
  std::int64_t low = 0;
  std::int64_t high = 0;
};
[[nodiscard]] std::optional<Bounds> bounds_of(const Fact& fact);

/// Where a value of an ordered type stands: the next larger one stands at the next position. Of a decimal it is its
/// place among all of 34 digits, of any other type the whole number behind it.
using Position = DecimalPlace;
struct Range {
  Position low = 0;
  Position high = 0;
};
/// Of the smallest and the largest value that a fact may take; of decimals too.
[[nodiscard]] std::optional<Range> range_of(const Fact& fact);
[[nodiscard]] Position position_of(Value value) noexcept;
[[nodiscard]] Value value_at(const Fact& fact, Position position) noexcept;
/// Whether the fact itself says where its values begin, or end.
[[nodiscard]] bool has_minimum(const Fact& fact) noexcept;
[[nodiscard]] bool has_maximum(const Fact& fact) noexcept;

/// A number and its neighbours, as far as they lie within bounds.
[[nodiscard]] std::vector<std::int64_t> around(std::int64_t number, const Bounds& bounds);

[[nodiscard]] bool is_comparison(expr::Op op) noexcept;

/// A node that is just a fact; nothing for any other.
[[nodiscard]] std::optional<FactId> as_fact(const expr::Node& node);

}  // namespace warrantor::policy
