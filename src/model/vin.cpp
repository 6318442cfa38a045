#include <warrantor/vin.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace warrantor {

namespace {

constexpr std::size_t vin_length = 17;
constexpr std::size_t check_digit_place = 8;

// GB 16735-2019, annex A; 49 CFR 565.15, tables III and IV. A letter that may not stand in a VIN has no
// value.
constexpr std::string_view letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
constexpr std::string_view letter_values = "12345678123457923456789";
constexpr std::array<int, vin_length> weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
static_assert(letters.size() == letter_values.size());

constexpr std::int8_t no_value = -1;

constexpr std::array<std::int8_t, 256> make_values() noexcept {
  std::array<std::int8_t, 256> values{};
  values.fill(no_value);
  for (std::int8_t digit = 0; digit < 10; ++digit) values[static_cast<std::size_t>('0' + digit)] = digit;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(letter_values[i] - '0');
  }
  return values;
}

int value_of(char c) noexcept {
  static constexpr std::array<std::int8_t, 256> values = make_values();
  return values[static_cast<unsigned char>(c)];
}

std::string describe_wrong_letter(std::string_view vin) {
  const auto* wrong = std::find_if(vin.begin(), vin.end(), [](char c) { return value_of(c) == no_value; });
  if (wrong == vin.end()) return {};
  const auto place = static_cast<std::size_t>(wrong - vin.begin());
  return "character " + std::to_string(place + 1) + " of the vehicle identification number " + base::quote(vin) +
         " is none of 0-9 and A-Z without I, O and Q";
}

// Bytes that begin one; those that go on with one look like 10xxxxxx.
std::size_t count_characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::optional<VinFault> vin_fault(std::string_view vin) noexcept {
  if (vin.size() != vin_length) return VinFault::length;
  const auto right = vin_check_digit(vin);
  if (!right) return VinFault::letter;
  if (vin[check_digit_place] != *right) return VinFault::check_digit;
  return std::nullopt;
}

std::optional<char> vin_check_digit(std::string_view vin) noexcept {
  if (vin.size() != vin_length) return std::nullopt;
  int sum = 0;
  int signs = 0;  // negative once a character has no value
  for (std::size_t i = 0; i < vin_length; ++i) {
    const int value = value_of(vin[i]);
    signs |= value;
    sum += weights[i] * value;
  }
  if (signs < 0) return std::nullopt;
  const int remainder = sum % 11;
  return remainder == 10 ? 'X' : static_cast<char>('0' + remainder);
}

std::string describe_vin_fault(std::string_view vin, VinFault fault) {
  const std::string subject = "the vehicle identification number " + base::quote(vin);
  switch (fault) {
    case VinFault::length:
      return subject + " has " + std::to_string(count_characters(vin)) +
             (count_characters(vin) == 1 ? " character" : " characters") + " instead of 17";
    case VinFault::letter:
      return describe_wrong_letter(vin);
    case VinFault::check_digit: {
      const std::string right(1, vin_check_digit(vin).value_or('?'));
      return subject + " has the check digit " + base::quote(vin.substr(check_digit_place, 1)) +
             " where the other characters give " + base::quote(right);
    }
  }
  return subject;
}

}  // namespace warrantor
