#include <sstream>

#include <warrantor/policy.hpp>

#include "audit/claim_template.hpp"
#include "audit/show.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/output_files.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr const char* unnamed = "rule-set";

constexpr std::string_view help_before_options =
    "Shows a rule set to whoever reads no YAML, as tables and sentences in\n"
    "Markdown: what is covered and for how long, what is not, who bears what,\n"
    "approvals, tables, steps, figures, facts, and everything that is ASSUMED. It\n"
    "is made from the rules as they are evaluated.\n"
    "\n"
    "  warrantor show RULES [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor show rules/my-policy -o policy.md\n"
    "  warrantor show rules/my-policy --lang zh -o policy-zh.md\n"
    "  warrantor show rules/my-policy --template -o claims.csv\n"
    "      an empty claim file; what each column holds is told on the standard\n"
    "      error, a line a column, and not in the file, where a line that is no\n"
    "      claim would be read as one\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "Exit codes: 0 done; 2 called wrongly; 3 the rule set is invalid; 4 a file\n"
    "could not be read or written.\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  options.add_options()("rules,r", po::value<std::string>()->value_name("RULES"),
                        "the rule set: its folder or its rules.yaml; also without --rules")(
      "lang", po::value<std::string>()->value_name("LANGUAGE"), "the language: en (where it is not given) or zh")(
      "template",
      "write an empty claim file instead: the header line, in the names of facts or, with --lang zh, in labels")(
      "output,o", po::value<std::string>()->value_name("FILE"), "where to write; `-` is the standard output")(
      "help,h", "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

std::optional<std::string> find_mistake(const Options& options) {
  const std::size_t given = options.list(unnamed).size() + (options.has("rules") ? 1 : 0);
  if (given == 0) return "say which rule set to show";
  if (given > 1) return "one rule set is shown at a time";
  return check_language(options);
}

int write(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") return print(text);
  return write_file(path, text) ? done : io_failed;
}

}  // namespace

int run_show(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), arguments, unnamed);
  if (!options) return refuse_call("show", options.error().message);
  if (options->has("help")) return print(help_text());
  if (const auto wrong = find_mistake(*options)) return refuse_call("show", *wrong);
  const auto policy = load_policy(options->has("rules") ? options->text("rules") : options->list(unnamed).front());
  if (!policy) {
    say(render(policy.error()));
    return invalid_rules;
  }
  const std::string language = language_of(*options);
  if (!options->has("template")) return write(options->text("output"), audit::show(*policy, language));
  const int code = write(options->text("output"), audit::claim_template(*policy, language));
  if (code == done) say(audit::explain_template(*policy, language));
  return code;
}

}  // namespace warrantor::cli
