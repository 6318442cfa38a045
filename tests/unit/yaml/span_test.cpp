#include <string>
#include <string_view>

#include "helpers.hpp"

namespace warrantor::yaml {
namespace {

/// The span of a word within the text of value `a`.
std::string find_in_a(const std::string& file, std::string_view word) {
  CAPTURE(file);
  const Document document = read(file);
  const Node& node = *document.root().find("a");
  const std::size_t offset = node.text().find(word);
  REQUIRE(offset != std::string_view::npos);
  return shown(node.span(offset, word.size()));
}

std::string a(const std::string& file) {
  const Document document = read(file);
  return shown(document.root().find("a")->span());
}

}  // namespace

TEST_CASE("a whole scalar is underlined with its quotes") {
  CHECK(a("a: plain text  # comment\n") == "1:4 plain text");
  CHECK(a("a:   'single ''quoted'''  # comment\n") == "1:6 'single ''quoted'''");
  CHECK(a("a: \"double \\\"quoted\\\" \\\\\"\n") == "1:4 \"double \\\"quoted\\\" \\\\\"");
  CHECK(a("a: ''\n") == "1:4 ''");
  CHECK(a("x: 1\na: last") == "2:4 last");
}

TEST_CASE("a column counts bytes of UTF-8") {
  CHECK(a("{帕拉丁: 皮卡, a: b}\n") == "1:24 b");
  CHECK(find_in_a("{帕拉丁: 皮卡, a: 里程 > 60000}\n", "> 60000") == "1:31 > 60000");
}

TEST_CASE("only the first line of what runs over several is underlined") {
  CHECK(a("a: one\n  two\n\n  three\n") == "1:4 one");
  CHECK(a("a: \"one  \n  two\"\n") == "1:4 \"one");
  CHECK(a("a: [one,\n  two]\n") == "1:4 [one,");
}

TEST_CASE("a block is underlined at its first line of text") {
  CHECK(a("a: |\n  one\n  two\n") == "2:3 one");
  CHECK(a("a: >-\n\n    one two  \n") == "3:5 one two");
  CHECK(a("a: |+\n\nb: c\n") == "1:4 |");
}

TEST_CASE("collections are underlined at their beginning") {
  CHECK(a("a: [b, 'c' , {d: e}] # x\n") == "1:4 [b, 'c' , {d: e}]");
  CHECK(a("a: { b: [ c ], d: }\n") == "1:4 { b: [ c ], d: }");
  CHECK(a("a: [b: c]\n") == "1:4 [b: c]");
  CHECK(a("a:\n  first: 1\n  second: 2\n") == "2:3 first");
  CHECK(a("a:\n  - first: 1\n  - second\n") == "2:3 - first");
  CHECK(a("a: [b # comment ]\n  ]\n") == "1:4 [b # comment ]");
}

TEST_CASE("a value that is left out is underlined at its key or its dash") {
  CHECK(a("x: 1\na:\nb: 2\n") == "2:1 a");
  CHECK(a("{x: y, a: , b: c}\n") == "1:8 a");
}

TEST_CASE("an item that is left out is underlined at its dash") {
  const Document document = read("-\n- b\n-\n");
  CHECK(shown(document.root().items()[0]->span()) == "1:1 -");
  CHECK(shown(document.root().items()[2]->span()) == "3:1 -");
}

TEST_CASE("a null is underlined where it is written") {
  CHECK(a("a: ~ \n") == "1:4 ~");
  CHECK(a("a: null\n") == "1:4 null");
}

TEST_CASE("a stretch of a plain or quoted text is found in the file") {
  CHECK(find_in_a("a: if x then y\n", "then") == "1:9 then");
  CHECK(find_in_a("a: 'if x then y'\n", "then") == "1:10 then");
  CHECK(find_in_a("a: \"if x then y\"\n", "then") == "1:10 then");
}

TEST_CASE("escapes before and in a stretch are counted as they are written") {
  CHECK(find_in_a("a: 'it''s ''quoted'' here'\n", "'quoted'") == "1:11 ''quoted''");
  CHECK(find_in_a("a: 'it''s ''quoted'' here'\n", "here") == "1:22 here");
  CHECK(find_in_a("a: \"x = \\\"ab\\\" and y\"\n", "\"ab\"") == "1:9 \\\"ab\\\"");
  CHECK(find_in_a("a: \"x = \\\"ab\\\" and y\"\n", "and") == "1:16 and");
  CHECK(find_in_a("a: \"\\u5e15\\x41\\U0001F697\\L\\tz end\"\n", "z end") == "1:29 z end");
  CHECK(find_in_a("a: \"\\u5e15\\x41\\U0001F697 end\"\n", "\U0001F697") == "1:15 \\U0001F697");
}

TEST_CASE("a stretch is found behind folded lines") {
  CHECK(find_in_a("a: one\n   two\n\n\n  three four\n", "four") == "5:9 four");
  CHECK(find_in_a("a: 'one  \n   two\n\n  it''s four'\n", "four") == "4:9 four");
  CHECK(find_in_a("a: \"one\n   two \\\n   th\\\"ree \\\n\n   four\"\n", "four") == "5:4 four");
  CHECK(find_in_a("a: one\r\n   two\r\n\r\n  three four\r\n", "four") == "4:9 four");
}

TEST_CASE("a stretch is found in a block that keeps its lines") {
  CHECK(find_in_a("a: |\n  one\n\n    two\n  three\n", "two") == "4:5 two");
  CHECK(find_in_a("a: |\n  one\n\n    two\n  three\n", "three") == "5:3 three");
  CHECK(find_in_a("a: |2-\n    one\n  two\n", "one") == "2:5 one");
  CHECK(find_in_a("a: |2-\n    one\n  two\n", "two") == "3:3 two");
  CHECK(find_in_a("a: |  # comment\r\n  one\r\n  two three\r\n", "three") == "3:7 three");
}

TEST_CASE("a stretch is found in a block that is folded") {
  const std::string folded = "a: >\n  one\n  two\n\n  three\n    four\n  five\n\n\n  six\n";
  CHECK(find_in_a(folded, "one") == "2:3 one");
  CHECK(find_in_a(folded, "two") == "3:3 two");
  CHECK(find_in_a(folded, "three") == "5:3 three");
  CHECK(find_in_a(folded, "four") == "6:5 four");
  CHECK(find_in_a(folded, "five") == "7:3 five");
  CHECK(find_in_a(folded, "six") == "10:3 six");
}

TEST_CASE("a stretch over several lines is cut to the first of them") {
  CHECK(find_in_a("a: |\n  one\n  two\n", "one\ntwo") == "2:3 one");
  CHECK(find_in_a("a: >\n  one\n  two\n", "one two") == "2:3 one");
}

TEST_CASE("a stretch that is no part of the text stays within the file") {
  const Document document = read("a: \"b\"");
  const Node& node = *document.root().find("a");
  CHECK(shown(node.span(0, 1000)) == "1:5 b");
  CHECK(shown(node.span(1000, 1)) == "1:6 ");
  CHECK(shown(node.span(1, 0)) == "1:6 ");
  CHECK(node.span(std::string::npos, std::string::npos).line == 1);
}

TEST_CASE("a long line is shown as far as it is needed") {
  const std::string filler(1'000'000, 'x');
  const Document document = read("{a: b, filler: " + filler + ", c: d}\n");
  const SourceSpan near = document.root().find("a")->span();
  CHECK(underlined(near) == "b");
  CHECK(near.text.size() == 4096);
  const SourceSpan far = document.root().find("c")->span();
  CHECK(place(far) == "1:1000021");
  CHECK(far.text.empty());
}

TEST_CASE("the excerpt of a long line ends with a whole character") {
  std::string filler;
  for (int i = 0; i < 2000; ++i) filler += "帕";
  const Document document = read("{a: b, f: " + filler + "}\n");
  const SourceSpan span = document.root().find("a")->span();
  CHECK(span.text.size() <= 4096);
  CHECK(span.text.ends_with("帕"));
}

}  // namespace warrantor::yaml
