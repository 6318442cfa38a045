#include "io/cell_value.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/text.hpp"
#include "io/cell_date.hpp"
#include "io/cell_number.hpp"
#include "io/cell_text.hpp"

namespace warrantor::io {

namespace {

using Cell = Expected<CellValue, ValueFault>;

Cell parse_words(const Schema& schema, const Fact& fact, std::string_view text, TextStore& texts) {
  if (auto fault = spreadsheet_error(text)) return *std::move(fault);
  const auto value = fact.type == ValueType::vin ? parse_value(schema, fact, plain_vin(text), texts)
                                                 : parse_value(schema, fact, text, texts);
  if (!value) return value.error();
  CellValue cell{*value, std::nullopt};
  if (looks_shortened(text)) {
    cell.oddity = {"numbers cut short by a spreadsheet",
                   base::quote(text) + " looks like a long number that a spreadsheet has cut short",
                   "give the column the form of text there, and save again"};
  }
  return cell;
}

// A fault found in the plain form of a text, or in the value made of it, quotes the text itself.
ValueFault about_text(ValueFault fault, std::string_view text) {
  if (fault.message.starts_with(base::quote(text))) return fault;
  const std::size_t end = fault.message.starts_with('`') ? fault.message.find("` ", 1) : std::string::npos;
  if (end != std::string::npos) fault.message.replace(0, end + 1, base::quote(text));
  return fault;
}

Cell parse_plain_number(const Schema& schema, const Fact& fact, const std::string& text, TextStore& texts) {
  auto plain = plain_number(schema, fact, text);
  if (!plain) return std::move(plain.error());
  const auto value = parse_value(schema, fact, plain->text, texts);
  if (!value) return about_text(value.error(), text);
  CellValue cell{*value, std::nullopt};
  if (plain->had_exponent) {
    cell.oddity = {"numbers with an exponent", base::quote(text) + " is read as " + format_value(schema, fact, *value),
                   "it may have been rounded: write all its digits"};
  }
  return cell;
}

Cell parse_plain_date(const Schema& schema, const Fact& fact, const std::string& text, TextStore& texts) {
  auto plain = plain_date(text);
  if (!plain) return std::move(plain.error());
  const auto value = parse_value(schema, fact, plain->text, texts);
  if (!value) return about_text(value.error(), text);
  CellValue cell{*value, std::nullopt};
  if (plain->had_time) {
    cell.oddity = {"dates with a time of day", base::quote(text) + " is read as " + format_value(schema, fact, *value),
                   "where the time is that of another time zone, write the day that counts"};
  }
  return cell;
}

// A value of a list may be a number: `1500.0` is 1500.
std::optional<Value> find_number(const Domain& domain, std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || !base::is_all_digits(text.substr(0, point))) return std::nullopt;
  const std::string_view decimals = text.substr(point + 1);
  if (decimals.empty() || decimals.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  const auto place = domain.find(text.substr(0, point));
  return place ? std::optional(Value::integer(*place)) : std::nullopt;
}

std::optional<Value> find_entry(const Domain& domain, std::string_view text) {
  if (const auto place = domain.find_in_any_form(text)) return Value::integer(*place);
  return find_number(domain, text);
}

// The text is the folded form of one that stands in the file; parse_value takes neither.
Cell parse_written(const Schema& schema, const Fact& fact, const std::string& text, std::string_view in_file,
                   TextStore& texts) {
  switch (fact.type) {
    case ValueType::number:
    case ValueType::months:
    case ValueType::days:
    case ValueType::money:
      return parse_plain_number(schema, fact, text, texts);
    case ValueType::date:
      return parse_plain_date(schema, fact, text, texts);
    case ValueType::enumeration:
      if (const auto entry = find_entry(schema.domain(fact.domain), text)) return CellValue{*entry, std::nullopt};
      break;
    default:
      break;
  }
  return parse_value(schema, fact, in_file, texts).error();
}

// As parse_value, but a fault of an entry is not made until it is needed: it takes long to find the nearest of a list.
std::optional<Value> take_strictly(const Schema& schema, const Fact& fact, std::string_view text, TextStore& texts) {
  if (fact.type == ValueType::enumeration) {
    const auto place = schema.domain(fact.domain).find_by_any_label(text);
    return place ? std::optional(Value::integer(*place)) : std::nullopt;
  }
  const auto value = parse_value(schema, fact, text, texts);
  return value ? std::optional(*value) : std::nullopt;
}

// What stands for a blank in many exports, and is not read as one: it might mean that there is none.
bool stands_for_blank(std::string_view text) noexcept {
  for (const std::string_view word : {"-", "--", "/", "n/a", "na", "nan", "null", "none", "nil", "无", "空"}) {
    if (base::equal_ignoring_case(text, word)) return true;
  }
  return false;
}

}  // namespace

std::string plain_vin(std::string_view text) {
  std::string vin = base::fold_width(text);
  for (char& c : vin) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return vin;
}

Expected<CellValue, ValueFault> parse_cell(const Schema& schema, const Fact& fact, std::string_view text,
                                           TextStore& texts) {
  if (fact.type == ValueType::text || fact.type == ValueType::vin) return parse_words(schema, fact, text, texts);
  if (const auto strict = take_strictly(schema, fact, text, texts)) return CellValue{*strict, std::nullopt};
  if (auto error = spreadsheet_error(text)) return *std::move(error);
  if (stands_for_blank(text)) {
    ValueFault fault = parse_value(schema, fact, text, texts).error();
    fault.help = "leave the cell blank where the value is not known";
    return fault;
  }
  std::string folded(base::trim(base::fold_width(text)));
  if (folded.starts_with('\'')) folded.erase(0, 1);
  if (folded != text) {
    if (const auto value = take_strictly(schema, fact, folded, texts)) return CellValue{*value, std::nullopt};
  }
  auto written = parse_written(schema, fact, folded, text, texts);
  if (!written) written = about_text(std::move(written.error()), text);
  return written;
}

}  // namespace warrantor::io
