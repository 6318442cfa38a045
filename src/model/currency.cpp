#include <algorithm>
#include <array>

#include <warrantor/money.hpp>

#include "base/text.hpp"

namespace warrantor {

namespace {

struct KnownCurrency {
  std::string_view code;
  int decimals;
};

// ISO 4217, list one: the currencies of the larger markets for vehicles, sorted by code.
constexpr std::array known_currencies = std::to_array<KnownCurrency>({
    {"AED", 2}, {"ARS", 2}, {"AUD", 2}, {"AZN", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BND", 2}, {"BOB", 2},
    {"BRL", 2}, {"BYN", 2}, {"CAD", 2}, {"CHF", 2}, {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"CRC", 2}, {"CZK", 2},
    {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ETB", 2}, {"EUR", 2}, {"GBP", 2}, {"GEL", 2}, {"GHS", 2},
    {"HKD", 2}, {"HUF", 2}, {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0}, {"JOD", 3},
    {"JPY", 0}, {"KES", 2}, {"KHR", 2}, {"KRW", 0}, {"KWD", 3}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2},
    {"LYD", 3}, {"MAD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MXN", 2}, {"MYR", 2}, {"NGN", 2}, {"NOK", 2},
    {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PEN", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PYG", 0}, {"QAR", 2},
    {"RON", 2}, {"RSD", 2}, {"RUB", 2}, {"SAR", 2}, {"SEK", 2}, {"SGD", 2}, {"THB", 2}, {"TND", 3}, {"TRY", 2},
    {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2}, {"UYU", 2}, {"UZS", 2}, {"VND", 0}, {"XAF", 0},
    {"XOF", 0}, {"ZAR", 2}, {"ZMW", 2},
});

struct Sign {
  std::string_view text;
  std::string_view code;
};

// As they are printed beside amounts in the countries that use the currency.
constexpr std::array signs = std::to_array<Sign>({
    {"¥", "CNY"},   {"元", "CNY"},  {"人民币", "CNY"}, {"RMB", "CNY"}, {"¥", "JPY"},  {"円", "JPY"},  {"€", "EUR"},
    {"£", "GBP"},   {"$", "USD"},   {"US$", "USD"},    {"$", "AUD"},   {"A$", "AUD"}, {"$", "CAD"},   {"C$", "CAD"},
    {"$", "HKD"},   {"HK$", "HKD"}, {"$", "SGD"},      {"S$", "SGD"},  {"$", "TWD"},  {"NT$", "TWD"}, {"$", "NZD"},
    {"NZ$", "NZD"}, {"$", "MXN"},   {"$", "ARS"},      {"$", "CLP"},   {"$", "COP"},  {"R$", "BRL"},  {"₩", "KRW"},
    {"₹", "INR"},   {"₽", "RUB"}, {"₺", "TRY"},      {"₫", "VND"},   {"฿", "THB"},  {"₴", "UAH"},   {"₸", "KZT"},
    {"₮", "MNT"},   {"₱", "PHP"},   {"₦", "NGN"},      {"₪", "ILS"},   {"zł", "PLN"}, {"Kč", "CZK"},  {"Ft", "HUF"},
    {"kr", "SEK"},  {"kr", "NOK"},  {"kr", "DKK"},     {"RM", "MYR"},  {"Rp", "IDR"}, {"R", "ZAR"},
});

}  // namespace

std::optional<Currency> Currency::from_code(std::string_view code) noexcept {
  const auto* found = std::find_if(known_currencies.begin(), known_currencies.end(),
                                   [code](const KnownCurrency& known) { return known.code == code; });
  if (found == known_currencies.end()) return std::nullopt;
  return Currency(found->code, found->decimals);
}

bool Currency::is_marked_by(std::string_view text) const noexcept {
  if (base::equal_ignoring_case(text, code())) return true;
  return std::any_of(signs.begin(), signs.end(), [&](const Sign& sign) {
    return sign.code == code() && base::equal_ignoring_case(sign.text, text);
  });
}

Currency::Currency(std::string_view code, int decimals) noexcept
    : code_{code[0], code[1], code[2]}, decimals_(static_cast<std::int8_t>(decimals)) {}

}  // namespace warrantor
