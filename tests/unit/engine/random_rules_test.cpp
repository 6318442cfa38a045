#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/scale.hpp"
#include "unit/engine/made_lab.hpp"

// Random rule sets and claims: what is decided while facts are open is what is decided once they are stated, whatever
// they turn out to be.
namespace warrantor {
namespace {

using Stated = std::vector<std::pair<std::string, std::string>>;

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  int below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  std::string condition(int depth) {
    switch (below(depth > 0 ? 8 : 5)) {
      case 5:
        return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 6:
        return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 7:
        return "not(" + condition(depth - 1) + ")";
      default:
        return comparison();
    }
  }

  std::string rules() {
    std::string text = "derived:\n  far: promised_km\n  named: " + condition(1) + "\n" + test::made_portions();
    if (below(2) == 0) text += coverage();
    text += "exclusions:\n";
    for (int i = 0; i < 2; ++i) {
      text += "  - {id: x" + std::to_string(i) + ", when: {if: '" + condition(2) + "'}, takes: [" + portion() + "]" +
              (below(3) == 0 ? ", once_per: [" + pick({"vin", "number", "promised_km", "consent"}) + "]" : "") + "}\n";
    }
    text += "responsibility:\n  choose: first\n  rules:\n";
    for (int i = 0; i < 3; ++i) {
      text += "    - {id: r" + std::to_string(i) + ", when: {if: '" + condition(2) + "'}, bears: {" + portion() + ": " +
              pick({"maker", "dealer", "owner", "{dealer: 1, owner: 1}"}) + "}}\n";
    }
    return text;
  }

  // Values of every fact, so near to each other that they often meet.
  Stated values() {
    return {{"km", number()},
            {"number", number()},
            {"promised_km", number()},
            {"offered_km", number()},
            {"sold", day()},
            {"failed", day()},
            {"replied", day()},
            {"promised_months", number()},
            {"promised_days", number()},
            {"vin", pick({"\"X\"", "\"Y\""})},
            {"remark", pick({"\"a\"", "\"b\""})},
            {"consent", pick({"true", "false"})},
            {"worn", pick({"true", "false"})}};
  }

  Stated some_of(const Stated& values) {
    Stated some;
    for (const auto& value : values) {
      if (below(5) > 1) some.push_back(value);
    }
    return some;
  }

  std::string amounts() {
    return pick({R"("parts": "5.00")", R"("parts": "5.00", "labour": "5.00")", R"("parts": "0.00")"});
  }

 private:
  std::string pick(const std::vector<std::string>& choices) {
    return choices[static_cast<std::size_t>(below(static_cast<int>(choices.size())))];
  }
  std::string portion() { return pick({"main", "extra"}); }
  std::string number() { return std::to_string(below(5)); }
  std::string day() {
    return pick(
        {"\"2024-01-30\"", "\"2024-01-31\"", "\"2024-02-01\"", "\"2024-02-29\"", "\"2024-03-01\"", "\"2024-03-31\""});
  }
  std::string relation() { return pick({"<", "<=", "=", "!=", ">", ">="}); }
  std::string quantity() {
    return pick(
        {"km", "number", "promised_km", "offered_km", "far", "2", "3", "km + 1", "promised_km * 2", "offered_km - 1"});
  }
  std::string date() {
    return pick({"sold", "failed", "replied", "sold + promised_months", "failed + promised_days",
                 "sold + promised_days", "replied + promised_months", "date(\"2024-02-29\")"});
  }

  std::string comparison() {
    switch (below(7)) {
      case 0:
        return "consent";
      case 1:
        return "worn";
      case 2:
        return pick({"vin = \"X\"", "remark = \"a\"", "vin != \"Y\""});
      case 3:
        return "(if " + pick({"consent", "worn"}) + " then " + quantity() + " else " + quantity() + ") " + relation() +
               " " + quantity();
      case 4:
      case 5:
        return date() + " " + relation() + " " + date();
      default:
        return quantity() + " " + relation() + " " + quantity();
    }
  }

  std::string coverage() {
    std::string text =
        "limits:\n  distance: {id: expired.distance, of: km}\n  time: {id: expired.time, months_from: sold, at: "
        "failed}\n"
        "coverage:\n  choose: " +
        pick({"first", "unique"}) + "\n  expiry_takes: [" + portion() + "]\n";
    if (below(2) == 0) text += "  for: {if: '" + condition(1) + "'}\n";
    text += "  rows:\n";
    for (int i = 0; i < 3; ++i) {
      text +=
          "    - {id: c" + std::to_string(i) + (i == 2 && below(2) == 0 ? "" : ", when: {if: '" + condition(1) + "'}");
      if (below(3) > 0) text += ", distance: " + pick({"2", "3", "promised_km", "number + 1"});
      if (below(3) > 0) text += ", time: " + pick({"1", "2", "promised_months"});
      text += "}\n";
    }
    return text;
  }

  std::mt19937 random_;
};

std::string json_of(const Stated& stated, const std::string& amounts) {
  std::string text = R"({"claim_id": "K1")";
  for (const auto& [name, value] : stated) text += ", \"" + name + "\": " + value;
  return text + ", \"lines\": [{" + amounts + "}]}";
}

struct Tally {
  int decided = 0;
  int open = 0;
};

// Facts that the claim leaves open, stated at random.
Stated completed(const Stated& some, const Stated& all) {
  Stated result = some;
  for (const auto& value : all) {
    bool is_stated = false;
    for (const auto& known : some) is_stated = is_stated || known.first == value.first;
    if (!is_stated) result.push_back(value);
  }
  return result;
}

void check_claim(const Policy& policy, const History& history, Maker& maker, Tally& tally) {
  const Stated some = maker.some_of(maker.values());
  const std::string amounts = maker.amounts();
  const std::string open_claim = json_of(some, amounts);
  const Claim claim = test::claim_of(policy, open_claim);
  const Decision decision = adjudicate(policy, claim, history);
  const LineDecision& line = decision.lines.at(0);
  CAPTURE(open_claim);
  CHECK_FALSE(explain(policy, claim, history, "en", Detail::full).empty());
  const bool open = line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
  ++(open ? tally.open : tally.decided);
  CHECK(line.missing.empty() == (line.outcome != Outcome::needs_information));
  for (int i = 0; i < 12; ++i) {
    const std::string full_claim = json_of(completed(some, maker.values()), amounts);
    CAPTURE(full_claim);
    const Claim full = test::claim_of(policy, full_claim);
    const Decision full_decision = adjudicate(policy, full, history);
    const LineDecision& full_line = full_decision.lines.at(0);
    CHECK(full_line.missing.empty());
    CHECK(full_line.pending.empty());
    if (!open) {
      CHECK(test::payments_of(policy, line) == test::payments_of(policy, full_line));
      CHECK(name_of(line.outcome) == name_of(full_line.outcome));
    }
    const std::string reasons = " " + test::reasons_of(full_line) + " ";
    for (const Reason& reason : line.reasons) {
      CAPTURE(reason.rule->id);
      const bool awaited_or_contradictory = open;
      CHECK((awaited_or_contradictory || reasons.find(" " + reason.rule->id + " ") != std::string::npos));
    }
    if (line.coverage != nullptr && full_line.contradictions.empty()) CHECK(line.coverage == full_line.coverage);
  }
}

}  // namespace

TEST_CASE("what is decided while facts are open stays so whatever they turn out to be") {
  const unsigned seed = 20'260'101;
  CAPTURE(seed);
  Maker maker(seed);
  Tally tally;
  int refused = 0;
  for (int i = 0; i < test::scaled(100); ++i) {
    const std::string rules = maker.rules();
    CAPTURE(rules);
    const auto policy = load_policy({{"made/rules.yaml", test::made_beginning() + rules}}, "made/rules.yaml");
    if (!policy) {
      // Rows of coverage that overlap or leave a hole are told at loading.
      const std::string& code = policy.error().front().code;
      CHECK_MESSAGE((code == "W0408" || code == "W0409"), render(policy.error()));
      ++refused;
      continue;
    }
    const History none;
    History history;
    for (int j = 0; j < 4; ++j) {
      const Claim claim = test::claim_of(*policy, json_of(maker.values(), maker.amounts()));
      history.note(*policy, claim, adjudicate(*policy, claim, history));
    }
    for (int j = 0; j < 6; ++j) check_claim(*policy, j % 2 == 0 ? history : none, maker, tally);
  }
  MESSAGE("refused ", refused, ", decided ", tally.decided, ", open ", tally.open);
  CHECK(refused < test::scaled(80));
  CHECK(tally.decided > test::scaled(130));
  CHECK(tally.open > test::scaled(130));
}

}  // namespace warrantor
