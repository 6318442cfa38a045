#include "io/plain_number.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "model/value_rules.hpp"

namespace warrantor::io {

namespace {

// Of one to sixteen digits.
std::optional<std::uint64_t> number_of(std::string_view text) noexcept {
  if (text.size() > most_digits) return std::nullopt;
  const std::size_t in_last = std::min<std::size_t>(text.size(), 8);
  const std::size_t before = text.size() - in_last;
  const std::uint64_t last = values_of(load_last(text.data() + before, in_last), in_last);
  const std::uint64_t first = before == 0 ? 0 : values_of(load_last(text.data(), before), before);
  if (!are_digits(first) || !are_digits(last)) return std::nullopt;
  return number_of_digits(first) * 100'000'000 + number_of_digits(last);
}

}  // namespace

PlainRange::PlainRange(const Fact& fact) : takes_blank_(may_be_blank(fact)) {
  const std::int64_t largest = largest_of(fact.type);
  const std::int64_t least = std::max(fact.minimum.value_or(-largest), -largest);
  const std::int64_t most = std::min(fact.maximum.value_or(largest), largest);
  const bool is_empty = least > most;  // then it is that of a number that none is
  least_ = is_empty ? std::numeric_limits<std::int64_t>::max() : least;
  width_ = is_empty ? 0 : static_cast<std::uint64_t>(most - least);
  number_of_blank_ = std::max(std::min(std::int64_t{0}, most), least);
}

PlainAmounts::PlainAmounts(Currency currency, const Fact& fact)
    : range_(fact), decimals_(static_cast<std::size_t>(currency.decimals())) {
  for (std::size_t i = 0; i < decimals_; ++i) units_ *= 10;
  if (decimals_ == 0) point_ = 0x100;
  bits_before_point_ = static_cast<unsigned>(8 * (7 - decimals_));
  decimals_mask_ = shift_up_bytes(~std::uint64_t{0}, 8 - decimals_);
}

PlainValue PlainNumbers::read_long(std::string_view cell) const noexcept {
  const auto number = number_of(cell);
  return number ? range_.known(*number) : PlainValue();
}

PlainValue PlainAmounts::read_long(std::string_view cell) const noexcept {
  const std::size_t place = cell.size() - decimals_ - 1;
  if (decimals_ == 0 || cell[place] != '.') {
    const auto number = cell.size() + decimals_ > most_digits ? std::nullopt : number_of(cell);
    return number ? range_.known(*number * units_) : PlainValue();
  }
  const auto whole = number_of(cell.substr(0, place));
  const auto decimals = number_of(cell.substr(place + 1));
  const bool is_number = whole && decimals && cell.size() <= most_digits;
  return is_number ? range_.known(*whole * units_ + *decimals) : PlainValue();
}

}  // namespace warrantor::io
