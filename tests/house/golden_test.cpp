#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "house/golden_cases.hpp"
#include "house/key_uses.hpp"
#include "house/source_text.hpp"

using namespace warrantor::house;
namespace fs = std::filesystem;

namespace {

const fs::path top = WARRANTOR_SOURCE_DIR;

const std::vector<GoldenCase>& golden_cases() {
  static const std::vector<GoldenCase> cases = read_golden_cases(top / "tests/golden/cases");
  return cases;
}

const std::string& guide() {
  static const std::string text = read_file(top / "rules/README.md");
  return text;
}

/// All that rule sets say that load and decide.
const std::string& good_rules() {
  static const std::string text = [] {
    std::string all;
    for (const GoldenCase& golden : golden_cases()) {
      for (const std::string& file : golden.rule_files) all += golden.decides ? file : "";
    }
    return all;
  }();
  return text;
}

const KeyUses& good_uses() {
  static const KeyUses uses = [] {
    KeyUses all;
    for (const GoldenCase& golden : golden_cases()) {
      for (const std::string& file : golden.rule_files) {
        if (golden.decides) all.merge(key_uses_of(file));
      }
    }
    return all;
  }();
  return uses;
}

/// The lines of rule sets that messages show.
std::string bad_lines() {
  std::string lines;
  for (const GoldenCase& golden : golden_cases()) {
    for (const PrintedDiagnostic& diagnostic : golden.diagnostics) lines += diagnostic.line + "\n";
  }
  return lines;
}

std::set<std::string> words_blamed_in_all() {
  std::set<std::string> words;
  for (const GoldenCase& golden : golden_cases()) {
    for (const PrintedDiagnostic& diagnostic : golden.diagnostics) words.merge(words_blamed(diagnostic));
  }
  return words;
}

std::string only_cell(const std::vector<std::string>& cells) {
  const std::vector<std::string> quoted = quoted_in(cells.at(0));
  return quoted.empty() ? cells[0] : quoted[0];
}

/// The index of keys: every key with each place that its row names.
KeyUses index_of_keys() {
  KeyUses uses;
  for (const auto& cells : table_after(guide(), "## 10. All keys")) {
    static const std::regex separator("[,;] ");
    const std::string& places = cells.at(1);
    for (std::sregex_token_iterator place(places.begin(), places.end(), separator, -1), end; place != end; ++place) {
      uses.emplace(only_cell(cells), *place);
    }
  }
  return uses;
}

std::set<std::string> codes_of_the_guide() {
  std::set<std::string> codes;
  for (const auto& cells : table_after(guide(), "## 11. All messages")) codes.insert(only_cell(cells));
  return codes;
}

/// The functions of chapter 4, and those that only its examples show.
std::set<std::string> functions() {
  std::set<std::string> names{"all", "any",  "count", "distinct values", "duration", "earliest", "granted", "latest",
                              "max", "mean", "min",   "list contains",   "reverse",  "sum"};
  for (const auto& cells : table_after(guide(), "### Functions")) {
    for (const std::string& name : quoted_in(cells.at(0))) names.insert(name);
  }
  return names;
}

/// Whether a text calls a function, and none whose name only ends so.
bool holds_call(const std::string& text, const std::string& function) {
  const std::string call = function + "(";
  for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
    const std::string before = text.substr(at < 8 ? 0 : at - 8, std::min<std::size_t>(at, 8));
    const bool is_end_of_word = !before.empty() && std::isalpha(static_cast<unsigned char>(before.back())) != 0;
    if (!is_end_of_word && !before.ends_with("list ") && !before.ends_with(" months ")) return true;
  }
  return false;
}

bool matches_a_line(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (std::regex_search(line, expression)) return true;
  }
  return false;
}

struct Form {
  const char* name;
  const char* pattern;
};

/// What expressions and tests are made of beside functions; see the tables of chapters 3 and 4.
const std::vector<Form> forms{
    {"a text in a test", "'\"[^\"]*\"'"},
    {"a list of tests", "\\[\"[<>][^\\]]*\", "},
    {"a range without an end", "\\[[0-9-]+\\.\\.[0-9-]+\\)"},
    {"a range without a start", "\\([0-9-]+\\.\\.[0-9-]+\\]"},
    {"a test `not(…)`", ": \"?not\\("},
    {"a test `not(null)`", ": not\\(null\\)"},
    {"a test `null`", ": null"},
    {"a test `!=`", "\"!= "},
    {"a test `-`", ": \"-\""},
    {"`between`", " between .* and "},
    {"`in` with a range", " in \\["},
    {"`in` with several tests", " in \\("},
    {"`and`", " and "},
    {"`or`", " or "},
    {"`not(…)`", "[^:] not\\("},
    {"`if`", "if .* then .* else "},
    {"`some`", "some [a-z]+ in .* satisfies "},
    {"`every`", "every [a-z]+ in .* satisfies "},
    {"`for`", "for [a-z]+ in .* return "},
    {"`for` with a range", "for [a-z]+ in [0-9a-z]+\\.\\.[0-9a-z]+ return "},
    {"a filter", "[a-z]\\[[a-z_]+ [<>=]"},
    {"`item` in a filter", "\\[item [<>=]"},
    {"a field of an entry by its place", "\\[-?[0-9]+\\]\\.[a-z]"},
    {"an entry counted from the end", "\\[-1\\]"},
    {"a list that is written out", "[^a-z]in \\[[0-9\"][^.]*\\]|\\(\\[[0-9]"},
    {"a power", "\\*\\* "},
    {"a quotient", " / "},
    {"a negation", "[ (\"]-[a-z]"},
    {"a number with an exponent", "[0-9]e[0-9]"},
    {"a duration with `@`", "@\"P"},
    {"a date that is written out", "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    {"a part of a date", "\\.(year|month|day|weekday)\\b"},
    {"a part of a duration", "\\.(years|months|days)\\b"},
    {"texts that are joined", "\" \\+ |\\+ \""},
    {"arguments by their names", "\\([a-z ]+: [^,]+, [a-z ]+: "},
};

bool uses_code(const std::string& sources, const std::string& name) {
  for (const std::string& use : {"codes::" + name, "code::" + name}) {
    for (auto at = sources.find(use); at != std::string::npos; at = sources.find(use, at + 1)) {
      const char behind = at + use.size() < sources.size() ? sources[at + use.size()] : ' ';
      if (std::isalnum(static_cast<unsigned char>(behind)) == 0 && behind != '_') return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("every key of the index stands in a golden rule set that decides, in each of its places") {
  const KeyUses& uses = good_uses();
  CHECK(uses.size() > 200);
  for (const auto& [key, place] : index_of_keys()) {
    CAPTURE(key);
    CAPTURE(place);
    CHECK_MESSAGE(known_places().contains(place),
                  "the index of keys says where a key stands in words that tests/house/key_uses.cpp does not know: use "
                  "one of its words, or teach it the place");
    CHECK_MESSAGE(uses.contains({key, place}),
                  "no golden case uses this key here: write it into a rule set of tests/golden/cases that decides "
                  "(its name begins with good-), and record the output with tests/run --bless");
  }
}

TEST_CASE("every key of the index is used wrongly in a golden case, and its message kept") {
  const std::set<std::string> blamed = words_blamed_in_all();
  for (const auto& [key, place] : index_of_keys()) {
    CAPTURE(key);
    CHECK_MESSAGE(blamed.contains(key),
                  "no recorded message underlines this key or its value, or names it: add the mistake that an author "
                  "makes with it to a rule set of tests/golden/cases (its name begins with bad-), and record the "
                  "output with tests/run --bless");
  }
}

TEST_CASE("every function and form of expressions stands in golden rule sets, rightly and wrongly") {
  const std::string bad = bad_lines();
  CHECK(functions().size() > 40);
  for (const std::string& function : functions()) {
    CAPTURE(function);
    CHECK_MESSAGE(holds_call(good_rules(), function),
                  "no golden rule set that decides calls it: see tests/golden/cases/good-expressions");
    CHECK_MESSAGE(holds_call(bad, function),
                  "no recorded message shows a wrong call of it: see tests/golden/cases/bad-functions");
  }
  for (const Form& form : forms) {
    const std::string name = form.name;
    CAPTURE(name);
    CHECK_MESSAGE(matches_a_line(good_rules(), form.pattern),
                  "no golden rule set that decides has it: see tests/golden/cases/good-expressions");
  }
}

TEST_CASE("every message of the guide is printed in a golden case") {
  std::set<std::string> printed;
  for (const GoldenCase& golden : golden_cases()) {
    for (const PrintedDiagnostic& diagnostic : golden.diagnostics) printed.insert(diagnostic.code);
  }
  for (const std::string& code : codes_of_the_guide()) {
    CAPTURE(code);
    CHECK_MESSAGE(
        printed.contains(code),
        "chapter 11 of rules/README.md has this code, and no golden case prints it: add a rule set, column "
        "map or letter with this mistake to tests/golden/cases, and record the output with tests/run --bless");
  }
  for (const std::string& code : printed) {
    CHECK_MESSAGE(codes_of_the_guide().contains(code), code, " is printed, and chapter 11 of rules/README.md lacks it");
  }
}

TEST_CASE("the sources and the guide have the same codes, and each is used") {
  std::string sources;
  for (const auto& file : fs::recursive_directory_iterator(top / "src")) {
    if (file.path().extension() == ".cpp") sources += read_file(file.path());
  }
  std::set<std::string> declared;
  static const std::regex declaration("([a-z_0-9]+)\\s*=\\s*\"(W[0-9]{4})\"");
  for (const auto& file : fs::recursive_directory_iterator(top / "src")) {
    if (file.path().filename() != "codes.hpp") continue;
    const std::string text = read_file(file.path());
    for (std::sregex_iterator found(text.begin(), text.end(), declaration), end; found != end; ++found) {
      const std::string name = (*found)[1], code = (*found)[2];
      CAPTURE(code);
      CHECK_MESSAGE(declared.insert(code).second, "this code is declared twice");
      CHECK_MESSAGE(codes_of_the_guide().contains(code), "add a row for it to chapter 11 of rules/README.md");
      CHECK_MESSAGE(uses_code(sources, name),
                    "nothing in src/ prints it: take it out of codes.hpp and of chapter 11 of rules/README.md");
    }
  }
  CHECK(declared.size() > 70);
  CHECK_MESSAGE(sources.find("\"W0") == std::string::npos,
                "a code stands in a source file: give it a name in the codes.hpp of its room");
  for (const std::string& code : codes_of_the_guide()) {
    CHECK_MESSAGE(declared.contains(code), code, " stands in chapter 11 of rules/README.md, and no codes.hpp has it");
  }
}

TEST_CASE("keys are found with the place where they stand") {
  const KeyUses uses = key_uses_of(
      "facts: {a: {type: vin, blank: {when: {b: 1}, is: none}}}\n"
      "grants: [{rules: [{id: x, of: line, with: {y: {value: 1}}}]}]\n"
      "adjustments: [{id: z, less: {percent: 5}, when: {any: [{c: 1}]}}]\n");
  for (const KeyUse& use : {KeyUse{"type", "fact of type vin"}, KeyUse{"is", "blank"}, KeyUse{"c", "conditions"},
                            KeyUse{"rules", "block of grants"}, KeyUse{"with", "grant of a line"},
                            KeyUse{"value", "value of a grant"}, KeyUse{"percent", "figure of an adjustment"}}) {
    CHECK_MESSAGE(uses.contains(use), use.first, " in ", use.second);
  }
  CHECK_FALSE(uses.contains({"percent", "adjustment"}));
  CHECK_FALSE(uses.contains({"with", "block of grants"}));
}

TEST_CASE("a message blames what it underlines, the key above it, and what it names") {
  const auto found = diagnostics_in(
      "a.yaml:1:22: error[W0404]: `maker` is none\n"
      "  - {id: x, borne_by: maker, of: line}\n"
      "                      ^~~~~\n"
      "  help: say `of`\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "W0404");
  CHECK(words_blamed(found[0]) == std::set<std::string>{"borne_by", "maker"});
}
