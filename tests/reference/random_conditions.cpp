#include <algorithm>
#include <utility>

#include "expr/text_matcher.hpp"
#include "reference/random_rules.hpp"

// The expressions and conditions of random rule sets.
namespace warrantor::reference {
namespace {

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
               "months begun(start, failed_on)",
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

// Patterns that mean the same in ECMAScript, as the reference reads them.
std::string Maker::pattern_condition() {
  if (!expr::TextMatcher::is_available()) return "matches(string(cause), \"e\")";
  return pick({"matches(string(cause), \"^[a-e]{2,}\")", "matches(string(reply), \"(us|gr)e+\")",
               "matches(string(reply), \"^[^aeiou]+e+[^e]*$\")",
               "matches(upper case(string(model)), \"^[ab]$\", \"i\")",
               "replace(string(cause), \"([aeiou])(.)\", \"$2$1\") = \"dfecet\"",
               "split(string(reply), \"[aeiou]+\")[2] = \"gr\"", "count(split(string(cause), \"[a-m]\")) in [2..4]",
               "some part in split(string(cause), \"[es]\") satisfies matches(part, \"^.$\")"});
}

std::string Maker::of_decimals() {
  return pick({"tread >= 2.5",
               "tread < 1.6",
               "tread > 2.5",
               "tread = 1.6",
               "tread != 2.5",
               "tread * 2 - 1 <= 4.2",
               "5 - tread / 4 > 4.4",
               "-tread < -2.5",
               "tread between 1.6 and 2.5",
               "tread in (2.5, 3)",
               "tread > visits_due",
               "tread = visits_due",
               "(if consent then 1.6 else 2.5) <= tread",
               "tread + 0.5 > (if model = \"B\" then 3 else 2.1)",
               "round half up(tread, 1) = 1.6",
               "floor(tread) = 2",
               "promised_tread <= 2.5",
               "promised_tread < tread",
               "max(tread, 1.6) > 2.5",
               "tread * visits_due > 5"});
}

std::string Maker::comparison() {
  if (chance(8)) return of_decimals();
  if (remembers_ && chance(40)) return comparison_with_earlier();
  switch (below(16)) {
    case 11:
      return pick({"some q in [km, visits_due] satisfies q > 2",
                   "every q in visits.visit_km satisfies q <= 3",
                   "count(visits.visit_km[item > 2]) > 1",
                   "km / visits_due > 1.5",
                   "parts / (labour + 1.00) >= 0.25",
                   "failed_on <= replied_on + promised_months * 0.5",
                   "even(visits_due)",
                   "odd(visits_due + 1)",
                   "list contains([1, 3, visits_due], 2)",
                   "all([consent, km > 2])",
                   "any(for v in visits return v.own_shop)",
                   "day of week(failed_on) = \"Friday\"",
                   "contains(upper case(string(cause)), \"S\")",
                   "substring(string(cause), -1, 1) = \"r\"",
                   "index of([visits_due, 2], 2)[1] = 1",
                   "count(append([km], visits_due)[item > 2]) = 2",
                   "failed_on.day <= 15",
                   "matches(string(cause), \"is\")",
                   "count(split(string(cause), \"s\")) > 1",
                   "string join(split(string(cause), \"e\"), \"-\") = \"d-f-ct\"",
                   "string join(for v in visits return string(v.visit_km), \";\") = \"3;2\"",
                   pattern_condition(),
                   "replace(string(reply), \"e\", \"ee\") = \"agreeeed\"",
                   "starts with(string(reply), \"re\")"});
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

std::string Maker::covering() {
  const std::string row = pick(rows_);
  return pick({row, row, "not(" + row + ")", "[" + row + ", " + pick(rows_) + "]", "not(null)", "null"});
}

std::string Maker::mapping() {
  std::vector<std::string> subjects;
  std::string text = "{" + (chance(50) ? "if: '" + condition(1) + "'" : entry(subjects));
  if (chance(40)) text += ", " + entry(subjects);
  if (asks_which_covers_ && !rows_.empty() && chance(50)) text += ", coverage: " + covering();
  std::vector<std::string> first;
  std::vector<std::string> second;
  if (chance(15)) text += ", any: [{" + entry(first) + "}, {" + entry(second) + "}]";
  first.clear();
  if (chance(15)) text += ", not: {" + entry(first) + ", " + entry(first) + "}";
  return text + "}";
}

}  // namespace warrantor::reference
