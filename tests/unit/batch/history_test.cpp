#include <doctest/doctest.h>

#include "made_up_policy.hpp"

using warrantor::Policy;
using warrantor::batch::Inputs;
using warrantor::batch::test::policy_of;
using warrantor::batch::test::Run;
using warrantor::batch::test::run_check;
using warrantor::batch::test::Texts;
using warrantor::batch::test::WorkFolder;

namespace {

// What was approved before for the same buyer is not paid again.
Policy once_for_each_buyer(const std::string& of_price = ", minimum: 0") {
  return policy_of(R"(
facts:
  claim_id: {type: text, blank: reject}
  name: {type: text}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money)" +
                   of_price + R"(}
  earlier:
    type: records
    history: {by: [name]}
    fields: {decided: {from: outcome}, paid: {from: pays.seller}}
exclusions:
  - {id: again, when: {if: 'some e in earlier satisfies e.decided = "approved" and e.paid != 0'}}
)");
}

/// One new claim behind a file of earlier ones.
Run run_after(const std::string& file, const std::string& earlier, const Policy& policy = once_for_each_buyer()) {
  const WorkFolder folder;
  WorkFolder::write("new.csv", "claim_id,name,price\nN1,Ann,5\n");
  WorkFolder::write(file, earlier);
  Inputs inputs;
  inputs.claims = {"new.csv"};
  inputs.history = {file};
  return run_check(policy, inputs);
}

std::string decision_with(const std::string& of_claim, const std::string& of_line,
                          const std::string& pays = R"({"seller":"5.00"})") {
  return R"({"claim_id":"O1","outcome":)" + of_claim + R"(,"lines":[{"line_id":"1","outcome":)" + of_line +
         R"(,"pays":)" + pays + R"(,"kept":{"name":"Ann","price":"5"}}],"rules":{"id":"made-up"}})" + "\n";
}

bool is_again(const Run& run) { return run.decisions.find("N1,1,denied,again") != std::string::npos; }

}  // namespace

TEST_CASE("an outcome in an earlier decision that is no text rejects the claim, of the claim as of a line") {
  CHECK(is_again(run_after("old.jsonl", decision_with(R"("approved")", R"("approved")"))));
  const std::string help = " is no outcome; help: it takes approved, partial, denied, needs_information, referred";
  for (const std::string odd : {"7", R"(["approved"])", R"({"a":1})", "true"}) {
    CAPTURE(odd);
    const Texts expected = {"old.jsonl:1: outcome: `" + odd + '`' + help};
    CHECK(run_after("old.jsonl", decision_with(R"("approved")", odd)).reports.rejects == expected);
    CHECK(run_after("old.jsonl", decision_with(odd, R"("approved")")).reports.rejects == expected);
  }
}

TEST_CASE("a rejected earlier claim is a finding, and the summary counts it") {
  const std::string header = "claim_id,name,price,outcome\n";
  CHECK_FALSE(run_after("old.csv", header + "O1,Ann,5,denied\n").summary.has_findings());
  const Run run = run_after("old.csv", header + "O1,Ann,5,denid\nO2,Ann,5,denied\nO3,Ann,five,denied\n");
  CHECK(run.summary.earlier.rejected_claims == 2);
  CHECK(run.summary.claims_rejected == 0);
  CHECK(run.summary.has_findings());
  const Policy policy = once_for_each_buyer();
  CHECK(summary_as_text(run.summary, policy, "en").find("2 rejected of earlier claims") != std::string::npos);
  CHECK(summary_as_json(run.summary, policy).find("\"earlier_claims_rejected\":2") != std::string::npos);
}

TEST_CASE("what parties bear of an earlier claim is a fault where it is below zero, of no party or no object") {
  const auto rejects = [](const std::string& pays) {
    return run_after("old.jsonl", decision_with(R"("approved")", R"("approved")", pays)).reports.rejects;
  };
  const std::string place = "old.jsonl:1: pays";
  const std::string help =
      " does not say which party bears how much; help: write an object of parties and their amounts";
  CHECK(rejects("null") == Texts{});
  CHECK(rejects(R"({"seller":null})") == Texts{});
  CHECK(rejects("[5]") == Texts{place + ": `[5]`" + help});
  CHECK(rejects(R"("seller")") == Texts{place + ": `seller`" + help});
  CHECK(rejects("5") == Texts{place + ": `5`" + help});
  CHECK(rejects(R"({"seller":-5})").size() == 1);
  CHECK(rejects(R"({"seller":-5})").at(0).starts_with(place + ".seller: `-5` is below "));

  const Run claims = run_after("old.jsonl", R"({"claim_id":"O1","name":"Ann","outcome":"approved","pays":["x"]})");
  CHECK(claims.reports.rejects == Texts{"old.jsonl:1: pays: `[\"x\"]`" + help});
}

TEST_CASE(
    "in a table a column `pays` may say something else, and parties bear less than nothing where rules allow it") {
  CHECK(is_again(run_after("old.csv", "claim_id,name,outcome,seller,pays\nO1,Ann,approved,5,cash\n")));
  const std::string below = "claim_id,name,outcome,seller\nO1,Ann,approved,-5\n";
  const Run refused = run_after("old.csv", below);
  REQUIRE(refused.reports.rejects.size() == 1);
  CHECK(refused.reports.rejects[0].starts_with("old.csv:2:4: seller: `-5` is below "));
  CHECK(is_again(run_after("old.csv", below, once_for_each_buyer(""))));
}

TEST_CASE("what is written of parties must be an amount on a line that is open, too") {
  const std::string open = decision_with(R"("referred")", R"("referred")", R"({"seller":"much"})");
  CHECK(run_after("old.jsonl", open).reports.rejects.size() == 1);
  CHECK(run_after("old.csv", "claim_id,name,outcome,seller\nO1,Ann,referred,much\n").reports.rejects.size() == 1);
}

TEST_CASE("a party that the rule set does not have is told once for its file, and who else paid is not known") {
  const std::string other = decision_with(R"("approved")", R"("approved")", R"({"insurer":"5.00"})");
  std::string second = other;
  second.replace(second.find("O1"), 2, "O2");
  const Run run = run_after("old.jsonl", other + second);
  const std::string unknown = "; what parties bear there that are not named is unknown";
  CHECK(run.reports.rejects == Texts{"old.jsonl:1: pays.insurer: `insurer` is no party, and 2 earlier claims name it" +
                                     unknown + "; help: it takes seller, buyer"});
  CHECK(run.decisions.find("N1,1,needs_information") != std::string::npos);
  CHECK(run.summary.earlier.rejected_claims == 0);
  CHECK(run.summary.has_findings());

  const std::string both = decision_with(R"("approved")", R"("approved")", R"({"seler":1,"seller":"5.00"})");
  const Run near = run_after("old.jsonl", both);
  CHECK(near.reports.rejects == Texts{"old.jsonl:1: pays.seler: `seler` is no party, and 1 earlier claim names it" +
                                      unknown + "; help: did you mean `seller`?"});
  CHECK(is_again(near));
}

TEST_CASE("a party that the rule set does not have is a warning where no rule asks what parties bore") {
  const Policy policy = policy_of(R"(
facts:
  claim_id: {type: text, blank: reject}
  name: {type: text}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money}
  earlier: {type: records, history: {by: [name]}, fields: {decided: {from: outcome}}}
exclusions:
  - {id: again, when: {if: 'some e in earlier satisfies e.decided = "approved"'}}
)");
  const std::string other = decision_with(R"("approved")", R"("approved")", R"({"insurer":"5.00"})");
  const Run run = run_after("old.jsonl", other, policy);
  CHECK(run.reports.rejects == Texts{});
  REQUIRE(run.reports.warnings.size() == 1);
  CHECK(run.reports.warnings[0].find("`insurer` is no party") != std::string::npos);
  CHECK(is_again(run));
  CHECK_FALSE(run.summary.has_findings());
}

TEST_CASE("earlier decisions are read under their labels, in any language and whatever the rules say of coverage") {
  CHECK(is_again(run_after("old.csv", "索赔单号,name,结论,seller\nO1,Ann,同意赔付,5\n")));
  CHECK(is_again(run_after("old.csv", "索赔单号,name,结论,seller\nO1,Ann,同意担保,5\n")));
  CHECK(is_again(run_after("old.csv", "claim,line,name,outcome,seller\nO1,1,Ann,Approved,5\n")));
  CHECK_FALSE(is_again(run_after("old.csv", "claim,name,outcome,seller\nO1,Ann,partly approved,5\n")));
  const Run wrong = run_after("old.csv", "索赔单号,name,结论\nO1,Ann,同意赔傅\n");
  REQUIRE(wrong.reports.rejects.size() == 1);
  CHECK(wrong.reports.rejects[0].starts_with("old.csv:2:3: 结论: `同意赔傅` is no outcome"));
  // What else decisions say is no column of claims mistyped.
  CHECK(run_after("old.csv", "claim,name,outcome,earlier claims,理由\nO1,Ann,approved,x,\n").reports.failures ==
        Texts{});
}
