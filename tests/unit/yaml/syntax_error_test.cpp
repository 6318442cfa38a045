#include "helpers.hpp"

namespace warrantor::yaml {

TEST_CASE("a quote that is never closed is shown where it opens") {
  check_mistake("a: b # don't\nc: \"unclosed\nd: e\n", "W0101", "`\"` is never closed", "end it with `\"`",
                "2:4 \"unclosed");
  check_mistake("a: [b, \"c, d]\n\n", "W0101", "`\"` is never closed", "end it with `\"`", "1:8 \"c, d]");
  check_mistake("a: \"x", "W0101", "`\"` is never closed", "end it with `\"`", "1:4 \"x");
  check_mistake("a: 'x''\n", "W0101", "`'` is never closed", "end it with `'`", "1:4 'x\'\'");
  check_mistake("a: 'x\n", "W0101", "`'` is never closed", "end it with `'`", "1:4 'x");
}

TEST_CASE("a bracket that is never closed is shown where it opens") {
  check_mistake("a: [1, 2\nb: c\n", "W0101", "`[` is never closed",
                "end it with `]`, and separate what stands in it with commas", "1:4 [");
  check_mistake("a:\n  - {b: c\n  - d\n", "W0101", "`{` is never closed",
                "end it with `}`, and separate what stands in it with commas", "2:5 {");
}

TEST_CASE("a comma that is missing between brackets is shown where the next item stands") {
  const char* help =
      "separate what stands in brackets with commas, and put a text that holds brackets or `: ` in quotes";
  check_mistake("a: [\n  \"b\"\n  \"c]\"\n]\n", "W0101", "`\"c]\"` does not fit between these brackets", help,
                "3:3 \"c]\"");
  check_mistake("{a: b c: d}\n", "W0101", "`:` does not fit between these brackets", help, "1:8 :");
  check_mistake("{en: x, zh: 请补充：{missing}。}\n", "W0101", "`{missing}。}` does not fit between these brackets",
                help, "1:25 {missing}。}");
}

TEST_CASE("an item that is missing before a comma is shown") {
  check_mistake("[a, , b]\n", "W0101", "an item is missing before the comma",
                "remove the comma, or write `null` for a known absence", "1:5 ,");
  CHECK(mistakes("a: [b,]\nc: {d: e,}\n").empty());
}

TEST_CASE("a bracket that closes nothing is shown") {
  const char* help = "remove it, or open the bracket that it closes";
  check_mistake("a: 1\n]\n", "W0101", "`]` closes no bracket that is open", help, "2:1 ]");
  check_mistake("a: [b}\n", "W0101", "`}` closes no bracket that is open", help, "1:6 }");
}

TEST_CASE("a tab in the indentation is shown") {
  check_mistake("a:\n\t- b\n", "W0101", "a tab indents this line", "indent with spaces", "2:1 \t");
}

TEST_CASE("a comparison without quotes is explained") {
  check_mistake("when:\n  base: > report_above\n", "W0101", "`>` begins a text of several lines",
                "put a comparison in quotes: `\"> report_above\"`", "2:9 > report_above");
  check_mistake("when: {base: > 5}\n", "W0101", "a value cannot begin with `>`", "put the value in quotes", "1:14 >");
}

TEST_CASE("a second colon is shown") {
  check_mistake("a: b: c\n", "W0101", "a colon does not belong here",
                "put a text that holds `: ` in quotes, and indent the names of one mapping alike", "1:5 :");
}

TEST_CASE("a character that begins no value is shown") {
  check_mistake("a: @b\n", "W0101", "a value cannot begin with `@`", "put the value in quotes", "1:4 @");
  check_mistake("a: `b`\n", "W0101", "a value cannot begin with ```", "put the value in quotes", "1:4 `");
}

TEST_CASE("an unknown escape is shown") {
  check_mistake("a: \"C:\\qux\"\n", "W0101", "unknown escape `\\q`",
                "write `\\\\` for a backslash, or use single quotes, in which it is nothing special", "1:7 \\q");
}

TEST_CASE("text behind a quoted value is shown") {
  check_mistake("a: \"x\" 'y'\n", "W0101", "`'y'` does not fit below what stands before it",
                "write `name: value`, indent the names of one mapping alike, and put a text with quotes in "
                "it in quotes",
                "1:8 'y'");
}

TEST_CASE("a line that is no item is shown within its list") {
  check_mistake("- - b\n  c: d\n", "W0101", "`c:` is no item of the list above it",
                "begin each item with `- `, and indent the items of one list alike", "2:3 c:");
}

}  // namespace warrantor::yaml
