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

Expected<Options> parse_options(const po::options_description& known, const std::vector<std::string>& arguments,
                                const char* unnamed) {
  namespace style = po::command_line_style;
  po::options_description accepted;
  accepted.add(known);
  if (known.find_nothrow(unnamed, false) == nullptr) {
    accepted.add_options()(unnamed, po::value<std::vector<std::string>>());
  }
  po::positional_options_description positional;
  positional.add(unnamed, -1);
  Options options;
  try {
    const auto parsed = po::command_line_parser(arguments)
                            .options(accepted)
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

std::optional<std::string> check_language(const Options& options, const char* name) {
  const std::string language = options.text(name);
  if (language == "en" || language == "zh" || !options.has(name)) return std::nullopt;
  return "--" + std::string(name) + ' ' + base::quote(language) + ": there are `en` and `zh`";
}

std::string language_of(const Options& options) { return options.has("lang") ? options.text("lang") : "en"; }

int refuse_call(std::string_view command, const std::string& message) {
  const std::string name = "warrantor " + std::string(command);
  say(name + ": " + message + "\nTry `" + name + " --help`.\n");
  return wrong_call;
}

}  // namespace warrantor::cli
