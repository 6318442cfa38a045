#include "io/conversion_reader.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "io/codes.hpp"
#include "rules/codes.hpp"

namespace warrantor::io {

namespace {

using rules::Mapping;
using rules::Text;

constexpr std::array<std::string_view, 8> conversion_keys = {"values", "else",     "blank",   "date",
                                                             "times",  "rounding", "decimal", "thousands"};

bool is_counted(const Fact& fact) noexcept {
  return fact.type == ValueType::number || fact.type == ValueType::money || fact.type == ValueType::months ||
         fact.type == ValueType::days;
}

/// Reads one conversion.
class Reader {
 public:
  Reader(Mapping& mapping, const Schema& schema, const Fact* fact)
      : mapping_(mapping), context_(mapping.context()), schema_(schema), fact_(fact) {}

  Conversion run() {
    for (const Text& blank : mapping_.texts("blank")) conversion_.blanks.emplace_back(base::trim(blank.value));
    read_values();
    read_date();
    read_number();
    check_together();
    return std::move(conversion_);
  }

 private:
  void read_values() {
    const yaml::Node* const values = mapping_.find("values");
    const Text otherwise = mapping_.text("else");
    conversion_.keeps_other_values = otherwise.given();
    // A code that nobody has listed must not become a value that decides.
    if (otherwise.given() && otherwise.value != "as_written") {
      context_.error(rules::codes::bad_choice, *otherwise.place.node,
                     base::quote(otherwise.value) + " cannot be the value of texts that `values` does not list",
                     "list them, or say `as_written`, which takes them as values of the rule set");
    }
    if (values == nullptr) {
      if (otherwise.given()) {
        context_.error(rules::codes::misplaced, *otherwise.place.node, "`else` has no meaning without `values`",
                       "leave it out, or list the `values`");
      }
      return;
    }
    if (!context_.expect_mapping(*values, "values", mapping_.subject())) return;
    if (values->entries().empty()) {
      context_.error(rules::codes::nothing_given, *values, "an empty mapping for `values`", "list what the file holds");
    }
    for (const yaml::Entry& entry : values->entries()) read_value(entry);
  }

  void read_value(const yaml::Entry& entry) {
    const std::string text(base::trim(entry.key->text()));
    if (conversion_.is_blank(text)) {
      context_.error(
          rules::codes::contradiction, *entry.key,
          text.empty() ? "an empty text is a blank already" : base::quote(text) + " is said to be a blank as well",
          "leave one of the two out");
      return;
    }
    const Text value = context_.required_text(*entry.value, entry.key->text(), mapping_.subject());
    if (!value.given()) return;
    if (fact_ != nullptr) check_value(context_, *entry.value, schema_, *fact_, base::trim(value.value));
    conversion_.value_order.push_back(text);
    conversion_.values.emplace(text, base::trim(value.value));
  }

  void read_date() {
    const Text form = mapping_.text("date");
    if (!form.given() || !expect_type(form, "date", fact_ == nullptr || fact_->type == ValueType::date)) return;
    auto pattern = DatePattern::parse(base::trim(form.value));
    if (pattern) {
      conversion_.date = *std::move(pattern);
      return;
    }
    context_.error(codes::bad_date_form, *form.place.node,
                   base::quote(form.value) + " is not a form of dates: " + pattern.error().message,
                   "write it as `DD.MM.YYYY`; `M` and `D` have one digit or two, `hh:mm:ss` is a time of day");
  }

  void read_number() {
    Scaling scaling;
    const Text times = mapping_.text("times");
    const Text rounding = mapping_.choice("rounding", {"down", "up", "half_up", "half_even"});
    const Text decimal = mapping_.text("decimal");
    // A blank is a mark of thousands.
    const yaml::Node* const thousands = mapping_.find("thousands");
    if (!times.given() && !rounding.given() && !decimal.given() && thousands == nullptr) return;
    const bool fits = fact_ == nullptr || is_counted(*fact_);
    if (times.given() && expect_type(times, "times", fits)) read_factor(times, scaling);
    if (rounding.given() && expect_type(rounding, "rounding", fits)) scaling.rounding = rounding_of(rounding.value);
    if (decimal.given() && expect_type(decimal, "decimal", fits)) read_mark(*decimal.place.node, scaling.decimal_mark);
    if (thousands != nullptr && expect_type(context_.text(*thousands), "thousands", fits)) {
      read_mark(*thousands, scaling.thousands_mark);
    }
    if (scaling.decimal_mark == scaling.thousands_mark) {
      const yaml::Node& place = thousands != nullptr ? *thousands : *decimal.place.node;
      context_.error(codes::bad_number_form, place,
                     base::quote(scaling.thousands_mark) + " cannot mark both decimals and thousands",
                     "say `decimal` as well; without it, it is a point");
    }
    conversion_.number = std::move(scaling);
  }

  void read_factor(const Text& text, Scaling& scaling) {
    if (set_factor(scaling, base::trim(text.value))) return;
    context_.error(codes::bad_factor, *text.place.node, base::quote(text.value) + " is not a factor",
                   "write a number above 0 such as `1.609344`, or a fraction of whole numbers such as `5/4`");
  }

  void read_mark(const yaml::Node& node, std::string& mark) {
    const std::string text(node.text());
    const bool is_one = node.is_scalar() && !text.empty() && base::decode_utf8(text).size == text.size();
    if (is_one && !base::is_digit(text[0]) && text != "-" && text != "+") {
      mark = text;
      return;
    }
    context_.error(codes::bad_number_form, node, base::quote(text) + " is not a mark in a number",
                   R"(write one character in quotes, such as "," or ".")");
  }

  static Rounding rounding_of(std::string_view word) {
    if (word == "down") return Rounding::down;
    if (word == "up") return Rounding::up;
    return word == "half_up" ? Rounding::half_up : Rounding::half_even;
  }

  bool expect_type(const Text& text, std::string_view key, bool fits) {
    if (fits) return true;
    const std::string kind = key == "date" ? "a date" : "a number, an amount or a length of time";
    context_.error(codes::wrong_type, *text.place.node,
                   base::quote(key) + " is for " + kind + ", and " + base::quote(fact_->name) + " is of type " +
                       std::string(name_of(fact_->type)),
                   "leave it out");
    return false;
  }

  void check_together() {
    if (conversion_.values.empty() || !(conversion_.date || conversion_.number)) return;
    context_.error(rules::codes::contradiction, *mapping_.find("values"),
                   "`values` cannot stand beside a form of dates or of numbers",
                   "list all texts in `values`, or those that mean nothing in `blank`");
  }

  Mapping& mapping_;
  rules::Context& context_;
  const Schema& schema_;
  const Fact* fact_;
  Conversion conversion_;
};

}  // namespace

Conversion read_conversion(Mapping& mapping, const Schema& schema, const Fact* fact) {
  return Reader(mapping, schema, fact).run();
}

void refuse_conversion(Mapping& mapping, std::string_view help) {
  for (const std::string_view key : conversion_keys) mapping.refuse(key, help);
}

bool check_value(rules::Context& context, const yaml::Node& node, const Schema& schema, const Fact& fact,
                 std::string_view text) {
  TextStore texts;
  const auto value = parse_value(schema, fact, text, texts);
  if (!value) {
    context.error(codes::bad_value, node, base::quote(fact.name) + ": " + value.error().message, value.error().help);
  }
  return value.has_value();
}

}  // namespace warrantor::io
