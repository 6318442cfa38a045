#include "expr/lexer.hpp"

#include <doctest/doctest.h>

#include <string>

namespace warrantor::expr {
namespace {

/// The tokens' texts with `|` between them; strings in quotes, dates with `@`.
std::string tokens_of(std::string_view text) {
  const auto tokens = read_tokens(text);
  if (!tokens) return "fault: " + tokens.error().message;
  std::string joined;
  for (const Token& token : tokens.value()) {
    if (token.kind == TokenKind::end) break;
    if (!joined.empty()) joined += '|';
    if (token.kind == TokenKind::string) joined += '"';
    if (token.kind == TokenKind::date) joined += '@';
    joined += token.text;
  }
  return joined;
}

/// `message / help / underlined text`
std::string fault_of(std::string_view text) {
  const auto tokens = read_tokens(text);
  if (tokens) return "no fault";
  const SyntaxFault& fault = tokens.error();
  return fault.message + " / " + fault.help + " / " + std::string(text.substr(fault.range.begin, fault.range.length));
}

TEST_CASE("text is cut into names, keywords, numbers and the longest symbols") {
  CHECK(tokens_of("a<=b**2!=c") == "a|<=|b|**|2|!=|c");
  CHECK(tokens_of("[1..2]") == "[|1|..|2|]");
  CHECK(tokens_of("[.5...75)") == "[|.5|..|.75|)");
  CHECK(tokens_of("a.b 1.25 0.5") == "a|.|b|1.25|0.5");
  CHECK(read_tokens("and")->at(0).kind == TokenKind::keyword);
  CHECK(read_tokens("android")->at(0).kind == TokenKind::name);
  CHECK(read_tokens("")->size() == 1);
}

TEST_CASE("names hold letters of any script, digits and underscores") {
  CHECK(tokens_of("部件_2 über_x1") == "部件_2|über_x1");
  CHECK(tokens_of("a-b") == "a|-|b");
}

TEST_CASE("each token knows its place in bytes") {
  const auto tokens = read_tokens("  部件 = \"x\\n\"");
  REQUIRE(tokens);
  CHECK(tokens->at(0).range.begin == 2);
  CHECK(tokens->at(0).range.length == 6);
  CHECK(tokens->at(2).range.begin == 11);
  CHECK(tokens->at(2).range.length == 5);
  CHECK(tokens->at(3).range.begin == 16);
  CHECK(tokens->at(3).range.length == 0);
}

TEST_CASE("white space of any script and comments are passed over") {
  CHECK(tokens_of("a // all of it\n+ /* not\nthis */ b　") == "a|+|b");
  CHECK(tokens_of("a//") == "a");
  CHECK(tokens_of("a /**/ b /***/") == "a|b");
}

TEST_CASE("a date is four digits, two and two without blanks, or a string after an at sign") {
  CHECK(tokens_of("2024-01-05") == "@2024-01-05");
  CHECK(tokens_of("@\"2024-01-05\"") == "@2024-01-05");
  CHECK(tokens_of("[2024-01-05..2024-02-05]") == "[|@2024-01-05|..|@2024-02-05|]");
  CHECK(tokens_of("2024 - 01 - 05") == "2024|-|01|-|05");
  CHECK(tokens_of("2024-1-5") == "2024|-|1|-|5");
  CHECK(tokens_of("2024-01-055") == "2024|-|01|-|055");
  CHECK(tokens_of("12024-01-05") == "12024|-|01|-|05");
}

TEST_CASE("the escapes of a string are resolved") {
  CHECK(tokens_of(R"("a\"b\\c\n\t\r\'")") == "\"a\"b\\c\n\t\r'");
  CHECK(tokens_of(R"("\u5E15\u62C9")") == "\"帕拉");
  CHECK(tokens_of(R"("\uD83D\uDE97\U01F697")") == "\"🚗🚗");
  CHECK(tokens_of(R"("郑州 // no comment")") == "\"郑州 // no comment");
  CHECK(tokens_of(R"("")") == "\"");
}

TEST_CASE("a broken string is underlined where it breaks") {
  CHECK(fault_of(R"(a = "bc)") ==
        R"(the string is never closed / add `"` at its end; a line break inside is written `\n` / "bc)");
  CHECK(fault_of("\"bc\n\" = a").find("/ \"bc") != std::string::npos);
  const std::string help =
      R"(write `\"`, `\\`, `\n`, `\r`, `\t` or `\u` with four hexadecimal digits; a backslash itself is `\\`)";
  CHECK(fault_of(R"("a\qb")") == R"(unknown escape `\q` in a string / )" + help + R"( / \q)");
  CHECK(fault_of(R"("a\拉b")") == R"(unknown escape `\拉` in a string / )" + help + R"( / \拉)");
  CHECK(fault_of(R"("a\u12")") == R"(unknown escape `\u` in a string / )" + help + R"( / \u)");
  CHECK(fault_of(R"("\uD83D!")") == R"(unknown escape `\uD83D` in a string / )" + help + R"( / \uD83D)");
  CHECK(fault_of(R"("\uD83D\u0041")") ==
        R"(unknown escape `\uD83D\u0041` in a string / )" + help + R"( / \uD83D\u0041)");
  CHECK(fault_of(R"("\U110000")") == R"(unknown escape `\U110000` in a string / )" + help + R"( / \U110000)");
  CHECK(fault_of("\"a\\").rfind("the string is never closed", 0) == 0);
}

TEST_CASE("what other languages write is answered with what to write here") {
  CHECK(fault_of("a == b") == "unknown symbol `==` / write `=` / ==");
  CHECK(fault_of("a === b") == "unknown symbol `===` / write `=` / ===");
  CHECK(fault_of("a <> b") == "unknown symbol `<>` / write `!=` / <>");
  CHECK(fault_of("a && b") == "unknown symbol `&&` / write `and` / &&");
  CHECK(fault_of("a || b") == "unknown symbol `||` / write `or` / ||");
  CHECK(fault_of("!sold.early or x") == "unknown symbol `!` / write `not(sold.early)` / !");
  CHECK(fault_of("!(a)") == "unknown symbol `!` / write `not(...)` / !");
  CHECK(fault_of("a = 'text'") == "`'text'` is not a string / write strings in double quotes: `\"text\"` / 'text'");
  CHECK(fault_of("a = 'text") == "unknown symbol `'` / write strings in double quotes / 'text");
  CHECK(fault_of("a ≥ 5") == "unknown symbol `≥` / write `>=` / ≥");
  CHECK(fault_of("max（a，b）") == "unknown symbol `（` / write `(` / （");
  CHECK(fault_of("a # b") == "unknown symbol `#` /  / #");
  CHECK(fault_of("a § b") == "unknown symbol `§` /  / §");
}

TEST_CASE("a number with letters in it is refused as a whole") {
  const std::string help =
      "write numbers without a unit; names begin with a letter, and a value of a list that does not is written in "
      "quotes: ";
  CHECK(fault_of("1.5E+") == "`1.5E` is not a number / " + help + "`\"1.5E\"` / 1.5E");
  CHECK(fault_of("60_000") == "`60_000` is not a number / write `60000` / 60_000");
  CHECK(fault_of("24km + 1") == "`24km` is not a number / " + help + "`\"24km\"` / 24km");
  CHECK(fault_of("2024-01-05T10:00") ==
        "`2024-01-05T10` is not a date / times of day are not supported / 2024-01-05T10");
}

TEST_CASE("other things than dates and durations after an at sign are refused") {
  const std::string help =
      "after `@` only dates such as `@\"2024-01-05\"` and durations such as `@\"P36M\"` are supported";
  CHECK(fault_of("@\"10:00:00\"") == "`@\"10:00:00\"` is neither a date nor a duration / " + help + " / @\"10:00:00\"");
  CHECK(fault_of("@\"2024-01-05T10:00:00\" = a").rfind("`@\"2024-01-05T10:00:00\"` is neither", 0) == 0);
  CHECK(fault_of("@ a") ==
        "expected a string after `@` / write a date as `@\"2024-01-05\"`, a duration as `@\"P36M\"` / @");
}

TEST_CASE("a comment without an end and broken text are underlined where they begin") {
  CHECK(fault_of("a /* b") == "the comment `/*` is never closed / add `*/` at its end / /*");
  CHECK(fault_of("a /*/") == "the comment `/*` is never closed / add `*/` at its end / /*");
  CHECK(fault_of("a \xFF") == "the text is not valid UTF-8 /  / \xFF");
  CHECK(fault_of("\"\xE5\xB8\"") == "the text is not valid UTF-8 /  / \xE5");
}

}  // namespace
}  // namespace warrantor::expr
