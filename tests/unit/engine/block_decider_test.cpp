#include <doctest/doctest.h>

#include <array>
#include <deque>
#include <string>

#include <warrantor/warrantor.hpp>

#include "engine/block_rulings.hpp"
#include "support/block_check.hpp"
#include "unit/engine/made_lab.hpp"

// Which lines get a ruling in a block, and that it is theirs.
namespace warrantor {
namespace {

/// Decides claims of one line each in one block; each ruling is held against adjudicate(). Told is the outcome, or `-`
/// for a line that is left over.
class Decided {
 public:
  explicit Decided(const std::string& rules) : policy_(test::made_policy(test::made_beginning() + rules)) {}

  std::string told(const std::vector<std::string>& facts) {
    test::BlockCheck check(policy_);
    std::deque<Claim> claims;
    for (const std::string& fact : facts) {
      claims.push_back(test::claim_of(policy_, R"({"claim_id": "K1", )" + fact + "}"));
      check.add(claims.back());
    }
    std::string text;
    check.finish([&text](const engine::Ruling* ruling) {
      text += (text.empty() ? "" : " ") + std::string(ruling == nullptr ? "-" : name_of(ruling->outcome));
    });
    patterns_ = check.decider().patterns();
    return text;
  }
  [[nodiscard]] std::size_t patterns() const { return patterns_; }

 private:
  Policy policy_;
  std::size_t patterns_ = 0;
};

std::string line(const std::string& facts, const std::string& parts = "100.00") {
  return facts + (facts.empty() ? "" : ", ") + R"("lines": [{"parts": ")" + parts + "\"}]";
}

}  // namespace

TEST_CASE("lines with the same truths share a ruling, and a line with an open one has none") {
  Decided decided(test::made_portions() +
                  "exclusions:\n  - {id: far, when: {km: \"> 10\"}}\n  - {id: worn, when: {worn: true}}\n");
  CHECK(decided.told({line(R"("km": 1, "worn": false)"), line(R"("km": 9, "worn": false)"),
                      line(R"("km": 11, "worn": false)"), line(R"("km": 11)"), line(R"("worn": true)")}) ==
        "approved approved denied - -");
  CHECK(decided.patterns() == 2);
}

TEST_CASE("a line that no fact can settle is referred by a ruling, with all of it open") {
  Decided decided("derived:\n  far: 500\n" + test::made_portions() +
                  "coverage:\n  expiry_takes: all\n  rows:\n    - {id: near, when: {if: km < far}}\n"
                  "    - {id: away, when: {if: km > far}}\n");
  CHECK(decided.told({line("\"km\": 499"), line("\"km\": 500"), line("\"km\": 501")}) == "approved referred approved");
}

TEST_CASE("rejected lines have no ruling, and lines that might be rejected have one where that changes nothing") {
  Decided decided("  must: {type: number, blank: reject}\n" + test::made_portions() +
                  "exclusions:\n  - {id: worn, when: {worn: true}}\n"
                  "validity:\n  - {id: too-early, when: {if: failed < sold}}\n");
  const std::string sound = R"("must": 1, "worn": false, )";
  CHECK(decided.told({line(sound + R"("sold": "2024-01-02", "failed": "2024-01-02")"),
                      line(sound + R"("sold": "2024-01-02", "failed": "2024-01-01")"),
                      line(sound + R"("sold": "2024-01-02")"), line("\"worn\": false")}) == "approved - approved -");
}

TEST_CASE("a text that must be stated is asked for, and no condition on a text is told") {
  Decided decided("  shop: {type: text, blank: reject}\n" + test::made_portions() +
                  "exclusions:\n  - {id: strange, when: {if: worn and plate = \"X\"}}\n");
  CHECK(decided.told({line(R"("shop": "S", "worn": false, "plate": "X")"), line(R"("worn": false)"),
                      line(R"("shop": "S", "worn": true, "plate": "X")")}) == "approved - -");
}

TEST_CASE("a line on which a rule looks at earlier claims has no ruling") {
  Decided decided(test::made_portions() +
                  "exclusions:\n  - {id: used, when: {worn: true}, once_per: [vin], takes: [main]}\n");
  CHECK(decided.told({line("\"worn\": false"), line("\"worn\": true"), line("")}) == "approved - -");
}

TEST_CASE("nothing is decided in blocks where records must be stated") {
  Decided decided("  calls: {type: records, blank: reject, fields: {call_km: {type: number}}}\n" +
                  test::made_portions());
  CHECK(decided.told({line("")}) == "-");
}

TEST_CASE("shares are those of the largest remainder") {
  Decided decided(test::made_portions() +
                  "responsibility:\n  choose: first\n  rules:\n"
                  "    - {id: half, when: {worn: true}, bears: {main: {maker: 1, dealer: 1, owner: 1}}}\n"
                  "    - {id: most, when: {rented: true}, bears: {main: {maker: 999999, owner: 2}}}\n");
  for (const char* amount : {"0.00", "0.01", "0.02", "0.03", "0.04", "100.00", "99.99", "9999999999999.99"}) {
    CAPTURE(amount);
    const std::string told =
        decided.told({line("\"worn\": true", amount), line(R"("worn": false, "rented": true)", amount)});
    CHECK(told.find('-') == std::string::npos);
  }
}

TEST_CASE("where a step asks who pays, amounts below zero and shares that come to nothing are left over") {
  const std::string facts = "  credit: {of: line, type: money, default: 0}\n";
  const std::string rules =
      "portions:\n  main: {amount: parts - credit, else: maker}\n"
      "responsibility:\n  choose: first\n  rules:\n"
      "    - {id: shared, when: {worn: true}, bears: {main: {maker: 1, owner: 3}}}\n";
  const std::string steps = "steps:\n  - {id: pay, when: {borne_by: maker}, text: Pay.}\n";
  const auto lines = [] {
    std::vector<std::string> made;
    for (const char* credit : {"0.09", "0.07", "0.00", "0.04", "0.08"}) {
      made.push_back(R"("worn": true, "lines": [{"parts": "0.08", "credit": ")" + std::string(credit) + "\"}]");
    }
    return made;
  }();
  CHECK(Decided(facts + rules).told(lines) == "partial partial partial partial partial");
  CHECK(Decided(facts + rules + steps).told(lines) == "- - partial partial partial");
}

TEST_CASE("where a step asks who pays, amounts that come to nothing together are left over") {
  Decided decided(
      "  credit: {of: line, type: money, default: 0}\n"
      "portions:\n  main: {amount: parts - credit, else: owner}\n  extra: {amount: labour, else: owner}\n"
      "steps:\n  - {id: bill, when: {borne_by: owner}, text: Bill.}\n");
  CHECK(decided.told({R"("lines": [{"credit": "5.00", "labour": "5.00"}])",
                      R"("lines": [{"parts": "5.00", "labour": "5.00"}])"}) == "- denied");
}

TEST_CASE("the last day and the largest reading of a limit are told, also where they are not known") {
  Decided decided("  begun: {type: date, blank: none}\n  read: {type: number, blank: none}\n" + test::made_portions() +
                  "limits:\n  time: {id: over, months_from: begun, at: failed}\n  distance: {id: far, of: read}\n"
                  "coverage:\n  expiry_takes: all\n  rows:\n    - {id: row, time: 1, distance: number}\n");
  CHECK(decided.told({line(R"("begun": "2024-01-31", "failed": "2024-02-29", "read": 5, "number": 5)"),
                      line(R"("begun": "2024-01-31", "failed": "2024-03-01", "read": 5, "number": 5)"),
                      line(R"("begun": "2024-01-31", "failed": "2024-02-29", "number": 5)"),
                      line(R"("begun": "2024-01-31", "failed": "2024-02-29")"),
                      line(R"("failed": "2024-03-01", "read": 6, "number": 5)"), line("")}) ==
        "approved denied approved approved denied approved");
}

TEST_CASE("keys are found again once they were added, each in its place") {
  engine::KeyTable table(2, 300);
  using Key = std::array<std::uint64_t, 2>;
  const auto key = [](std::uint64_t number) { return Key{number % 7, number / 7}; };
  for (std::uint64_t number = 0; number < 300; ++number) {
    REQUIRE_FALSE(table.is_full());
    REQUIRE_FALSE(table.find(key(number)));
    REQUIRE(table.add(key(number)) == number);
  }
  CHECK(table.is_full());
  for (std::uint64_t number = 0; number < 300; ++number) REQUIRE(table.find(key(number)) == number);
  CHECK_FALSE(table.find(key(300)));
}

TEST_CASE("patterns that come up but once are not all taken in") {
  std::string facts;
  std::string rules = test::made_portions() + "exclusions:\n";
  for (int bit = 0; bit < 11; ++bit) {
    const std::string name = "f" + std::to_string(bit);
    facts += "  " + name + ": {type: boolean, default: false}\n";
    rules += "  - {id: x" + std::to_string(bit) + ", when: {" + name + ": true}}\n";
  }
  Decided decided(facts + rules);
  std::vector<std::string> lines;
  for (unsigned i = 0; i < 1500; ++i) {
    std::string stated;
    for (unsigned bit = 0; bit < 11; ++bit) {
      if ((i >> bit & 1U) != 0) stated += (stated.empty() ? "\"f" : ", \"f") + std::to_string(bit) + "\": true";
    }
    lines.push_back(line(stated));
  }
  CHECK(decided.told(lines).find('-') != std::string::npos);
  CHECK(decided.patterns() == 1024);
}

}  // namespace warrantor
