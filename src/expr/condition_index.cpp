#include "expr/condition_index.hpp"

#include <algorithm>

namespace warrantor::expr {

ConditionRange ConditionIndex::add(std::span<const NodeId> more) {
  const ConditionRange range{static_cast<std::uint32_t>(conditions.size()), static_cast<std::uint32_t>(more.size())};
  conditions.insert(conditions.end(), more.begin(), more.end());
  return range;
}

std::size_t ConditionIndex::class_of(const IndexedFact& fact, Value value) noexcept {
  if (!value.is_known()) return fact.classes + (value.is_none() ? 0U : value.is_unknown() ? 1U : 2U);
  const std::int64_t number = value.as_integer();
  if (!fact.is_ordered) return static_cast<std::size_t>(number);
  if (number < fact.low || number > fact.high) return fact.classes + 2;
  const auto above = std::upper_bound(fact.firsts.begin(), fact.firsts.end(), number);
  return static_cast<std::size_t>(above - fact.firsts.begin());
}

void ConditionIndex::look(std::span<const Value> claim, std::span<const Value> line, Outlook& outlook) const {
  const std::size_t count = words();
  outlook.may_hold.assign(count, ~std::uint64_t{0});
  outlook.holds.assign(count, 0);
  std::uint64_t* const may_hold = outlook.may_hold.data();
  std::uint64_t* const holds = outlook.holds.data();
  std::copy(told_by_facts.begin(), told_by_facts.end(), holds);
  for (const IndexedFact& fact : facts) {
    const std::size_t place = class_of(fact, (fact.of_line ? line : claim)[fact.slot]);
    const std::uint64_t* const may_hold_here = bits.data() + fact.bits + place * 2 * count;
    const std::uint64_t* const holds_here = may_hold_here + count;
    for (std::size_t i = 0; i < count; ++i) {
      may_hold[i] &= may_hold_here[i];
      holds[i] &= holds_here[i];
    }
  }
}

}  // namespace warrantor::expr
