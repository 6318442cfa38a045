#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <sstream>

#include <warrantor/letter.hpp>
#include <warrantor/policy.hpp>

#include "audit/coverage.hpp"
#include "audit/rule_test.hpp"
#include "base/text.hpp"
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
    "Decides the cases that stand beside a rule set, in its folder `tests`, and\n"
    "compares: YAML files with a list of cases, or with `cases_of` to take over\n"
    "those of another rule set, and CSV tables with a case a row. Of a case that\n"
    "fails it says what differs, and why it is decided so. The templates of letters\n"
    "beside the rules are checked as well.\n"
    "\n"
    "  warrantor test RULES [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor test rules/my-policy\n"
    "  warrantor test rules/my-policy --filter oil --lang zh\n"
    "  warrantor test rules/my-policy --coverage --junit results.xml\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "Exit codes: 0 all cases pass (and show everything); 1 one fails, there is\n"
    "none, or with --coverage something is not shown; 2 called wrongly; 3 the rule\n"
    "set, a letter or a file of cases is invalid; 4 a file could not be read or\n"
    "written.\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  options.add_options()("rules,r", text("RULES"), "the rule set: its folder or its rules.yaml; also without --rules")(
      "filter", text("TEXT"), "only cases whose name or file contains this text")(
      "junit", text("FILE"), "also write the results as JUnit's XML (`-`: the standard output)")(
      "coverage", "say which rules, conditions, values and boundaries no case shows both ways")(
      "lang", text("LANGUAGE"), "the language of what it says: en or zh")("help,h", "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

int fail(const std::string& message) {
  say("warrantor test: " + message + '\n');
  return io_failed;
}

bool matches(const audit::RuleTest& test, const std::string& filter) {
  const std::string file = std::filesystem::path(test.file).filename().string();
  return test.name.find(filter) != std::string::npos || file.find(filter) != std::string::npos;
}

// What stands before the names of files in messages, so that they read as the user wrote the path.
std::string folder_before(const std::string& path) {
  std::filesystem::path folder(path);
  if (!folder.has_filename()) folder = folder.parent_path();
  if (folder.extension() == ".yaml") folder = folder.parent_path();
  const auto before = folder.parent_path().generic_string();
  return before.empty() || folder.filename() == "." || folder.filename() == ".." ? "" : before + "/";
}

int run_tests(const Policy& policy, const std::string& path, const audit::RuleTests& tests, const Options& options) {
  std::vector<audit::RuleTestResult> results;
  std::optional<audit::Coverage> coverage;
  if (options.has("coverage")) coverage.emplace(policy);
  audit::Coverage* const watching = coverage ? &*coverage : nullptr;
  const std::string language = language_of(options);
  for (const audit::RuleTest& test : tests.tests) {
    if (!matches(test, options.text("filter"))) continue;
    results.push_back(audit::run_rule_test(policy, test, language, watching, watching));
  }
  std::string text;
  std::size_t failed = 0;
  for (const audit::RuleTestResult& result : results) {
    if (result.passed()) continue;
    ++failed;
    text += audit::describe_failure(result, language) + '\n';
  }
  if (coverage) text += audit::describe_coverage(*coverage, folder_before(path), language) + '\n';
  const bool is_chinese = language == "zh";
  if (results.empty() && tests.tests.empty()) text += is_chinese ? "没有用例\n" : "there is no case\n";
  if (results.empty() && !tests.tests.empty())
    text += is_chinese ? "没有符合筛选的用例\n" : "no case matches the filter\n";
  const std::string passed_count = std::to_string(results.size() - failed);
  text += is_chinese ? "通过 " + passed_count + "，未通过 " + std::to_string(failed) + "\n"
                     : passed_count + " passed, " + std::to_string(failed) + " failed\n";
  const int printed = print(text);
  if (printed != done) return printed;
  if (options.has("junit") && !write_file(options.text("junit"), audit::junit_of(results))) return io_failed;
  const bool all_shown = !coverage || coverage->is_complete();
  return failed == 0 && !results.empty() && all_shown ? done : findings;
}

std::optional<std::string> wrong_options(const Options& options, std::string& path) {
  std::vector<std::string> paths = options.list(unnamed);
  if (options.has("rules")) paths.push_back(options.text("rules"));
  if (paths.empty()) return "say which rule set to test";
  if (paths.size() > 1) return "only one rule set can be tested at a time";
  path = paths.front();
  return check_language(options);
}

/// Letters decide nothing, so no other command but the one that writes them looks at their templates.
Diagnostics mistakes_in_letters(const Policy& policy, const std::string& path) {
  Diagnostics mistakes;
  for (const std::string& language : letter_languages(path)) {
    auto letter = load_letter(policy, path, language);
    if (!letter) std::move(letter.error().begin(), letter.error().end(), std::back_inserter(mistakes));
  }
  return mistakes;
}

}  // namespace

int run_test(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), arguments, unnamed);
  if (!options) return refuse_call("test", options.error().message);
  if (options->has("help")) return print(help_text());
  std::string path;
  if (const auto wrong = wrong_options(*options, path)) return refuse_call("test", *wrong);
  const auto policy = load_policy(path);
  if (!policy) {
    say(render(policy.error()));
    return invalid_rules;
  }
  const auto tests = audit::load_rule_tests(*policy, path);
  if (!tests) return fail(tests.error().message);
  if (has_errors(tests->mistakes)) {
    say(render(tests->mistakes));
    return invalid_rules;
  }
  if (const Diagnostics mistakes = mistakes_in_letters(*policy, path); !mistakes.empty()) {
    say(render(mistakes));
    return invalid_rules;
  }
  return run_tests(*policy, path, *tests, *options);
}

}  // namespace warrantor::cli
