#include "io/decision_text.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io;
using namespace warrantor::io::test;

namespace {

/// Decisions as a table.
class Shown {
 public:
  explicit Shown(base::Look look = {}, std::string language = "en") : writer_(schema_, std::move(language), look) {
    rule_.id = "too-old-to-be-repaired";
    rule_.clause = "b";
  }

  void add(const std::string& claim_id, warrantor::Outcome outcome, std::int64_t pays, std::int64_t open = 0) {
    ReadClaim claim(schema_);
    claim.id = claim_id;
    LineDecision line;
    line.line_id = "1";
    line.outcome = outcome;
    line.pays = {0, pays};
    line.open = open;
    if (outcome == warrantor::Outcome::denied) line.reasons = {{&rule_, {}}};
    if (outcome == warrantor::Outcome::needs_information) line.missing = {*schema_.find_fact("colour")};
    Decision decision;
    decision.outcome = outcome;
    decision.lines = {line};
    writer_.add(claim, decision, text_);
  }

  [[nodiscard]] std::string finish() {
    writer_.finish(text_);
    return text_;
  }

 private:
  Schema schema_ = made_up_schema();
  RuleInfo rule_;
  std::string text_;
  TextDecisionWriter writer_;
};

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const std::string_view line : base::split(text, '\n')) widest = std::max(widest, base::display_width(line));
  return widest;
}

}  // namespace

TEST_CASE("a table in a file holds every text in full, and a wide one pushes on what is right of it") {
  Shown table;
  table.add("A", warrantor::Outcome::denied, 500);
  table.add(std::string(50, 'x'), warrantor::Outcome::denied, 123'456'789'00);
  const std::string text = table.finish();
  CHECK(text == "claim" + std::string(35, ' ') + "  line  outcome  who pays        amount  reasons\n" +
                    std::string(40, '-') +
                    "  ----  -------  --------  ------------  --------------------------\n"
                    "A" +
                    std::string(39, ' ') + "  1     denied   buyer             5.00  too-old-to-be-repaired (b)\n" +
                    std::string(50, 'x') + "  1     denied   buyer     123456789.00  too-old-to-be-repaired (b)\n");
}

TEST_CASE("a table in a file is the same whatever comes after the thousand rows that it is measured by") {
  Shown table;
  for (int i = 0; i < 1000; ++i) table.add("A", warrantor::Outcome::approved, 500);
  table.add("a later claim", warrantor::Outcome::needs_information, 0, 999'999'99);
  CHECK(
      table.finish().ends_with("A      1     approved  buyer       5.00\n"
                               "a later claim  1     needs_information  (open)    999999.99  missing: colour\n"));
}

TEST_CASE("a table on a terminal keeps to its columns, and texts go on below") {
  Shown table({false, 62});
  table.add("depot-17-of-the-north-0001", warrantor::Outcome::denied, 500);
  table.add("short", warrantor::Outcome::needs_information, 0, 300);
  const std::string text = table.finish();
  CHECK(text ==
        "claim        line  outcome      who pays  amount  reasons\n"
        "-----------  ----  -----------  --------  ------  ------------\n"
        "depot-17-    1     denied       buyer       5.00  too-old-to-\n"
        "of-the-                                             be-\n"
        "north-0001                                          repaired\n"
        "                                                    (b)\n"
        "short        1     needs_       (open)      3.00  missing:\n"
        "                   information                      colour\n");
  CHECK(widest_line(text) <= 62);
}

TEST_CASE("a table keeps to any terminal from 60 columns on") {
  for (std::size_t columns = 60; columns < 140; ++columns) {
    for (const char* const language : {"en", "zh"}) {
      Shown table({false, columns}, language);
      table.add("depot-17-of-the-north-0001", warrantor::Outcome::denied, 500);
      table.add("索赔单编号很长很长很长很长很长很长很长", warrantor::Outcome::needs_information, 0, 123'456'00);
      table.add("x", warrantor::Outcome::referred, 100, 300);
      CHECK(widest_line(table.finish()) <= columns);
    }
  }
}

TEST_CASE("a text of many lines on a terminal ends with an ellipsis") {
  Shown table({false, 80});
  table.add(std::string(5000, 'x'), warrantor::Outcome::approved, 500);
  const std::string text = table.finish();
  CHECK(std::count(text.begin(), text.end(), '\n') == 7);
  CHECK(text.ends_with("x…\n"));
}

TEST_CASE("Chinese is aligned by its columns") {
  Shown table({}, "zh");
  table.add("单-1", warrantor::Outcome::approved, 500);
  table.add("A2", warrantor::Outcome::needs_information, 0, 300);
  CHECK(table.finish() ==
        "索赔单  行  结论        承担方    金额  理由\n"
        "------  --  ----------  --------  ----  ----------\n"
        "单-1    1   同意赔付    buyer     5.00\n"
        "A2      1   需补充信息  （未定）  3.00  缺少：颜色\n");
}

TEST_CASE("colour stands where a look has it, and takes no columns") {
  Shown plain({false, 80});
  plain.add("A", warrantor::Outcome::approved, 500);
  Shown coloured({true, 80});
  coloured.add("A", warrantor::Outcome::approved, 500);
  const std::string text = coloured.finish();
  CHECK(text.ends_with("A      1     \x1b[32mapproved\x1b[0m  buyer       5.00\n"));
  CHECK(plain.finish().ends_with("A      1     approved  buyer       5.00\n"));
}

TEST_CASE("a claim's name cannot command the terminal") {
  Shown table({true, 80});
  table.add("A\x1b[2J\u202E", warrantor::Outcome::approved, 500);
  const std::string text = table.finish();
  CHECK(text.find("A?[2J?  1") != std::string::npos);
}
