#include <doctest/doctest.h>

#include <string>

#include <warrantor/warrantor.hpp>

#include "reference/compare.hpp"
#include "rules/load.hpp"
#include "support/made_claim.hpp"

// Small rule sets whose decisions can be told by hand: the reference against common sense.
namespace warrantor::reference {
namespace {

constexpr const char* beginning = R"(rule_set: made
version: "1"
currency: CNY
parties: [maker, dealer, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number, minimum: 0}
  days_late: {type: number, minimum: 0, maximum: 4}
  sold: {type: date}
  failed: {type: date}
  vin: {type: vin, check: "off"}
  worn: {type: boolean}
  genuine: {type: boolean}
  papers: {type: list, values: [waybill, photos]}
  consent: {type: boolean, blank: pending}
  promised_km: {type: number, minimum: 0, blank: pending}
  parts: {of: line, type: money, minimum: 0, default: 0}
portions:
  main: {amount: parts, else: maker}
)";

class Made {
 public:
  explicit Made(const std::string& rules)
      : text_(beginning + rules),
        policy_(load()),
        loaded_(rules::load_rule_set("made/rules.yaml", [this](const std::string&) { return text_; })),
        book_(loaded_.rule_set, policy_.schema()) {}

  /// `facts` is `"name": value, …` of the claim.
  LineResult decide(const std::string& facts) {
    const ClaimResult result = decide_claim(facts);
    REQUIRE(result.lines.size() == 1);
    return result.lines.front();
  }
  ClaimResult decide_claim(const std::string& facts) {
    const std::string json =
        R"({"claim_id": "K", "lines": [{"parts": "100.00"}])" + (facts.empty() ? "" : ", " + facts) + "}";
    return reference::decide(book_, test::claim_of(policy_, json), notes, {}, 100'000);
  }
  /// `approved`, `needs_information: km sold`, `referred: consent`.
  std::string told(const std::string& facts) {
    const LineResult line = decide(facts);
    const std::string names = joined(line.missing) + joined(line.pending);
    return std::string(name_of(line.outcome)) + (names.empty() ? "" : ": " + names);
  }

  Notes notes;

 private:
  Policy load() const {
    auto policy = load_policy({{"made/rules.yaml", text_}}, "made/rules.yaml");
    REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
    return *policy;
  }

  std::string text_;
  Policy policy_;
  rules::LoadedRuleSet loaded_;
  Book book_;
};

}  // namespace

TEST_CASE("a fact is missing where two of its values lead to different results, and only then") {
  Made made("exclusions:\n  - {id: far, when: {km: \"> 5\", worn: true}}\n");
  CHECK(made.told("\"km\": 6") == "needs_information: worn");
  CHECK(made.told("\"km\": 5") == "approved");
  CHECK(made.told("") == "needs_information: km worn");
  CHECK(made.told("\"worn\": false") == "approved");
}

TEST_CASE("what every value of a fact comes to is decided, and a rule that always holds is a reason") {
  Made made(
      "exclusions:\n  - {id: near, when: {km: \"< 5\"}}\n  - {id: far, when: {km: \">= 5\"}}\n"
      "  - {id: any, when: {if: km < 5 or km > 3}}\n");
  const LineResult line = made.decide("");
  CHECK(line.outcome == Outcome::denied);
  CHECK(joined(line.reasons) == "any");
  CHECK(joined(line.possible) == "far near");
}

TEST_CASE("a comparison that takes two unknown facts to turn is found") {
  Made made("exclusions:\n  - {id: both, when: {if: 'min(km, days_late) > 3'}}\n");
  CHECK(made.told("") == "needs_information: days_late km");
  CHECK(made.told("\"km\": 3") == "approved");
  CHECK(made.told("\"km\": 4") == "needs_information: days_late");
}

TEST_CASE("two unknown dates are compared with each other, shifted by months") {
  Made made("exclusions:\n  - {id: late, when: {if: failed > sold + duration(\"P18M\") and failed < 2021-01-01}}\n");
  CHECK(made.told("") == "needs_information: failed sold");
  CHECK(made.told("\"failed\": \"2021-01-01\"") == "approved");
  CHECK(made.told("\"sold\": \"2019-06-30\"") == "needs_information: failed");
  CHECK(made.told("\"sold\": \"2019-07-01\"") == "approved");
}

TEST_CASE("values that would have the claim rejected are not among those that a fact could take") {
  Made made(
      "exclusions:\n  - {id: early, when: {if: failed < sold}}\n"
      "validity:\n  - {id: impossible, when: {if: failed < sold}}\n");
  CHECK(made.told("") == "approved");
  CHECK(made.decide_claim(R"("sold": "2024-01-02", "failed": "2024-01-01")").impossible);
}

TEST_CASE("a rule that refers leaves nothing else to decide") {
  Made made(
      "exclusions:\n  - {id: far, when: {km: \"> 5\"}}\n"
      "approvals:\n  - {id: worn, refers: true, when: {worn: true}}\n"
      "  - {id: late, refers: true, decides: last, when: {days_late: \"> 3\"}}\n");
  CHECK(made.told("\"worn\": true") == "referred");
  CHECK(joined(made.decide("\"worn\": true, \"km\": 6, \"days_late\": 4").reasons) == "far worn");
  CHECK(made.decide("\"worn\": true").open == 10000);
  CHECK(made.told("\"worn\": false, \"km\": 5, \"days_late\": 4") == "referred");
  CHECK(made.told("\"worn\": false, \"km\": 6, \"days_late\": 4") == "denied");
  CHECK(made.told("\"km\": 6") == "needs_information: worn");
  CHECK(made.told("\"km\": 5, \"days_late\": 4") == "referred");
}

TEST_CASE("a line that a rule refers names no adjustment without a value") {
  Made made(
      "adjustments:\n  - {id: open, when: {if: 'max([]) > km'}, becomes: 10.00}\n"
      "approvals:\n  - {id: worn, refers: true, when: {worn: true}}\n");
  const LineResult line = made.decide("\"worn\": true, \"km\": 1");
  CHECK(joined(line.reasons) == "worn");
  CHECK(joined(line.possible) == "open");
  CHECK(joined(made.decide("\"worn\": false, \"km\": 1").reasons) == "open");
}

TEST_CASE("shares are the same whichever weights state them") {
  Made made(
      "responsibility:\n"
      "  - {id: open, when: {if: 'max([]) > km'}, bears: {main: {dealer: parts}}}\n"
      "  - {id: halves, bears: {main: {maker: 1, dealer: 1}}}\n");
  const LineResult line = made.decide("\"km\": 1");
  CHECK(line.outcome == Outcome::referred);
  CHECK(joined(line.reasons) == "halves open");
  Made same(
      "responsibility:\n"
      "  - {id: open, when: {if: 'max([]) > km'}, bears: {main: {maker: parts, dealer: parts}}}\n"
      "  - {id: halves, bears: {main: {maker: 1, dealer: 1}}}\n");
  CHECK(same.told("\"km\": 1") == "partial");
}

TEST_CASE("weights that come to the same shares are the same, where a condition has no truth too") {
  Made made(
      "responsibility:\n"
      "  - {id: often, when: {if: 'km / days_late > 1.5'}, bears: {main: {maker: parts, dealer: parts - 100.00}}}\n");
  CHECK(made.told("\"km\": 2") == "approved");
}

TEST_CASE("with the unknown facts fixed the pending ones vary") {
  Made made(
      "approvals:\n"
      "  - {id: plain, decides: first, when: {worn: true, consent: true}, awaits: [consent], bears: {main: dealer}}\n");
  CHECK(made.told("\"worn\": true") == "referred: consent");
  CHECK(made.told("\"worn\": false") == "approved");
  CHECK(made.told("") == "needs_information: worn");
  CHECK(joined(made.decide("\"worn\": true").reasons) == "plain");
}

TEST_CASE("pending names a fact that makes a difference for some values of the unknown facts") {
  Made made(
      "approvals:\n"
      "  - {id: by-consent, decides: first, when: {worn: true, consent: true}, awaits: [consent], "
      "bears: {main: dealer}}\n"
      "  - {id: by-promise, decides: first, when: {worn: false, promised_km: \"> 5\"}, awaits: [promised_km], "
      "bears: {main: dealer}}\n");
  const LineResult line = made.decide("");
  CHECK(line.outcome == Outcome::referred);
  CHECK(joined(line.pending) == "consent promised_km");
  CHECK(line.reasons.empty());
  CHECK(joined(line.possible) == "by-consent by-promise");
}

TEST_CASE("an unknown text could be any, also one that was noted before") {
  Made made("exclusions:\n  - {id: used, once_per: [vin]}\n");
  CHECK(made.told("") == "approved");
  const ClaimResult granted = made.decide_claim("\"vin\": \"X\"");
  REQUIRE(granted.granted.size() == 1);
  made.notes = granted.granted;
  CHECK(made.told("\"vin\": \"X\"") == "denied");
  CHECK(made.told("\"vin\": \"Y\"") == "approved");
  CHECK(made.told("") == "needs_information: vin");
}

TEST_CASE("each member of a list is a fact of its own") {
  Made made("exclusions:\n  - {id: no-papers, unless: {papers.waybill: true, papers.photos: true}}\n");
  CHECK(made.told("") == "needs_information: papers.photos papers.waybill");
  CHECK(made.told(R"("papers": ["waybill"])") == "needs_information: papers.photos");
  CHECK(made.told(R"("papers": ["waybill", "photos"])") == "approved");
}

TEST_CASE("rules that agree may hold together, where none goes before another") {
  Made made(R"(responsibility:
  - {id: worn-out, when: {worn: true}, bears: {main: dealer}}
  - {id: copied, when: {genuine: false}, bears: {main: dealer}}
)");
  CHECK(made.told(R"("worn": true, "genuine": false)") == "denied");
  CHECK(made.told(R"("worn": true)") == "denied");
  CHECK(made.told(R"("genuine": true)") == "needs_information: worn");
  CHECK(made.told(R"("worn": false, "genuine": true)") == "approved");
}

TEST_CASE("one unknown fact can bring another with it") {
  Made made("exclusions:\n  - {id: copy, when: {worn: true, genuine: false}}\n");
  CHECK(made.told("\"worn\": true") == "needs_information: genuine");
  CHECK(made.told("") == "needs_information: genuine worn");
}

}  // namespace warrantor::reference
