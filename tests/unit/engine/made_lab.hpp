#pragma once

#include <string>
#include <string_view>

#include "unit/engine/helpers.hpp"

namespace warrantor::test {

/// The facts of the small rule sets that say what no policy of the shipped ones does: what a name promises is pending
/// while it is blank.
inline std::string made_beginning() {
  return R"(rule_set: made
version: "1"
currency: CNY
parties: {maker: {en: maker}, dealer: {en: dealer}, owner: {en: owner}}
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number, minimum: 0}
  sold: {type: date}
  failed: {type: date}
  vin: {type: vin, check: "off"}
  plate: {type: text}
  number: {type: number}
  rented: {type: boolean, default: false}
  worn: {type: boolean}
  visits: {type: records, fields: {visit_km: {type: number}}}
  promised_km: {type: number, minimum: 0, blank: pending}
  offered_km: {type: number, minimum: 0, blank: pending}
  promised_months: {type: months, minimum: 0, maximum: 120, blank: pending}
  promised_days: {type: days, minimum: 0, maximum: 900, blank: pending}
  replied: {type: date, blank: pending}
  remark: {type: text, blank: pending}
  consent: {type: boolean, blank: pending}
  parts: {of: line, type: money, minimum: 0, default: 0}
  labour: {of: line, type: money, minimum: 0, default: 0}
)";
}

inline std::string made_portions() {
  return "portions:\n  main: {amount: parts, else: maker}\n  extra: {amount: labour, else: maker}\n";
}

/// The decision on one claim of one line under a small rule set.
struct Tried {
  /// `rules` follows the facts of made_beginning(): more of them, or sections. `facts` is `"name": value, …` of the
  /// claim, `line` the same of its line.
  Tried(const std::string& rules, const std::string& facts, const std::string& line = R"("parts": "100.00")",
        const History& history = History())
      : policy(made_policy(made_beginning() + rules)),
        claim(claim_of(
            policy, R"({"claim_id": "K1")" + (facts.empty() ? "" : ", " + facts) + ", \"lines\": [{" + line + "}]}")),
        decision(adjudicate(policy, claim, history)),
        story(explain(policy, claim, history, "en", Detail::full)),
        brief(explain(policy, claim, history, "en", Detail::brief)) {}

  [[nodiscard]] const LineDecision& line() const { return decision.lines.at(0); }
  [[nodiscard]] std::string outcome() const { return std::string(name_of(line().outcome)); }
  [[nodiscard]] std::string reasons() const { return reasons_of(line()); }
  [[nodiscard]] std::string possible() const { return ids_of(line().possible); }
  [[nodiscard]] std::string contradictions() const { return ids_of(line().contradictions); }
  [[nodiscard]] std::string pays() const { return payments_of(policy, line()); }
  /// `approved`, `referred: promised_km`, `needs_information: vin`.
  [[nodiscard]] std::string told() const {
    const std::string names = names_of(policy, line().missing) + names_of(policy, line().pending);
    return outcome() + (names.empty() ? "" : ": " + names);
  }
  [[nodiscard]] bool says(std::string_view sentence) const { return story.find(sentence) != std::string::npos; }
  /// The brief explanation.
  [[nodiscard]] bool tells(std::string_view sentence) const { return brief.find(sentence) != std::string::npos; }

  Policy policy;
  Claim claim;
  Decision decision;
  std::string story;
  std::string brief;
};

}  // namespace warrantor::test
