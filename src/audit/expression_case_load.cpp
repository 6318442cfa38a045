#include <memory>
#include <optional>
#include <utility>

#include "audit/expression_cases.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "io/input_buffer.hpp"
#include "io/line_splitter.hpp"
#include "io/open_text.hpp"

namespace warrantor::audit {

namespace {

using base::JsonValue;

constexpr int deepest_list = 16;

/// What is wrong with a line.
struct Mistake {
  std::string message;
};

std::optional<std::string> text_of(const JsonValue& object, std::string_view key) {
  const auto member = object.find(key);
  if (!member || member->kind() != base::JsonKind::string) return std::nullopt;
  return std::string(member->text());
}

std::optional<StatedValue> stated_value(const JsonValue& json, int depth = 0) {
  if (!json.is_object() || depth > deepest_list) return std::nullopt;
  const auto type = text_of(json, "type");
  const auto value = json.find("value");
  if (!type) return std::nullopt;
  StatedValue stated;
  stated.type = *type;
  if (stated.is_null()) return stated;
  if (!value) return std::nullopt;
  if (*type != "list") {
    stated.text = value->text();
    return stated;
  }
  if (!value->is_array()) return std::nullopt;
  for (const JsonValue item : *value) {
    auto one = stated_value(item, depth + 1);
    if (!one) return std::nullopt;
    stated.items.push_back(*std::move(one));
  }
  return stated;
}

std::string as_expression(const StatedValue& value) {
  if (value.is_null()) return "null";
  if (value.type == "date" || value.type == "duration") return value.type + "(\"" + value.text + "\")";
  if (value.type == "list") {
    std::vector<std::string> items;
    for (const StatedValue& item : value.items) items.push_back(as_expression(item));
    return '[' + base::join(items, ", ") + ']';
  }
  if (value.type != "string") return value.text;
  expr::Outcome text;
  text.knowledge = Knowledge::known;
  text.type = ValueType::text;
  text.text = value.text;
  return written(text);
}

std::optional<std::vector<expr::Given>> given_values(const JsonValue& inputs) {
  std::vector<expr::Given> given;
  for (const JsonValue input : inputs) {
    const auto value = stated_value(input);
    if (!value) return std::nullopt;
    given.push_back({std::string(input.key()), value->is_null() ? std::string() : as_expression(*value), {}});
  }
  return given;
}

Expected<ExpressionCase, Mistake> read_case(const JsonValue& json) {
  if (!json.is_object()) return Mistake{"this is no object"};
  const auto expression = text_of(json, "expression");
  if (!expression) return Mistake{"there is no text `expression`"};
  const auto expected = json.find("expected");
  auto value = expected ? stated_value(*expected) : std::nullopt;
  if (!value) return Mistake{"there is no `expected` with `type` and `value`"};
  ExpressionCase test;
  test.suite = text_of(json, "suite").value_or("");
  test.id = text_of(json, "id").value_or("");
  test.expression = *expression;
  test.expected = *std::move(value);
  if (const auto inputs = json.find("inputs")) {
    auto given = inputs->is_object() ? given_values(*inputs) : std::nullopt;
    if (!given) return Mistake{"`inputs` are not names with `{type, value}`"};
    test.given = *std::move(given);
  }
  if (const auto error = json.find("error")) {
    test.is_error = error->kind() == base::JsonKind::boolean && error->truth();
  }
  return test;
}

Expected<ExpressionCase, Mistake> read_line(base::JsonReader& reader, const io::TextLine& line) {
  if (line.is_too_long) return Mistake{"the line is too long"};
  const auto json = reader.read(line.text);
  if (!json) return Mistake{json.error().message};
  return read_case(*json);
}

Diagnostic at_line(const std::string& path, std::uint64_t number, Mistake mistake) {
  Diagnostic diagnostic;
  diagnostic.message = std::move(mistake.message);
  diagnostic.span.file = io::display_name(path);
  diagnostic.span.line = static_cast<std::uint32_t>(number);
  return diagnostic;
}

}  // namespace

Expected<Expected<std::vector<ExpressionCase>, Diagnostics>> load_expression_cases(const std::string& path) {
  const auto source = io::open_text(path, io::Encoding::found_out);
  if (!source) return source.error();
  io::InputBuffer buffer(**source);
  io::LineSplitter lines(buffer);
  base::JsonReader reader;
  std::vector<ExpressionCase> cases;
  Diagnostics mistakes;
  io::TextLine line;
  while (lines.next(line) == io::ReadStatus::item) {
    auto test = read_line(reader, line);
    if (test) {
      cases.push_back(*std::move(test));
    } else {
      mistakes.push_back(at_line(path, line.number, std::move(test.error())));
    }
  }
  if (buffer.failure()) return *buffer.failure();
  using Read = Expected<std::vector<ExpressionCase>, Diagnostics>;
  return mistakes.empty() ? Read(std::move(cases)) : Read(std::move(mistakes));
}

}  // namespace warrantor::audit
