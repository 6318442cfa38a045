#include "io/json_marks.hpp"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "io/expected_text.hpp"
#include "support/scale.hpp"

using namespace warrantor::io;

namespace {

std::vector<QuoteScan> all_scans() {
  std::vector<QuoteScan> scans = {&scan_quotes};
  if (const QuoteScan vector_scan = find_vector_quote_scan()) scans.push_back(vector_scan);
  return scans;
}

// Looking at each byte: where quotes stand that no backslash takes away.
std::vector<std::size_t> quotes_of(std::string_view text) {
  std::vector<std::size_t> quotes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quotes.push_back(i);
    if (text[i] == '\\') ++i;
  }
  return quotes;
}

bool is_odd(std::string_view text) {
  for (const char c : text) {
    if (c == '\\' || static_cast<unsigned char>(c) < ' ') return true;
  }
  return false;
}

// Whatever a scan marks must be what each byte says, from each offset on.
void check(JsonMarks& marks, std::string_view text) {
  CAPTURE(text);
  REQUIRE(marks.look_at(text) == warrantor::base::is_valid_utf8(text));
  if (!warrantor::base::is_valid_utf8(text)) return;
  REQUIRE(marks.is_odd() == is_odd(text));
  const std::vector<std::size_t> quotes = quotes_of(text);
  auto next = quotes.begin();
  for (std::size_t offset = 0; offset <= text.size(); ++offset) {
    while (next != quotes.end() && *next < offset) ++next;
    REQUIRE(marks.find(offset) == (next == quotes.end() ? text.size() : *next));
  }
}

}  // namespace

TEST_CASE("quotes are marked at the first and the last byte of 64, and in texts of any size") {
  for (const QuoteScan scan : all_scans()) {
    JsonMarks marks(scan);
    check(marks, "");
    for (const std::size_t size : {1U, 2U, 63U, 64U, 65U, 66U, 67U, 127U, 128U, 129U, 191U, 200U}) {
      for (std::size_t at = 0; at < size; ++at) {
        for (const char c : {'"', '\\', '\0', '\x1f', '\xff', '\x80', 'a'}) {
          std::vector<char> text(size, 'x');  // a sanitizer sees what is read beyond it
          text[at] = c;
          check(marks, {text.data(), text.size()});
        }
      }
    }
  }
}

TEST_CASE("a quote behind a backslash is none, unless that one is behind a backslash itself") {
  for (const QuoteScan scan : all_scans()) {
    JsonMarks marks(scan);
    for (std::size_t before = 0; before < 70; ++before) {
      for (std::size_t count = 0; count < 6; ++count) {
        const std::string text = std::string(before, 'x') + std::string(count, '\\') + "\"y\"";
        check(marks, text);
        check(marks, text.substr(0, text.size() - 2));
        check(marks, std::string_view(text).substr(0, before + count));
      }
    }
  }
}

TEST_CASE("marks of any texts are those that looking at each byte gives, with vectors and without") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  constexpr std::string_view pieces[] = {"\"", "\\", "a", "\"a\":", "帕", "é", "\xf0\x9f\x98\x80", "1234567", "\t"};
  constexpr std::string_view broken[] = {"\xe5", "\xb8", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80"};
  std::vector<JsonMarks> marks;
  for (const QuoteScan scan : all_scans()) marks.emplace_back(scan);
  for (int round = warrantor::test::scaled(20'000); round > 0; --round) {
    std::string text;
    const std::size_t kinds = random() % std::size(pieces) + 1;
    for (std::size_t i = random() % 60; i > 0; --i) text += pieces[random() % kinds];
    if (random() % 3 == 0) text.insert(random() % (text.size() + 1), broken[random() % std::size(broken)]);
    if (random() % 8 == 0) text.insert(random() % (text.size() + 1), 300, 'x');
    const std::vector<char> bytes(text.begin(), text.end());
    for (JsonMarks& each : marks) check(each, {bytes.data(), bytes.size()});
  }
}

TEST_CASE("an expected text is found where it stands, and nowhere else; an empty one stands nowhere") {
  const std::string around = "12345678";
  CHECK_FALSE(ExpectedText().stands_at(around.data() + 8));
  std::string text;
  for (char c = 'a'; c <= 'z'; ++c) {
    text += c;
    const ExpectedText expected(text);
    const std::string there = around + text;
    CHECK(expected.stands_at(there.data() + 8));
    for (std::size_t i = 8; i < there.size(); ++i) {
      std::string other = there;
      other[i] = 'X';
      CHECK_FALSE(expected.stands_at(other.data() + 8));
    }
  }
}
