#include "io/json_messages.hpp"

#include "base/text.hpp"
#include "io/expected_form.hpp"

namespace warrantor::io {

Fault about_text(const std::string& file, std::uint64_t line, const base::JsonFault& found, std::string_view encoding) {
  Fault fault{
      file, line, found.column, "", "", found.message, found.help.empty() ? std::string(form_of_line) : found.help};
  if (!found.is_encoding) return fault;
  fault.message = "the text is not " + std::string(encoding);
  fault.help = "type the text anew there, or save the file in UTF-8";
  return fault;
}

bool takes_number(ValueType type) noexcept {
  switch (type) {
    case ValueType::number:
    case ValueType::decimal:
    case ValueType::money:
    case ValueType::months:
    case ValueType::days:
    case ValueType::text:
    case ValueType::enumeration:
      return true;
    default:
      return false;
  }
}

// A value that stands in a word is quoted with its kind.
std::string describe_found(base::JsonValue value) {
  std::string text(base::describe(value.kind()));
  if (value.is_array() || value.is_object() || value.is_null()) return text;
  return text + ", " + base::quote(value.text());
}

std::string form_in_json(const Schema& schema, const Fact& fact) {
  switch (fact.type) {
    case ValueType::date:
      return "write a date in double quotes, as `\"2024-01-05\"`";
    case ValueType::text:
    case ValueType::vin:
      return "write it in double quotes";
    default:
      return expected_form(schema, fact, nullptr);
  }
}

std::string_view expected_kind(ValueType type) noexcept {
  if (type == ValueType::boolean) return "true or false";
  return takes_number(type) ? "a number or a string" : "a string";
}

}  // namespace warrantor::io
