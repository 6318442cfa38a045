#include <doctest/doctest.h>

#include "unit/engine/made_lab.hpp"
#include "unit/engine/zhengzhou_nissan_lab.hpp"

namespace warrantor {
namespace {

using test::Decided;
using test::sound_claim;

}  // namespace

TEST_CASE("a decision that makes a difference refers the line and names itself and its rule") {
  const Decided decided(sound_claim().with("cause", "\"undetermined\"").with("manual_followed_evidence", "true"));
  CHECK(decided.line().outcome == Outcome::referred);
  CHECK(decided.pending() == "service_department_consent");
  CHECK(decided.missing().empty());
  CHECK(test::reasons_of(decided.line()) == "doubtful-cause");
  CHECK(decided.pays() == "open 100.00");
}

TEST_CASE("a decision that makes none in any case does not refer the line") {
  const Decided decided(sound_claim()
                            .with("cause", "\"undetermined\"")
                            .with("manual_followed_evidence", "true")
                            .with("part_genuine", "false"));
  CHECK(decided.line().outcome == Outcome::denied);
  CHECK(decided.pending().empty());
  CHECK(decided.pays() == "customer 100.00");
}

TEST_CASE("an unknown fact that matters only where a decision falls one way is asked for") {
  const Decided decided(
      sound_claim().with("cause", "\"undetermined\"").with("manual_followed_evidence", "true").without("part_genuine"));
  CHECK(decided.line().outcome == Outcome::needs_information);
  CHECK(decided.missing() == "part_genuine");
  CHECK(decided.pending().empty());
}

TEST_CASE("an unknown date is asked for where the period itself is still to be decided") {
  const test::Facts exported = sound_claim().with("usage", "\"export\"").without("in_service_date");
  const Decided decided(exported.with("commitment_km", "100000"));
  CHECK(decided.line().outcome == Outcome::needs_information);
  CHECK(decided.missing() == "in_service_date");
  // Whatever the date is, the vehicle may have gone too far.
  const Decided referred(exported);
  CHECK(referred.line().outcome == Outcome::referred);
  CHECK(referred.pending() == "commitment_months commitment_km");
}

TEST_CASE("one of two approvals that is pending matters only while the other is not refused") {
  const test::Facts asked = sound_claim().with("special_request", "true").with("part_genuine", "false");
  const Decided open(asked.with("regional_manager_approved", "true"));
  CHECK(open.line().outcome == Outcome::referred);
  CHECK(open.pending() == "vice_president_approved");
  CHECK(test::reasons_of(open.line()) == "non-genuine-part dealer-special-approval");
  const Decided refused(asked.with("regional_manager_approved", "false"));
  CHECK(refused.line().outcome == Outcome::denied);
  CHECK(test::reasons_of(refused.line()) == "non-genuine-part");
}

TEST_CASE("both approvals pending are both named") {
  const Decided decided(sound_claim().with("special_request", "true").with("part_genuine", "false"));
  CHECK(decided.pending() == "regional_manager_approved vice_president_approved");
}

TEST_CASE("a pending amount is neither counted nor paid while it makes a difference") {
  const Policy policy = test::made_policy(R"(rule_set: made
version: "1"
currency: CNY
parties: {maker: {en: maker}, owner: {en: owner}}
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  parts: {of: line, type: money, default: 0}
  granted: {of: line, type: money, minimum: 5.00, blank: pending}
portions:
  main: {amount: parts, else: maker}
  extra: {amount: granted, else: owner}
)");
  const Claim claim = test::claim_of(policy, R"({"claim_id": "1", "lines": [{"parts": "10.00"}]})");
  const Decision decision = adjudicate(policy, claim);
  const LineDecision& line = decision.lines.at(0);
  CHECK(line.outcome == Outcome::referred);
  CHECK(test::names_of(policy, line.pending) == "granted");
  CHECK(line.total == 1000);
  CHECK(line.open == 1000);
}

TEST_CASE("a rule that is listed only while it is awaited is possible where the line may wait for it") {
  const std::string rules =
      test::made_portions() +
      "approvals:\n"
      "  - {id: report, decides: last, when: {km: '> 9'}, awaits: [consent], listed: "
      "only_while_awaited}\n"
      "  - {id: refused, decides: last, when: {km: '> 9', consent: false}, bears: {main: owner}}\n";
  const test::Tried asked(rules, "");
  CHECK(asked.told() == "needs_information: km");
  CHECK(asked.possible() == "report refused");
  CHECK(asked.tells("What it may turn on: report; refused."));
  const test::Tried waits(rules, "\"km\": 10");
  CHECK(waits.told() == "referred: consent");
  CHECK(waits.reasons() == "report");
  CHECK(waits.possible() == "refused");
  CHECK(test::Tried(rules, "\"km\": 9").possible().empty());
  CHECK(test::Tried(rules, "\"consent\": false").possible() == "refused");
  // It holds whatever the odometer is, and the line waits in some cases only.
  const std::string always =
      test::made_portions() +
      "approvals:\n  - {id: report, decides: last, awaits: [consent], listed: only_while_awaited, when: {rented: "
      "false}}\n"
      "  - {id: refused, decides: last, when: {km: '> 9', consent: false}, bears: {main: owner}}\n";
  CHECK(test::Tried(always, "").possible() == "report refused");
}

}  // namespace warrantor
