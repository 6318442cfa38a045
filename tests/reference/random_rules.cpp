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

using Values = std::vector<std::pair<std::string, std::string>>;

}  // namespace

// ---- Expressions ----

std::string Maker::quantity() {
  return pick({"km",
               "visits_due",
               "promised_km",
               "twice_km",
               "2",
               "3",
               "grace_km",
               "km + 1",
               "promised_km * 2",
               "visits_due - 1",
               "km + visits_due",
               "max(km, 3)",
               "min(promised_km, visits_due)",
               "first_km",
               "count(visits)",
               "count(visits[own_shop])",
               "-km",
               "last_visit",
               "5 - km",
               "km + grace_km",
               "km / 2",
               "km * 1.5",
               "promised_km / 4 + 0.5",
               "sum(visits.visit_km)",
               "sum([km, visits_due])",
               "sum(for v in visits return v.visit_km * 2)",
               "5 / visits_due",
               "count(earlier)",
               "floor(km / 2)",
               "round half up(promised_km * 1.5, 0)",
               "round up(km / 3, 0)",
               "ceiling(visits_due * 0.4)",
               "abs(km - visits_due)",
               "modulo(visits_due, 3)",
               "failed_on.month",
               "(failed_on - start).days",
               "years and months duration(start, failed_on).months",
               "[km, visits_due, 3][2]",
               "[km, 2][-1]",
               "visits[1].visit_km",
               "visits[-1].visit_km + 1",
               "visits[visits_due].visit_km",
               "visits[own_shop][visits_due - 1].visit_km",
               "visits[visit_km = max(visits.visit_km)][1].visit_km",
               "mean([km, visits_due])",
               "visits_due ** 2",
               "count(distinct values([visits_due, 2, 3]))",
               "sum(sublist([km, visits_due, 1], 2))",
               "string length(string(counted))",
               "count(earlier[owned])"});
}

std::string Maker::amount() {
  return pick({"parts", "parts + labour", "value_lost", "3.00", "free_amount", "value_lost * 2", "4", "towing",
               "parts * 0.8", "value_lost / 3", "sum([parts, labour, 1.00])", "round half up(parts * 0.15, 2)",
               "floor(value_lost / 7, 1)", "abs(parts - labour)"});
}

std::string Maker::date() {
  return pick({"failed_on", "replied_on", "failed_on + promised_months", "failed_on + extra_days", "start",
               "failed_on - duration(\"P1M\")", "replied_on + period", "date(\"2024-02-29\")", "2024-03-31",
               "failed_on + duration(\"P30D\")", "replied_on - extra_days", "first_day", "earliest(sold_on, failed_on)",
               "latest(built_on, sold_on, replied_on)", "last day of month(failed_on)", "date(2024, 2, 28)",
               "failed_on + @\"P1M\""});
}

std::string Maker::record_condition() {
  return pick({"v.own_shop", "v.visit_km > 3", "v.visit_km <= km", "v.own_shop and v.visit_km >= km - 2",
               "v.visit_km = visits_due", "not(v.own_shop)"});
}

std::string Maker::comparison() {
  switch (below(16)) {
    case 11:
      return pick({"some q in [km, visits_due] satisfies q > 2", "every q in visits.visit_km satisfies q <= 3",
                   "count(visits.visit_km[item > 2]) > 1", "km / visits_due > 1.5", "parts / (labour + 1.00) >= 0.25",
                   "failed_on <= replied_on + promised_months * 0.5", "even(visits_due)", "odd(visits_due + 1)",
                   "list contains([1, 3, visits_due], 2)", "all([consent, km > 2])",
                   "any(for v in visits return v.own_shop)", "day of week(failed_on) = \"Friday\"",
                   "contains(upper case(string(cause)), \"S\")", "substring(string(cause), -1, 1) = \"r\"",
                   "index of([visits_due, 2], 2)[1] = 1", "count(append([km], visits_due)[item > 2]) = 2",
                   "failed_on.day <= 15", "starts with(string(reply), \"re\")"});
    case 0:
      return pick({"consent", "genuine", "owned", "missed", "named", "not(consent)"});
    case 1:
      return pick({"vin = \"X\"", "plate = \"X\"", "remark = \"a\"", "vin != plate", "remark != \"b\""});
    case 2:
      return "(if " + pick({"consent", "genuine", "km > 2"}) + " then " + quantity() + " else " + quantity() + ") " +
             relation() + " " + quantity();
    case 3:
    case 4:
      return date() + " " + relation() + " " + date();
    case 5:
      return amount() + " " + relation() + " " + amount();
    case 6:
      return pick({"cause = \"misuse\"", "counted = \"defect\"", "cause in (\"misuse\", \"wear\")", "model != \"B\"",
                   "part_group = \"engine\"", "component = \"oil\"", "reply = \"refused\"", "counted != \"wear\""});
    case 7:
      if (chance(25)) {
        return pick({"some", "every"}) + " e in earlier satisfies " +
               pick({"e.parts > parts", "e.was = \"approved\"", "e.owned",
                     "e.was != \"denied\" and e.parts <= value_lost"});
      }
      return pick({"some", "every"}) + " v in " + pick({"visits", "kept"}) + " satisfies " + record_condition();
    case 8:
      return quantity() + pick({" between 1 and 3", " in [2..4)", " in (< 2, > 4)", " in (1, 3)"});
    case 9:
      return pick({"sold_on != null and failed_on <= sold_on + duration(\"P1M\")", "sold_on = null",
                   "sold_on != null and failed_on - sold_on > extra_days", "built_on != null and built_on < failed_on",
                   "sold_on != null and sold_on + promised_months < failed_on",
                   "built_on != null and (sold_on = null or sold_on > built_on + period)"});
    case 10:
      return pick({"second_km != null and km > second_km", "second_km = null", "max(visits.visit_km) > 2",
                   "max(visits[own_shop].visit_km) <= km"});
    default:
      return quantity() + " " + relation() + " " + quantity();
  }
}

std::string Maker::comparison_with_truth() {
  std::string text = comparison();
  const auto may_be_undefined = [&text] {
    return text.find("max(visits") != std::string::npos || text.find("first_day") != std::string::npos ||
           text.find("/ visits_due") != std::string::npos || text.find("].visit_km") != std::string::npos;
  };
  while (may_be_undefined()) text = comparison();
  return text;
}

std::string Maker::condition(int depth) {
  switch (depth > 0 ? below(7) : 0) {
    case 4:
      return "(" + condition(depth - 1) + ") and (" + condition(depth - 1) + ")";
    case 5:
      return "(" + condition(depth - 1) + ") or (" + condition(depth - 1) + ")";
    case 6:
      return "not(" + condition(depth - 1) + ")";
    default:
      return comparison();
  }
}

// ---- Conditions ----

// One entry of a mapping; a mapping may not have the same subject twice.
std::string Maker::entry(std::vector<std::string>& subjects) {
  static const Values tests{{"model", "A"},
                            {"model", "[A, C]"},
                            {"model", "not(B)"},
                            {"cause", "misuse"},
                            {"cause", "\"not(defect, unclear)\""},
                            {"part_group", "engine"},
                            {"part_group", "[body, consumable]"},
                            {"component", "oil"},
                            {"component", "not(pump)"},
                            {"km", "\"> 3\""},
                            {"km", "[\"< 1\", \"> 4\"]"},
                            {"km", "\"[2..4)\""},
                            {"km", "\"<= visits_due\""},
                            {"consent", "true"},
                            {"consent", "false"},
                            {"genuine", "true"},
                            {"reply", "refused"},
                            {"reply", "not(agreed)"},
                            {"parts", "\"> 3.00\""},
                            {"promised_km", "\"< km\""},
                            {"failed_on", "\"< 2024-02-29\""},
                            {"owned", "true"},
                            {"missed", "true"},
                            {"counted", "not(defect)"},
                            {"sold_on", "null"},
                            {"sold_on", "not(null)"},
                            {"usage", "work"},
                            {"vin", "'\"X\"'"},
                            {"visits_due", "3"},
                            {"failed_on", "\"[2024-01-31..2024-03-01]\""},
                            {"built_on", "null"},
                            {"second_km", "not(null)"},
                            {"plate", "\"!= vin\""}};
  if (has_versions_ && chance(8) && std::find(subjects.begin(), subjects.end(), "version") == subjects.end()) {
    subjects.emplace_back("version");
    return "version: early";
  }
  for (int i = 0; i < 20; ++i) {
    const auto& [subject, test] = tests[static_cast<std::size_t>(below(static_cast<int>(tests.size())))];
    if (std::find(subjects.begin(), subjects.end(), subject) != subjects.end()) continue;
    subjects.push_back(subject);
    return subject + ": " + test;
  }
  return "line_id: \"-\"";
}

std::string Maker::mapping() {
  std::vector<std::string> subjects;
  std::string text = "{" + (chance(50) ? "if: '" + condition(1) + "'" : entry(subjects));
  if (chance(40)) text += ", " + entry(subjects);
  std::vector<std::string> first;
  std::vector<std::string> second;
  if (chance(15)) text += ", any: [{" + entry(first) + "}, {" + entry(second) + "}]";
  first.clear();
  if (chance(15)) text += ", not: {" + entry(first) + ", " + entry(first) + "}";
  return text + "}";
}

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
  return pick({"1.50", "value_lost", "parts", "{percent: 50}", "{percent: 12.5, rounding: half_even}",
               "{times: parts, over: value_lost}", "{amount: labour, times: 2, over: 3, rounding: up}",
               "{times: km, over: 4, rounding: down}", "{amount: value_lost, times: 1.15}", "0", "{percent: km * 12.5}",
               "{percent: rate, rounding: half_down}", "{times: parts / 3.00}", "{percent: share}",
               "{amount: labour, times: 1.5, over: visits_due}", "{times: visits_due, over: 2.5, rounding: up}"});
}

std::string Maker::adjustments() {
  std::string text = "adjustments:\n";
  const int count = 1 + below(3);
  for (int i = 0; i < count; ++i) {
    text += "  - {id: a" + std::to_string(i);
    if (!chance(15)) text += ", when: " + mapping();
    if (chance(30)) text += ", unless: {amount_so_far: \"" + pick({"< 2.00", "> parts", "> 3.00"}) + "\"}";
    if (chance(25)) text += ", portion: extra";
    if (chance(20)) text += ", awaits: [" + pick({"consent", "reply"}) + "]";
    if (chance(15)) text += ", listed: never";
    text +=
        ", " + pick({"becomes", "becomes", "at_most", "at_least", "less", "less", "plus"}) + ": " + figure() + "}\n";
  }
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
  if (chance(70)) text += coverage();
  if (chance(90)) text += exclusions();
  if (chance(70)) text += responsibility();
  if (chance(50)) text += approvals();
  if (chance(40)) text += validity();
  if (chance(50)) text += steps();
  if (chance(50) && settles_in_steps_) text += adjustments();
  if (has_advances_) text += advances();
  if (text.size() % 3 == 0) free_months(text);
  return text;
}

// Months without bounds that a claim has to state. Nothing is drawn for it: all else of a seed stays as it is.
void Maker::free_months(std::string& text) {
  if (text.find("awaits: [promised_months]") != std::string::npos) return;
  const std::string bounds = ", minimum: 0, maximum: 120, blank: pending";
  text.erase(text.find(bounds), bounds.size());
}

// ---- Claims ----

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
  if (fact != "visits") return number();
  std::string text = "[";
  for (int i = below(3); i > 0; --i) {
    text += (text.size() > 1 ? ", " : "") + ("{\"visit_km\": " + number() + ", \"own_shop\": ") +
            pick({"true", "false"}) + "}";
  }
  return text + "]";
}

namespace {

const std::vector<std::string> facts_of_claim{"model",           "vin",        "plate",   "remark",     "sold_on",
                                              "failed_on",       "replied_on", "km",      "visits_due", "promised_km",
                                              "promised_months", "extra_days", "consent", "reply",      "visits"};
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

std::string Draft::json() const {
  std::string text = R"({"claim_id": "K1")";
  for (const auto& [fact, value] : claim) text += ", \"" + fact + "\": " + value;
  text += R"(, "lines": [{"line_id": "1")";
  for (const auto& [fact, value] : line) text += ", \"" + fact + "\": " + value;
  return text + "}]}";
}

}  // namespace warrantor::reference
