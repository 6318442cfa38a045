#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include <warrantor/warrantor.hpp>

namespace warrantor::test {

/// A claim on paper: what is stated of it, by slot; an unknown value is a blank.
struct Draft {
  std::vector<Value> claim;
  std::vector<std::vector<Value>> lines;
  std::optional<std::vector<std::vector<Value>>> records;  ///< of the only table; nothing: blank

  [[nodiscard]] Claim claim_of(const Policy& policy) const;
};

/// Draws claims over the schema of rules/zhengzhou-nissan with values near whatever its rules compare them with.
class ClaimMaker {
 public:
  ClaimMaker(const Policy& policy, std::uint32_t seed) : policy_(policy), random_(seed) {}

  /// Each fact is blank with this chance in a hundred.
  Draft draft(std::uint32_t blanks);
  /// The same with every blank that means unknown or pending given a value.
  Draft completed(const Draft& draft);

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

 private:
  Value value(const Fact& fact);
  Value sound_value(const Fact& fact);
  Value number(const Fact& fact);
  void complete(const std::vector<FactId>& facts, std::vector<Value>& values, bool customer_has_it);
  std::vector<std::vector<Value>> some_records();
  [[nodiscard]] bool customer_has_it(const Draft& draft) const;

  const Policy& policy_;
  std::mt19937 random_;
};

}  // namespace warrantor::test
