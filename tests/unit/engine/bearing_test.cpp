#include "unit/engine/made_lab.hpp"

// Grants by lines all of whose cost one party bears, while that is open.
namespace warrantor::test {
namespace {

std::string rules_with(const std::string& sections) {
  return "  wet: {of: line, type: boolean}\n  spare: {of: line, type: boolean}\n" + made_portions() + sections;
}

// `gift | 1`: what is granted, and what the only figure says.
std::string told(const Tried& tried) {
  std::string text;
  for (const GrantResult& grant : tried.decision.grants) text += grant.rule->id + " ";
  const ValueResult& figure = tried.decision.figures.at(0);
  const bool is_told = figure.value.is_known();
  return text + "| " +
         (is_told ? format_value(tried.policy.schema(), figure.info->type, figure.info->domain, figure.value) : "?");
}

std::string briefly(const Tried& tried) { return explain(tried.policy, tried.claim, History(), "en", Detail::brief); }

const std::string fee = "figures:\n  fee: 'if granted(\"gift\") then 1 else 2'\n";

}  // namespace

TEST_CASE("what an adjustment may leave unowed may be borne by who bears what is excluded") {
  const std::string rules = rules_with(R"(adjustments:
  - {id: soaked, when: {wet: true}, becomes: 0}
grants:
  - {id: gift, of: line, borne_by: owner}
)") + fee;
  CHECK(told(Tried(rules, "", R"("parts": "100.00", "wet": true)")) == "gift | 1");
  CHECK(told(Tried(rules, "", R"("parts": "100.00", "wet": false)")) == "| 2");
  const Tried open(rules, "", R"("parts": "100.00")");
  CHECK(told(open) == "| ?");
  CHECK(open.says("- gift [gift]: cannot be told yet"));
  CHECK(told(Tried(rules, "", R"("parts": "0.00")")) == "| 2");  // of nothing an adjustment leaves nothing
}

TEST_CASE("what an adjustment leaves of a part of the cost is not borne by one party alone") {
  const std::string rules = rules_with(R"(adjustments:
  - {id: soaked, when: {wet: true}, becomes: 0}
grants:
  - {id: gift, of: line, borne_by: owner}
)") + fee;
  CHECK(told(Tried(rules, "", R"("parts": "100.00", "labour": "5.00")")) == "| 2");
  CHECK(told(Tried(rules, "", R"("parts": "0.00", "labour": "5.00")")) == "| 2");
}

TEST_CASE("who bears a line that waits for what another uses up is open") {
  const std::string by_maker = "grants:\n  - {id: gift, of: line, borne_by: maker, when: {spare: true}}\n" + fee;
  const std::string by_owner = "grants:\n  - {id: gift, of: line, borne_by: owner, when: {spare: true}}\n" + fee;
  const std::string by_dealer = "grants:\n  - {id: gift, of: line, borne_by: dealer, when: {spare: true}}\n" + fee;
  const auto claim = [](const std::string& wet, const std::string& parts) {
    return R"("parts": "100.00", "spare": false)" + wet + R"(}, {"line_id": "2", "wet": false, "spare": true, )" +
           R"("parts": ")" + parts + "\"";
  };
  const std::string steps = R"(adjustments:
  - {id: soaked, when: {wet: true}, less: 50.00}
  - {id: most, per: claim, at_most: 100.00}
)";
  const auto result = [&](const std::string& grants, const std::string& wet, const std::string& parts) {
    return told(Tried(rules_with(steps + grants), "", claim(wet, parts)));
  };
  CHECK(result(by_maker, R"(, "wet": true)", "40.00") == "gift | 1");
  CHECK(result(by_maker, R"(, "wet": false)", "40.00") == "| 2");
  CHECK(result(by_maker, "", "40.00") == "| ?");
  CHECK(result(by_owner, R"(, "wet": true)", "40.00") == "| 2");
  CHECK(result(by_owner, R"(, "wet": false)", "40.00") == "gift | 1");
  CHECK(result(by_owner, "", "40.00") == "| ?");
  CHECK(result(by_dealer, "", "40.00") == "| 2");
  // Of nothing, both would give it: that may be left untold, but is not denied.
  CHECK(result(by_maker, R"(, "wet": true)", "0.00") == "gift | 1");
  CHECK(result(by_maker, R"(, "wet": false)", "0.00") == "gift | 1");
  CHECK(result(by_maker, "", "0.00") != "| 2");
}

TEST_CASE("a grant that may be given is named once, with the facts it hangs on, and one that is given is not") {
  const std::string rules = rules_with(R"(grants:
  - {id: refund, valid: {to: 2024-01-31, by: failed}, title: {en: Old refund}}
  - {id: refund, valid: {from: 2024-02-01, by: failed}, title: {en: New refund}}
  - {id: taxi, when: {km: "> 5"}, valid: {to: 2024-01-31, by: failed}, title: {en: Taxi}}
  - {id: taxi, when: {km: "> 9"}, valid: {from: 2024-02-01, by: failed}, title: {en: Taxi}}
  - {id: towing, when: {worn: true}, title: {en: Towing}}
)");
  const Tried tried(rules, "");
  const std::string text = briefly(tried);
  CAPTURE(text);
  const std::string open = "May be granted once more is known: Taxi (hangs on: failed, km); Towing (hangs on: worn).\n";
  CHECK(text.find(open) != std::string::npos);
  CHECK(text.find("  - Old refund or New refund.\n") != std::string::npos);
  CHECK_FALSE(tried.says("New refund [refund]: cannot be told yet"));
}

}  // namespace warrantor::test
