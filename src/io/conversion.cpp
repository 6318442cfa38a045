#include "io/conversion.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/join_or.hpp"
#include "base/text.hpp"

namespace warrantor::io {

namespace {

using Converted = Expected<std::string, ValueFault>;

constexpr std::size_t short_list = 8;  // texts that still fit into a message

// 5 January: the day, as the other system writes it, cannot be taken for a month of two digits without a thought.
std::string example_of(const DatePattern& pattern) { return pattern.write(*Date::from_ymd(2024, 1, 5)); }

std::string list_texts(const std::vector<std::string>& texts, std::size_t count) {
  return base::join_or(texts, count, [](const std::string& text) { return base::quote(text); });
}

Converted convert_value(const Conversion& conversion, std::string_view text) {
  const auto found = conversion.values.find(text);
  if (found != conversion.values.end()) return found->second;
  if (conversion.keeps_other_values) return std::string(text);
  std::string help = base::did_you_mean(base::nearest(text, conversion.value_order));
  if (conversion.value_order.size() <= short_list) {
    help +=
        (help.empty() ? "" : " ") + ("it takes " + list_texts(conversion.value_order, conversion.value_order.size()));
  } else if (help.empty()) {
    help = "add it to `values` there";
  }
  return ValueFault{base::quote(text) + " is not one of the values in the column map", std::move(help)};
}

Converted convert_date(const DatePattern& pattern, std::string_view text) {
  const auto date = pattern.read(text);
  if (!date) return ValueFault{date.error().message, "write a date as " + base::quote(example_of(pattern))};
  return date->to_string();
}

std::string number_example(const Scaling& scaling, int decimals) {
  std::string example = "28" + scaling.thousands_mark + "000";
  if (decimals > 0) example += scaling.decimal_mark + std::string(static_cast<std::size_t>(decimals), '0');
  return example;
}

ValueFault not_whole(const Scaling& scaling, std::string_view text, int decimals) {
  std::string message = base::quote(text);
  if (scaling.numerator != scaling.denominator) message += " times " + scaling.factor;
  message += decimals == 0 ? " is not a whole number" : " has more than " + std::to_string(decimals) + " decimals";
  return {std::move(message), "say in the column map how to round, such as `rounding: half_up`"};
}

Converted convert_number(const Scaling& scaling, const Schema& schema, const Fact& fact, std::string_view text) {
  const int decimals = fact.type == ValueType::money ? schema.currency().decimals() : 0;
  const auto number = scale(scaling, text, decimals);
  if (number) {
    return fact.type == ValueType::money ? format_minor_units(*number, schema.currency()) : std::to_string(*number);
  }
  switch (number.error()) {
    case ScalingFault::not_whole:
      return not_whole(scaling, text, decimals);
    case ScalingFault::too_large:
      return ValueFault{base::quote(text) + " is too large a number",
                        "write it as " + base::quote(number_example(scaling, decimals))};
    case ScalingFault::no_number:
      break;
  }
  return ValueFault{base::quote(text) + " is not a number of the form in the column map",
                    "write it as " + base::quote(number_example(scaling, decimals))};
}

}  // namespace

std::string form_before(const Conversion& conversion, const Schema& schema, const Fact& fact) {
  if (!conversion.value_order.empty()) {
    const std::size_t count = std::min(conversion.value_order.size(), short_list);
    const std::string listed = list_texts(conversion.value_order, count);
    return (count < conversion.value_order.size() ? "write one of its values, such as " : "write ") + listed;
  }
  if (conversion.date) return "write a date as " + base::quote(example_of(*conversion.date));
  if (!conversion.number) return {};
  const int decimals = fact.type == ValueType::money ? schema.currency().decimals() : 0;
  return "write a number as " + base::quote(number_example(*conversion.number, decimals));
}

bool Conversion::is_blank(std::string_view text) const noexcept {
  return text.empty() || std::find(blanks.begin(), blanks.end(), text) != blanks.end();
}

Converted convert(const Conversion& conversion, const Schema& schema, const Fact& fact, std::string_view text) {
  if (!conversion.values.empty()) return convert_value(conversion, text);
  if (conversion.date) return convert_date(*conversion.date, text);
  if (conversion.number) return convert_number(*conversion.number, schema, fact, text);
  return std::string(text);
}

ValueFault explain_converted(const Conversion& conversion, std::string_view text, std::string_view converted,
                             ValueFault fault) {
  if (text != converted) fault.message = base::quote(text) + ": by the column map, " + fault.message;
  const std::string near = base::did_you_mean(base::nearest(text, conversion.value_order));
  if (!near.empty()) fault.help = near;
  return fault;
}

}  // namespace warrantor::io
