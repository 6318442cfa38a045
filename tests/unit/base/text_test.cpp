#include "base/text.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/checked.hpp"

using namespace warrantor::base;

TEST_CASE("trim takes the blanks of both ends and leaves those between") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim("   ").empty());
  CHECK(trim("").empty());
  CHECK(trim("x") == "x");
}

TEST_CASE("letters beyond ASCII keep their case") {
  CHECK(to_lower("PALADIN Ä 帕拉丁") == "paladin Ä 帕拉丁");
  CHECK(equal_ignoring_case("True", "tRUE"));
  CHECK_FALSE(equal_ignoring_case("true", "true "));
}

TEST_CASE("a whole number is an optional sign and digits") {
  CHECK(parse_integer("28000")->number == 28000);
  CHECK(parse_integer("-5")->number == -5);
  CHECK(parse_integer("+7")->number == 7);
  CHECK(parse_integer("007")->number == 7);
  for (const char* text : {"", "-", "+", "+-5", "--5", "1.0", "1e3", " 1", "1 ", "0x1F", "１"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("a whole number beyond 64 bits is recognised as one that does not fit") {
  CHECK(parse_integer("9223372036854775807")->fits);
  CHECK(parse_integer("-9223372036854775808")->number == std::numeric_limits<std::int64_t>::min());
  REQUIRE(parse_integer("9223372036854775808"));
  CHECK_FALSE(parse_integer("9223372036854775808")->fits);
}

TEST_CASE("split keeps empty parts and join undoes it") {
  CHECK(split("a;;b;", ';') == std::vector<std::string_view>{"a", "", "b", ""});
  CHECK(split("", ';') == std::vector<std::string_view>{""});
  CHECK(join(split("a;;b;", ';'), ";") == "a;;b;");
  CHECK(join(std::vector<std::string>{}, ", ").empty());
}

TEST_CASE("a quoted text stands on one line, is cut, and hides no control character") {
  CHECK(quote("D22") == "`D22`");
  CHECK(quote("") == "``");
  CHECK(quote("a\nb\x1b") == "`a\\x0ab\\x1b`");
  CHECK(quote("\xff") == "`\\xff`");
  CHECK(quote(std::string(60, 'x')) == "`" + std::string(60, 'x') + "`");
  CHECK(quote(std::string(61, 'x')) == "`" + std::string(60, 'x') + "…`");
}

TEST_CASE("checked arithmetic gives nothing where 64 bits do not suffice") {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  CHECK(checked_add(most - 1, 1) == most);
  CHECK_FALSE(checked_add(most, 1));
  CHECK(checked_subtract(least + 1, 1) == least);
  CHECK_FALSE(checked_subtract(0, least));
  CHECK(checked_multiply(-3, 4) == -12);
  CHECK_FALSE(checked_multiply(least, -1));
}
