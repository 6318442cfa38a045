#include "io/cell_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

constexpr int largest_exponent = 20;

struct UnitSpelling {
  std::string_view unit;
  std::string_view spelling;
};

// Other ways to write a unit that rule sets declare.
constexpr std::array<UnitSpelling, 13> unit_spellings = {
    {{"km", "公里"}, {"km", "千米"}, {"km", "kms"}, {"km", "kilometres"}, {"km", "kilometers"}, {"km", "km."},
     {"mi", "英里"}, {"mi", "miles"}, {"mi", "mile"}, {"mi", "mi."},
     {"h", "小时"}, {"h", "hours"}, {"h", "hour"}}};

/// What a number is made of, as it is written.
struct Parts {
  std::string_view before;    ///< what stands before its first digit, without the minus sign
  std::string_view mantissa;  ///< with its separators
  int exponent = 0;
  bool has_exponent = false;
  bool is_negative = false;
  std::string_view after;  ///< what stands behind its last digit
};

ValueFault no_number(const Schema& schema, const Fact& fact, std::string_view text) {
  if (fact.type == ValueType::money) {
    return {base::quote(text) + " is not an amount", "write digits and a point before the decimals, such as `" +
                                                         format_minor_units(123450, schema.currency()) + "`"};
  }
  return {base::quote(text) + " is not a whole number", "write digits only, such as `28000`"};
}

// The digits, with a point where a separator stands that is the only one of its kind and the last: what most likely is
// meant.
std::string likely_form(std::string_view mantissa) {
  std::size_t last = mantissa.find_last_of(",.");
  if (last != std::string_view::npos && mantissa.find(mantissa[last]) != last) last = std::string_view::npos;
  std::string digits;
  for (std::size_t i = 0; i < mantissa.size(); ++i) {
    if (base::is_digit(mantissa[i])) digits += mantissa[i];
    if (i == last) digits += '.';
  }
  return digits;
}

ValueFault ambiguous(const Fact& fact, std::string_view text, std::string_view mantissa) {
  const bool has_one_separator = mantissa.find_first_of(",.") == mantissa.find_last_of(",.");
  const std::string form = likely_form(mantissa);
  const std::size_t point = std::min(form.find('.'), form.size());
  const std::string whole = form.substr(0, point);
  const std::string digits = point < form.size() ? whole + form.substr(point + 1) : whole;
  const bool is_money = fact.type == ValueType::money;
  std::string help = is_money ? "write a point before the decimals and nothing between thousands: "
                              : "write a whole number without separators: ";
  help += base::quote(is_money ? form : whole);
  if (has_one_separator) help += " or " + base::quote(digits);
  return {base::quote(text) + " can be read in two ways", std::move(help)};
}

// Takes a minus or plus away from the beginning; false where there is none.
bool take_sign(std::string_view& text, bool& is_negative) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  is_negative = text.front() == '-';
  text = base::trim(text.substr(1));
  return true;
}

std::optional<Parts> split_parts(std::string_view text) {
  Parts parts;
  const bool is_signed = take_sign(text, parts.is_negative);
  constexpr std::string_view digits = "0123456789";
  const std::size_t first = text.find_first_of(digits);
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t last = text.find_last_of(digits);
  parts.before = base::trim(text.substr(0, first));
  parts.after = base::trim(text.substr(last + 1));
  if (parts.before.ends_with('-') || parts.before.ends_with('+')) {
    if (is_signed) return std::nullopt;
    parts.is_negative = parts.before.ends_with('-');
    parts.before = base::trim(parts.before.substr(0, parts.before.size() - 1));
  }
  parts.mantissa = text.substr(first, last + 1 - first);
  const std::size_t e = parts.mantissa.find_first_of("eE");
  if (e == std::string_view::npos) return parts;
  const auto exponent = base::parse_integer(parts.mantissa.substr(e + 1));
  if (!exponent || !exponent->fits || exponent->number > largest_exponent || exponent->number < -largest_exponent)
    return std::nullopt;
  parts.has_exponent = true;
  parts.exponent = static_cast<int>(exponent->number);
  parts.mantissa = parts.mantissa.substr(0, e);
  return parts;
}

// Nothing where what stands between the digits is not thousands in threes, all parted in the same way.
std::optional<std::string> without_thousands(std::string_view whole) {
  constexpr std::array<std::string_view, 4> separators = {",", " ", "'", "’"};
  if (base::is_all_digits(whole)) return std::string(whole);
  for (const std::string_view separator : separators) {
    std::size_t at = whole.find(separator);
    if (at == std::string_view::npos) continue;
    if (at == 0 || at > 3 || whole[0] == '0') return std::nullopt;
    std::string digits(whole.substr(0, at));
    while (at < whole.size()) {
      if (whole.substr(at, separator.size()) != separator) return std::nullopt;
      const std::string_view group = whole.substr(at + separator.size(), 3);
      if (group.size() != 3 || !base::is_all_digits(group)) return std::nullopt;
      digits += group;
      at += separator.size() + 3;
    }
    return base::is_all_digits(digits) ? std::optional(digits) : std::nullopt;
  }
  return std::nullopt;
}

/// Digits before and behind the point.
struct Decimal {
  std::string whole;
  std::string decimals;
};

Decimal shifted(Decimal number, int exponent) {
  for (; exponent > 0; --exponent) {
    number.whole += number.decimals.empty() ? '0' : number.decimals.front();
    if (!number.decimals.empty()) number.decimals.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    number.decimals.insert(number.decimals.begin(), number.whole.empty() ? '0' : number.whole.back());
    if (!number.whole.empty()) number.whole.pop_back();
  }
  if (number.whole.empty()) number.whole = "0";
  return number;
}

// A point before three digits can part thousands, and so can a comma where the currency has three decimals.
bool can_be_thousands(std::string_view whole, std::string_view decimals) noexcept {
  return decimals.size() == 3 && whole.size() <= 3 && whole[0] != '0';
}

class NumberReader {
 public:
  NumberReader(const Schema& schema, const Fact& fact, std::string_view text)
      : schema_(schema), fact_(fact), text_(text) {}

  Expected<PlainNumber, ValueFault> read() const {
    const std::optional<Parts> parts = split_parts(text_);
    if (!parts) return no_number(schema_, fact_, text_);
    if (auto fault = fault_beside(*parts)) return *std::move(fault);
    const auto decimal = read_mantissa(*parts);
    if (!decimal) return decimal.error();
    return finish(*parts, shifted(*decimal, parts->exponent));
  }

 private:
  [[nodiscard]] bool is_money() const noexcept { return fact_.type == ValueType::money; }

  // A text beside the number that says what it counts must say what the fact counts.
  [[nodiscard]] std::optional<ValueFault> fault_beside(const Parts& parts) const {
    for (const std::string_view beside : {parts.before, parts.after}) {
      if (beside.empty()) continue;
      const bool fits = is_unit_of(schema_, fact_, beside) && (is_money() || beside.data() == parts.after.data());
      if (!fits) return fault_of(beside);
    }
    return std::nullopt;
  }

  [[nodiscard]] ValueFault fault_of(std::string_view beside) const {
    ValueFault fault = no_number(schema_, fact_, text_);
    const bool is_separator = beside.find_first_not_of(".,-+'()/ ") == std::string_view::npos;
    if (is_separator) return fault;
    if (is_money()) {
      fault.message = base::quote(text_) + " is not an amount in " + std::string(schema_.currency().code());
    } else if (!fact_.unit.empty()) {
      fault.message = base::quote(text_) + " is not a whole number of " + fact_.unit;
    }
    return fault;
  }

  [[nodiscard]] Expected<Decimal, ValueFault> read_mantissa(const Parts& parts) const {
    const std::string_view mantissa = parts.mantissa;
    const std::size_t point = mantissa.find('.');
    const std::string_view whole = mantissa.substr(0, point);
    const std::string_view decimals = point == std::string_view::npos ? "" : mantissa.substr(point + 1);
    const bool is_known = mantissa.find_first_not_of("0123456789., '\xe2\x80\x99") == std::string_view::npos;
    if (!is_known) return no_number(schema_, fact_, text_);
    const auto digits = without_thousands(whole);
    const bool has_bare_point = point != std::string_view::npos && !base::is_all_digits(decimals);
    if (!digits || has_bare_point) return doubtful(mantissa);
    if (parts.has_exponent) return Decimal{*digits, std::string(decimals)};
    const bool has_commas = whole.find(',') != std::string_view::npos;
    const bool is_whole_with_point = !is_money() && can_be_thousands(whole, decimals);
    const bool is_comma_before_three =
        is_money() && has_commas && schema_.currency().decimals() == 3 && decimals.empty() && digits->size() <= 6;
    if (is_whole_with_point || is_comma_before_three) return ambiguous(fact_, text_, mantissa);
    return Decimal{*digits, std::string(decimals)};
  }

  // Digits and separators in an order that no one way to write numbers explains.
  [[nodiscard]] ValueFault doubtful(std::string_view mantissa) const {
    const bool has_marks = mantissa.find_first_of(",.") != std::string_view::npos;
    const bool has_others = mantissa.find_first_not_of("0123456789.,") != std::string_view::npos;
    if (!has_marks || has_others) return no_number(schema_, fact_, text_);
    const bool are_all_points = mantissa.find(',') == std::string_view::npos;
    const bool are_all_commas = mantissa.find('.') == std::string_view::npos;
    const bool has_several = mantissa.find_first_of(",.") != mantissa.find_last_of(",.");
    if (has_several && (are_all_points || are_all_commas)) {
      std::string with_commas(mantissa);
      std::replace(with_commas.begin(), with_commas.end(), '.', ',');
      if (!without_thousands(with_commas)) return no_number(schema_, fact_, text_);
    }
    return ambiguous(fact_, text_, mantissa);
  }

  [[nodiscard]] Expected<PlainNumber, ValueFault> finish(const Parts& parts, Decimal number) const {
    const auto places = static_cast<std::size_t>(is_money() ? schema_.currency().decimals() : 0);
    const bool can_cut = parts.has_exponent || !is_money() || number.decimals.size() != 3;
    while (can_cut && number.decimals.size() > places && number.decimals.ends_with('0')) number.decimals.pop_back();
    if (!is_money() && !number.decimals.empty()) return no_number(schema_, fact_, text_);
    const std::size_t zeros = std::min(number.whole.find_first_not_of('0'), number.whole.size() - 1);
    PlainNumber plain{parts.is_negative ? "-" : "", parts.has_exponent};
    plain.text += number.whole.substr(zeros);
    if (!number.decimals.empty()) plain.text += '.' + number.decimals;
    return plain;
  }

  const Schema& schema_;
  const Fact& fact_;
  std::string_view text_;
};

}  // namespace

bool is_unit_of(const Schema& schema, const Fact& fact, std::string_view text) {
  if (fact.type == ValueType::money) return schema.currency().is_marked_by(text);
  if (fact.unit.empty()) return false;
  if (base::equal_ignoring_case(text, fact.unit)) return true;
  return std::any_of(unit_spellings.begin(), unit_spellings.end(), [&](const UnitSpelling& known) {
    return known.unit == fact.unit && base::equal_ignoring_case(text, known.spelling);
  });
}

Expected<PlainNumber, ValueFault> plain_number(const Schema& schema, const Fact& fact, std::string_view text) {
  return NumberReader(schema, fact, text).read();
}

}  // namespace warrantor::io
