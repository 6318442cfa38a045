#include "engine/wording.hpp"

#include <array>

#include <warrantor/claim.hpp>
#include <warrantor/date.hpp>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "policy/currency_word.hpp"

namespace warrantor::engine {
namespace {

constexpr std::array<std::string_view, 12> english_months = {"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};

std::string written_date(Date date, bool in_chinese) {
  const std::string year = std::to_string(date.year());
  const std::string day = std::to_string(date.day());
  if (in_chinese) return year + "年" + std::to_string(date.month()) + "月" + day + "日";
  return day + " " + std::string(english_months[static_cast<std::size_t>(date.month() - 1)]) + " " + year;
}

// Line ends of Unicode, and marks that turn the direction of writing (Unicode Standard Annex 9).
bool is_layout(char32_t character) {
  return character == 0x2028 || character == 0x2029 || character == 0x200E || character == 0x200F ||
         (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const base::DecodedCharacter next = base::decode_utf8(text.substr(at));
    const bool is_shown = !base::is_control(next.code_point) && !is_layout(next.code_point);
    base::append_utf8(plain, is_shown ? next.code_point : U' ');
    at += next.size;
  }
  return plain;
}

std::string Wording::value(ValueType type, DomainId domain, const Value& value) const {
  if (value.is_none()) return std::string(say_.absent);
  if (!value.is_known()) return std::string(say_.unknown);
  if (type == ValueType::boolean) return std::string(value.is_true() ? say_.yes : say_.no);
  if (type == ValueType::enumeration) {
    const DomainValue& entry = schema_.domain(domain).values[static_cast<std::size_t>(value.as_integer())];
    return std::string(entry.labels.get(language_, entry.name));
  }
  if (type == ValueType::date && dates_ == Dates::written) {
    return written_date(value.as_date(), is_chinese());
  }
  const std::string text = format_value(schema_, type, domain, value);
  if (type == ValueType::text || type == ValueType::vin) return on_one_line(text);
  return type == ValueType::number || type == ValueType::money ? base::group_thousands(text) : text;
}

std::string Wording::measure(ValueType type, DomainId domain, const Value& value, std::string_view unit) const {
  const std::string text = this->value(type, domain, value);
  if (!value.is_known()) return text;
  switch (type) {
    case ValueType::months:
      return text + (is_chinese() ? " 个月" : value.as_integer() == 1 ? " month" : " months");
    case ValueType::days:
      return text + (is_chinese() ? " 天" : value.as_integer() == 1 ? " day" : " days");
    case ValueType::money:
      return amount(value.as_integer());
    case ValueType::number:
    case ValueType::decimal:
      return text + (unit.empty() ? "" : " " + std::string(this->unit(unit)));
    default:
      return text;
  }
}

std::string_view Wording::unit(std::string_view written) const {
  if (!is_chinese()) return written;
  if (written == "km") return "公里";
  if (written == "mi") return "英里";
  return written == "h" ? "小时" : written;
}

std::string Wording::subject(std::string_view name) const {
  const auto fact = schema_.find_fact(name);
  if (fact) return std::string(schema_.fact(*fact).labels.get(language_, name));
  const auto title = titles_.find(name);
  return std::string(title == titles_.end() ? name : title->second.get(language_, name));
}

std::string Wording::fact(FactId id) const {
  const Fact& declared = schema_.fact(id);
  return std::string(declared.labels.get(language_, declared.name));
}

std::string Wording::facts(const std::vector<FactId>& ids) const {
  std::string text;
  for (const FactId id : ids) {
    if (!text.empty()) text += say_.comma;
    text += fact(id);
  }
  return text;
}

std::string Wording::party(std::size_t index) const {
  const Party& declared = schema_.parties()[index];
  return std::string(declared.labels.get(language_, declared.name));
}

std::string Wording::amount(std::int64_t minor_units) const {
  return base::group_thousands(format_minor_units(minor_units, schema_.currency())) + " " + currency();
}

std::string Wording::currency() const { return policy::currency_word(schema_.currency(), language_); }

std::string Wording::outcome(Outcome outcome) const {
  return std::string(outcome_phrase(outcome, schema_.has_coverage(), language_));
}

std::string_view Wording::why() const { return schema_.has_coverage() ? say_.why_covered : say_.why; }

std::string_view Wording::why_not() const { return schema_.has_coverage() ? say_.why_not_covered : say_.why_not; }

std::string Wording::rule(const RuleInfo& info) const {
  std::string text = info.clause.empty() ? "" : info.clause + ". ";
  text += info.title.get(language_, info.id);
  return text + " [" + info.id + "]";
}

std::string Wording::comparisons(const std::vector<Comparison>& all) const {
  std::string text;
  for (const Comparison& comparison : all) {
    if (!text.empty()) text += say_.comma;
    text += this->comparison(comparison);
  }
  return text;
}

// A value that equals what it is compared with is said once.
std::string Wording::comparison(const Comparison& comparison) const {
  std::string text = subject(comparison.subject) + " = " + value(comparison.type, comparison.domain, comparison.value);
  if (comparison.relation == Relation::equal && comparison.limits.size() == 1 &&
      comparison.limits.front().same_as(comparison.value))
    return text;
  if (comparison.limits.empty() || comparison.type == ValueType::boolean) return text;
  text += " (" + std::string(relation(comparison.relation)) + " ";
  for (std::size_t i = 0; i < comparison.limits.size(); ++i) {
    if (i > 0) text += " / ";
    text += value(comparison.type, comparison.domain, comparison.limits[i]);
  }
  return text + ")";
}

// All rows that set it count alike.
bool Wording::rounds_up(const RuleInfo& limit) const {
  if (!program_.coverage) return false;
  const expr::Program& code = program_.code;
  for (const policy::CoverageRow& row : program_.coverage->rows) {
    for (const policy::RowLimit& of_row : row.limits) {
      const policy::Limit& declared = program_.limits[of_row.limit];
      if (&declared.info != &limit || !declared.is_period) continue;
      const expr::Node& last = code.node(of_row.last);
      const expr::Node& unextended = declared.extended ? code.node(code.children_of(last)[0]) : last;
      return unextended.rounding == MonthRounding::up;
    }
  }
  return false;
}

std::string_view Wording::relation(Relation relation) const {
  if (relation == Relation::in) return say_.one_of;
  return relation == Relation::not_in ? say_.none_of : name_of(relation);
}

}  // namespace warrantor::engine
