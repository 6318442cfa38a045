#include "unit/engine/made_lab.hpp"

// What a line is owed step by step, by which weights it is shared, and who pays it first.
namespace warrantor::test {
namespace {

std::string rules_with(const std::string& sections) { return made_portions() + sections; }

std::string advanced_by(const Tried& tried, const LineDecision& line) {
  std::string text;
  for (std::size_t i = 0; i < line.advances.size(); ++i) {
    if (line.advances[i] == 0) continue;
    text += (text.empty() ? "" : ", ") + tried.policy.schema().parties()[i].name + " " +
            format_minor_units(line.advances[i], tried.policy.schema().currency());
  }
  return text;
}

const std::string two_steps = rules_with(R"(adjustments:
  - {id: share, when: {worn: true}, becomes: {times: 5, over: 8}}
  - {id: deductible, when: {amount_so_far: "> 0"}, less: 30.00}
)");

const std::string first_paid = R"(portions:
  main: {amount: parts, else: maker, advanced_by: dealer}
  extra: {amount: labour, else: maker, advanced_by: dealer}
advances:
  - {id: rented, listed: never, when: {rented: true}, advances: {main: {dealer: parts, owner: 25}}}
)";

}  // namespace

TEST_CASE("adjustments change what is owed one after the other, and the rest goes where excluded amounts go") {
  const Tried tried(two_steps, "\"worn\": true");
  CHECK(tried.told() == "partial");
  CHECK(tried.reasons() == "share deductible");
  CHECK(tried.pays() == "maker 32.50, owner 67.50");
  REQUIRE(tried.line().adjustments.size() == 2);
  CHECK(tried.line().adjustments[1].before.same_as(Value::integer(62'50)));
  CHECK(tried.line().adjustments[1].after.same_as(Value::integer(32'50)));
  CHECK(tried.says("100.00 CNY × 5 ÷ 8 = 62.50 CNY"));
  CHECK(tried.says("62.50 CNY − 30.00 CNY = 32.50 CNY"));
  CHECK(Tried(two_steps, "\"worn\": false").pays() == "maker 70.00, owner 30.00");
}

TEST_CASE("a percentage and a factor may be a setting, a column of a table or reckoned, with decimals") {
  const std::string tables = R"(settings:
  share: {value: 12.5, type: decimal}
lookups:
  ages:
    choose: first
    rows:
      - {id: ages.new, when: {km: "<= 100"}, left: 100}
      - {id: ages.old, left: 62.25}
)";
  const auto owed = [&tables](const std::string& figure, const std::string& facts, const std::string& parts) {
    const std::string rule = "adjustments:\n  - {id: part, becomes: {" + figure + "}}\n";
    const Tried tried(rules_with(tables + rule), facts, "\"parts\": \"" + parts + "\"");
    return tried.told() == "referred" ? "referred" : tried.pays();
  };
  CHECK(owed("percent: share", "", "100.00") == "maker 12.50, owner 87.50");
  CHECK(owed("percent: left", "\"km\": 100", "1.00") == "maker 1.00");
  CHECK(owed("percent: left", "\"km\": 101", "1.00") == "maker 0.62, owner 0.38");
  CHECK(owed("percent: left, rounding: up", "\"km\": 101", "1.00") == "maker 0.63, owner 0.37");
  CHECK(owed("percent: km / 8", "\"km\": 300", "1.00") == "maker 0.38, owner 0.62");
  CHECK(owed("percent: km / 8, rounding: half_even", "\"km\": 300", "1.00") == "maker 0.38, owner 0.62");
  CHECK(owed("percent: km / 8, rounding: half_down", "\"km\": 300", "1.00") == "maker 0.37, owner 0.63");
  CHECK(owed("times: 2.5, over: km", "\"km\": 10", "4.00") == "maker 1.00, owner 3.00");
  CHECK(owed("times: 2.50, over: parts", "", "10.00") == "maker 2.50, owner 7.50");
  CHECK(owed("times: number, over: 2.5", "\"number\": 1", "10.00") == "maker 4.00, owner 6.00");
}

TEST_CASE("a line is referred where a percentage is below zero or too large, and what it hangs on is asked for") {
  const std::string rule = rules_with("adjustments:\n  - {id: part, becomes: {percent: number * 0.5}}\n");
  const Tried negative(rule, "\"number\": -1");
  CHECK(negative.told() == "referred");
  CHECK(negative.contradictions() == "part");
  CHECK(Tried(rule, "\"number\": 900000000000", "\"parts\": \"99999999.00\"").told() == "referred");
  CHECK(Tried(rule, "\"number\": 300").pays() == "maker 100.00");
  CHECK(Tried(rule, "").told() == "needs_information: number");
}

TEST_CASE("nothing is owed below zero, and a line of which nothing is owed is denied") {
  const Tried tried(two_steps, "\"worn\": true", "\"parts\": \"40.00\"");
  CHECK(tried.told() == "denied");
  CHECK(tried.pays() == "owner 40.00");
}

TEST_CASE("each rule that holds is a reason, also where another leaves nothing") {
  const Tried tried(rules_with(R"(adjustments:
  - {id: nothing, when: {rented: true}, becomes: 0}
  - {id: cap, when: {worn: true}, at_most: 10.00}
)"),
                    R"("rented": true, "worn": true)");
  CHECK(tried.told() == "denied");
  CHECK(tried.reasons() == "nothing cap");
}

TEST_CASE("a ratio is rounded once, as the rule names it") {
  const auto owed = [](const std::string& rounding) {
    const std::string rule = "adjustments:\n  - {id: share, becomes: {times: 1, over: 8" + rounding + "}}\n";
    return Tried(rules_with(rule), "", "\"parts\": \"0.20\"").pays();
  };
  CHECK(owed("") == "maker 0.03, owner 0.17");
  CHECK(owed(", rounding: half_down") == "maker 0.02, owner 0.18");
  CHECK(owed(", rounding: half_even") == "maker 0.02, owner 0.18");
  CHECK(owed(", rounding: up") == "maker 0.03, owner 0.17");
  CHECK(owed(", rounding: down") == "maker 0.02, owner 0.18");
}

TEST_CASE("percentages and factors may have decimals") {
  const Tried percent(rules_with("adjustments:\n  - {id: share, becomes: {percent: 12.5}}\n"), "");
  CHECK(percent.pays() == "maker 12.50, owner 87.50");
  const Tried factor(rules_with("adjustments:\n  - {id: cap, at_most: {amount: labour, times: 1.15}}\n"), "",
                     R"("parts": "100.00", "labour": "20.00")");
  CHECK(factor.pays() == "maker 43.00, owner 77.00");
}

TEST_CASE("a ratio without a value refers the line, and is named") {
  const Tried tried(rules_with("adjustments:\n  - {id: share, becomes: {times: parts, over: labour}}\n"), "");
  CHECK(tried.told() == "referred");
  CHECK(tried.contradictions() == "share");
}

TEST_CASE("facts are missing just where they change what is owed") {
  CHECK(Tried(two_steps, "").told() == "needs_information: worn");
  CHECK(Tried(two_steps, "", "\"parts\": \"0.00\"").told() == "approved");
  const std::string capped = rules_with(R"(adjustments:
  - {id: cap, at_most: 10.00}
  - {id: share, when: {worn: true}, at_most: 40.00}
  - {id: by-km, when: {km: "> 5"}, becomes: 0}
)");
  const Tried tried(capped, "\"km\": 3");
  CHECK(tried.told() == "partial");
  CHECK(tried.possible() == "share");
  CHECK(Tried(capped, "").told() == "needs_information: km");
}

TEST_CASE("a date that only decides whether something is taken off is not tried at the end of the calendar") {
  const std::string rules =
      rules_with("adjustments:\n  - {id: fee, when: {if: 'failed + promised_months > failed'}, less: 1.00}\n");
  CHECK(Tried(rules, "\"promised_months\": 2").told() == "partial");
  CHECK(Tried(rules, "\"promised_months\": 2").reasons() == "fee");
  CHECK(Tried(rules, "\"promised_months\": 0").told() == "approved");
}

TEST_CASE("what an exclusion takes as a whole asks for nothing that only changes what is owed") {
  const Tried tried(two_steps + "exclusions:\n  - {id: rented, when: {rented: true}}\n", "\"rented\": true");
  CHECK(tried.told() == "denied");
  CHECK(tried.pays() == "owner 100.00");
  CHECK(tried.possible() == "share");
}

TEST_CASE("shares may be weighed by amounts, and who is none has none") {
  const std::string rules = rules_with(R"(responsibility:
  - {id: both, when: {rented: true}, bears: {main: {maker: parts, dealer: labour}}}
)");
  CHECK(Tried(rules, "\"rented\": true", R"("parts": "100.00", "labour": "50.00")").pays() ==
        "maker 116.67, dealer 33.33");
  CHECK(Tried(rules, "\"rented\": true").pays() == "maker 100.00");
}

TEST_CASE("weights that are all zero have no value, and the rule is named") {
  const Tried tried(rules_with(R"(responsibility:
  - {id: both, when: {rented: true}, bears: {main: {maker: labour, dealer: labour}}}
)"),
                    "\"rented\": true");
  CHECK(tried.told() == "referred");
  CHECK(tried.contradictions() == "both");
}

TEST_CASE("of two rules whose weights have no value the one that may hold makes no difference") {
  const std::string rules = rules_with(R"(responsibility:
  choose: first
  rules:
    - {id: may, when: {if: max(visits.visit_km) > 3}, bears: {main: {maker: labour, dealer: labour}}}
    - {id: does, when: {worn: true}, bears: {main: {maker: labour, owner: labour}}}
)");
  const Tried tried(rules, R"("visits": [], "worn": true)");
  CHECK(tried.told() == "referred");
  CHECK(tried.contradictions() == "does");
  CHECK(tried.reasons() == "does");
  CHECK(tried.possible() == "may");
  CHECK(Tried(rules, R"("visits": [], "worn": false)").contradictions() == "may");
}

TEST_CASE("who pays first stands beside who bears it, and both add up to the total") {
  const Tried tried(first_paid + "exclusions:\n  - {id: worn, when: {worn: true}, takes: [extra]}\n",
                    R"("worn": true, "rented": true)", R"("parts": "75.00", "labour": "10.00")");
  CHECK(tried.pays() == "maker 75.00, owner 10.00");
  CHECK(advanced_by(tried, tried.line()) == "dealer 56.25, owner 28.75");
  CHECK(tried.reasons() == "worn");
  CHECK(tried.says("dealer 56.25 CNY, to be recovered: 56.25 CNY"));
}

TEST_CASE("a brief explanation reckons each step that changes something, and says who pays first") {
  const std::string first = std::string(first_paid) + R"(adjustments:
  - {id: share, when: {worn: true}, becomes: {times: 5, over: 8}}
  - {id: as-it-is, when: {worn: true}, becomes: amount_so_far}
)";
  const Tried tried(first, R"("worn": true, "rented": false)");
  const std::string brief = explain(tried.policy, tried.claim, {}, "en", Detail::brief);
  INFO(brief);
  const auto says = [&](std::string_view text) { return brief.find(text) != std::string::npos; };
  CHECK(says("Borne in the end by: maker 62.50 CNY, owner 37.50 CNY\n"));
  CHECK(says("Paid first by: dealer 62.50 CNY\n"));
  CHECK(says("  - share. Worn: yes. 100.00 CNY × 5 ÷ 8 = 62.50 CNY.\n"));
  CHECK(says("  - as-it-is. Worn: yes.\n"));
  const std::string chinese = explain(tried.policy, tried.claim, {}, "zh", Detail::brief);
  CHECK(chinese.find("先行支付：dealer 62.50 元\n") != std::string::npos);
}

TEST_CASE("that a value is none of several is one comparison") {
  const std::string rules = "  part: {of: line, values: [pump, door, oil]}\n" + rules_with(R"(derived:
  odd: 'part != "pump" and part != "door"'
exclusions:
  - {id: odd-part, when: {odd: true}}
)");
  const Tried tried(rules, "", R"("part": "oil")");
  CHECK(tried.reasons() == "odd-part");
  CHECK(tried.says("part = oil (none of pump / door)"));
}

TEST_CASE("a fact is missing where it changes only who pays first") {
  const std::string rules = std::string(first_paid).replace(first_paid.find("rented: true"), 12, "worn: true");
  CHECK(Tried(rules, "").told() == "needs_information: worn");
  CHECK(Tried(rules, "\"worn\": true").told() == "approved");
}

TEST_CASE("all that a line hangs on is named: who bears it, what is owed and who pays first") {
  const std::string portions = R"(portions:
  main: {amount: parts, else: maker, advanced_by: dealer}
  extra: {amount: labour, else: maker, advanced_by: dealer}
)";
  const std::string bearing =
      "responsibility:\n  - {id: bears, when: {if: max(visits.visit_km) > 3}, bears: {main: dealer}}\n";
  const std::string advancing = R"(advances:
  - {id: pays, when: {if: max(visits.visit_km) > 5}, advances: {main: maker}}
  - {id: the-same, when: {if: max(visits.visit_km) > 5}, advances: {main: dealer}}
)";
  const std::string owing = "adjustments:\n  - {id: owes, becomes: {times: parts, over: labour}}\n";
  const std::string nothing_visited = "\"visits\": []";
  CHECK(Tried(portions + bearing + advancing, nothing_visited).contradictions() == "bears pays");
  CHECK(Tried(portions + bearing + owing, nothing_visited).contradictions() == "bears owes");
  CHECK(Tried(portions + owing + advancing, nothing_visited).contradictions() == "owes pays");
  const std::string excluding = "exclusions:\n  - {id: takes, when: {worn: true}}\n";
  const Tried taken(portions + excluding + owing + advancing, nothing_visited + ", \"worn\": true");
  CHECK(taken.told() == "denied");
  CHECK(taken.contradictions().empty());
}

TEST_CASE("the lines of a claim use up what is counted per claim, in their order") {
  const std::string rules = rules_with("adjustments:\n  - {id: deductible, per: claim, less: 30.00}\n");
  const Tried tried(rules, "", R"("line_id": "1", "parts": "20.00"}, {"line_id": "2", "parts": "50.00")");
  REQUIRE(tried.decision.lines.size() == 2);
  CHECK(payments_of(tried.policy, tried.decision.lines[0]) == "owner 20.00");
  CHECK(payments_of(tried.policy, tried.decision.lines[1]) == "maker 40.00, owner 10.00");
}

TEST_CASE("a line that an exclusion takes uses up nothing, also where nothing would be left of it") {
  const std::string rules = rules_with(R"(adjustments:
  - {id: deductible, per: claim, less: 30.00}
exclusions:
  - {id: with-labour, when: {labour: not(0)}}
)");
  for (const char* amount : {"20.00", "30.00", "30.01"}) {
    CAPTURE(amount);
    const std::string lines = R"("line_id": "1", "labour": "1.00", "parts": ")" + std::string(amount) +
                              R"("}, {"line_id": "2", "parts": "50.00")";
    const Tried tried(rules, "", lines);
    REQUIRE(tried.decision.lines.size() == 2);
    CHECK(payments_of(tried.policy, tried.decision.lines[1]) == "maker 20.00, owner 30.00");
  }
}

TEST_CASE("behind a line that is open nobody can tell what is used up") {
  const std::string rules =
      rules_with("adjustments:\n  - {id: deductible, when: {worn: true}, per: claim, less: 30.00}\n");
  const Tried tried(rules, "", R"("line_id": "1", "parts": "20.00"}, {"line_id": "2", "parts": "50.00")");
  REQUIRE(tried.decision.lines.size() == 2);
  CHECK(tried.decision.lines[0].outcome == Outcome::needs_information);
  CHECK(tried.decision.lines[1].outcome != Outcome::approved);
}

TEST_CASE("a line behind an open one says which one it waits for") {
  const std::string rules = rules_with(
      "adjustments:\n  - {id: deductible, when: {labour: 0}, per: claim, less: 30.00}\n"
      "exclusions:\n  - {id: worn, when: {worn: true, labour: 0}}\n");
  const Tried tried(rules, "",
                    R"("line_id": "A", "parts": "20.00"}, {"line_id": "B", "parts": "50.00", "labour": "1.00"}, )"
                    R"({"line_id": "C", "parts": "50.00")");
  REQUIRE(tried.decision.lines.size() == 3);
  CHECK(tried.decision.lines[0].awaited_lines.empty());
  CHECK(tried.decision.lines[1].outcome == Outcome::approved);
  CHECK(tried.decision.lines[1].awaited_lines.empty());
  CHECK(tried.decision.lines[2].awaited_lines == std::vector<std::string>{"A"});
  CHECK(tried.says("It waits for what these lines use up: A\n"));
  CHECK(explain(tried.policy, tried.claim, {}, "en", Detail::brief).find("It waits for what these lines use up: A\n") !=
        std::string::npos);
}

TEST_CASE("a line whose own decision is certain may still leave open what it uses up") {
  // It is approved whether it is worn or not, and denied whichever of the two takes all of it.
  const std::string cap =
      "adjustments:\n"
      "  - {id: cap, when: {any: [{worn: true}, {line_id: '\"2\"'}]}, per: claim, at_most: 120.00}\n";
  const std::string either =
      "adjustments:\n  - {id: deductible, per: claim, less: 30.00}\n"
      "  - {id: nothing, when: {worn: false, line_id: '\"1\"'}, becomes: 0}\n"
      "exclusions:\n  - {id: taken, when: {worn: true, line_id: '\"1\"'}}\n";
  for (const std::string& rules : {cap, either}) {
    CAPTURE(rules);
    const Tried tried(rules_with(rules), "",
                      R"("line_id": "1", "parts": "100.00"}, {"line_id": "2", "parts": "100.00")");
    REQUIRE(tried.decision.lines.size() == 2);
    CHECK(tried.decision.lines[0].outcome != Outcome::needs_information);
    CHECK(tried.decision.lines[1].outcome == Outcome::needs_information);
    CHECK(tried.decision.lines[1].awaited_lines == std::vector<std::string>{"1"});
  }
}

TEST_CASE(
    "a line that waits for what another uses up asks for the fact on which that hangs, where it is to be stated") {
  const std::string line_fact = R"(  broken: {of: line, values: [defect, wear]}
)" + rules_with("adjustments:\n  - {id: deductible, per: claim, less: 100.00}\n"
                "exclusions:\n  - {id: worn, when: {broken: wear}}\n");
  const Tried of_line(line_fact, "",
                      R"("line_id": "1", "parts": "50.00"}, {"line_id": "2", "broken": "defect", )"
                      R"("parts": "500.00")");
  CHECK(of_line.decision.lines[0].outcome == Outcome::denied);
  CHECK(names_of(of_line.policy, of_line.decision.lines[0].missing) == "broken");
  CHECK(of_line.decision.lines[1].outcome == Outcome::needs_information);
  CHECK(of_line.decision.lines[1].missing.empty());
  CHECK(of_line.decision.lines[1].awaited_lines == std::vector<std::string>{"1"});
  CHECK(of_line.decision.outcome == Outcome::needs_information);
  CHECK(of_line.says("To be stated, since a later line hangs on it: broken\n"));
  const Tried alone(line_fact, "", R"("line_id": "1", "parts": "50.00")");
  CHECK(alone.line().missing.empty());
  const std::string claim_fact =
      rules_with("adjustments:\n  - {id: deductible, per: claim, less: if worn then 0 else 100}\n");
  const Tried of_claim(claim_fact, "", R"("line_id": "1", "parts": "80.00"}, {"line_id": "2", "parts": "500.00")");
  CHECK(of_claim.decision.lines[1].outcome == Outcome::needs_information);
  CHECK(names_of(of_claim.policy, of_claim.decision.lines[1].missing) == "worn");
}

TEST_CASE("a line that waits for what a pending decision leaves another to use up is referred") {
  const Tried tried(rules_with("adjustments:\n  - {id: deductible, when: {consent: true}, per: claim, less: 100.00}\n"),
                    "", R"("line_id": "1", "parts": "80.00"}, {"line_id": "2", "parts": "500.00")");
  CHECK(tried.decision.lines[1].outcome == Outcome::referred);
}

TEST_CASE("an open line uses up what no open fact takes away from it") {
  const auto second = [](const std::string& exclusions, const std::string& line) {
    const Tried tried(rules_with("adjustments:\n  - {id: deductible, per: claim, less: 30.00}\n" + exclusions), "",
                      line + R"(}, {"line_id": "2", "parts": "50.00")");
    REQUIRE(tried.decision.lines.size() == 2);
    CHECK(tried.decision.lines[0].outcome == Outcome::needs_information);
    return tried.decision.lines[1].awaited_lines.empty() ? payments_of(tried.policy, tried.decision.lines[1]) : "open";
  };
  const std::string first = R"("line_id": "1", "labour": "5.00", "parts": "20.00")";
  CHECK(second("exclusions:\n  - {id: worn, when: {worn: true, labour: not(0)}, takes: extra}\n", first) ==
        "maker 40.00, owner 10.00");
  CHECK(second("exclusions:\n  - {id: worn, when: {worn: true, labour: not(0)}}\n", first) == "open");
  // The second line is taken from in any case.
  CHECK(second("exclusions:\n  - {id: worn, when: {worn: true, labour: not(0)}, takes: extra}\n"
               "  - {id: taken, when: {labour: not(0)}, takes: main}\n",
               first) == "maker 20.00, owner 30.00");
}

TEST_CASE("an open line uses up nothing where nothing is asked for, nothing is left of it, or the figure is nothing") {
  const auto second = [](const std::string& rules, const std::string& line) {
    const Tried tried(rules, "", line + R"(}, {"line_id": "2", "parts": "50.00")");
    REQUIRE(tried.decision.lines.size() == 2);
    const LineDecision& last = tried.decision.lines[1];
    const std::string missing = names_of(tried.policy, last.missing);
    CHECK(tried.decision.lines[0].outcome == Outcome::needs_information);
    CHECK(last.awaited_lines.empty());
    return missing.empty() ? payments_of(tried.policy, last) : missing;
  };
  const std::string open = "exclusions:\n  - {id: worn, when: {worn: true, labour: not(0)}, takes: extra}\n";
  const std::string first = R"("line_id": "1", "labour": "5.00", "parts": )";
  // The second line hangs on the distance, and says so.
  const std::string by_km = "adjustments:\n  - {id: deductible, per: claim, less: {percent: km}}\n";
  CHECK(second(rules_with(by_km + open), first + R"("0.00")") == "km");
  const std::string gone =
      "adjustments:\n  - {id: gone, when: {labour: not(0)}, becomes: 0}\n"
      "  - {id: deductible, per: claim, less: {percent: km}}\n";
  CHECK(second(rules_with(gone + open), first + R"("20.00")") == "km");
  const std::string nothing = "adjustments:\n  - {id: cap, when: {worn: true}, per: claim, at_most: labour}\n";
  CHECK(second(rules_with(nothing), R"("line_id": "1", "parts": "5.00")") == "worn");
}

TEST_CASE("a line that asks for nothing uses up nothing of what its adjustments begin with") {
  const std::string portions = "portions:\n  main: {amount: parts, starts_as: labour, else: maker}\n";
  const Tried tried(portions + "adjustments:\n  - {id: deductible, per: claim, less: 30.00}\n", "",
                    R"("line_id": "1", "labour": "20.00"}, )"
                    R"({"line_id": "2", "parts": "50.00", "labour": "50.00")");
  REQUIRE(tried.decision.lines.size() == 2);
  CHECK(payments_of(tried.policy, tried.decision.lines[1]) == "maker 20.00, owner 30.00");
}

TEST_CASE("what stays with who bears what is excluded uses up nothing, whoever leaves it there") {
  const std::string step = "adjustments:\n  - {id: deductible, portion: extra, per: claim, less: 30.00}\n";
  const std::string taken = "exclusions:\n  - {id: worn, when: {labour: 20.00}, takes: main}\n";
  const std::string shared =
      "responsibility:\n  - {id: other, when: {labour: 20.00}, bears: {extra: {dealer: parts, owner: 2}}}\n";
  const auto second = [&](const std::string& otherwise, const std::string& rules, const std::string& parts) {
    const Tried tried(
        "portions:\n  main: {amount: parts, else: maker}\n  extra: {amount: labour, else: " + otherwise + "}\n" + step +
            rules,
        "", R"("line_id": "1", "labour": "20.00", "parts": ")" + parts + R"("}, {"line_id": "2", "labour": "50.00")");
    REQUIRE(tried.decision.lines.size() == 2);
    return payments_of(tried.policy, tried.decision.lines[1]);
  };
  // What nothing is left of goes the same way as what something is left of.
  CHECK(second("maker", "", "0.00") == "maker 40.00, owner 10.00");
  CHECK(second("same as main", taken, "5.00") == "maker 20.00, owner 30.00");
  CHECK(second("maker", shared, "5.00") == "maker 40.00, owner 10.00");
  CHECK(second("maker", shared, "0.00") == "maker 20.00, owner 30.00");
}

}  // namespace warrantor::test
