#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/verdict.hpp"

// Shares by weights that are expressions.
namespace warrantor::engine {
namespace {

using policy::Allocation;
using policy::Program;

Allocation reduced(Allocation weights) {
  std::int64_t divisor = 0;
  for (const std::int64_t weight : weights) divisor = std::gcd(divisor, weight);
  for (std::int64_t& weight : weights) weight /= divisor;
  return weights;
}

}  // namespace

std::vector<Weighed> weigh(const Program& program, expr::Evaluator& evaluator) {
  std::vector<Weighed> all;
  for (const auto& [allocation, weights] : program.weighed) {
    Weighed& weighed = all.emplace_back(Weighed{allocation, Value::boolean(true), {}});
    bool is_empty = true;
    for (const auto& weight : weights) {
      const Value value = weight ? evaluator.evaluate(*weight) : Value::none();
      const bool is_wrong = value.is_undefined() || (value.is_known() && value.as_integer() < 0);
      if (is_wrong) weighed.known = Value::undefined();
      if (value.is_unknown() && weighed.known.is_true()) weighed.known = value;
      weighed.weights.push_back(value.is_known() && !is_wrong ? value.as_integer() : 0);
      is_empty = is_empty && weighed.weights.back() == 0;
    }
    if (is_empty && weighed.known.is_true()) weighed.known = Value::undefined();
    if (weighed.known.is_true()) weighed.weights = reduced(std::move(weighed.weights));
  }
  return all;
}

const Allocation* weights_of(const Program& program, const Verdict& verdict, AllocationId allocation) {
  for (const Weighed& weighed : verdict.weighed) {
    if (weighed.allocation == allocation) return weighed.known.is_true() ? &weighed.weights : nullptr;
  }
  return &program.allocation(allocation);
}

AllocationId same_as_known(const Program& program, const Verdict& verdict, AllocationId allocation) {
  if (!program.weighed.contains(allocation)) return allocation;
  std::optional<AllocationId> without_value;
  for (const Weighed& weighed : verdict.weighed) {
    if (!without_value && weighed.known.is_undefined()) without_value = weighed.allocation;
    if (weighed.allocation == allocation && weighed.known.is_undefined()) return *without_value;
  }
  const Allocation* const weights = weights_of(program, verdict, allocation);
  for (std::size_t i = 0; i < program.allocations.size() && weights != nullptr; ++i) {
    const auto other = static_cast<AllocationId>(i);
    const Allocation* const others = weights_of(program, verdict, other);
    if (others != nullptr && *others == *weights) return other;
  }
  return allocation;
}

bool is_all_excluded(const Program& program, const Verdict& verdict, std::size_t portion) {
  const auto& possible = verdict.bearers[portion].possible;
  return possible.size() == 1 && possible.front() == program.excluded;
}

}  // namespace warrantor::engine
