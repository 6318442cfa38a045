#include "base/screen_text.hpp"

#include <random>

#include <doctest/doctest.h>

#include "base/utf8.hpp"

using namespace warrantor::base;

namespace {

using Lines = std::vector<std::string>;

std::string without_blanks(const std::string& text) {
  std::string rest;
  for (const char c : text) {
    if (c != ' ') rest += c;
  }
  return rest;
}

}  // namespace

TEST_CASE("only a look with colour paints") {
  CHECK(coloured("denied", Ink::bad, Look{}) == "denied");
  CHECK(coloured("denied", Ink::bad, Look{false, 80}) == "denied");
  CHECK(coloured("denied", Ink::bad, Look{true, 80}) == "\x1b[31mdenied\x1b[0m");
  CHECK(coloured("claim", Ink::heading, Look{true, 0}) == "\x1b[1mclaim\x1b[0m");
  CHECK(coloured("as it is", Ink::plain, Look{true, 80}) == "as it is");
  CHECK(coloured("", Ink::bad, Look{true, 80}).empty());
}

TEST_CASE("what a terminal would obey is shown as a question mark") {
  CHECK(printable("R-1\x1b[2J\t\x07") == "R-1?[2J??");
  CHECK(printable("a\u202Eb\u2066c\u0085") == "a?b?c?");
  CHECK(printable("索赔单 é") == "索赔单 é");
  CHECK(printable("a\xff") == "a\uFFFD");
}

TEST_CASE("lines end between words where they can") {
  CHECK(wrap_to_width("short", 10) == Lines{"short"});
  CHECK(wrap_to_width("", 10) == Lines{""});
  CHECK(wrap_to_width("A part that is not a genuine one", 12) == Lines{"A part that", "is not a", "genuine one"});
  CHECK(wrap_to_width("exactly ten", 7) == Lines{"exactly", "ten"});
  CHECK(wrap_to_width("two  blanks", 5) == Lines{"two", "blank", "s"});
  CHECK(wrap_to_width("pending: regional_manager_approved", 27, 2) == Lines{"pending:", "  regional_manager_approved"});
}

TEST_CASE("a long word ends after a mark within it, or is cut") {
  CHECK(wrap_to_width("fleet-commitment-last-day", 18) == Lines{"fleet-commitment-", "last-day"});
  CHECK(wrap_to_width("expired.distance", 12) == Lines{"expired.", "distance"});
  CHECK(wrap_to_width("LJNTGU5N9KN100001", 10) == Lines{"LJNTGU5N9K", "N100001"});
}

TEST_CASE("Chinese ends a line beside any character but not before a closing mark") {
  CHECK(wrap_to_width("超过质量担保期限", 6) == Lines{"超过质", "量担保", "期限"});
  CHECK(wrap_to_width("超过质量担保期限", 7) == Lines{"超过质", "量担保", "期限"});
  CHECK(wrap_to_width("使用不当、被盗", 8) == Lines{"使用不", "当、被盗"});
  CHECK(wrap_to_width("缺少：odometer", 10) == Lines{"缺少：", "odometer"});
}

TEST_CASE("lines after the first are indented") {
  CHECK(wrap_to_width("one two three", 7, 2) == Lines{"one two", "  three"});
}

TEST_CASE("wrapped lines are never too wide and lose nothing but blanks") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"a", "bc", " ", "-", "_", "索", "，", "）", "é", "e\u0301", "🚗", "  "};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += pieces[random() % pieces.size()];
    const std::size_t columns = 4 + random() % 20;
    const std::size_t indent = random() % ((columns + 1) / 2);
    std::string joined;
    for (const std::string& line : wrap_to_width(text, columns, indent)) {
      CAPTURE(text);
      CAPTURE(columns);
      CAPTURE(indent);
      REQUIRE(display_width(line) <= columns);
      joined += line;
    }
    REQUIRE(without_blanks(joined) == without_blanks(text));
  }
}
