#include "cli/claim_inputs.hpp"

#include <memory>
#include <vector>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "io/column_map.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

Error table_error(const std::string& text, const std::string& message) {
  return Error{"--table " + base::quote(text) + ": " + message};
}

std::string known_tables(const Schema& schema, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Table& table : schema.tables()) names.push_back(table.name);
  if (names.empty()) return "the rule set declares no table";
  const std::string near = base::did_you_mean(base::nearest(name, names));
  return near.empty() ? "it declares " + base::join(names, ", ") : near;
}

// The option `--table NAME=FILE[:complete]`, read against what the rule set declares.
Expected<std::vector<batch::TableInput>> parse_tables(const Schema& schema, const std::vector<std::string>& texts) {
  constexpr std::string_view complete = ":complete";
  std::vector<batch::TableInput> tables;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals + 1 == text.size())
      return table_error(text, "write NAME=FILE or NAME=FILE:complete");
    const std::string_view name = std::string_view(text).substr(0, equals);
    const auto table = schema.find_table(name);
    if (!table) return table_error(text, "there is no table " + base::quote(name) + "; " + known_tables(schema, name));
    for (const batch::TableInput& earlier : tables) {
      if (earlier.table == *table) return table_error(text, "the table is given twice");
    }
    batch::TableInput input{*table, text.substr(equals + 1), false};
    if (input.path.ends_with(complete)) {
      input.path.resize(input.path.size() - complete.size());
      input.is_complete = true;
    }
    tables.push_back(std::move(input));
  }
  return tables;
}

Expected<batch::Inputs, InputRefusal> inputs_with(const Schema& schema, std::vector<batch::TableInput> tables,
                                                  const Options& options) {
  batch::Inputs inputs;
  inputs.claims = options.list("claims");
  inputs.tables = std::move(tables);
  inputs.kept = options.split_list("keep");
  if (inputs.kept == std::vector<std::string>{"all"}) {
    inputs.kept.clear();
    inputs.keeps_all = true;
  }
  inputs.history = options.list("history");
  inputs.finds_duplicates = !options.has("no-duplicates");
  if (options.has("encoding")) inputs.encoding = *io::find_encoding(options.text("encoding"));
  if (options.has("columns")) {
    auto columns = io::load_column_map(schema, options.text("columns"));
    if (!columns) return InputRefusal{{render(columns.error())}, true};
    inputs.columns = std::make_shared<const io::ColumnMap>(*std::move(columns));
  }
  return inputs;
}

}  // namespace

void add_input_options(po::options_description& options, const char* about_claims) {
  options.add_options()("claims", po::value<std::vector<std::string>>()->composing()->value_name("CLAIMS"),
                        about_claims)("table",
                                      po::value<std::vector<std::string>>()->composing()->value_name("NAME=FILE"),
                                      "records of a table; NAME=FILE:complete where claims without records have none")(
      "history", po::value<std::vector<std::string>>()->composing()->value_name("FILE"),
      "earlier claims, for rules that look at them: a file of claims, or of decisions (CSV or JSON Lines) that carry "
      "along "
      "the columns of their claims (--keep all)")(
      "columns", po::value<std::string>()->value_name("FILE"),
      "a column map: how another system's columns are read; exit code 3 where it is invalid")(
      "encoding", po::value<std::string>()->value_name("NAME"),
      "of these files: auto (found out, the default), utf-8 or gb18030; .gz is unpacked");
}

std::optional<std::string> check_inputs(const Options& options) {
  if (!options.has("claims")) return "say which file of claims to read (`-`: the standard input)";
  std::size_t from_standard_input = 0;
  for (const std::string& path : options.list("claims")) from_standard_input += path == "-" ? 1U : 0U;
  for (const std::string& table : options.list("table")) {
    from_standard_input += table.ends_with("=-") || table.ends_with("=-:complete") ? 1U : 0U;
  }
  from_standard_input += options.text("columns") == "-" ? 1U : 0U;
  for (const std::string& path : options.list("history")) {
    if (path == "-") return "--history `-`: earlier claims stand in a file";
  }
  if (options.has("encoding") && !io::find_encoding(options.text("encoding"))) {
    return "--encoding " + base::quote(options.text("encoding")) + ": there are `auto`, `utf-8` and `gb18030`";
  }
  if (from_standard_input > 1) return "the standard input can be read only once";
  return std::nullopt;
}

int refuse_inputs(std::string_view command, const InputRefusal& refusal) {
  if (!refusal.is_invalid_map) return refuse_call(command, refusal.message);
  say(refusal.message);
  return invalid_rules;
}

Expected<batch::Inputs, InputRefusal> read_inputs(const Schema& schema, const Options& options) {
  auto tables = parse_tables(schema, options.list("table"));
  if (!tables) return InputRefusal{std::move(tables.error()), false};
  return inputs_with(schema, *std::move(tables), options);
}

Expected<batch::Inputs, InputRefusal> read_inputs_of_two(const Schema& schema, const Schema& other,
                                                         const Options& options) {
  std::vector<std::string> texts;
  for (const std::string& text : options.list("table")) {
    const std::string_view name = std::string_view(text).substr(0, text.find('='));
    if (schema.find_table(name) || !other.find_table(name)) texts.push_back(text);
  }
  auto tables = parse_tables(schema, texts);
  if (!tables) return InputRefusal{std::move(tables.error()), false};
  auto inputs = inputs_with(schema, *std::move(tables), options);
  if (inputs) inputs->other_schema = &other;
  return inputs;
}

}  // namespace warrantor::cli
