#include <algorithm>
#include <array>
#include <cassert>

#include <warrantor/claim.hpp>

#include "base/edit_distance.hpp"
#include "base/join_or.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "model/value_rules.hpp"

namespace warrantor {

namespace {

using Parsed = Expected<Value, ValueFault>;

constexpr std::size_t short_list = 8;  // values of a list that still fit into a message

constexpr std::array<std::string_view, 4> words_for_true = {"true", "yes", "1", "是"};
constexpr std::array<std::string_view, 4> words_for_false = {"false", "no", "0", "否"};

bool is_one_of(std::string_view text, const std::array<std::string_view, 4>& words) {
  for (const std::string_view word : words) {
    if (base::equal_ignoring_case(text, word)) return true;
  }
  return false;
}

Parsed parse_boolean(std::string_view text) {
  if (is_one_of(text, words_for_true)) return Value::boolean(true);
  if (is_one_of(text, words_for_false)) return Value::boolean(false);
  return ValueFault{base::quote(text) + " is neither true nor false", "write `true` or `false`"};
}

Parsed in_range(const Schema& schema, const Fact& fact, std::int64_t number) {
  if (auto fault = range_fault(schema, fact, number)) return *std::move(fault);
  return Value::integer(number);
}

Parsed parse_number(const Schema& schema, const Fact& fact, std::string_view text) {
  const auto parsed = base::parse_integer(text);
  if (!parsed) return ValueFault{base::quote(text) + " is not a whole number", "write digits only, such as `28000`"};
  if (!parsed->fits) return too_large(schema, fact, text);
  return in_range(schema, fact, parsed->number);
}

Parsed parse_decimal(const Fact& fact, std::string_view text) {
  const auto number = Decimal::parse(text);
  if (!number) {
    return ValueFault{base::quote(text) + " is not a number",
                      "write digits and a point before the decimals, such as `12.5`"};
  }
  if (auto fault = range_fault(fact, *number)) return *std::move(fault);
  return Value::decimal(*number);
}

Parsed parse_amount(const Schema& schema, const Fact& fact, std::string_view text) {
  const Expected<Money> amount = Money::parse(text, schema.currency());
  if (!amount && amount.error().message.ends_with("too large an amount")) return too_large(schema, fact, text);
  if (!amount) {
    const std::string example = format_minor_units(123450, schema.currency());
    const int decimals = schema.currency().decimals();
    const bool is_too_fine = amount.error().message.find(" has more than ") != std::string::npos;
    const std::string form = !is_too_fine   ? "write digits without separators of thousands"
                             : decimals > 0 ? "write at most " + std::to_string(decimals) + " decimals"
                                            : "write a whole amount";
    return ValueFault{amount.error().message, form + ", such as `" + example + "`"};
  }
  return in_range(schema, fact, amount->minor_units());
}

Parsed parse_date(std::string_view text) {
  const Expected<Date> date = Date::parse(text);
  if (!date) return ValueFault{date.error().message, "write a date as `2024-01-05`"};
  return Value::date(*date);
}

// Whether a text is in Chinese characters or others of East Asia.
bool is_in_han(std::string_view text) {
  constexpr char32_t first_radical = 0x2E80;
  for (; !text.empty(); text.remove_prefix(base::decode_utf8(text).size)) {
    if (base::decode_utf8(text).code_point >= first_radical) return true;
  }
  return false;
}

// Whoever writes Chinese labels is told Chinese labels.
std::string_view name_like(const DomainValue& value, std::string_view text) {
  if (!is_in_han(text)) return value.name;
  for (const auto& [language, label] : value.labels.all()) {
    if (is_in_han(label)) return label;
  }
  return value.name;
}

std::string list_values(const Domain& domain, std::size_t count, std::string_view text) {
  return base::join_or(domain.values, count,
                       [text](const DomainValue& value) { return base::quote(name_like(value, text)); });
}

std::optional<std::string_view> nearest_value(const Domain& domain, std::string_view text) {
  base::NearestName search(text);
  for (const DomainValue& value : domain.values) search.offer(value.name);
  for (const DomainValue& value : domain.values) {
    for (const auto& [language, label] : value.labels.all()) search.offer(label);
  }
  return search.best();
}

std::string help_with_examples(const Domain& domain, std::string_view text) {
  return "it takes one of " + std::to_string(domain.values.size()) + " values, such as " + list_values(domain, 3, text);
}

std::string help_with_values(const Domain& domain, std::string_view text) {
  std::string help = base::did_you_mean(nearest_value(domain, text));
  if (domain.values.empty()) return help;
  if (domain.values.size() > short_list) return help.empty() ? help_with_examples(domain, text) : help;
  if (!help.empty()) help += ' ';
  return help + "it takes " + list_values(domain, domain.values.size(), text);
}

Parsed parse_enumeration(const Domain& domain, std::string_view text) {
  if (const auto place = domain.find_by_any_label(text)) return Value::integer(*place);
  return ValueFault{base::quote(text) + " is not one of its values", help_with_values(domain, text)};
}

Parsed parse_text(std::string_view text, TextStore& texts) {
  if (!base::is_valid_utf8(text)) return ValueFault{base::quote(text) + " is not UTF-8", ""};
  return Value::text(texts.keep(text));
}

std::string format_known(const Schema& schema, ValueType type, DomainId domain, const Value& value) {
  switch (type) {
    case ValueType::boolean:
      return value.is_true() ? "true" : "false";
    case ValueType::decimal:
      return value.as_decimal().to_text();
    case ValueType::money:
      return format_minor_units(value.as_integer(), schema.currency());
    case ValueType::date:
      return value.as_date().to_string();
    case ValueType::enumeration:
      return schema.domain(domain).values[static_cast<std::size_t>(value.as_integer())].name;
    case ValueType::text:
    case ValueType::vin:
      return std::string(value.as_text());
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
    case ValueType::records:
      break;
  }
  return std::to_string(value.as_integer());
}

}  // namespace

namespace {

bool is_counted(ValueType type) noexcept {
  return type == ValueType::number || type == ValueType::money || type == ValueType::months || type == ValueType::days;
}

std::string_view describe_too_large(ValueType type) noexcept {
  switch (type) {
    case ValueType::money:
      return "too large an amount";
    case ValueType::months:
      return "too large a number of months";
    case ValueType::days:
      return "too large a number of days";
    default:
      return "too large a number";
  }
}

}  // namespace

std::int64_t largest_of(ValueType type) noexcept {
  if (type == ValueType::money) return largest_amount;
  return type == ValueType::months || type == ValueType::days ? longest_duration : largest_number;
}

ValueFault too_large(const Schema& schema, const Fact& fact, std::string_view text) {
  const std::string largest = format_value(schema, fact, Value::integer(largest_of(fact.type)));
  return {base::quote(text) + " is " + std::string(describe_too_large(fact.type)),
          text.starts_with('-') ? "the lowest is `-" + largest + "`" : "the largest is `" + largest + "`"};
}

std::optional<ValueFault> range_fault(const Schema& schema, const Fact& fact, std::int64_t number) {
  const auto text = [&](std::int64_t of) { return format_value(schema, fact, Value::integer(of)); };
  if (fact.minimum && number < *fact.minimum) {
    return ValueFault{base::quote(text(number)) + " is below " + text(*fact.minimum),
                      "the lowest is " + base::quote(text(*fact.minimum))};
  }
  if (fact.maximum && number > *fact.maximum) {
    return ValueFault{base::quote(text(number)) + " is above " + text(*fact.maximum),
                      "the highest is " + base::quote(text(*fact.maximum))};
  }
  const std::int64_t largest = largest_of(fact.type);
  if (is_counted(fact.type) && (number > largest || number < -largest)) return too_large(schema, fact, text(number));
  return std::nullopt;
}

std::optional<ValueFault> range_fault(const Fact& fact, const Decimal& number) {
  const std::string text = base::quote(number.to_text());
  const auto highest = [&](const Decimal& most) {
    return ValueFault{text + " is above " + most.to_text(), "the highest is " + base::quote(most.to_text())};
  };
  const auto lowest = [&](const Decimal& least) {
    return ValueFault{text + " is below " + least.to_text(), "the lowest is " + base::quote(least.to_text())};
  };
  if (fact.least && number < *fact.least) return lowest(*fact.least);
  if (fact.greatest && number > *fact.greatest) return highest(*fact.greatest);
  const Decimal largest(largest_number);
  if (number > largest) return highest(largest);
  return number < largest.negate() ? std::optional(lowest(largest.negate())) : std::nullopt;
}

Expected<Value, ValueFault> parse_value(const Schema& schema, const Fact& fact, std::string_view text,
                                        TextStore& texts) {
  switch (fact.type) {
    case ValueType::boolean:
      return parse_boolean(text);
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
      return parse_number(schema, fact, text);
    case ValueType::decimal:
      return parse_decimal(fact, text);
    case ValueType::money:
      return parse_amount(schema, fact, text);
    case ValueType::date:
      return parse_date(text);
    case ValueType::enumeration:
      return parse_enumeration(schema.domain(fact.domain), text);
    case ValueType::text:
    case ValueType::vin:
      return parse_text(text, texts);
    case ValueType::records:
      break;
  }
  assert(false && "a list of records is not read from a text");
  return ValueFault{"a list of records cannot be given as a text", ""};
}

std::string format_value(const Schema& schema, ValueType type, DomainId domain, const Value& value) {
  switch (value.knowledge()) {
    case Knowledge::known:
      return format_known(schema, type, domain, value);
    case Knowledge::none:
      return "null";
    case Knowledge::unknown:
      return "unknown";
    case Knowledge::undefined:
      return "undefined";
  }
  return {};
}

std::string format_value(const Schema& schema, const Fact& fact, const Value& value) {
  return format_value(schema, fact.type, fact.domain, value);
}

}  // namespace warrantor
