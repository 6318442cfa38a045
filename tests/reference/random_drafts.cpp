#include <set>

#include "reference/random_rules.hpp"

// Claims over random rule sets.
namespace warrantor::reference {

std::string Maker::day() {
  return pick(
      {"\"2024-01-30\"", "\"2024-01-31\"", "\"2024-02-01\"", "\"2024-02-29\"", "\"2024-03-01\"", "\"2024-03-31\""});
}

std::string Maker::value_of(const std::string& fact) {
  static const std::set<std::string> days{"sold_on", "failed_on", "built_on", "replied_on"};
  static const std::set<std::string> truths{"owned", "consent", "genuine"};
  if (days.contains(fact)) return day();
  if (truths.contains(fact)) return pick({"true", "false"});
  if (fact == "extra_days") return pick({"0", "1", "29", "30", "60"});
  if (fact == "model") return pick({"\"A\"", "\"B\"", "\"C\""});
  if (fact == "usage") return pick({"\"home\"", "\"work\""});
  if (fact == "vin" || fact == "plate") return pick({"\"X\"", "\"Y\""});
  if (fact == "remark") return pick({"\"a\"", "\"b\""});
  if (fact == "reply") return pick({"\"agreed\"", "\"refused\"", "\"later\""});
  if (fact == "cause") return pick({"\"defect\"", "\"unclear\"", "\"misuse\"", "\"wear\""});
  if (fact == "component") return pick({"\"piston\"", "\"pump\"", "\"door\"", "\"oil\"", "\"pad\""});
  if (fact == "value_lost") return pick({"\"2.00\"", "\"3.00\"", "\"4.01\""});
  if (fact == "tread" || fact == "promised_tread") return pick({"0", "1.5", "1.6", "2.05", "2.5", "2.51", "3"});
  if (fact != "visits") return number();
  std::string text = "[";
  for (int i = below(3); i > 0; --i) {
    text += text.size() > 1 ? ", " : "";
    const bool is_open = remembers_ && chance(20);
    text += is_open ? std::string("{") : "{\"visit_km\": " + number() + ", ";
    text += "\"own_shop\": " + pick({"true", "false"}) + "}";
  }
  return text + "]";
}

namespace {

const std::vector<std::string> facts_of_claim{
    "model",      "vin",   "plate",      "remark",      "sold_on",         "failed_on",
    "replied_on", "km",    "visits_due", "promised_km", "promised_months", "extra_days",
    "consent",    "reply", "visits",     "tread",       "promised_tread"};
const std::vector<std::string> facts_of_line{"component", "cause", "genuine", "value_lost"};

}  // namespace

Draft Maker::draft(int blanks) {
  Draft draft;
  for (const std::string& fact : facts_of_claim) draft.claim[fact] = value_of(fact);
  for (const std::string& fact : facts_of_line) draft.line[fact] = value_of(fact);
  for (int i = 0; i < blanks; ++i) {
    if (chance(25)) {
      draft.line.erase(pick(facts_of_line));
    } else {
      draft.claim.erase(pick(facts_of_claim));
    }
  }
  for (const char* fact : {"usage", "owned", "built_on", "fitted_km"}) {
    if (chance(40)) draft.claim[fact] = value_of(fact);
  }
  for (const char* fact : {"parts", "labour", "towing"}) {
    if (chance(70)) draft.line[fact] = pick({"\"0.00\"", "\"1.01\"", "\"2.00\"", "\"5.00\""});
  }
  return draft;
}

Draft Maker::completed(const Draft& draft) {
  Draft whole = draft;
  const auto owned = draft.claim.find("owned");
  const bool may_be_sold = owned == draft.claim.end() || owned->second == "true";
  for (const std::string& fact : facts_of_claim) {
    if (fact != "sold_on" || may_be_sold) whole.claim.try_emplace(fact, value_of(fact));
  }
  for (const std::string& fact : facts_of_line) whole.line.try_emplace(fact, value_of(fact));
  return whole;
}

std::string Draft::json() const { return json_of({*this}); }

std::string json_of(const std::vector<Draft>& lines, const std::string& id) {
  std::string text = "{\"claim_id\": \"" + id + "\"";
  for (const auto& [fact, value] : lines.front().claim) text += ", \"" + fact + "\": " + value;
  text += R"(, "lines": [)";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += (i == 0 ? R"({"line_id": ")" : R"(, {"line_id": ")") + std::to_string(i + 1) + "\"";
    for (const auto& [fact, value] : lines[i].line) text += ", \"" + fact + "\": " + value;
    text += "}";
  }
  return text + "]}";
}

}  // namespace warrantor::reference
