#include "reference/random_rules.hpp"

// What random rule sets grant, and the figures that they tell.
namespace warrantor::reference {

// One that no line states.
std::string Maker::condition_of_claim() {
  const auto one = [this] {
    return pick({"km > 3", "km <= visits_due", "consent", "model = \"B\"", "not(consent)", "reply != \"refused\"",
                 "failed_on <= replied_on", "failed_on > replied_on + promised_months", "owned",
                 "sold_on = null or failed_on > sold_on", "count(visits) > 1", "some v in visits satisfies v.own_shop",
                 "plate = \"X\"", "usage = \"home\"", "twice_km between 2 and 5", "worth > 3.00", "km + 1 = visits_due",
                 "5 / visits_due > 2"});
  };
  return chance(50) ? one() : one() + pick({" and ", " or "}) + one();
}

std::string Maker::worth_of_claim() {
  return pick({"'if granted(\"g0\") then 0.00 else worth'", "worth + 1.00",
               "'if granted(\"g0\") or granted(\"g1\") then worth else 3.00 + worth'",
               "'if km > 3 then worth else 2.00 + worth'", "worth * 2"});
}

// Grants may hang on those before them in g0, g1, g3, g2, g4, which is not the order in which they stand.
std::string Maker::asked(const std::string& grants) {
  std::string id;
  while (id.empty()) {
    const std::string one = pick({"g0", "g1", "g3", "g2"});
    if (grants.find(one) != std::string::npos) id = "granted(\"" + one + "\")";
  }
  return chance(50) ? id : "not(" + id + ")";
}

std::string Maker::grants() {
  const std::string borne = pick({", borne_by: maker", ", borne_by: maker", ", borne_by: owner", ", borne_by: dealer"});
  std::string text = "grants:\n  - {id: g0, of: line, when: " + mapping() + borne +
                     (chance(20) ? pick({", overrides: g1", ", overrides: [g3, g4]", ", overrides: g2"}) : "") + "}\n";
  text += "  - {id: g1, of: line, when: " + mapping() + (chance(40) ? borne : std::string()) +
          (chance(30) ? ", unless: " + (chance(50) ? mapping() : "{if: '" + asked("g0") + "'}") : std::string()) +
          ", with: {most: " + pick({"km", "'km + visits_due'", "'if consent then 1 + km else km'"}) + "}}\n";
  // What an adjustment leaves unowed is borne by the owner.
  text += "  - {id: g4, of: line, borne_by: owner" + (chance(30) ? ", when: " + mapping() : std::string()) +
          (chance(30) ? ", unless: {if: '" + asked("g0 g1 g2 g3") + "'}" : std::string()) + "}\n";
  text += "  - for: {if: '" + condition_of_claim() + "'}\n    rules:\n";
  text += "      - {id: g2, with: {fee: " + worth_of_claim() + ", from: 'failed_on + duration(\"P5D\")'}" +
          validity_of_rule() + "}\n";
  text += "      - {id: g3, when: {if: '" + condition_of_claim() +
          (chance(30) ? " and " + asked("g0 g1") : std::string()) + "'}" + (chance(25) ? ", overrides: g2" : "") +
          ", with: {fee: " + worth_of_claim() + "}}\n";
  text += "figures:\n  km_now: " + pick({"km", "km * 2", "'if km > 3 then visits_due else km'", "'count(visits)'"}) +
          "\n  kind: " + pick({"model", "usage", "reply"}) + "\n  late: '" + condition_of_claim() + "'\n  day: " +
          pick({"failed_on", "replied_on", "'latest(failed_on, replied_on)'", "'failed_on + promised_months'"}) +
          "\n  level: 'if granted(\"g1\") then " + pick({"km", "visits_due"}) + " else visits_due'\n  told: '" +
          pick({"not(granted(\"g4\"))", "granted(\"g4\")"}) + "'\n";
  return text;
}

}  // namespace warrantor::reference
