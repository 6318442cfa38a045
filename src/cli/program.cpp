#include <algorithm>
#include <array>
#include <exception>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/interrupt.hpp"

namespace warrantor::cli {

namespace {

constexpr std::array<Command, 6> commands = {{
    {"check", "decide all claims of a file: outcome, reasons, who pays", run_check},
    {"explain", "say why one claim is decided as it is, and why not otherwise", run_explain},
    {"diff", "decide the same claims under two rule sets: what changes, and why", run_diff},
    {"show", "show a rule set as tables and sentences to read", run_show},
    {"test", "decide the cases beside a rule set and compare", run_test},
    {"eval", "try an expression of the rule language", run_eval},
}};

std::string help_text() {
  std::string text =
      "warrantor decides vehicle-warranty claims against rule sets written in YAML.\n"
      "\n"
      "  warrantor COMMAND ARGUMENT...\n"
      "\n"
      "Commands:\n";
  for (const Command& command : commands) {
    text += "  " + base::pad_to_width(command.name, 10) + std::string(command.summary) + '\n';
  }
  text +=
      "\n"
      "Three examples:\n"
      "  warrantor check -r rules/my-policy claims.csv\n"
      "  warrantor check -r rules/my-policy claims.csv -o decisions.csv --rejects rejects.csv\n"
      "  warrantor explain -r rules/my-policy claims.csv --claim C001\n"
      "\n"
      "`warrantor COMMAND --help` says more. `warrantor --version` names the version.\n"
      "\n"
      "Exit codes: 0 done and clean; 1 done, with findings such as rejected rows;\n"
      "2 called wrongly; 3 the rule set is invalid, nothing was decided; 4 a file\n"
      "could not be read or written.\n";
  return text;
}

int refuse(const std::string& message, const std::string& help) {
  say("warrantor: " + message + (help.empty() ? "" : "; " + help) + "\nTry `warrantor --help`.\n");
  return wrong_call;
}

int dispatch(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return refuse("no command is given", "");
  const std::string& first = arguments.front();
  if (first == "--help" || first == "-h" || first == "help") return print(help_text());
  if (first == "--version") return print("warrantor " + std::string(WARRANTOR_VERSION) + '\n');
  std::vector<std::string_view> names;
  for (const Command& command : commands) {
    if (command.name == first) return command.run({arguments.begin() + 1, arguments.end()});
    names.push_back(command.name);
  }
  const std::string_view kind = first.starts_with('-') ? "option" : "command";
  return refuse("there is no " + std::string(kind) + ' ' + base::quote(first),
                base::did_you_mean(base::nearest(first, names)));
}

}  // namespace

int run(const std::vector<std::string>& arguments) noexcept {
  try {
    prepare_for_signals();
    return dispatch(arguments);
  } catch (const std::exception& exception) {
    say(std::string("warrantor: unexpected: ") + exception.what() + '\n');
    return io_failed;
  }
}

}  // namespace warrantor::cli
