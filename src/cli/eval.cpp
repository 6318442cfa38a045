#include <optional>
#include <sstream>

#include "audit/expression_cases.hpp"
#include "base/text.hpp"
#include "cli/claim_inputs.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/eval.hpp"
#include "cli/exit_code.hpp"
#include "cli/expression_diagnostics.hpp"
#include "expr/lone_expression.hpp"
#include "io/byte_source.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr const char* unnamed = "expression";

constexpr std::string_view help_before_options =
    "Tries an expression: says its value, or what is wrong with it. With -r it may\n"
    "use what a rule set names (facts, settings, derived facts), the facts being\n"
    "those given here or those of a file of claims, line by line.\n"
    "\n"
    "  warrantor eval EXPRESSION [--fact NAME=VALUE]...\n"
    "  warrantor eval EXPRESSION -r RULES [--fact NAME=VALUE]... [--claims CLAIMS]\n"
    "  warrantor eval --cases FILE\n"
    "\n"
    "Three examples:\n"
    "  warrantor eval '2024-01-31 + duration(\"P1M\")'\n"
    "  warrantor eval 'sold + term >= failed' --fact sold=2023-02-28 --fact 'term=duration(\"P12M\")' --fact "
    "failed=unknown\n"
    "  warrantor eval 'reading > 1000' -r rules/my-policy --claims claims.csv --claim C001\n"
    "\n"
    "A VALUE is written as in an expression: 28000, \"text\", true, 2024-01-05,\n"
    "duration(\"P3M\"), null for what is known to be absent; with -r also as in a\n"
    "file of claims. `--fact NAME=unknown` (or `--fact NAME=`) is a fact that nobody\n"
    "states; its type is found out from its use, or said: `--fact NAME=unknown:date`.\n"
    "\n"
    "The value may be `unknown` (it hangs on an unknown fact), `none` (known to be\n"
    "absent) or `undefined` (there is none, such as a maximum of nothing). Texts\n"
    "stand in quotes, durations as P2Y3M or P10D.\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "Exit codes: 0 done; 1 a case is wrong, a claim, also of --history, is rejected\n"
    "or not there; 2 called wrongly; 3 the expression or the rule set is invalid; 4 a\n"
    "file could not be read.\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  options.add_options()("fact", po::value<std::vector<std::string>>()->composing()->value_name("NAME=VALUE"),
                        "what a name stands for; with -r, a fact, also in place of a claim's own")(
      "type", "say the type with the value and, where that is unknown, what it hangs on")(
      "rules,r", po::value<std::string>()->value_name("RULES"),
      "a rule set whose names the expression may use: its folder or its rules.yaml");
  add_input_options(options, "a file of claims, for each line of which to say the value; `-` is the standard input");
  options.add_options()("claim", po::value<std::string>()->value_name("ID"), "only the claim of this claim_id")(
      "cases", po::value<std::string>()->value_name("FILE"),
      "try expressions with known results instead: JSON Lines, an object a case with suite, id, inputs, expression, "
      "expected, error; a line for each (pass, deviates, unsupported or wrong), then how many of each")("help,h",
                                                                                                        "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// `-10 + 5` is no option: options begin with a letter. What is none goes behind the mark that ends them.
std::vector<std::string> with_negative_values_last(const std::vector<std::string>& arguments) {
  std::vector<std::string> options;
  std::vector<std::string> values;
  for (const std::string& argument : arguments) {
    if (argument == "--") return arguments;
    const std::size_t begin = argument.find_first_not_of('-');
    const bool is_dash = argument.starts_with('-') && argument.size() > 1;
    const bool is_option = begin != std::string::npos && is_letter(argument[begin]);
    (is_dash && !is_option ? values : options).push_back(argument);
  }
  if (!values.empty()) options.emplace_back("--");
  options.insert(options.end(), values.begin(), values.end());
  return options;
}

// `unknown`, `unknown:date`, nothing, or a value.
Expected<expr::Given> given_of(const NamedValue& value) {
  constexpr std::string_view unknown = "unknown";
  expr::Given given;
  given.name = value.name;
  if (value.text.empty() || value.text == unknown) return given;
  given.text = value.text;
  if (!value.text.starts_with(std::string(unknown) + ':')) return given;
  const std::string_view word = base::trim(std::string_view(value.text).substr(unknown.size() + 1));
  std::vector<std::string_view> words;
  for (const ValueType type : expr::types_of_unknown()) {
    words.push_back(name_of(type));
    if (words.back() != word) continue;
    given.type = type;
    given.text.clear();
    return given;
  }
  return Error{"--fact " + base::quote(value.name) + ": there is no type " + base::quote(word) + "; there are " +
               base::join(words, ", ")};
}

int evaluate_alone(const std::string& text, const std::vector<NamedValue>& values, bool with_type) {
  std::vector<expr::Given> given;
  for (const NamedValue& value : values) {
    const auto one = given_of(value);
    if (!one) return refuse_call("eval", one.error().message);
    given.push_back(*one);
  }
  const auto expression = expr::LoneExpression::compile(text, given);
  if (expression) return print(shown(expression->evaluate(), with_type));
  for (const expr::LoneFault& fault : expression.error()) {
    if (fault.given) {
      say(render(diagnostic_of("--fact " + given[*fault.given].name, given[*fault.given].text, fault.fault)));
    } else {
      say(render(diagnostic_of("expression", text, fault.fault)));
    }
  }
  return invalid_rules;
}

int run_cases(const std::string& path) {
  const auto cases = audit::load_expression_cases(path);
  if (!cases) {
    say("error: " + io::display_name(path) + ": cannot be read: " + cases.error().message + '\n');
    return io_failed;
  }
  if (!*cases) {
    say(render(cases->error()));
    return io_failed;
  }
  audit::CaseTotals totals;
  std::string text;
  for (const audit::ExpressionCase& test : **cases) {
    const audit::CaseResult result = audit::run_expression_case(test);
    totals.add(result.kind);
    text += describe(test, result) + '\n';
  }
  const int printed = print(text + describe(totals) + '\n');
  return printed == done && totals.wrong > 0 ? findings : printed;
}

std::optional<std::string> find_mistake(const Options& options) {
  const std::size_t given = options.list(unnamed).size();
  if (options.has("cases")) {
    const bool alone = given == 0 && !options.has("fact") && !options.has("rules") && !options.has("claims");
    return alone ? std::nullopt : std::optional<std::string>("--cases stands alone: a file has its own expressions");
  }
  if (given == 0) return "say which expression to try";
  if (given > 1) return "one expression is tried at a time; put it in quotes";
  if (options.has("claims") && !options.has("rules")) return "say which rule set the claims are for: -r RULES";
  if (options.has("history") && !options.has("rules")) return "say which rule set looks at the history: -r RULES";
  if (options.has("claim") && !options.has("claims")) return "say which file holds the claim: --claims CLAIMS";
  return options.has("claims") ? check_inputs(options) : std::nullopt;
}

}  // namespace

int run_eval(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), with_negative_values_last(arguments), unnamed);
  if (!options) return refuse_call("eval", options.error().message);
  if (options->has("help")) return print(help_text());
  if (const auto wrong = find_mistake(*options)) return refuse_call("eval", *wrong);
  if (options->has("cases")) return run_cases(options->text("cases"));
  const auto values = parse_facts(*options);
  if (!values) return refuse_call("eval", values.error().message);
  const std::string text = options->list(unnamed).front();
  if (options->has("rules")) return evaluate_with_rules(text, *values, *options);
  return evaluate_alone(text, *values, options->has("type"));
}

}  // namespace warrantor::cli
