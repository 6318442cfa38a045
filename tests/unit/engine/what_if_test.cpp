#include <doctest/doctest.h>

#include <string>

#include "unit/engine/made_lab.hpp"

// What an explanation says the answers would change.
namespace warrantor {
namespace {

using test::Tried;

std::string briefly(const Tried& tried) { return explain(tried.policy, tried.claim, {}, "en", Detail::brief); }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

// An amount that nobody stated is not nothing.
std::string asked_for(const std::string& rules) {
  return "  price: {of: line, type: money, minimum: 0}\nportions: {main: {amount: price, else: maker}}\n" + rules;
}

const std::string cap = "adjustments:\n  - {id: cap, at_most: parts}\n";
const std::string large = "approvals:\n  - {id: large, refers: true, when: {main: \"> 5000.00\"}}\n";

}  // namespace

TEST_CASE("a missing amount is told in ranges, each once, and without amounts that hang on it") {
  const std::string text = briefly(Tried(asked_for(cap + large), ""));
  CHECK(has(text, "Not decided yet: an amount that is not stated\n"));
  CHECK_FALSE(has(text, "Nothing is asked for"));
  CHECK(has(text, "  - if price is 99.99 CNY or less: approved\n"));
  CHECK(has(text, "  - if price is 100.00 CNY: approved, maker 100.00 CNY\n"));
  CHECK(has(text, "  - if price is 100.01 CNY to 5,000.00 CNY: partly approved\n"));
  CHECK(has(text, "  - if price is 5,000.01 CNY or more: referred for a decision\n"));
  CHECK(times(text, "if price is ") == 4);
}

TEST_CASE("an amount that is not stated beside one that is shows in what is open") {
  const Tried tried(
      "  price: {of: line, type: money, minimum: 0}\nportions:\n  main: {amount: parts, else: maker}\n"
      "  extra: {amount: price, else: owner}\n",
      "");
  CHECK(has(briefly(tried), "Not decided yet: 100.00 CNY and an amount that is not stated\n"));
}

TEST_CASE("a fact that decides nothing alone is told without a range") {
  const std::string text = briefly(Tried(
      test::made_portions() + "exclusions:\n  - {id: late, when: {if: failed > sold + duration(\"P24M\")}}\n", ""));
  CHECK(has(text, "  - if sold is stated: still open (failed)\n"));
  CHECK(has(text, "  - if failed is stated: still open (sold)\n"));
  const Tried numbers(test::made_portions() + "exclusions:\n  - {id: back, when: {if: km < number}}\n", "");
  CHECK(has(briefly(numbers), "  - if number is 0 or less: approved, maker 100.00 CNY\n"));
  CHECK(has(briefly(numbers), "  - if number is 1 or more: still open (km)\n"));
  CHECK(numbers.says("      whatever it is: still open (number)\n"));
}

TEST_CASE("values that would have the claim rejected part those before from those behind") {
  const Tried tried(test::made_portions() +
                        "validity:\n  - {id: no-such, when: {km: \"[10..20]\"}}\n"
                        "exclusions:\n  - {id: far, when: {km: \"> 100\"}}\n",
                    "");
  CHECK(has(briefly(tried), "  - if km is 9 or less: approved, maker 100.00 CNY\n"));
  CHECK(has(briefly(tried), "  - if km is 21 to 100: approved, maker 100.00 CNY\n"));
}

}  // namespace warrantor
