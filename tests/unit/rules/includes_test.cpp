#include <algorithm>

#include "helpers.hpp"

namespace warrantor::rules {
namespace {

std::string mistakes_of_include(const std::string& list) { return mistakes("include: " + list + "\n"); }

std::vector<std::string> names_of_documents(const RuleSet& rule_set) {
  std::vector<std::string> names;
  for (const yaml::Document& document : rule_set.documents) names.push_back(document.file());
  return names;
}

/// Files that include each other in a row: main -> f1 -> f2 … -> f<depth>.
Files chain(std::size_t depth) {
  Files files{{"a/rules.yaml", head + "include: f1.yaml\n"}};
  for (std::size_t i = 1; i <= depth; ++i) {
    files["a/f" + std::to_string(i) + ".yaml"] =
        i == depth ? "note: last\n" : "include: f" + std::to_string(i + 1) + ".yaml\n";
  }
  return files;
}

Files many(std::size_t count) {
  std::string list;
  Files files;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "f" + std::to_string(i) + ".yaml";
    list += "  - " + name + "\n";
    files["a/" + name] = "note: x\n";
  }
  files["a/rules.yaml"] = head + "include:\n" + list;
  return files;
}

}  // namespace

TEST_CASE("paths of includes are those from the including file on") {
  const LoadedRuleSet loaded = load_from({{"a/rules.yaml", head + "include: [../b/x.yaml, ./c/y.yaml]\n"},
                                          {"b/x.yaml", "include: z.yaml\nlimits: {x: {id: x, of: n}}\n"},
                                          {"b/z.yaml", "limits: {z: {id: z, of: n}}\n"},
                                          {"a/c/y.yaml", "include: [../../b/z.yaml]\n"}});
  CHECK(shown(loaded.diagnostics) == "");
  CHECK(names_of_documents(loaded.rule_set) ==
        std::vector<std::string>{"a/rules.yaml", "b/x.yaml", "b/z.yaml", "a/c/y.yaml"});
}

TEST_CASE("a file that two others include is loaded once, before both") {
  const LoadedRuleSet loaded =
      load_from({{"a/rules.yaml", head + "limits: {m: {id: m, of: n}}\ninclude: [x.yaml, y.yaml]\n"},
                 {"a/x.yaml", "include: z.yaml\nlimits: {x: {id: x, of: n}}\n"},
                 {"a/y.yaml", "include: z.yaml\nlimits: {y: {id: y, of: n}}\n"},
                 {"a/z.yaml", "limits: {z: {id: z, of: n}}\n"}});
  CHECK(shown(loaded.diagnostics) == "");
  std::string order;
  for (const LimitSyntax& limit : loaded.rule_set.limits) order += limit.name.value;
  CHECK(order == "zxym");
}

TEST_CASE("an include that is absolute, leaves the root or names no file is refused") {
  CHECK(mistakes_of_include("[/etc/passwd]") ==
        "W0205: the path `/etc/passwd` is absolute: write it from this file on |  | /etc/passwd");
  CHECK(mistakes_of_include("['C:/x.yaml']") ==
        "W0205: the path `C:/x.yaml` is absolute: write it from this file on |  | 'C:/x.yaml'");
  CHECK(mistakes_of_include("[../../x.yaml]") ==
        "W0205: the path `../../x.yaml` leaves the folder that holds the rule sets |  | ../../x.yaml");
  CHECK(mistakes_of_include("[b/../../../a/x.yaml]") ==
        "W0205: the path `b/../../../a/x.yaml` leaves the folder that holds the rule sets |  | b/../../../a/x.yaml");
  CHECK(mistakes_of_include("['b\\x.yaml']") ==
        "W0205: the path `b\\x.yaml` has a backslash: write / between folders |  | 'b\\x.yaml'");
  CHECK(mistakes_of_include("[..]") == "W0205: the path `..` names no file |  | ..");
  CHECK(mistakes_of_include("[b/]") == "W0205: the path `b/` names no file |  | b/");
  CHECK(mistakes_of_include("['']") == "W0208: an empty text for `include` |  | ''");
  CHECK(mistakes_of_include("[[x]]") == "W0201: expected a text for `include`, found a list |  | [x]");
  CHECK(mistakes_of_include("{x: y}") == "W0201: expected a list of files for `include`, found a mapping |  | {x: y}");
}

TEST_CASE("a missing file is told where it is included, with its name") {
  const LoadedRuleSet loaded = load_text("include: [parts.yaml]\n");
  CHECK(shown(loaded.diagnostics) == "W0206: there is no file `a/parts.yaml` |  | parts.yaml");
  CHECK(loaded.diagnostics[0].span.file == "a/rules.yaml");
  CHECK(loaded.diagnostics[0].span.line == 4);
  CHECK_FALSE(loaded.is_complete);
}

TEST_CASE("a missing main file is told without a line") {
  const LoadedRuleSet loaded = load_from({});
  REQUIRE(loaded.diagnostics.size() == 1);
  CHECK(render(loaded.diagnostics) == "a/rules.yaml: error[W0206]: there is no file `a/rules.yaml`\n");
}

TEST_CASE("a file listed twice is told") {
  const LoadedRuleSet loaded =
      load_from({{"a/rules.yaml", head + "include: [x.yaml, ../a/x.yaml]\n"}, {"a/x.yaml", "note: x\n"}});
  CHECK(shown(loaded.diagnostics) == "W0205: `a/x.yaml` is included twice | remove one of them | ../a/x.yaml");
}

TEST_CASE("a loop is told with the way it goes") {
  CHECK(mistakes_of_include("rules.yaml") ==
        "W0205: `a/rules.yaml` is included from within itself | the way is a/rules.yaml → a/rules.yaml | rules.yaml");
  const LoadedRuleSet loaded = load_from({{"a/rules.yaml", head + "include: [x.yaml]\n"},
                                          {"a/x.yaml", "include: [y.yaml]\n"},
                                          {"a/y.yaml", "include: [x.yaml]\n"}});
  CHECK(shown(loaded.diagnostics) ==
        "W0205: `a/x.yaml` is included from within itself | the way is a/x.yaml → a/y.yaml → a/x.yaml | x.yaml");
  CHECK(loaded.diagnostics.at(0).span.file == "a/y.yaml");
}

TEST_CASE("includes go 16 levels deep and no further") {
  CHECK(shown(load_from(chain(15)).diagnostics) == "");
  const LoadedRuleSet loaded = load_from(chain(16));
  CHECK(shown(loaded.diagnostics) == "W0207: files are included more than 16 deep |  | f16.yaml");
}

TEST_CASE("a rule set has 200 files and no more") {
  CHECK(shown(load_from(many(199)).diagnostics) == "");
  CHECK(shown(load_from(many(205)).diagnostics) == "W0207: the rule set has more than 200 files |  | f199.yaml");
}

TEST_CASE("an included file may not say what belongs to the main file") {
  const LoadedRuleSet loaded = load_from({{"a/rules.yaml", head + "include: x.yaml\n"},
                                          {"a/x.yaml",
                                           "rule_set: x\nversion: 1\ntitle: x\ncurrency: CNY\napproved_when_borne_by: "
                                           "x\nexcluded_borne_by: x\nreport_by: [x]\n"}});
  std::string expected;
  for (const std::string key :
       {"rule_set", "version", "title", "currency", "approved_when_borne_by", "excluded_borne_by", "report_by"}) {
    expected += (expected.empty() ? "" : "\n") + ("W0213: an included file may not have `" + key) +
                "` | move it to `a/rules.yaml` | " + key;
  }
  CHECK(shown(loaded.diagnostics) == expected);
}

TEST_CASE("what stands once in a rule set cannot stand in two files") {
  const std::string coverage = "coverage: {rows: [{id: c}]}\n";
  CHECK(
      shown(load_from({{"a/rules.yaml", head + "include: x.yaml\n" + coverage}, {"a/x.yaml", coverage}}).diagnostics) ==
      "W0214: `coverage` stands in two files | it is in `a/x.yaml` already; keep the rows of one rule set together | "
      "{rows: [{id: c}]}");
  const std::string first = "exclusions: {choose: first, rules: []}\n";
  const std::string unique = "exclusions: {choose: unique, rules: []}\n";
  CHECK(shown(load_from({{"a/rules.yaml", head + "include: x.yaml\n" + first}, {"a/x.yaml", unique}}).diagnostics) ==
        "W0214: `exclusions` has another `choose` in another file | it is in `a/x.yaml` already; write it in one file, "
        "or "
        "the same in both | first");
  CHECK(shown(load_from({{"a/rules.yaml", head + "include: x.yaml\n" + first}, {"a/x.yaml", first}}).diagnostics) ==
        "");
}

TEST_CASE("mistakes of all files are told in one go, file by file in the order of inclusion") {
  const LoadedRuleSet loaded = load_from({{"a/rules.yaml", head + "include: [x.yaml, y.yaml]\nsteps: x\nlimits: y\n"},
                                          {"a/x.yaml", "facts: x\n"},
                                          {"a/y.yaml", "facts: [\n"}});
  std::string files;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    files += diagnostic.span.file + ":" + std::to_string(diagnostic.span.line) + " ";
  }
  CHECK(files == "a/rules.yaml:5 a/rules.yaml:6 a/x.yaml:1 a/y.yaml:1 ");
  CHECK_FALSE(loaded.is_complete);
}

TEST_CASE("the digest names the bytes and the names of all files, in their order") {
  const auto digest = [](const Files& files) { return load_from(files).rule_set.digest; };
  const std::string main = head + "include: [x.yaml]\n";
  const std::string first = digest({{"a/rules.yaml", main}, {"a/x.yaml", "note: x\n"}});
  CHECK(first.size() == 64);
  CHECK(first == digest({{"a/rules.yaml", main}, {"a/x.yaml", "note: x\n"}}));
  CHECK(first != digest({{"a/rules.yaml", main}, {"a/x.yaml", "note:  x\n"}}));
  CHECK(first != digest({{"a/rules.yaml", head + "include: [y.yaml]\n"}, {"a/y.yaml", "note: x\n"}}));
  // sha256 of "a/rules.yaml\0" "44\0" and the text, by another program
  CHECK(load_text("").rule_set.digest == "b8effc785e7d497a977a197745a450c94b31ffc2d8fdc3b78d6cde25e7f2a637");
}

}  // namespace warrantor::rules
