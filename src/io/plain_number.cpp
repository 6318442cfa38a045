#include "io/plain_number.hpp"

#include <algorithm>

#include "model/value_rules.hpp"

namespace warrantor::io {

PlainRange::PlainRange(const Fact& fact) : takes_blank_(may_be_blank(fact)) {
  const std::int64_t largest = largest_of(fact.type);
  const std::int64_t least = std::max(fact.minimum.value_or(-largest), -largest);
  const std::int64_t most = std::min(fact.maximum.value_or(largest), largest);
  const bool is_empty = least > most;  // then it is that of a number that is not plain, which holds no other
  least_ = is_empty ? -1 : least;
  width_ = is_empty ? 0 : static_cast<std::uint64_t>(most - least);
  number_of_blank_ = std::max(std::min(std::int64_t{0}, most), least);
}

PlainAmounts::PlainAmounts(Currency currency, const Fact& fact)
    : range_(fact), decimals_(static_cast<std::size_t>(currency.decimals())) {
  for (std::size_t i = 0; i < decimals_; ++i) units_ *= 10;
}

}  // namespace warrantor::io
