#include "io/decision_labels.hpp"

#include <set>

#include <doctest/doctest.h>

#include "io/decision_writer.hpp"
#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io;
using namespace warrantor::io::test;

namespace {

/// A claim of one line, denied for two reasons.
struct Example {
  Schema schema = made_up_schema();
  RuleInfo old;
  RuleInfo worn;
  ReadClaim claim{schema};
  Decision decision;

  Example() {
    old.id = "too-old";
    old.clause = "b";
    old.title.set("en", "Too old");
    old.title.set("zh", "超期");
    worn.id = "worn";
    claim.id = "A";
    claim.kept = {"红"};
    LineDecision line;
    line.line_id = "1";
    line.outcome = warrantor::Outcome::denied;
    line.coverage = &old;
    line.reasons = {{&old, {}}, {&worn, {}}};
    line.missing = {*schema.find_fact("colour"), *schema.find_fact("bought")};
    line.pays = {0, 100};
    line.total = 100;
    decision.lines = {line};
    decision.outcome = warrantor::Outcome::denied;
  }

  std::string write(const std::string& language) {
    const std::vector<std::string> fields = {"claim_id", "outcome", "reasons", "buyer", "coverage", "missing", "total"};
    auto writer = make_writer({&schema, {}, DecisionFormat::csv, fields, {"colour", "mood"}, "en", language});
    std::string out;
    (*writer)->begin(out);
    claim.kept = {"red", "=fine"};
    (*writer)->add(claim, decision, out);
    (*writer)->finish(out);
    return out;
  }
};

}  // namespace

TEST_CASE("decisions call things by ids and names, and where asked by labels and titles") {
  CHECK(Example().write("") ==
        "claim_id,outcome,reasons,buyer,coverage,missing,total,colour,mood\n"
        "A,denied,too-old;worn,1.00,too-old,colour;bought,1.00,red,'=fine\n");
  CHECK(Example().write("en") ==
        "claim,outcome,reasons,buyer,coverage,information to ask for,total,颜色,mood\n"
        "A,denied,Too old (b); worn,1.00,Too old (b),颜色; bought,1.00,red,'=fine\n");
  CHECK(Example().write("zh") ==
        "索赔单号,结论,理由,buyer,保修范围,需补充的信息,总金额,颜色,mood\n"
        "A,不予赔付,超期（b）；worn,1.00,超期（b）,颜色；bought,1.00,red,'=fine\n");
}

TEST_CASE("every field and every outcome has a label of its own in each language") {
  const Schema schema = made_up_schema();
  const std::set<std::string> words = {"outcome", "reasons", "coverage", "clauses", "total"};
  for (const std::string language : {"en", "zh"}) {
    const DecisionLabels labels(schema, language);
    for (const char* const field :
         {"claim_id", "line_id", "outcome", "reasons", "open", "coverage", "coverage_until", "coverage_limit",
          "missing", "pending", "steps", "rules", "claim_outcome", "clauses", "possible", "total"}) {
      CHECK((labels.header(field) != field) == (language == "zh" || !words.contains(field)));
    }
    CHECK(labels.outcome(warrantor::Outcome::needs_information) != name_of(warrantor::Outcome::needs_information));
  }
}
