#include "io/decision_writer.hpp"

#include "base/text.hpp"
#include "io/decision_csv.hpp"
#include "io/decision_json.hpp"
#include "io/decision_text.hpp"
#include "io/open_text.hpp"

namespace warrantor::io {

std::optional<DecisionFormat> find_format(std::string_view name) {
  if (name == "text" || name == "txt") return DecisionFormat::text;
  if (name == "csv") return DecisionFormat::csv;
  if (name == "jsonl" || name == "ndjson") return DecisionFormat::json_lines;
  return std::nullopt;
}

std::optional<DecisionFormat> format_of_path(std::string_view path) {
  const std::string_view plain = without_gz(path);
  const std::string_view file = plain.substr(plain.rfind('/') + 1);
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos) return DecisionFormat::text;
  return find_format(base::to_lower(file.substr(dot + 1)));
}

Expected<std::unique_ptr<DecisionWriter>> make_writer(const WriterSetup& setup) {
  switch (setup.format) {
    case DecisionFormat::csv:
      return make_csv_writer(setup);
    case DecisionFormat::json_lines:
      return std::unique_ptr<DecisionWriter>(
          std::make_unique<JsonDecisionWriter>(*setup.schema, setup.rules, setup.kept));
    case DecisionFormat::text:
      break;
  }
  return std::unique_ptr<DecisionWriter>(
      std::make_unique<TextDecisionWriter>(*setup.schema, setup.language, setup.look));
}

}  // namespace warrantor::io
