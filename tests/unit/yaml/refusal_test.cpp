#include "helpers.hpp"

namespace warrantor::yaml {

TEST_CASE("an anchor is refused") {
  check_mistake("a: &base 1\n", "W0102", "anchor `&base`", "remove it, and write the value out wherever it is used",
                "1:4 &base");
  check_mistake("a: &base\n  b: c\n", "W0102", "anchor `&base`",
                "remove it, and write the value out wherever it is used", "1:4 &base");
  check_mistake("&key a: b\n", "W0102", "anchor `&key`", "remove it, and write the value out wherever it is used",
                "1:1 &key");
}

TEST_CASE("an alias is refused where it stands, and not where its anchor is") {
  const Diagnostics found = mistakes("a: &base [1]\nb: {c: *base}\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].code == "W0102");
  CHECK(found[1].code == "W0103");
  CHECK(found[1].message == "alias `*base`");
  CHECK(found[1].help == "write the value out wherever it is used");
  CHECK(shown(found[1].span) == "2:8 *base");
}

TEST_CASE("an alias of an anchor that does not exist is refused as an alias") {
  check_mistake("a: *nothing\n", "W0103", "alias `*nothing`",
                "write the value out wherever it is used; put a text that begins so in quotes", "1:4 *nothing");
}

TEST_CASE("a tag is refused") {
  const char* help = "remove it; types are declared in the rule set";
  check_mistake("a: !!str 4\n", "W0104", "tag `!!str`", help, "1:4 !!str");
  check_mistake("a: !part {b: c}\n", "W0104", "tag `!part`", help, "1:4 !part");
  check_mistake("a: !part\n  b: c\n", "W0104", "tag `!part`", help, "1:4 !part");
  check_mistake("a: ! b\n", "W0104", "tag `!`", help, "1:4 !");
  check_mistake("a: [!!int 1]\n", "W0104", "tag `!!int`", help, "1:5 !!int");
  check_mistake("a: !!null\n", "W0104", "tag `!!null`", help, "1:4 !!null");
}

TEST_CASE("an anchor and a tag on one value are both found") {
  const Diagnostics found = mistakes("a: !!str &x 4\n");
  REQUIRE(found.size() == 2);
  CHECK(shown(found[0].span) == "1:4 !!str");
  CHECK(shown(found[1].span) == "1:10 &x");
}

TEST_CASE("a merge key is refused unless it is quoted") {
  check_mistake("a:\n  <<: {b: c}\n", "W0105", "merge key `<<`", "write the entries out", "2:3 <<");
  CHECK(read("'<<': b\n").root().find("<<")->text() == "b");
}

TEST_CASE("a duplicate key names the line of the first") {
  const char* help = "remove one of the two, or give it another name";
  check_mistake("time: 24\nkm: 1\n\"time\": 36\n", "W0106", "duplicate key `time`; the first is on line 1", help,
                "3:1 \"time\"");
  check_mistake("a: {b: 1, b: 2}\n", "W0106", "duplicate key `b`; the first is on line 1", help, "1:11 b");
}

TEST_CASE("a duplicate key is found among many, in the order of the file") {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "key" + std::to_string(i) + ": x\n";
  text += "key7: y\nkey300: z\nkey7: again\n";
  const Diagnostics found = mistakes(text);
  REQUIRE(found.size() == 3);
  CHECK(found[0].message == "duplicate key `key7`; the first is on line 8");
  CHECK(found[0].span.line == 501);
  CHECK(found[1].message == "duplicate key `key300`; the first is on line 301");
  CHECK(found[2].span.line == 503);
}

TEST_CASE("the same key in two mappings is no duplicate") { CHECK(mistakes("a: {x: 1}\nb: {x: 1}\n").empty()); }

TEST_CASE("a list, a mapping or nothing as a key is refused") {
  const char* help = "a key is a name; put a text that begins with a bracket in quotes";
  check_mistake("? [a, b]\n: c\n", "W0107", "a list as a key", help, "1:3 [a, b]");
  check_mistake("a: {{b: c}: d}\n", "W0107", "a mapping as a key", help, "1:5 {b: c}");
  check_mistake(": c\n", "W0107", "a key is missing", "write a name before the colon", "1:1 :");
}

TEST_CASE("a name without a colon does not quietly become a null") {
  const char* help = "write `name: value`; a list is written `[a, b]`, or with `- ` before each item";
  check_mistake("when: {driven_with_fault}\n", "W0108", "no colon after `driven_with_fault`", help,
                "1:8 driven_with_fault");
  check_mistake("a: 1\nb\n", "W0108", "no colon after `b`", help, "2:1 b");
  check_mistake("a:\n- x\n-y\n- z\n", "W0108", "no colon after `-y`", help, "3:1 -y");
  const char* quotes =
      "a comma ends what stands before it: put a text or an expression that holds commas in quotes, or write "
      "`name: value`";
  check_mistake("a: {title: Engine, gearbox}\n", "W0108", "no colon after `gearbox`", quotes, "1:20 gearbox");
  check_mistake("a: {least: min(b, c)}\n", "W0108", "no colon after `c)`", quotes, "1:19 c)");
  CHECK(mistakes("a: {b: , \"c\":}\nd  :\n").empty());
}

TEST_CASE("64 levels are read and 65 are not") {
  CHECK(mistakes(std::string(64, '[') + std::string(64, ']')).empty());
  check_mistake(std::string(65, '[') + std::string(65, ']'), "W0109", "more than 64 levels within each other",
                "nest less deeply", "1:65 [");
}

TEST_CASE("brackets within a text are no levels") {
  CHECK(mistakes("a: '" + std::string(100, '[') + "'\nb: x" + std::string(100, '[') + "\n").empty());
}

TEST_CASE("a file of 16 MiB is read and a larger one is not") {
  std::string text = "a: b\n#";
  text.resize(largest_file, 'x');
  CHECK(mistakes(text).empty());
  const Diagnostic found = mistake(text + "x");
  CHECK(found.code == "W0110");
  CHECK(found.message == "the file is larger than 16 MiB");
  CHECK(found.help == "divide it, and include the parts");
  CHECK(found.span.file == "rules.yaml");
  CHECK(found.span.line == 0);
}

TEST_CASE("bytes that are no UTF-8 are shown with their place, and never sent to a terminal") {
  const Diagnostic found = mistake("a: b\n帕: x\xC5\xC1y\n");
  CHECK(found.code == "W0111");
  CHECK(found.message == "byte 0xC5 is not valid UTF-8");
  CHECK(found.help == "save the file as UTF-8");
  CHECK(place(found.span) == "2:7");
  CHECK(found.span.text == "帕: x??y");
  CHECK(mistake("a: \xED\xA0\x80\n").code == "W0111");
  CHECK(mistake("\xFF\xFE"
                "a")
            .code == "W0111");
}

TEST_CASE("characters that nobody sees are found, all of them") {
  const Diagnostics found =
      mistakes(std::string("a: b\0c\n", 7) + "d: \x1B[31m\n\x04\ne: \xC2\x85\nf: \xEF\xBB\xBFg\n\x7F");
  REQUIRE(found.size() == 6);
  for (const Diagnostic& each : found) CHECK(each.code == "W0112");
  CHECK(found[0].message == "invisible character U+0000");
  CHECK(found[0].help == "remove it");
  CHECK(shown(found[0].span) == "1:5 ?");
  CHECK(found[1].message == "invisible character U+001B");
  CHECK(found[1].span.text == "d: ?[31m");
  CHECK(found[2].message == "invisible character U+0004");
  CHECK(found[3].message == "invisible character U+0085");
  CHECK(found[4].message == "byte-order mark (U+FEFF) inside the file");
  CHECK(place(found[4].span) == "5:4");
  CHECK(found[5].message == "invisible character U+007F");
}

TEST_CASE("an escape that means an invisible character is refused") {
  for (const char* escape : {"\\0", "\\e", "\\x1B", "\\u009F", "\\N", "\\b", "\\r"}) {
    CAPTURE(escape);
    const Diagnostic found = mistake("a: \"帕" + std::string(escape) + "z\"\n");
    CHECK(found.code == "W0112");
    CHECK(found.message == "escape of an invisible character");
    CHECK(found.help == "remove it");
    CHECK(shown(found.span) == "1:8 " + std::string(escape));
  }
  CHECK(mistakes("a: \"\\t\\n\\u5e15\"\n").empty());
}

TEST_CASE("a carriage return by itself is refused") {
  const Diagnostic found = mistake("a: b\rc: d\n");
  CHECK(found.code == "W0112");
  CHECK(found.message == "carriage return (U+000D) without a line feed");
  CHECK(found.help == "end lines with a line feed, or with a carriage return and a line feed");
}

TEST_CASE("a second document is refused") {
  check_mistake("a: b\n---\nc: d\n", "W0113", "a second document begins here", "put it into a file of its own",
                "2:1 ---");
}

TEST_CASE("text behind the end of the content is refused") {
  const char* help = "a file holds one mapping or one list: indent what belongs to it alike";
  check_mistake("\"a\" \"b\"\n", "W0101", "`\"b\"` does not belong to what stands before it", help, "1:5 \"b\"");
  check_mistake("- a\nb: c\n", "W0101", "`b:` does not belong to what stands before it", help, "2:1 b:");
}

TEST_CASE("a file without content is refused") {
  for (const char* text : {"", "\n", "# only a comment\n", "---\n", "null\n", "\xEF\xBB\xBF"}) {
    CAPTURE(text);
    const Diagnostic found = mistake(text);
    CHECK(found.code == "W0114");
    CHECK(found.message == "the file is empty");
    CHECK(found.span.line == 0);
  }
}

TEST_CASE("all mistakes are reported in one go, in the order of the file") {
  const Diagnostics found = mistakes("a: &x 1\nb: *x\na: !!str 2\nc: {d}\n<<: e\nf: [1\n");
  std::string codes;
  for (const Diagnostic& each : found) codes += each.code + " " + place(each.span) + "; ";
  CHECK(codes == "W0102 1:4; W0103 2:4; W0104 3:4; W0108 4:5; W0105 5:1; W0101 6:4; ");
}

TEST_CASE("a hundred mistakes are listed, and that there are more") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "- !x y\n";
  const Diagnostics found = mistakes(text);
  REQUIRE(found.size() == 101);
  CHECK(found[99].span.line == 100);
  CHECK(found[100].code == "W0115");
  CHECK(found[100].message == "more mistakes than are listed here");
  CHECK(found[100].help == "mend these first");
}

}  // namespace warrantor::yaml
