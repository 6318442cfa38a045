#include "house/words.hpp"

#include <doctest/doctest.h>

using namespace warrantor::house;

namespace {

constexpr const char* small_rule_set = R"(
rule_set: small
currency: CNY
parties: {factory: {en: factory}, carrier: {en: carrier}}
facts:
  mileage_km: {type: number}
  colour: {values: {RED: {en: red}, deep_blue: {en: deep blue}}}
  visits: {type: records, fields: {visit_date: {type: date}}}
catalogues:
  item: {group: item_group, groups: {motor: {values: {rod: {en: rod}}}}}
settings: {free_months: {value: 3}}
derived: {is_late: mileage_km > 5}
lookups: {plan: {rows: [{id: plan.one, when: {colour: RED}, first_km: 1500}]}}
portions: {core: {amount: 1}}
limits: {range: {id: passed.range}}
coverage: {rows: [{id: coverage.red, when: {colour: RED}}]}
exclusions: [{for: {colour: RED}, rules: [{id: wrong-part}]}]
steps:
  - {id: say-so, text: {en: hello}}
)";

std::vector<std::string> faults_in(std::string_view code) {
  std::vector<std::string> unused;
  DeclaredWords words;
  collect_words(small_rule_set, "small.yaml", words, unused);
  return word_faults({{"src/base/a.cpp", scan(code)}}, words, {{"visits", {true, false}}});
}

}  // namespace

TEST_CASE("no word that the rules declare stands in code") {
  std::vector<std::string> faults;
  const std::filesystem::path top = WARRANTOR_SOURCE_DIR;
  const auto words = read_declared_words(top / "rules", faults);
  const auto allowed = read_allowed_words(read_file(top / "tests/house/language_words.txt"), faults);
  for (const auto& [word, allowance] : allowed) {
    if (!words.contains(word)) faults.push_back("language_words.txt: `" + word + "` is not declared; drop it");
  }
  for (const auto& fault : faults) FAIL_CHECK(fault);

  CHECK(words.contains("transporter"));
  CHECK(words.contains("D22"));
  CHECK(words.contains("odometer_km"));
  CHECK(words.contains("coverage.d22-engine"));
  for (const auto& fault : word_faults(read_sources(top, {"include", "src"}), words, allowed)) FAIL_CHECK(fault);
}

TEST_CASE("every kind of declaration gives its words") {
  std::vector<std::string> faults;
  DeclaredWords words;
  collect_words(small_rule_set, "small.yaml", words, faults);
  CHECK(faults.empty());
  std::string all;
  for (const auto& [word, file] : words) all += word + ' ';
  CHECK(all ==
        "RED carrier colour core coverage.red deep_blue factory first_km free_months is_late item item_group "
        "mileage_km "
        "motor passed.range plan plan.one range rod say-so small visit_date visits wrong-part ");
}

TEST_CASE("a section that this test cannot read is a fault, and so is broken YAML") {
  std::vector<std::string> faults;
  DeclaredWords words;
  collect_words("remedies: {refund: 1}", "a.yaml", words, faults);
  collect_words("parties: [", "b.yaml", words, faults);
  REQUIRE(faults.size() == 2);
  CHECK(faults[0] == "a.yaml: the section `remedies` is not known to this test");
}

TEST_CASE("declared words are found as identifiers and as literals") {
  CHECK(faults_in("if (party == \"carrier\") f();").size() == 1);
  CHECK(faults_in("int carrier = 1;").size() == 1);
  CHECK(faults_in("int carrier_ = 1;").size() == 1);
  CHECK(faults_in("find(\"factory,carrier\")").size() == 2);
  CHECK(faults_in("\"colour=RED\"").size() == 2);
  CHECK(faults_in("say(\"pass `carrier` here\")").size() == 1);
  CHECK(faults_in("say(\"needs mileage_km first\")").size() == 1);
  CHECK(faults_in("say(\"a RED one\")").size() == 1);
  CHECK(faults_in("say(\"see wrong-part.\")").size() == 1);
  CHECK(faults_in("void wrong_part();").size() == 1);
  CHECK(faults_in("void find_mileage_km();").size() == 1);
}

TEST_CASE("English sentences, comments and longer words are let pass") {
  CHECK(faults_in("say(\"the carrier of this range\")").empty());
  CHECK(faults_in("// carrier, RED").empty());
  CHECK(faults_in("int ranged = carriers + mileage;").empty());
  CHECK(faults_in("say(\"REDO\", \"wrong-parts\")").empty());
  CHECK(faults_in("#include \"model/carrier.hpp\"").empty());
}

TEST_CASE("an allowed word is allowed only where its line says") {
  CHECK(faults_in("int visits = 0;").empty());
  CHECK(faults_in("f(\"visits\")").size() == 1);
}

TEST_CASE("an allowance without a reason is a fault") {
  std::vector<std::string> faults;
  const auto allowed =
      read_allowed_words("# words\nbase identifier the portion\nvin both\n\nbase both again\n", faults);
  CHECK(faults.size() == 2);
  REQUIRE(allowed.size() == 1);
  CHECK(allowed.at("base").as_identifier);
  CHECK_FALSE(allowed.at("base").as_literal);
}
