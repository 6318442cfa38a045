#include "policy/cells.hpp"

#include <algorithm>
#include <set>

#include <warrantor/claim.hpp>

#include "base/checked.hpp"
#include "expr/evaluate.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;

// Constants that a fact is compared with anywhere in the program.
std::vector<std::set<std::int64_t>> constants_by_fact(const Schema& schema, const expr::Program& code) {
  std::vector<std::set<std::int64_t>> constants(schema.facts().size());
  for (const expr::Node& node : code.nodes) {
    if (!is_comparison(node.op)) continue;
    const auto operands = code.children_of(node);
    for (const expr::NodeId fact_operand : operands) {
      const auto fact = as_fact(code.node(fact_operand));
      if (!fact || !bounds_of(schema.fact(*fact))) continue;
      for (const expr::NodeId other : operands) {
        const expr::Node& constant = code.node(other);
        if (constant.op == Op::constant && constant.constant.is_known()) {
          constants[index_of(*fact)].insert(constant.constant.as_integer());
        }
      }
    }
  }
  return constants;
}

std::vector<Value> ordered_values(const Bounds& bounds, const std::set<std::int64_t>& constants) {
  std::set<std::int64_t> values{bounds.low, bounds.high};
  for (const std::int64_t constant : constants) {
    for (const std::int64_t value : around(constant, bounds)) values.insert(value);
  }
  std::vector<Value> result;
  for (const std::int64_t value : values) result.push_back(Value::integer(value));
  return result;
}

// Where the domain says nothing, a fact ends where claims end.
Bounds bounds_within(const Fact& fact, std::int64_t largest) {
  return {fact.minimum.value_or(-largest), fact.maximum.value_or(largest)};
}

std::vector<Value> values_up_to(std::int64_t count) {
  std::vector<Value> values;
  for (std::int64_t i = 0; i < count; ++i) values.push_back(Value::integer(i));
  return values;
}

}  // namespace

std::vector<std::int64_t> around(std::int64_t number, const Bounds& bounds) {
  std::vector<std::int64_t> values;
  for (const std::int64_t step : {-1, 0, 1}) {
    const auto value = base::checked_add(number, step);
    if (value && *value >= bounds.low && *value <= bounds.high) values.push_back(*value);
  }
  return values;
}

bool is_comparison(Op op) noexcept {
  return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::less_equal || op == Op::greater ||
         op == Op::greater_equal || op == Op::one_of;
}

std::optional<FactId> as_fact(const expr::Node& node) {
  if (node.op == Op::claim_fact || node.op == Op::line_fact) return node.fact;
  return std::nullopt;
}

std::optional<Bounds> bounds_of(const Fact& fact) {
  switch (fact.type) {
    case ValueType::number:
      return bounds_within(fact, largest_number);
    case ValueType::money:
      return bounds_within(fact, largest_amount);
    case ValueType::months:
    case ValueType::days:
      return bounds_within(fact, longest_duration);
    case ValueType::date:
      return Bounds{Date::earliest().days_since_epoch(), Date::latest().days_since_epoch()};
    default:
      return std::nullopt;
  }
}

std::optional<Range> range_of(const Fact& fact) {
  if (fact.type == ValueType::decimal) {
    const Decimal largest(largest_number);
    return Range{place_of(fact.least.value_or(largest.negate())), place_of(fact.greatest.value_or(largest))};
  }
  const auto bounds = bounds_of(fact);
  return bounds ? std::optional(Range{bounds->low, bounds->high}) : std::nullopt;
}

Position position_of(Value value) noexcept {
  return value.is_decimal() ? place_of(value.as_decimal()) : Position{value.as_integer()};
}

Value value_at(const Fact& fact, Position position) noexcept {
  if (fact.type == ValueType::decimal) return Value::decimal(decimal_at(position));
  return Value::integer(static_cast<std::int64_t>(position));
}

bool has_minimum(const Fact& fact) noexcept { return fact.minimum || fact.least; }
bool has_maximum(const Fact& fact) noexcept { return fact.maximum || fact.greatest; }

std::vector<std::vector<Value>> representatives(const Schema& schema, const expr::Program& code) {
  const auto constants = constants_by_fact(schema, code);
  std::vector<std::vector<Value>> all(schema.facts().size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Fact& fact = schema.facts()[i];
    if (fact.scope == Scope::record) continue;
    if (fact.type == ValueType::boolean) all[i] = values_up_to(2);
    if (fact.type == ValueType::enumeration) {
      all[i] = values_up_to(static_cast<std::int64_t>(schema.domain(fact.domain).values.size()));
    }
    if (const auto bounds = bounds_of(fact)) all[i] = ordered_values(*bounds, constants[i]);
    const bool may_be_none = fact.blank == Blank::none || (fact.blank_is_conditional && fact.blank_else == Blank::none);
    if (may_be_none && !all[i].empty()) all[i].push_back(Value::none());
  }
  return all;
}

}  // namespace warrantor::policy
