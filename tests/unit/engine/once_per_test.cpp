#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "unit/engine/made_lab.hpp"

// What was granted before: an exclusion that holds once for each value of some facts.
namespace warrantor {
namespace {

const std::string once =
    test::made_portions() + "exclusions:\n  - {id: used, when: {rented: true}, once_per: [vin, number]}\n";

std::string facts_of(const std::string& vin, const std::string& number, bool rented = true) {
  std::string text = rented ? "\"rented\": true" : "\"rented\": false";
  if (!vin.empty()) text += ", \"vin\": \"" + vin + "\"";
  if (!number.empty()) text += ", \"number\": " + number;
  return text;
}

/// Claims that come one after the other.
class Series {
 public:
  explicit Series(const std::string& rules) : policy_(test::made_policy(test::made_beginning() + rules)) {}

  std::string told(const std::string& facts) {
    const Claim claim =
        test::claim_of(policy_, R"({"claim_id": "K1", )" + facts + R"(, "lines": [{"parts": "1.00"}]})");
    const Decision decision = adjudicate(policy_, claim, history_);
    history_.note(policy_, claim, decision);
    const LineDecision& line = decision.lines.at(0);
    const std::string open = test::names_of(policy_, line.missing) + test::names_of(policy_, line.pending);
    return std::string(name_of(line.outcome)) + (open.empty() ? "" : ": " + open);
  }

 private:
  Policy policy_;
  History history_;
};

}  // namespace

TEST_CASE("what was granted once is granted again only under other facts") {
  Series series(once);
  CHECK(series.told(facts_of("X", "1")) == "approved");
  CHECK(series.told(facts_of("X", "1")) == "denied");
  CHECK(series.told(facts_of("X", "2")) == "approved");
  CHECK(series.told(facts_of("Y", "1")) == "approved");
  CHECK(series.told(facts_of("X", "1", false)) == "approved");
}

TEST_CASE("a claim that may ask for what was granted is asked which it is") {
  Series series(once);
  CHECK(series.told(facts_of("X", "1")) == "approved");
  CHECK(series.told(facts_of("", "1")) == "needs_information: vin");
  CHECK(series.told(facts_of("X", "")) == "needs_information: number");
  CHECK(series.told(facts_of("", "")) == "needs_information: vin number");
  CHECK(series.told(facts_of("", "", false)) == "approved");
}

TEST_CASE("a decision that says what is granted is waited for once something was") {
  Series series(test::made_portions() + "exclusions:\n  - {id: used, once_per: [promised_km]}\n");
  CHECK(series.told("\"promised_km\": 5") == "approved");
  CHECK(series.told("\"promised_km\": 5") == "denied");
  CHECK(series.told("\"promised_km\": 6") == "approved");
  CHECK(series.told("\"rented\": true") == "referred: promised_km");
  Series compared(test::made_portions() +
                  "exclusions:\n  - {id: used, when: {promised_km: \"> 3\"}, once_per: [promised_km]}\n");
  CHECK(compared.told("\"promised_km\": 7") == "approved");
  CHECK(compared.told("\"promised_km\": 7") == "denied");
  CHECK(compared.told("\"rented\": true") == "referred: promised_km");
}

TEST_CASE("a fact that is none is the same as no other, so nothing of it was granted before") {
  Series series("  stamp: {type: text, blank: none}\n  round: {type: number, blank: none}\n" + test::made_portions() +
                "exclusions:\n  - {id: used, once_per: [stamp]}\n  - {id: also, once_per: [plate, round]}\n");
  CHECK(series.told(R"("plate": "A")") == "approved");
  CHECK(series.told(R"("plate": "A")") == "approved");
  CHECK(series.told(R"("number": 1)") == "approved");
  CHECK(series.told(R"("stamp": "S", "plate": "B", "round": 1)") == "approved");
  CHECK(series.told(R"("stamp": "S", "plate": "C")") == "denied");
  CHECK(series.told(R"("plate": "B", "round": 1)") == "denied");
  CHECK(series.told(R"("plate": "B")") == "approved");
}

TEST_CASE("a text that was granted before is not taken for another one") {
  Series series(test::made_portions() + "exclusions:\n  - {id: used, when: {plate: \"!= vin\"}, once_per: [vin]}\n");
  CHECK(series.told(R"("vin": "X", "plate": "Y")") == "approved");
  CHECK(series.told(R"("plate": "X")") == "approved");
  CHECK(series.told(R"("plate": "Y")") == "needs_information: vin");
  CHECK(series.told(R"("vin": "Z", "plate": "Y")") == "approved");
  CHECK(series.told(R"("plate": "X")") == "needs_information: vin");
}

TEST_CASE("a text that was granted before is not taken for another one where only some cases name it") {
  Series series(test::made_portions() +
                "exclusions:\n  - {id: used, when: {not: {worn: true, plate: \"!= vin\"}}, once_per: [vin]}\n");
  CHECK(series.told(R"("vin": "X", "plate": "X", "worn": false)") == "approved");
  CHECK(series.told(R"("plate": "X")") == "needs_information: vin");
  CHECK(series.told(R"("plate": "Y")") == "needs_information: vin worn");
}

TEST_CASE("a number that a rule holds once for is not tried at the end of all numbers") {
  Series series(test::made_portions() +
                "exclusions:\n  - {id: used, when: {rented: true}, once_per: [km]}\n"
                "  - {id: far, when: {if: km * 2 + 1 > promised_km}}\n");
  CHECK(series.told(R"("rented": true, "km": 3, "promised_km": 100)") == "approved");
  CHECK(series.told(R"("number": 1)") == "referred: promised_km");
}

TEST_CASE("a rule that holds whatever an unknown fact is counts as granted") {
  const std::string either = "if: worn or not(worn) or km > 5";
  Series series(test::made_portions() + "exclusions:\n  - {id: used, when: {" + either + "}, once_per: [vin]}\n");
  CHECK(series.told("\"vin\": \"X\"") == "approved");
  CHECK(series.told("\"vin\": \"X\"") == "denied");
  Series may_hold(test::made_portions() + "exclusions:\n  - {id: used, when: {worn: true}, once_per: [vin]}\n");
  CHECK(may_hold.told("\"vin\": \"X\"") == "approved");
  CHECK(may_hold.told(R"("vin": "X", "worn": true)") == "approved");
  CHECK(may_hold.told(R"("vin": "X", "worn": true)") == "denied");
}

// Whatever an unknown fact turns out to be, a claim that was decided without it is decided the same with it.
TEST_CASE("no claim is decided wrongly for want of a fact, whatever was granted before") {
  const unsigned seed = 20'240'105;
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::array<std::string, 3> vins{"", "X", "Y"};
  const std::array<std::string, 3> numbers{"", "1", "2"};
  const Policy policy = test::made_policy(test::made_beginning() + once);
  const auto decided = [&](const std::string& vin, const std::string& number, bool rented, const History& history) {
    const Claim claim = test::claim_of(
        policy, R"({"claim_id": "K1", )" + facts_of(vin, number, rented) + R"(, "lines": [{"parts": "1.00"}]})");
    return adjudicate(policy, claim, history).lines.at(0).outcome;
  };
  for (int run = 0; run < 60; ++run) {
    History history;
    for (int i = 0; i < 6; ++i) {
      const std::string& vin = vins[random() % 3];
      const std::string& number = numbers[random() % 3];
      const bool rented = random() % 4 != 0;
      const Outcome outcome = decided(vin, number, rented, history);
      for (const std::string& its_vin : vins) {
        for (const std::string& its_number : numbers) {
          if (its_vin.empty() || its_number.empty() || (!vin.empty() && its_vin != vin)) continue;
          if (!number.empty() && its_number != number) continue;
          const bool open = outcome == Outcome::needs_information;
          CAPTURE(run);
          CAPTURE(its_vin + " " + its_number);
          CHECK((open || decided(its_vin, its_number, rented, history) == outcome));
        }
      }
      const Claim claim = test::claim_of(
          policy, R"({"claim_id": "K1", )" + facts_of(vin, number, rented) + R"(, "lines": [{"parts": "1.00"}]})");
      history.note(policy, claim, adjudicate(policy, claim, history));
    }
  }
}

}  // namespace warrantor
