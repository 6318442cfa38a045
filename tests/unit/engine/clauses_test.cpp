#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "unit/engine/zhengzhou_nissan_lab.hpp"

// The worked examples of the Zhengzhou Nissan policy, clause by clause.
namespace warrantor {
namespace {

using test::Decided;
using test::Facts;
using test::sound_claim;

Facts with(Facts facts, std::initializer_list<std::pair<const char*, const char*>> changes) {
  for (const auto& [name, value] : changes) facts = facts.with(name, value);
  return facts;
}

Facts d22(const char* component) { return with(sound_claim(), {{"model", "\"D22\""}, {"component", component}}); }

// A vehicle that has had every check and service.
Facts serviced(Facts facts, int odometer_km) {
  std::string services =
      R"([{"service_km": 1500, "service_authorised": true}, {"service_km": 5000, "service_authorised": true})";
  for (int km = 10'000; km <= odometer_km; km += 5'000) {
    services += ", {\"service_km\": " + std::to_string(km) + ", \"service_authorised\": true}";
  }
  return facts.with("services", services + "]").with("odometer_km", std::to_string(odometer_km));
}

}  // namespace

TEST_CASE("a defect of a covered vehicle is the maker's") {
  const Decided decided(sound_claim());
  CHECK(decided.outcome() == "approved");
  CHECK(decided.reasons().empty());
  CHECK(decided.pays() == "manufacturer 100.00");
  CHECK(decided.coverage() == "coverage.paladin");
  CHECK(test::steps_of(decided.line()) == "repair customer-sign claim-form enter-online settle");
}

TEST_CASE("the last day is covered and the next is not") {
  const auto reasons = [](const char* sold, const char* failed, const Facts& facts) {
    return Decided(facts.with("in_service_date", sold).with("failure_date", failed)).reasons();
  };
  CHECK(reasons("\"2024-02-29\"", "\"2026-02-28\"", sound_claim()) == "");
  CHECK(reasons("\"2024-02-29\"", "\"2026-03-01\"", sound_claim()) == "expired.time");
  CHECK(reasons("\"2023-08-31\"", "\"2025-02-28\"", d22("\"gearbox\"")) == "");
  CHECK(reasons("\"2023-08-31\"", "\"2025-03-01\"", d22("\"gearbox\"")) == "expired.time");
  CHECK(reasons("\"2023-08-31\"", "\"2025-08-31\"", d22("\"piston\"")) == "");
  CHECK(reasons("\"2023-08-31\"", "\"2025-09-01\"", d22("\"piston\"")) == "expired.time");
}

TEST_CASE("the last kilometre is covered and the next is not") {
  CHECK(Decided(serviced(sound_claim(), 60'000)).reasons() == "");
  CHECK(Decided(serviced(sound_claim(), 60'001)).reasons() == "expired.distance");
  CHECK(Decided(serviced(d22("\"piston\""), 50'000)).reasons() == "");
  CHECK(Decided(serviced(d22("\"piston\""), 50'001)).reasons() == "expired.distance");
  CHECK(Decided(serviced(d22("\"gearbox\""), 30'000)).reasons() == "");
  const Decided both(serviced(d22("\"gearbox\""), 30'001).with("failure_date", "\"2030-01-01\""));
  CHECK(both.reasons() == "expired.time expired.distance");
  CHECK(both.outcome() == "denied");
}

TEST_CASE("the limits of a decision say by how much they are kept or passed") {
  const Decided decided(serviced(sound_claim(), 60'001).with("failure_date", "\"2025-01-09\""));
  REQUIRE(decided.line().limits.size() == 2);
  const LimitResult& time = decided.line().limits[0];
  CHECK(time.last.as_date().to_string() == "2025-01-10");
  CHECK(time.margin.as_integer() == 1);
  CHECK(decided.line().limits[1].last.as_integer() == 60'000);
  CHECK(decided.line().limits[1].margin.as_integer() == -1);
}

TEST_CASE("fleet and export vehicles have what was committed to") {
  const Facts fleet =
      with(sound_claim(), {{"usage", "\"fleet\""}, {"commitment_months", "1"}, {"commitment_km", "1000"}});
  CHECK(Decided(fleet).reasons() == "");
  CHECK(Decided(fleet).coverage() == "coverage.commitment");
  CHECK(Decided(fleet.with("failure_date", "\"2023-02-11\"")).reasons() == "expired.time");
  const Decided open(fleet.with("failure_date", "\"2023-02-11\"").without("commitment_months"));
  CHECK(open.outcome() == "referred");
  CHECK(open.pending() == "commitment_months");
  CHECK(open.reasons() == "coverage.commitment");
}

TEST_CASE("before the sale a defect is the maker's at any age and distance") {
  const Facts unsold = with(serviced(sound_claim(), 99'000), {{"custody", "\"dealer\""}}).without("in_service_date");
  CHECK(Decided(unsold).coverage() == "coverage.before-sale");
  CHECK(Decided(unsold).outcome() == "approved");
  CHECK(Decided(unsold).line().limits.empty());
}

TEST_CASE("each exclusion takes the cost away, and all that hold are listed") {
  const std::initializer_list<std::pair<std::pair<const char*, const char*>, const char*>> cases{
      {{"factory_fitted", "false"}, "outside-fitment"},
      {{"accident_vehicle", "true"}, "outside-fitment"},
      {{"cause", "\"maintenance\""}, "maintenance"},
      {{"cause", "\"normal_wear\""}, "consumable"},
      {{"cause", "\"misuse\""}, "misuse"},
      {{"cause", "\"theft\""}, "misuse"},
      {{"cause", "\"fire_by_misuse\""}, "misuse"},
      {{"cause", "\"improper_fluid\""}, "improper-fluid"},
      {{"part_genuine", "false"}, "non-genuine-part"},
      {{"cause", "\"environment\""}, "environment"},
      {{"repairer_authorised", "false"}, "unauthorised-repair"},
      {{"odometer_tampered", "true"}, "odometer-tampered"},
      {{"cause", "\"long_storage\""}, "long-storage"},
      {{"cause", "\"collision\""}, "not-a-defect"},
      {{"cause", "\"poor_storage\""}, "not-a-defect"}};
  for (const auto& [change, reason] : cases) {
    CAPTURE(change.first);
    const Decided decided(sound_claim().with(change.first, change.second));
    CHECK(decided.reasons() == reason);
    CHECK(decided.outcome() == "denied");
    CHECK(decided.pays() == "customer 100.00");
  }
  CHECK(
      Decided(with(sound_claim(), {{"part_genuine", "false"}, {"cause", "\"misuse\""}, {"odometer_tampered", "true"}}))
          .reasons() == "misuse non-genuine-part odometer-tampered");
}

TEST_CASE("consumables and trim are spared where they fail by a defect") {
  CHECK(Decided(sound_claim().with("component", "\"brake_pad\"")).outcome() == "approved");
  CHECK(Decided(sound_claim().with("component", "\"paint\"")).outcome() == "approved");
  CHECK(Decided(with(sound_claim(), {{"component", "\"brake_pad\""}, {"cause", "\"collision\""}})).reasons() ==
        "consumable");
  CHECK(Decided(with(sound_claim(), {{"component", "\"paint\""}, {"cause", "\"environment\""}})).reasons() ==
        "environment appearance-ageing");
}

TEST_CASE("a check or a service that is overdue ends the cover") {
  const auto reasons = [](const char* km, const std::string& services) {
    return Decided(sound_claim().with("odometer_km", km).with("services", services)).reasons();
  };
  const std::string first = R"({"service_km": 2000, "service_authorised": true})";
  const std::string second = R"({"service_km": 5500, "service_authorised": true})";
  CHECK(reasons("2000", "[]") == "");
  CHECK(reasons("2001", "[]") == "missed-service");
  CHECK(reasons("2001", R"([{"service_km": 2000, "service_authorised": false}])") == "missed-service");
  CHECK(reasons("5500", "[" + first + "]") == "");
  CHECK(reasons("5501", "[" + first + "]") == "missed-service");
  CHECK(reasons("11500", "[" + first + "," + second + "]") == "");
  CHECK(reasons("11501", "[" + first + "," + second + "]") == "missed-service");
}

TEST_CASE("an enlarged loss goes with the fault that was driven on, an indirect loss to the customer") {
  const Facts enlarged = with(sound_claim(), {{"enlarged_amount", "\"30.00\""}, {"indirect_amount", "\"5.00\""}});
  CHECK(Decided(enlarged).pays() == "manufacturer 100.00, customer 5.00");
  CHECK(Decided(enlarged).outcome() == "partial");
  const Decided driven(enlarged.with("driven_with_fault", "true"));
  CHECK(driven.pays() == "manufacturer 70.00, customer 35.00");
  CHECK(driven.reasons() == "enlarged-loss indirect-loss");
  CHECK(Decided(with(enlarged, {{"enlarged_amount", "\"100.00\""}, {"driven_with_fault", "true"}})).outcome() ==
        "denied");
}

TEST_CASE("whoever caused it bears the cost instead") {
  const auto told = [](std::initializer_list<std::pair<const char*, const char*>> changes) {
    const Decided decided(
        with(with(sound_claim(), {{"enlarged_amount", "\"30.00\""}, {"indirect_amount", "\"5.00\""}}), changes));
    return decided.reasons() + ": " + decided.pays();
  };
  CHECK(told({{"custody", "\"transporter\""}, {"cause", "\"collision\""}}) ==
        "indirect-loss transit-damage: transporter 100.00, customer 5.00");
  CHECK(told({{"custody", "\"transporter\""}, {"late_report", "true"}}) ==
        "indirect-loss transit-late-report: manufacturer 70.00, transporter 30.00, customer 5.00");
  CHECK(told({{"custody", "\"dealer\""}, {"cause", "\"poor_storage\""}}) ==
        "indirect-loss dealer-storage: dealer 100.00, customer 5.00");
  CHECK(told({{"cause", "\"careless_inspection\""}, {"discovered_at", "\"in_storage\""}}) ==
        "indirect-loss dealer-careless-acceptance: dealer 100.00, customer 5.00");
  CHECK(told({{"modified_part", "true"}}) == "indirect-loss modifier-part-quality: modifier 100.00, customer 5.00");
  CHECK(told({{"cause", "\"accident_after_modification\""}, {"late_contact", "true"}}) ==
        "indirect-loss modifier-late-contact: modifier 105.00");
  CHECK(told({{"cause", "\"accident_after_modification\""}, {"late_contact", "true"}, {"modified_part", "true"}}) ==
        "not-a-defect indirect-loss: customer 105.00");
}

TEST_CASE("a modified vehicle that is not sold within 36 months is the modifier's") {
  const Facts modified = with(sound_claim(), {{"modifier_sale_date", "\"2020-02-29\""}, {"custody", "\"modifier\""}});
  const auto unsold = [&](const char* failed) {
    return Decided(modified.without("in_service_date").with("failure_date", failed)).reasons();
  };
  const auto sold = [&](const char* day) {
    return Decided(modified.with("in_service_date", day).with("failure_date", "\"2023-03-02\"")).reasons();
  };
  CHECK(unsold("\"2023-02-28\"") == "");
  CHECK(unsold("\"2023-03-01\"") == "modifier-unsold");
  CHECK(sold("\"2023-02-28\"") == "");
  CHECK(sold("\"2023-03-01\"") == "modifier-unsold");
}

TEST_CASE("a doubtful cause counts as a defect with evidence and consent") {
  const Facts doubtful = with(sound_claim(), {{"cause", "\"undetermined\""}, {"manual_followed_evidence", "true"}});
  const Decided agreed(doubtful.with("service_department_consent", "true"));
  CHECK(agreed.reasons() == "doubtful-cause");
  CHECK(agreed.outcome() == "approved");
  CHECK(Decided(doubtful.with("service_department_consent", "false")).outcome() == "denied");
  const Decided unproven(doubtful.with("manual_followed_evidence", "false"));
  CHECK(unproven.outcome() == "denied");
  CHECK(unproven.reasons() == "doubtful-cause");
}

TEST_CASE("above 5,000.00 the maker's reply settles what would be the maker's") {
  const auto at = [](const char* amount) { return sound_claim().with("parts_amount", amount); };
  CHECK(Decided(at("\"5000.00\"")).outcome() == "approved");
  const Decided open(at("\"5000.01\""));
  CHECK(open.outcome() == "referred");
  CHECK(open.pending() == "maker_reply");
  CHECK(open.reasons() == "technical-report");
  CHECK(open.pays() == "open 5000.01");
  CHECK(test::steps_of(open.line()) == "file-report await-decision");
  CHECK(test::steps_of(Decided(at("\"5000.01\"").with("technical_report_filed", "true")).line()) == "await-decision");
  CHECK(Decided(at("\"5000.01\"").with("maker_reply", "\"approved\"")).outcome() == "approved");
  const Decided refused(at("\"5000.01\"").with("maker_reply", "\"refused\""));
  CHECK(refused.outcome() == "denied");
  CHECK(refused.reasons() == "maker-refused");
}

TEST_CASE("the maker's reply is ignored where none was needed") {
  const auto reasons = [](const Facts& facts) { return Decided(facts.with("maker_reply", "\"refused\"")).reasons(); };
  CHECK(reasons(sound_claim().with("parts_amount", "\"5000.00\"")) == "");
  CHECK(reasons(with(sound_claim(), {{"parts_amount", "\"9000.00\""}, {"enlarged_amount", "\"4000.00\""}})) == "");
  CHECK(reasons(with(sound_claim(), {{"parts_amount", "\"9000.00\""}, {"part_genuine", "false"}})) ==
        "non-genuine-part");
  CHECK(reasons(with(sound_claim(), {{"parts_amount", "\"9000.00\""},
                                     {"special_request", "true"},
                                     {"regional_manager_approved", "true"},
                                     {"vice_president_approved", "true"}})) == "dealer-special-approval");
}

TEST_CASE("a special approval goes before everything else, and what else holds is listed all the same") {
  const Facts special = with(sound_claim(), {{"special_request", "true"},
                                             {"regional_manager_approved", "true"},
                                             {"vice_president_approved", "true"},
                                             {"part_genuine", "false"},
                                             {"enlarged_amount", "\"30.00\""},
                                             {"indirect_amount", "\"5.00\""},
                                             {"driven_with_fault", "true"}});
  const Decided decided(special);
  CHECK(decided.pays() == "manufacturer 100.00, customer 5.00");
  CHECK(decided.reasons() == "non-genuine-part enlarged-loss indirect-loss dealer-special-approval");
  CHECK(Decided(special.with("vice_president_approved", "false")).outcome() == "denied");
}

TEST_CASE("a free service is paid once, in time, where the model has it") {
  const Facts service = Facts()
                            .with("claim_type", "\"free_service\"")
                            .with("vin", "\"JN1TENT30U0000001\"")
                            .with("model", "\"PALADIN\"")
                            .with("odometer_km", "2000")
                            .with("service_number", "1")
                            .with("labour_amount", "\"80.00\"");
  CHECK(Decided(service).outcome() == "approved");
  CHECK(Decided(service).coverage().empty());
  CHECK(Decided(service.with("odometer_km", "2001")).reasons() == "free-service.too-late");
  CHECK(Decided(with(service, {{"service_number", "2"}, {"odometer_km", "5500"}})).outcome() == "approved");
  CHECK(Decided(with(service, {{"service_number", "2"}, {"odometer_km", "5501"}})).reasons() ==
        "free-service.too-late");
  CHECK(Decided(with(service, {{"service_number", "3"}, {"odometer_km", "90000"}})).reasons() ==
        "free-service.unknown");
  CHECK(Decided(with(service, {{"model", "\"D22\""}, {"service_number", "2"}})).reasons() == "free-service.unknown");

  History history;
  const Decided late(service.with("odometer_km", "2001"));
  history.note(test::zhengzhou_nissan(), late.claim, late.decision);
  CHECK(history.size() == 0);  // what was not paid is not used up
  const Decided paid(service, history);
  history.note(test::zhengzhou_nissan(), paid.claim, paid.decision);
  CHECK(history.size() == 1);
  const Decided again(service, history);
  CHECK(again.outcome() == "denied");
  CHECK(again.reasons() == "free-service.used");
  CHECK(Decided(service.with("odometer_km", "2001"), history).reasons() == "free-service.too-late free-service.used");
  CHECK(Decided(with(service, {{"service_number", "2"}}), history).outcome() == "approved");
  CHECK(Decided(service.with("vin", "\"JN1TENT30U0000002\""), history).outcome() == "approved");
  const Decided unknown(service.without("vin"), history);
  CHECK(unknown.outcome() == "needs_information");
  CHECK(unknown.missing() == "vin");
}

TEST_CASE("lines of one claim do not count against each other") {
  const Claim claim = test::claim_of(test::zhengzhou_nissan(), R"({"claim_id": "1", "claim_type": "free_service",
      "vin": "JN1TENT30U0000001", "model": "D22", "odometer_km": 1500, "service_number": 1,
      "lines": [{"line_id": "1", "labour_amount": "1.00"}, {"line_id": "2", "labour_amount": "2.00"}]})");
  const Decision decision = adjudicate(test::zhengzhou_nissan(), claim);
  CHECK(decision.outcome == Outcome::approved);
}

TEST_CASE("claims that cannot be right are rejected, with the rule or the fact that is missing") {
  const Decided early(sound_claim().with("failure_date", "\"2023-01-09\""));
  REQUIRE(early.decision.rejections.size() == 1);
  CHECK(early.decision.rejections[0].rule->id == "failure-before-sale");
  CHECK(early.decision.lines.empty());
  CHECK_FALSE(Decided(with(sound_claim(), {{"failure_date", "\"2023-01-09\""}, {"custody", "\"dealer\""}}))
                  .decision.rejected());
  const Decided enlarged(sound_claim().with("enlarged_amount", "\"100.01\""));
  REQUIRE(enlarged.decision.rejections.size() == 1);
  CHECK(enlarged.decision.rejections[0].rule->id == "enlarged-above-total");
  const Decision nameless = adjudicate(test::zhengzhou_nissan(), test::zhengzhou_nissan().new_claim());
  REQUIRE(nameless.rejections.size() == 1);
  CHECK(nameless.rejections[0].rule == nullptr);
  CHECK(nameless.rejections[0].fact == test::zhengzhou_nissan().schema().claim_id());
}

TEST_CASE("a claim without lines is decided as one that states nothing of its own") {
  Claim claim = test::zhengzhou_nissan().new_claim();
  REQUIRE(claim.set("claim_id", "1").has_value());
  const Decision decision = adjudicate(test::zhengzhou_nissan(), claim);
  REQUIRE(decision.lines.size() == 1);
  CHECK(decision.lines[0].outcome == Outcome::needs_information);
  CHECK(decision.lines[0].total == 0);
  CHECK(decision.lines[0].line_id == "1");
}

TEST_CASE("a line that asks for nothing is decided by who would bear its base") {
  CHECK(Decided(sound_claim().without("parts_amount")).outcome() == "approved");
  CHECK(Decided(sound_claim().without("parts_amount").with("part_genuine", "false")).outcome() == "denied");
}

}  // namespace warrantor
