#include "reference/random_rules.hpp"

// What random rule sets have in several versions.
namespace warrantor::reference {

// Usually there is one; else each is in force for a time.
std::string Maker::versions_of(const std::string& name, const std::vector<std::string>& values) {
  if (chance(70)) return "  " + name + ": " + values.front() + "\n";
  const std::string by = chance(30) ? ", by: replied_on" : "";
  const bool is_late = chance(50);
  return "  " + name + ":\n    - {value: " + values.front() +
         ", valid: {to: " + (is_late ? "2024-02-29" : "2024-01-30") + by + "}}\n    - {value: " + values.back() +
         ", valid: {from: " + (is_late ? "2024-03-01" : "2024-01-31") + by + "}}\n";
}

std::string Maker::validity_of_rule() {
  if (!chance(12)) return {};
  const std::string by = pick({"", "", ", by: sold_on", ", by: built_on"});
  return ", valid: {" + pick({"from: 2024-02-01", "to: 2024-02-29", "from: 2024-01-31, to: 2024-03-01"}) + by + "}";
}

std::string Maker::two_versions() {
  const std::string before = mapping();
  const std::string by = pick({"", "", ", by: replied_on", ", by: built_on"});
  const std::string rest = ", takes: [" + pick({"repair", "extra"}) + "]" + (chance(25) ? ", awaits: [consent]" : "") +
                           (chance(15) ? ", once_per: [" + pick({"vin", "plate", "km"}) + "]" : "");
  return "  - {id: x9, when: " + before + rest + ", valid: {to: 2024-01-31" + by +
         "}}\n  - {id: x9, when: " + (chance(50) ? before : mapping()) + rest + ", valid: {from: 2024-02-01" + by +
         "}}\n";
}

std::string Maker::versions() {
  return "versions:\n" +
         pick({"  - {id: early, to: 2024-01-31}\n  - {id: late, from: 2024-02-01}\n",
               "  - {id: early, from: 2024-01-31, to: 2024-02-28}\n  - {id: late, from: 2024-02-29}\n"});
}

}  // namespace warrantor::reference
