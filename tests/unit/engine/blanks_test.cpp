#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// What a blank means where that hangs on other facts.
namespace warrantor {
namespace {

// The answers of the lines of one claim, `approved denied`.
std::string lines_of(const std::string& rules, const std::string& lines) {
  const Policy policy = test::made_policy(test::made_beginning() + rules);
  const Claim claim = test::claim_of(policy, R"({"claim_id": "K1", "lines": [)" + lines + "]}");
  const Decision decision = adjudicate(policy, claim);
  std::string text;
  for (const LineDecision& line : decision.lines) {
    text += (text.empty() ? "" : " ") + std::string(name_of(line.outcome));
    if (!line.missing.empty()) text += "(" + test::names_of(policy, line.missing) + ")";
  }
  return text;
}

const std::string rules =
    "  used: {of: line, type: boolean}\n"
    "  scratched: {of: line, type: boolean, blank: {when: {used: true}, is: unknown, else: none}}\n" +
    test::made_portions() +
    "exclusions:\n  - {id: gone, when: {scratched: null}}\n  - {id: bad, when: {scratched: true}}\n";

}  // namespace

TEST_CASE("what a blank of a line means does not hang on the line before") {
  const std::string used = R"({"parts": "1.00", "used": true})";
  const std::string fresh = R"({"parts": "1.00", "used": false})";
  const std::string silent = R"({"parts": "1.00"})";
  CHECK(lines_of(rules, used) == "needs_information(scratched)");
  CHECK(lines_of(rules, fresh) == "denied");
  CHECK(lines_of(rules, fresh + "," + used) == "denied needs_information(scratched)");
  CHECK(lines_of(rules, used + "," + fresh) == "needs_information(scratched) denied");
  const std::string alone = lines_of(rules, silent);
  CHECK(lines_of(rules, fresh + "," + silent) == "denied " + alone);
  CHECK(lines_of(rules, used + "," + silent) == "needs_information(scratched) " + alone);
}

TEST_CASE("what a line states is not taken for the next one") {
  CHECK(lines_of(rules, R"({"parts": "1.00", "used": true, "scratched": true},{"parts": "1.00", "used": true})") ==
        "denied needs_information(scratched)");
}

TEST_CASE("what a blank of a line means may hang on the claim, whose own blanks are read first") {
  const std::string of_claim =
      "  used: {type: boolean, default: true}\n"
      "  scratched: {of: line, type: boolean, blank: {when: {used: true}, is: unknown, else: none}}\n";
  const std::string both = of_claim + test::made_portions() + "exclusions:\n  - {id: bad, when: {scratched: true}}\n";
  CHECK(lines_of(both, R"({"parts": "1.00"})") == "needs_information(scratched)");
}

}  // namespace warrantor
