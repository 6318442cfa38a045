#include "reference/weights.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace warrantor::reference {
namespace {

using Kind = Thing::Kind;

// Shares of 2 : 4 are those of 1 : 2.
Weights reduced(Weights weights) {
  std::int64_t divisor = 0;
  for (const std::int64_t weight : weights) divisor = std::gcd(divisor, weight);
  for (std::int64_t& weight : weights) weight /= std::max<std::int64_t>(divisor, 1);
  return weights;
}

}  // namespace

Weights all_to(const Book& book, const std::string& party) {
  Weights weights(book.rules().parties.size(), 0);
  weights[book.party(party)] = 1;
  return weights;
}

Weights weights_of(Case& one, const rules::BearsSyntax& bears) {
  const Book& book = one.book();
  Weights weights(book.rules().parties.size(), 0);
  const auto is_name = [](const auto& share) {
    return share.second.given() && share.second.value.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos;
  };
  const bool by_names = std::any_of(bears.shares.begin(), bears.shares.end(), is_name);
  for (const auto& [party, weight] : bears.shares) {
    std::int64_t& share = weights[book.party(party.value)];
    if (!by_names) {
      share = weight.given() ? std::stoll(weight.value) : 1;
      continue;
    }
    const Thing size = one.evaluate(weight);
    if (size.is(Kind::none)) continue;
    if (!size.has_order() || size.number < 0) return Weights(weights.size(), 0);
    share = size.number;
  }
  return reduced(std::move(weights));
}

std::int64_t sum_of(const Weights& weights) { return std::accumulate(weights.begin(), weights.end(), std::int64_t{0}); }

}  // namespace warrantor::reference
