#include "cli/options.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

Error unknown_option(const po::options_description& known, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& option : known.options()) names.push_back("--" + option->long_name());
  const std::string near = base::did_you_mean(base::nearest(name, names));
  return Error{"there is no option " + base::quote(name) + (near.empty() ? "" : "; " + near)};
}

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

}  // namespace

std::string Options::text(const char* name) const { return has(name) ? values[name].as<std::string>() : std::string(); }

std::vector<std::string> Options::list(const char* name) const {
  return has(name) ? values[name].as<std::vector<std::string>>() : std::vector<std::string>();
}

std::vector<std::string> Options::split_list(const char* name) const {
  std::vector<std::string> items;
  const std::string joined = text(name);
  for (const std::string_view item : base::split(joined, ',')) {
    if (const std::string_view trimmed = base::trim(item); !trimmed.empty()) items.emplace_back(trimmed);
  }
  return items;
}

Expected<Options> parse_options(const po::options_description& known, const std::vector<std::string>& arguments) {
  namespace style = po::command_line_style;
  po::positional_options_description positional;
  positional.add("claims", -1);
  Options options;
  try {
    const auto parsed = po::command_line_parser(arguments)
                            .options(known)
                            .positional(positional)
                            .style(style::unix_style & ~style::allow_guessing)
                            .run();
    po::store(parsed, options.values);
    return options;
  } catch (const po::unknown_option& unknown) {
    return unknown_option(known, unknown.get_option_name());
  } catch (const po::multiple_occurrences& repeated) {
    return Error{"the option " + base::quote(repeated.get_option_name()) + " is given twice"};
  } catch (const po::invalid_command_line_syntax& faulty) {
    return Error{"the option " + base::quote(faulty.get_option_name()) + " needs a value, or takes none"};
  } catch (const po::error& error) {
    return Error{error.what()};
  }
}

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

std::optional<std::string> check_common(const Options& options) {
  if (!options.has("rules")) return "say which rule set to use: -r RULES";
  if (!options.has("claims")) return "say which file of claims to read (`-`: the standard input)";
  const std::string language = options.text("lang");
  if (!language.empty() && language != "en" && language != "zh") {
    return "--lang " + base::quote(language) + ": there are `en` and `zh`";
  }
  std::size_t from_standard_input = 0;
  for (const std::string& path : options.list("claims")) from_standard_input += path == "-" ? 1U : 0U;
  for (const std::string& table : options.list("table")) {
    from_standard_input += table.ends_with("=-") || table.ends_with("=-:complete") ? 1U : 0U;
  }
  if (from_standard_input > 1) return "the standard input can be read only once";
  return std::nullopt;
}

int refuse_call(std::string_view command, const std::string& message) {
  const std::string name = "warrantor " + std::string(command);
  say(name + ": " + message + "\nTry `" + name + " --help`.\n");
  return wrong_call;
}

}  // namespace warrantor::cli
