#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "helpers.hpp"

namespace warrantor::yaml {
namespace {

std::string repeat(std::string_view part, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += part;
  return out;
}

bool within(const SourceSpan& span) {
  return span.line == 0 || span.text.empty() || span.column - 1 + span.length <= span.text.size();
}

/// Every span of every node, whole and in parts, must lie in the file.
void check_spans(const Node& node) {
  CHECK(within(node.span()));
  for (std::size_t offset = 0; offset <= node.text().size(); ++offset) {
    const SourceSpan span = node.span(offset, 3);
    CHECK(span.line > 0);
    CHECK(within(span));
  }
  for (const Node* item : node.items()) check_spans(*item);
  for (const Entry& entry : node.entries()) {
    check_spans(*entry.key);
    check_spans(*entry.value);
  }
}

void check_survives(const std::string& text) {
  const Expected<Document, Diagnostics> document = parse("rules.yaml", text);
  if (document) {
    check_spans(document->root());
    return;
  }
  CHECK_FALSE(document.error().empty());
  for (const Diagnostic& diagnostic : document.error()) {
    CHECK(within(diagnostic.span));
    CHECK_FALSE(diagnostic.code.empty());
    CHECK_FALSE(diagnostic.message.empty());
  }
}

unsigned seed() { return 20240105; }

}  // namespace

TEST_CASE("a hundred thousand brackets are refused at once") {
  CHECK(mistake(std::string(100'000, '[')).code == "W0109");
  CHECK(mistake(repeat("{a: ", 400'000)).code == "W0109");
  CHECK(mistake(repeat("- ", 200'000)).code == "W0109");
  CHECK(mistake(repeat("? ", 200'000)).code == "W0109");
}

TEST_CASE("deep indentation is refused") {
  std::string text;
  for (std::size_t level = 0; level < 3000; ++level) text += std::string(level, ' ') + "a:\n";
  CHECK(mistake(text).code == "W0109");
}

TEST_CASE("an alias bomb is refused without being expanded") {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 8; ++j) text += ", " + before;
    text += "]\n";
  }
  const Diagnostics found = mistakes(text);
  CHECK(found.size() == 91);  // 10 anchors, 81 aliases
}

TEST_CASE("a line of a million characters is read") {
  const Document document = read("a: " + std::string(1'000'000, 'x') + "\nb: '" + std::string(1'000'000, 'y') + "'\n");
  CHECK(document.root().find("a")->text().size() == 1'000'000);
  CHECK(document.root().find("b")->span(999'999, 1).column == 1'000'004);
  CHECK(document.root().find("b")->span().line == 2);
}

TEST_CASE("the same few bytes over and over are read or refused in time that grows with their number") {
  const std::vector<std::string_view> parts{
      "[",       "{",      "- ",    "? ",    "-\n",   "a: ",    "a\n", "\"",      "'",     ":",   ": ",
      ",",       "&a ",    "!a ",   "*a ",   "#",     "#\n",    "a, ", "a",       "\n",    " ",   "[a,",
      "{a: ",    "a: b\n", "- a\n", "---\n", "- |\n", "%a b\n", "\t",  "\"a\"\n", "\"\":", " \n", "...\n",
      "- >\n\n", "''",     "\\",    "]",     "}",     "- ~\n",  "{}",  "[]"};
  const std::vector<std::string_view> beginnings{"",         "[",  "\"", "'",   "a: |\n  ",
                                                 "a: >\n  ", "- ", "? ", "a: ", "a: [b, "};
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view beginning : beginnings) {
    for (const std::string_view part : parts) {
      const Expected<Document, Diagnostics> document = parse("x", std::string(beginning) + repeat(part, 50'000));
      if (!document) CHECK(document.error().size() <= 101);
    }
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(120));
}

TEST_CASE("random bytes do not crash") {
  std::mt19937 random(seed());
  CAPTURE(seed());
  for (int round = 0; round < 2000; ++round) {
    std::string text(random() % 200, ' ');
    for (char& byte : text) byte = static_cast<char>(random() % 256);
    check_survives(text);
  }
}

TEST_CASE("random YAML characters do not crash, and all spans lie in the file") {
  constexpr std::string_view alphabet = "ab: -\n\n  ,[]{}\"'|>#&*!?%@\\~null\t\r0帕.<";
  std::mt19937 random(seed());
  CAPTURE(seed());
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t size = random() % 60; size > 0; --size) text += alphabet[random() % alphabet.size()];
    CAPTURE(text);
    check_survives(text);
  }
}

TEST_CASE("random pieces of YAML do not crash, and all spans lie in the file") {
  constexpr const char* pieces[] = {
      "a: ", "b: ",    "\n",   "\n  ",    "\n    ",           "- ",        "[",    "]",    "{",           "}",
      ", ",  "x",      "x y",  "'it''s'", "\"q\\\"\\u5e15\"", "|\n",       ">-\n", "|2\n", "# c",         "null",
      "~",   "帕拉丁", "\r\n", "\n\n",    "\"m\n  n\"",       "'m\n\n n'", ": ",   "? ",   "\"e\\\n  f\""};
  std::mt19937 random(seed());
  CAPTURE(seed());
  for (int round = 0; round < 50'000; ++round) {
    std::string text;
    for (std::size_t size = random() % 14; size > 0; --size) text += pieces[random() % std::size(pieces)];
    CAPTURE(text);
    check_survives(text);
  }
}

}  // namespace warrantor::yaml
