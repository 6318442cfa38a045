#include "reference/functions.hpp"

#include <array>
#include <functional>
#include <limits>
#include <regex>
#include <utility>

namespace warrantor::reference {
namespace {

using boost::multiprecision::cpp_int;
using Kind = Thing::Kind;
using Arguments = std::vector<Thing>;

Thing whole(const Fraction& value) {
  const bool fits = denominator(value) == 1 && value <= Fraction(std::numeric_limits<std::int64_t>::max()) &&
                    value >= Fraction(std::numeric_limits<std::int64_t>::min());
  return fits ? number_of(Kind::number, static_cast<std::int64_t>(numerator(value))) : undefined();
}

Date date_of(const Thing& thing) { return Date::from_days(static_cast<std::int32_t>(thing.number)); }

Thing date_or_undefined(const std::optional<Date>& date) {
  return date ? number_of(Kind::date, date->days_since_epoch()) : undefined();
}

// ---- Numbers ----

Fraction floor_of(const Fraction& value) {
  cpp_int floor = numerator(value) / denominator(value);
  if (value < 0 && Fraction(floor) != value) --floor;
  return Fraction(floor);
}

Fraction rounded(const std::string& way, const Fraction& value) {
  const Fraction low = floor_of(value);
  const Fraction rest = value - low;
  if (rest == 0 || way == "floor") return low;
  if (way == "ceiling") return low + 1;
  const bool is_negative = value < 0;
  const Fraction outward = is_negative ? low : low + 1;
  const Fraction inward = is_negative ? low + 1 : low;
  if (way == "round up") return outward;
  if (way == "round down") return inward;
  const Fraction half(1, 2);
  if (rest != half) return rest > half ? low + 1 : low;
  if (way == "round half up") return outward;
  if (way == "round half down") return inward;
  return numerator(low) % 2 == 0 ? low : low + 1;  // decimal
}

bool is_rounding(const std::string& name) {
  return name == "floor" || name == "ceiling" || name == "decimal" || name.rfind("round ", 0) == 0;
}

// Of an amount: money. Of a number: whole, unless places behind the point are asked for.
Thing round_to_scale(const std::string& way, const Arguments& arguments, std::int64_t scale) {
  const Fraction value = exact_value(arguments[0], scale);
  const int places = arguments.size() > 1 ? static_cast<int>(numerator(floor_of(exact_value(arguments[1], scale)))) : 0;
  Fraction unit(1);
  for (int i = 0; i < places; ++i) unit /= 10;
  for (int i = 0; i > places; --i) unit *= 10;
  const Fraction result = rounded(way, value / unit) * unit;
  if (arguments[0].is(Kind::money) || arguments[0].is(Kind::unrounded)) {
    const Thing minor_units = whole(result * scale);
    return minor_units.is(Kind::number) ? number_of(Kind::money, minor_units.number)
                                        : fraction_of(Kind::unrounded, result);
  }
  return places < 1 ? whole(result) : fraction_of(Kind::decimal, result);
}

Thing absolute(const Thing& thing) {
  if (thing.fraction != nullptr) return fraction_of(thing.kind, boost::multiprecision::abs(*thing.fraction));
  return number_of(thing.kind, thing.number < 0 ? -thing.number : thing.number);
}

bool is_whole_kind(const Thing& thing, std::int64_t scale) {
  return thing.is(Kind::number) || (thing.is(Kind::digits) && thing.number % scale == 0);
}

Thing modulo(const Arguments& arguments, std::int64_t scale) {
  const Fraction dividend = exact_value(arguments[0], scale);
  const Fraction divisor = exact_value(arguments[1], scale);
  if (divisor == 0) return undefined();
  const Fraction rest = dividend - divisor * floor_of(dividend / divisor);
  const bool is_whole = is_whole_kind(arguments[0], scale) && is_whole_kind(arguments[1], scale);
  return is_whole ? whole(rest) : fraction_of(Kind::decimal, rest);
}

// Whether it is divided by two without a rest, or with one.
Thing parity(const Fraction& value, bool is_even) {
  if (denominator(value) != 1) return undefined();
  return truth((numerator(value) % 2 == 0) == is_even);
}

std::optional<Thing> function_of_numbers(const std::string& name, const Arguments& arguments, std::int64_t scale) {
  if (is_rounding(name)) return round_to_scale(name, arguments, scale);
  if (name == "abs") return absolute(arguments[0]);
  if (name == "modulo") return modulo(arguments, scale);
  if (name == "even" || name == "odd") return parity(exact_value(arguments[0], scale), name == "even");
  return std::nullopt;
}

// ---- Texts (of ASCII) ----

// From a place on, from 1 or from the end; nothing beyond either end.
Thing substring(const std::string& text, std::int64_t start, std::int64_t length) {
  const auto size = static_cast<std::int64_t>(text.size());
  if (start == 0 || start > size || start < -size || length < 1) return undefined();
  const auto begin = static_cast<std::size_t>(start > 0 ? start - 1 : size + start);
  return text_of(text.substr(begin, static_cast<std::size_t>(length)));
}

std::string in_letters(std::string text, char first, char last, int shift) {
  for (char& letter : text) {
    if (letter >= first && letter <= last) letter = static_cast<char>(letter + shift);
  }
  return text;
}

// Patterns of random rules mean the same in ECMAScript, but for `\w` and the like.
std::regex pattern_of(const Arguments& arguments, std::size_t flags_at) {
  const bool ignores_case = arguments.size() > flags_at && arguments[flags_at].text == "i";
  return std::regex(arguments[1].text,
                    ignores_case ? std::regex::ECMAScript | std::regex::icase : std::regex::ECMAScript);
}

Thing split(const std::string& text, const std::regex& pattern) {
  std::vector<Thing> parts;
  std::string rest = text;
  for (std::smatch match; std::regex_search(rest, match, pattern); rest = match.suffix()) {
    parts.push_back(text_of(match.prefix()));
  }
  parts.push_back(text_of(rest));
  return list_of(std::move(parts));
}

std::string joined(const std::vector<Thing>& texts, const std::string& by) {
  std::string all;
  bool is_first = true;
  for (const Thing& text : texts) {
    if (text.is(Kind::none)) continue;
    all += (is_first ? "" : by) + text.text;
    is_first = false;
  }
  return all;
}

std::optional<Thing> function_of_texts(const std::string& name, const Arguments& arguments, std::int64_t scale) {
  const std::string& text = arguments[0].text;
  const auto place = [&](std::size_t i) {
    return static_cast<std::int64_t>(numerator(floor_of(exact_value(arguments[i], scale))));
  };
  if (name == "string length") return number_of(Kind::number, static_cast<std::int64_t>(text.size()));
  if (name == "substring") {
    return substring(text, place(1), arguments.size() > 2 ? place(2) : static_cast<std::int64_t>(text.size()));
  }
  if (name == "upper case") return text_of(in_letters(text, 'a', 'z', 'A' - 'a'));
  if (name == "lower case") return text_of(in_letters(text, 'A', 'Z', 'a' - 'A'));
  if (name == "matches") return truth(std::regex_search(text, pattern_of(arguments, 2)));
  if (name == "replace") return text_of(std::regex_replace(text, pattern_of(arguments, 3), arguments[2].text));
  if (name == "split") return split(text, pattern_of(arguments, 2));
  if (name == "string") return text_of(arguments[0].is(Kind::text) ? text : name_of(arguments[0]));
  if (arguments.size() != 2 || !arguments[1].is(Kind::text)) return std::nullopt;
  const std::string& match = arguments[1].text;
  const std::size_t found = text.find(match);
  const bool is_there = found != std::string::npos;
  if (name == "contains") return truth(is_there);
  if (name == "starts with") return truth(found == 0);
  if (name == "ends with")
    return truth(text.size() >= match.size() && text.compare(text.size() - match.size(), match.size(), match) == 0);
  if (name == "substring before") return text_of(is_there ? text.substr(0, found) : "");
  if (name == "substring after") return text_of(is_there ? text.substr(found + match.size()) : "");
  return std::nullopt;
}

// ---- Dates ----

int weekday_of(Date date) { return static_cast<int>((date.days_since_epoch() % 7 + 10) % 7); }  // 0 is Monday

// How many whole months lie between: as many as can be added without passing the other date.
std::int64_t months_between(Date from, Date to) {
  const std::int64_t months = (to.year() - from.year()) * 12 + to.month() - from.month();
  if (months > 0 && to.day() < from.day()) return months - 1;
  if (months < 0 && to.day() > from.day()) return months + 1;
  return months;
}

std::optional<Thing> function_of_dates(const std::string& name, const Arguments& arguments, std::int64_t scale) {
  static constexpr std::array<const char*, 7> days{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
  if (name == "date") {
    if (arguments[0].is(Kind::text)) {
      const auto date = Date::parse(arguments[0].text);
      return date ? date_or_undefined(*date) : undefined();
    }
    if (arguments.size() == 1) return arguments[0];
    const auto part = [&](std::size_t i) { return static_cast<int>(numerator(exact_value(arguments[i], scale))); };
    return date_or_undefined(Date::from_ymd(part(0), part(1), part(2)));
  }
  if (!arguments[0].is(Kind::date)) return std::nullopt;
  const Date date = date_of(arguments[0]);
  const Date new_year = *Date::from_ymd(date.year(), 1, 1);
  if (name == "day of week") return text_of(days[static_cast<std::size_t>(weekday_of(date))]);
  if (name == "day of year") return number_of(Kind::number, date.days_since_epoch() - new_year.days_since_epoch() + 1);
  if (name == "last day of month") {
    return date_or_undefined(Date::from_ymd(date.year(), date.month(), 1)->plus_months(1)->plus_days(-1));
  }
  if (name == "months begun") {
    std::int64_t begun = 0;
    while (*date.plus_months(static_cast<int>(begun)) < date_of(arguments[1])) ++begun;
    return number_of(Kind::number, begun);
  }
  if (name == "years and months duration") return number_of(Kind::months, months_between(date, date_of(arguments[1])));
  return std::nullopt;
}

// ---- Lists ----

Thing mean_of(const std::vector<Thing>& items, std::int64_t scale) {
  if (items.empty()) return undefined();
  Thing sum = items.front();
  for (std::size_t i = 1; i < items.size(); ++i) sum = add(sum, items[i], scale);
  return divide(sum, number_of(Kind::number, static_cast<std::int64_t>(items.size())), scale);
}

// Whether all hold, or some; what is undefined leaves it open.
Thing junction(const std::vector<Thing>& items, bool neutral) {
  bool is_open = false;
  for (const Thing& item : items) {
    if (!item.is(Kind::boolean)) is_open = true;
    if (item.is(Kind::boolean) && item.is_true() != neutral) return item;
  }
  return is_open ? undefined() : truth(neutral);
}

std::vector<std::size_t> places_of(const std::vector<Thing>& items, const Thing& wanted, std::int64_t scale) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (order_of(items[i], wanted, scale) == Order::equal) places.push_back(i + 1);
  }
  return places;
}

std::vector<Thing> without_repetition(const std::vector<Thing>& items, std::int64_t scale) {
  std::vector<Thing> kept;
  for (const Thing& item : items) {
    if (places_of(kept, item, scale).empty()) kept.push_back(item);
  }
  return kept;
}

Thing sublist(const Arguments& arguments, std::int64_t scale) {
  const std::vector<Thing>& items = *arguments[0].items;
  const auto size = static_cast<std::int64_t>(items.size());
  const auto number = [&](std::size_t i) {
    return static_cast<std::int64_t>(numerator(floor_of(exact_value(arguments[i], scale))));
  };
  const std::int64_t start = number(1);
  const std::int64_t begin = start < 0 ? size + start : start - 1;
  const std::int64_t length = arguments.size() > 2 ? number(2) : size - begin;
  if (start == 0 || begin < 0 || length < 0 || begin + length > size) return undefined();
  return list_of({items.begin() + begin, items.begin() + begin + length});
}

std::vector<Thing> joined(const Arguments& arguments) {
  std::vector<Thing> all;
  for (const Thing& argument : arguments) {
    if (!argument.is(Kind::list)) {
      all.push_back(argument);
      continue;
    }
    all.insert(all.end(), argument.items->begin(), argument.items->end());
  }
  return all;
}

bool has_no_value(const Arguments& arguments) {
  for (const Thing& argument : arguments) {
    if (argument.is(Kind::none) || argument.is(Kind::undefined)) return true;
  }
  return false;
}

}  // namespace

std::optional<Thing> function_of_values(const std::string& name, const Arguments& arguments, std::int64_t scale) {
  if (has_no_value(arguments)) return undefined();
  if (auto result = function_of_numbers(name, arguments, scale)) return result;
  if (auto result = function_of_dates(name, arguments, scale)) return result;
  return function_of_texts(name, arguments, scale);
}

std::optional<Thing> function_of_lists(const std::string& name, const Arguments& arguments, std::int64_t scale) {
  if (name == "all" || name == "any") return junction(joined(arguments), name == "all");
  if (name == "mean") return mean_of(joined(arguments), scale);
  if (name == "append" || name == "concatenate") return list_of(joined(arguments));
  if (name == "union") return list_of(without_repetition(joined(arguments), scale));
  if (arguments.empty() || !arguments[0].is(Kind::list)) return std::nullopt;
  const std::vector<Thing>& items = *arguments[0].items;
  if (name == "string join") {
    for (const Thing& item : items) {
      if (item.is(Kind::undefined)) return undefined();
    }
    return text_of(joined(items, arguments.size() > 1 ? arguments[1].text : ""));
  }
  if (name == "list contains") return truth(!places_of(items, arguments[1], scale).empty());
  if (name == "distinct values") return list_of(without_repetition(items, scale));
  if (name == "reverse") return list_of({items.rbegin(), items.rend()});
  if (name == "sublist") return sublist(arguments, scale);
  if (name != "index of") return std::nullopt;
  std::vector<Thing> places;
  for (const std::size_t place : places_of(items, arguments[1], scale))
    places.push_back(number_of(Kind::number, static_cast<std::int64_t>(place)));
  return list_of(std::move(places));
}

Thing property_of(const Thing& thing, const std::string& name) {
  const auto number = [](std::int64_t value) { return number_of(Kind::number, value); };
  if (thing.is(Kind::months)) return number(name == "years" ? thing.number / 12 : thing.number % 12);
  if (thing.is(Kind::days)) return number(thing.number);
  if (!thing.is(Kind::date)) return undefined();
  const Date date = date_of(thing);
  if (name == "year") return number(date.year());
  if (name == "month") return number(date.month());
  return number(name == "day" ? date.day() : weekday_of(date) + 1);
}

Thing entry_at(const Thing& list, const Thing& place, std::int64_t scale) {
  if (!list.is(Kind::list) || !place.has_order()) return undefined();
  const auto number = static_cast<std::int64_t>(numerator(floor_of(exact_value(place, scale))));
  const auto size = static_cast<std::int64_t>(list.items->size());
  if (number == 0 || number > size || number < -size) return undefined();
  return (*list.items)[static_cast<std::size_t>(number > 0 ? number - 1 : size + number)];
}

Thing duration_of(const std::string& text) {
  const std::int64_t sign = text.front() == '-' ? -1 : 1;
  std::int64_t months = 0;
  std::int64_t digits = 0;
  for (const char letter : text) {
    if (letter >= '0' && letter <= '9') digits = digits * 10 + (letter - '0');
    if (letter == 'D') return number_of(Kind::days, sign * digits);
    if (letter == 'Y') months += 12 * std::exchange(digits, 0);
    if (letter == 'M') months += std::exchange(digits, 0);
  }
  return number_of(Kind::months, sign * months);
}

}  // namespace warrantor::reference
