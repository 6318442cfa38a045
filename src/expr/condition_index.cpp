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
  outlook.holds = outlook.is_told = told_by_facts;
  std::uint64_t* const may_hold = outlook.may_hold.data();
  std::uint64_t* const holds = outlook.holds.data();
  std::uint64_t* const is_told = outlook.is_told.data();
  for (const IndexedFact& fact : facts) {
    const std::size_t place = class_of(fact, (fact.of_line ? line : claim)[fact.slot]);
    const std::uint64_t* const here = bits.data() + fact.bits + place * bits_of_class * count;
    for (std::size_t i = 0; i < count; ++i) {
      may_hold[i] &= here[i];
      holds[i] &= here[count + i];
      is_told[i] &= here[2 * count + i];
    }
  }
}

}  // namespace warrantor::expr
