#include <doctest/doctest.h>

#include <functional>

#include "rules/comparing.hpp"
#include "rules/shipped_rules.hpp"
#include "support/scale.hpp"

// Changes planted into the shipped rules: a comparison names what is to blame, and a case beside the rules fails.
namespace warrantor::test {
namespace {

using audit::ProvisionKey;
using audit::ProvisionKind;

std::string listed(const audit::DiffTotals& totals) {
  std::string text;
  for (const auto& [key, cause] : totals.causes) text += key.name + " ";
  return text;
}

struct Planted {
  std::string what;
  std::function<void(ShippedRules&)> plant;
  ProvisionKey blamed;
};

const std::vector<Planted>& planted_changes() {
  static const std::vector<Planted> changes = {
      {"a limit of months by one",
       [](ShippedRules& rules) { rules.rule("coverage.d22-engine")["time"] = 25; },
       {ProvisionKind::coverage_row, "coverage.d22-engine"}},
      {"a limit of distance by one",
       [](ShippedRules& rules) { rules.rule("coverage.paladin")["distance"] = 60001; },
       {ProvisionKind::coverage_row, "coverage.paladin"}},
      {"an exclusion dropped",
       [](ShippedRules& rules) { rules.drop("non-genuine-part"); },
       {ProvisionKind::rule, "non-genuine-part"}},
      {"an exclusion narrowed",
       [](ShippedRules& rules) { rules.rule("misuse")["when"]["cause"] = "theft"; },
       {ProvisionKind::rule, "misuse"}},
      {"a party swapped",
       [](ShippedRules& rules) { rules.rule("dealer-storage")["bears"]["base"] = "transporter"; },
       {ProvisionKind::rule, "dealer-storage"}},
      {"a part moved to another group",
       [](ShippedRules& rules) {
         YAML::Node groups = rules.file(ShippedRules::parts_file)["catalogues"]["component"]["groups"];
         groups["other"]["values"]["water_pump"] = groups["engine"]["values"]["water_pump"];
         groups["engine"]["values"].remove("water_pump");
       },
       audit::catalogue_entry("component", "water_pump")},
      {"a setting of money",
       [](ShippedRules& rules) { rules.main()["settings"]["report_above"]["value"] = "4000.00"; },
       {ProvisionKind::setting, "report_above"}},
      {"a setting of distance",
       [](ShippedRules& rules) { rules.main()["settings"]["check_grace_km"]["value"] = 600; },
       {ProvisionKind::setting, "check_grace_km"}},
      {"a derived value",
       [](ShippedRules& rules) { rules.main()["derived"]["counted_cause"]["value"] = "cause"; },
       {ProvisionKind::derived, "counted_cause"}},
      {"a row of the service schedule",
       [](ShippedRules& rules) { rules.rule("service.d22")["first_check_km"] = 2500; },
       {ProvisionKind::derived, "first_check_km"}},
      {"what is borne by nobody else",
       [](ShippedRules& rules) { rules.main()["portions"]["base"]["else"] = "dealer"; },
       {ProvisionKind::portion, "base"}},
      {"what a blank means",
       [](ShippedRules& rules) {
         for (const char* const name : {"vehicle/facts.yaml", "zhengzhou-nissan/facts.yaml"}) {
           YAML::Node fact = rules.file(name)["facts"]["factory_fitted"];
           if (fact) fact["default"] = false;
         }
       },
       {ProvisionKind::fact, "factory_fitted"}},
      {"the order of coverage rows",
       [](ShippedRules& rules) {
         YAML::Node rows = rules.main()["coverage"]["rows"];
         const YAML::Node commitment = YAML::Clone(rows[1]);
         rows.remove(1);
         rows.push_back(commitment);
       },
       {ProvisionKind::order, "coverage"}},
  };
  return changes;
}

TEST_CASE("a planted change is found in its effect, with the right rule named") {
  const Policy shipped = shipped_policy();
  for (const Planted& planted : planted_changes()) {
    CAPTURE(planted.what);
    ShippedRules rules;
    planted.plant(rules);
    const Policy changed = rules.policy();
    const audit::DiffTotals totals = compare(shipped, changed);
    CHECK(totals.has_differences());
    CHECK_MESSAGE(totals.causes.contains(planted.blamed), listed(totals));
    CHECK_MESSAGE(totals.causes.size() == 1, listed(totals));
    CHECK(totals.changes.size() == 1);
    CHECK(failing_cases(changed) > 0);
  }
}

// Under a sanitizer, where all is slower, some of them stand for all.
TEST_CASE("no rule can be dropped without a case that fails, and none is blamed for another") {
  const int step = scaled(100) < 100 ? 4 : 1;
  int count = 0;
  const Policy shipped = shipped_policy();
  for (const char* const section : {"exclusions", "responsibility", "approvals"}) {
    ShippedRules all;
    for (const std::string& id : all.ids(section)) {
      if (count++ % step != 0) continue;
      CAPTURE(id);
      ShippedRules rules;
      rules.drop(id);
      const auto texts = rules.texts();
      const auto changed = load_policy(texts, ShippedRules::main_file);
      if (!changed) continue;  // the last rule of a block
      CHECK(failing_cases(*changed) > 0);
      const audit::DiffTotals totals = compare(shipped, *changed);
      const ProvisionKey dropped{ProvisionKind::rule, id};
      CHECK(totals.causes.size() == (totals.has_differences() ? 1 : 0));
      if (totals.has_differences()) CHECK_MESSAGE(totals.causes.contains(dropped), listed(totals));
    }
  }
}

}  // namespace
}  // namespace warrantor::test
