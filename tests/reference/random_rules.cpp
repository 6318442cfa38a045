#include "reference/random_rules.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace warrantor::reference {
namespace {

constexpr const char* beginning = R"(rule_set: made
version: "1"
valid_by: failed_on
currency: CNY
parties: [maker, dealer, carrier, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  model: {values: [A, B, C]}
  usage: {values: [home, work], default: home}
  vin: {type: vin, check: "off"}
  plate: {type: text}
  remark: {type: text, blank: pending}
  owned: {type: boolean, default: true}
  sold_on: {type: date, blank: {when: {owned: true}, is: unknown, else: none}}
  failed_on: {type: date}
  built_on: {type: date, blank: none}
  replied_on: {type: date, blank: pending}
  km: {type: number, unit: km, minimum: 0}
  fitted_km: {type: number, unit: km, minimum: 0, blank: none}
  visits_due: {type: number, minimum: 0, maximum: 9}
  promised_km: {type: number, minimum: 0, blank: pending}
  tread: {type: decimal, unit: mm, minimum: 0}
  promised_tread: {type: decimal, maximum: 9.5, blank: pending}
  promised_months: {type: months, minimum: 0, maximum: 120, blank: pending}
  extra_days: {type: days, minimum: 0, maximum: 900}
  consent: {type: boolean, blank: pending}
  reply: {values: ["agreed", "refused", "later"], blank: pending}
  visits:
    type: records
    fields:
      visit_km: {type: number, minimum: 0, blank: reject}
      own_shop: {type: boolean, blank: reject}
  earlier:
    type: records
    history: {by: [usage]}
    fields: {owned: , parts: , was: {from: outcome}}
  component: {of: line, type: enumeration}
  cause: {of: line, values: [defect, unclear, misuse, wear]}
  genuine: {of: line, type: boolean}
  value_lost: {of: line, type: money, minimum: 0}
  parts: {of: line, type: money, minimum: 0, default: 0}
  labour: {of: line, type: money, minimum: 0, default: 0}
  towing: {of: line, type: money, minimum: 0, default: 0}
catalogues:
  component:
    group: part_group
    groups:
      engine: {values: [piston, pump, chain]}
      body: {values: [door, bumper]}
      consumable: {values: [oil, pad, belt]}
)";

}  // namespace

// ---- Parts ----

std::string Maker::figures() {
  return "settings:\n" + versions_of("grace_km", {"1", "3"}) + versions_of("free_amount", {"3.00", "2.00"}) +
         "  period: {value: 1, type: months}\n"
         "  start: {value: 2024-01-31, type: date}\n"
         "  rate: {value: 62.5, type: decimal}\n"
         "lookups:\n  shares:\n    choose: first\n    rows:\n"
         "      - {id: shares.home, when: {usage: home}, share: 12.5}\n"
         "      - {id: shares.work, when: {model: B}, share: km}\n"
         "      - {id: shares.rest, share: 100 - visits_due}\n"
         "  schedule:\n    choose: unique\n    rows:\n"
         "      - {id: schedule.a, when: {model: A}, first_km: " +
         number() + ", second_km: " + number() +
         "}\n"
         "      - {id: schedule.b, when: {model: not(A)}, first_km: " +
         pick({"2", "visits_due", "km + 1"}) +
         ", second_km: null}\n"
         "  days:\n    choose: first\n    rows:\n      - {id: days.first, when: {if: '" +
         comparison_with_truth() + "'}, first_day: " + pick({"failed_on", "start", "'failed_on + extra_days'"}) +
         "}\n      - {id: days.rest, first_day: replied_on}\n"
         "derived:\n" +
         versions_of("twice_km", {"km * 2 - 1", "km + 2"}) +
         "  counted: 'if cause = \"unclear\" and consent then \"defect\" else cause'\n"
         "  kept: visits[own_shop and visit_km <= km]\n"
         "  missed: km > 3 and not(some v in kept satisfies v.visit_km <= 3)\n"
         "  last_visit: if count(visits) > 0 then max(visits.visit_km) else 0\n"
         "  named: '" +
         pick({"km > 2 and consent", "genuine or km <= promised_km", "failed_on > replied_on", "vin = plate"}) +
         "'\n"
         "portions:\n  repair: {amount: " +
         pick({"parts + labour", "parts", "'max(parts, labour)'", "parts + labour"}) + starts() + ", else: maker" +
         advanced() + "}\n  extra: {amount: towing, else: " + pick({"owner", "maker", "same as repair", "dealer"}) +
         advanced() + "}\n" +
         (chance(30) ? "  loss: {amount: " + pick({"labour", "value_lost", "parts * 2"}) + ", else: same as extra" +
                           advanced() + "}\n"
                     : std::string());
}

std::string Maker::limits() {
  const std::string sold = pick({"sold_on", "failed_on", "'earliest(sold_on, built_on)'"});
  const std::string extended = pick({", extended_by: extra_days", ", extended_by: visits_due", ", extended_by: 20"});
  return "limits:\n  time: {id: too-old, months_from: " + sold + ", at: " + pick({"failed_on", "replied_on"}) +
         (chance(30) ? ", rounding: up" : "") + (chance(25) ? extended : "") +
         "}\n  days: {id: too-many-days, days_from: " + pick({"sold_on", "built_on", "failed_on"}) + ", at: failed_on" +
         (chance(25) ? extended : "") + "}\n  distance: {id: too-far, of: " + pick({"km", "km", "twice_km"}) +
         "}\n  since: {id: too-far-since, of: km, from: " + pick({"fitted_km", "fitted_km", "visits_due"}) + "}\n";
}

std::string Maker::granted() {
  std::string text;
  if (chance(50)) text += ", time: " + pick({"1", "2", "promised_months", "period"});
  if (chance(30)) text += ", days: " + pick({"30", "extra_days", "60"});
  if (chance(60)) text += ", distance: " + pick({"2", "4", "promised_km", "'visits_due + 1'", "grace_km"});
  if (chance(25)) text += ", since: " + pick({"1", "3", "visits_due"});
  if (chance(30)) text += ", awaits: [" + pick({"promised_km", "promised_months", "consent"}) + "]";
  return text;
}

std::string Maker::coverage() {
  std::string text =
      limits() + "coverage:\n  expiry_takes: [" + pick({"repair", "repair, extra", "extra", "all"}) + "]\n";
  if (chance(40)) text += "  for: " + mapping() + "\n";
  if (chance(40)) return text + united();
  if (chance(50)) {
    return text + "  choose: unique\n  rows:\n    - {id: c1, when: {model: A}" + granted() +
           "}\n    - {id: c2, when: {model: not(A)}" + granted() + "}\n";
  }
  text += "  choose: first\n  rows:\n    - {id: c1, when: " + mapping() + granted() + "}\n";
  if (chance(60)) text += "    - {id: c2, when: " + mapping() + granted() + "}\n";
  return text + "    - {id: c3" + granted() + "}\n";
}

// Rows that count side by side, some of them instead of others.
std::string Maker::united() {
  const auto row = [this](const std::string& id, const std::string& others) {
    return "    - {id: " + id + (chance(80) ? ", when: " + mapping() : "") + granted() +
           (chance(40) ? ", instead_of: [" + others + "]" : "") + "}\n";
  };
  std::string text = "  choose: union\n  rows:\n    - {id: c1" + granted() + "}\n";
  text += row("c2", "c1");
  if (chance(60)) text += row("c3", pick({"c1", "c2", "c1, c2"}));
  return text;
}

std::string Maker::referral(const std::string& id) {
  std::string text = "{id: " + id + ", when: " + mapping() + ", refers: true";
  if (chance(20)) text += ", unless: " + mapping();
  if (chance(20)) text += ", awaits: [" + pick({"consent", "reply"}) + "]";
  return text;
}

std::string Maker::exclusion(int place) {
  const std::string id = "x" + std::to_string(place);
  if (chance(10)) return referral(id) + (chance(20) ? ", once_per: [" + pick({"vin", "plate", "km"}) + "]}" : "}");
  std::string text = "{id: " + id;
  if (!chance(10)) text += ", when: " + mapping();
  if (chance(20)) text += ", unless: " + mapping();
  if (chance(70)) text += ", takes: [" + pick({"repair", "extra", "repair, extra", "all"}) + "]";
  if (chance(20)) text += ", takes_when: " + mapping();
  text += validity_of_rule();
  // Only what comes before, so that there is no circle.
  if (place > 0 && chance(20)) text += ", overrides: [x" + std::to_string(below(place)) + "]";
  const bool awaits = chance(25);
  if (awaits) text += ", awaits: [" + pick({"consent", "reply", "promised_km", "remark"}) + "]";
  if (chance(25)) text += ", listed: " + pick({"as_last_resort", "only_while_awaited", awaits ? "always" : "never"});
  if (chance(15) && text.find("overrides") == std::string::npos) {
    text += ", once_per: [" + pick({"vin", "vin, visits_due", "plate", "remark", "km", "component", "consent"}) + "]";
  }
  return text + "}";
}

std::string Maker::exclusions() {
  std::string text = "exclusions:\n";
  const int count = 1 + below(3);
  for (int i = 0; i < count; ++i) text += "  - " + exclusion(i) + "\n";
  if (chance(15)) text += two_versions();
  if (chance(40)) {
    text += "  - for: " + mapping() + "\n    rules:\n      - " + exclusion(7) + "\n      - " + exclusion(8) + "\n";
  }
  return text;
}

std::string Maker::bears() {
  const std::string party =
      pick({"maker", "dealer", "carrier", "owner", "{dealer: 1, owner: 2}", "{maker: 70, carrier: 30}",
            "{maker: parts, dealer: labour}", "{dealer: value_lost, owner: 2}"});
  return ", bears: {" + pick({"repair", "extra"}) + ": " + party + "}";
}

// ---- What is owed, and who pays first ----

std::string Maker::starts() { return chance(10) ? ", starts_as: " + amount() : std::string(); }

std::string Maker::advanced() {
  return has_advances_ ? ", advanced_by: " + pick({"dealer", "carrier"}) : std::string();
}

std::string Maker::figure() {
  if (remembers_ && chance(25)) return "5.00 - sum(before.paid)";
  return pick({"1.50", "value_lost", "parts", "{percent: 50}", "{percent: 12.5, rounding: half_even}",
               "{times: parts, over: value_lost}", "{amount: labour, times: 2, over: 3, rounding: up}",
               "{times: km, over: 4, rounding: down}", "{amount: value_lost, times: 1.15}", "0", "{percent: km * 12.5}",
               "{percent: rate, rounding: half_down}", "{times: parts / 3.00}", "{percent: share}",
               "{amount: labour, times: 1.5, over: visits_due}", "{percent: tread}", "{times: tread, over: 4}",
               "{times: visits_due, over: 2.5, rounding: up}"});
}

std::string Maker::so_far() {
  return pick({"amount_so_far.extra", "{amount: amount_so_far.repair + amount_so_far.extra, percent: 20}",
               "{amount: amount_so_far, percent: 50}"});
}

// Where a rule hangs on earlier claims, nobody can tell before the amounts who bears what.
std::string Maker::adjustments(bool may_share) {
  std::string text = "adjustments:\n";
  const int count = 1 + below(3);
  for (int i = 0; i < count; ++i) {
    text += "  - {id: a" + std::to_string(i);
    if (!chance(15)) text += ", when: " + mapping();
    if (chance(30)) text += ", unless: {amount_so_far: \"" + pick({"< 2.00", "> parts", "> 3.00"}) + "\"}";
    if (chance(10)) text += ", for: {amount_so_far.extra: \"> 0\"}";
    const bool is_shared = may_share && chance(20);
    if (is_shared) text += ", portion: " + pick({"all", "[repair, extra]", "[extra, repair]"});
    if (!is_shared && chance(25)) text += ", portion: extra";
    if (chance(20)) text += ", awaits: [" + pick({"consent", "reply"}) + "]";
    text += chance(15) ? ", listed: never" : chance(25) ? ", listed: where_it_changes" : "";
    if (counts_by_claim_ && chance(60)) {
      text += ", per: claim, " + pick({"at_most", "less"}) + ": " + figure() + "}\n";
      continue;
    }
    const std::string effect = is_shared ? pick({"becomes", "at_most", "less"})
                                         : pick({"becomes", "becomes", "at_most", "at_least", "less", "less", "plus"});
    text += ", " + effect + ": " + (chance(20) ? so_far() : figure()) + "}\n";
  }
  if (tells_of_claims_) text += "  - {id: gone, when: " + mapping() + ", becomes: 0}\n";
  return text;
}

std::string Maker::advances() {
  return "advances:\n  - {id: f0, when: " + mapping() + ", advances: {repair: " +
         pick({"maker", "dealer", "{maker: 1, dealer: 2}", "{maker: parts, carrier: value_lost}"}) +
         "}}\n  - {id: f1, listed: never, when: " + mapping() + ", advances: {" + pick({"repair", "extra"}) +
         ": maker}}\n";
}

std::string Maker::responsibility() {
  std::string text = "responsibility:\n  choose: first\n  rules:\n";
  const int count = 1 + below(3);
  for (int i = 0; i < count; ++i) {
    if (chance(10)) {
      text += "    - " + referral("r" + std::to_string(i)) + "}\n";
      continue;
    }
    text += "    - {id: r" + std::to_string(i) + ", when: " + mapping() + bears() +
            (chance(20) ? ", takes_when: " + mapping() : std::string()) + "}\n";
  }
  return text;
}

std::string Maker::approvals() {
  const std::string first_or_last = pick({"", ", decides: first", ", decides: last", ", decides: last"});
  const std::string referred = chance(30) ? "  - " + referral("look") + first_or_last + "}\n" : std::string();
  return "approvals:\n" + referred + "  - {id: special, decides: first, when: {consent: true, " +
         pick({"reply: agreed", "genuine: true", "usage: work", "if: km > 2"}) +
         "}, awaits: [consent], bears: {repair: " + pick({"maker", "dealer"}) +
         "}}\n"
         "  - {id: report, decides: last, when: {repair: \"> free_amount\"}, awaits: [reply], listed: "
         "only_while_awaited}\n"
         "  - {id: refused, decides: last, when: {repair: \"> free_amount\", reply: refused}, bears: {repair: "
         "owner}}\n";
}

std::string Maker::validity() {
  return "validity:\n  - {id: v0, at: failed_on, when: {sold_on: not(null), if: failed_on < sold_on}}\n" +
         (chance(30) ? "  - {id: v1, when: " + mapping() + ", unless: " + mapping() + "}\n" : std::string()) +
         (chance(25) ? "  - " + referral("v2") + "}\n" : std::string());
}

std::string Maker::steps() {
  return "steps:\n  - {id: ask, when: {outcome: needs_information}, text: Ask.}\n"
         "  - {id: wait, when: {outcome: referred, pending: consent}, text: Wait.}\n"
         "  - {id: charge, when: {borne_by: [dealer, owner]}, text: Charge.}\n"
         "  - {id: mend, when: {outcome: [approved, partial], usage: home, if: '" +
         condition(0) + "'}, text: Mend.}\n";
}

std::string Maker::rules() {
  has_advances_ = chance(30) && settles_in_steps_;
  rows_.clear();
  std::string text = beginning;
  if (chance(20)) {
    const std::string when = "approved_when_borne_by: maker";
    text.replace(text.find(when), when.size(), "approved_unless_borne_by: owner");
  }
  text += figures();
  if (chance(25)) {
    text += versions();
    has_versions_ = true;
  }
  if (chance(70)) {
    text += coverage();
    for (const std::string row : {"c1", "c2", "c3"}) {
      if (text.find("id: " + row) != std::string::npos) rows_.push_back(row);
    }
  }
  if (chance(90)) text += exclusions();
  if (chance(70)) text += responsibility();
  if (chance(50)) text += approvals();
  if (chance(40)) text += validity();
  if (chance(50)) text += steps();
  if (counts_by_claim_ || (chance(50) && settles_in_steps_))
    text += adjustments(text.find("once_per") == std::string::npos);
  if (has_advances_) text += advances();
  if (text.size() % 3 == 0) free_months(text);
  if (remembers_) {
    text.insert(text.find("  component: {of: line"), lists_of_earlier_claims());
    const std::string stated = ", blank: reject}\n";
    for (const char* const field : {"visit_km: {type: number", "own_shop: {type: boolean"})
      text.replace(text.find(stated, text.find(field)), stated.size(), "}\n");
  }
  if (tells_of_claims_) {
    const std::string fact = "  model: {values: [A, B, C]}\n";
    text.insert(text.find(fact), "  worth: {type: money, minimum: 0}\n");
    text += grants();
  }
  return text;
}

// Months without bounds that a claim has to state. Nothing is drawn for it: all else of a seed stays as it is.
void Maker::free_months(std::string& text) {
  if (text.find("awaits: [promised_months]") != std::string::npos) return;
  const std::string bounds = ", minimum: 0, maximum: 120, blank: pending";
  text.erase(text.find(bounds), bounds.size());
}

}  // namespace warrantor::reference
