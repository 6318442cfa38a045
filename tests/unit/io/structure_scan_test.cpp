#include "io/structure_scan.hpp"

#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "support/scale.hpp"

using namespace warrantor::io;

namespace {

std::vector<StructureMasks> scan(StructureScan how, std::string_view text, std::size_t from, char separator) {
  std::vector<StructureMasks> masks((text.size() - from + structure_width - 1) / structure_width);
  how(text, from, separator, masks.data());
  return masks;
}

std::vector<StructureScan> all_scans() {
  std::vector<StructureScan> scans = {&scan_structure};
  if (const StructureScan vector_scan = find_vector_scan()) scans.push_back(vector_scan);
  return scans;
}

// Where the masks say that a byte stands, from the offset on.
std::string seen(const std::vector<StructureMasks>& masks, std::size_t count) {
  std::string kinds;
  for (std::size_t i = 0; i < masks.size() * structure_width; ++i) {
    const StructureMasks& block = masks[i / structure_width];
    const auto has = [i](std::uint64_t mask) { return ((mask >> (i % structure_width)) & 1U) != 0; };
    const char kind = has(block.quotes) ? '"' : has(block.line_feeds) ? 'n' : has(block.ends) ? ',' : '.';
    if (i >= count) CHECK(kind == '.');
    if (i < count) kinds += kind;
    if (has(block.line_feeds)) CHECK(has(block.ends));
  }
  return kinds;
}

std::string expected(std::string_view text, char separator) {
  std::string kinds;
  for (const char c : text) kinds += c == '"' ? '"' : c == '\n' ? 'n' : c == separator ? ',' : '.';
  return kinds;
}

bool is_suspect(const std::vector<StructureMasks>& masks) {
  for (const StructureMasks& block : masks) {
    if (block.is_suspect) return true;
  }
  return false;
}

bool is_sound(std::string_view text) {
  return text.find('\0') == std::string_view::npos && warrantor::base::is_valid_utf8(text);
}

}  // namespace

TEST_CASE("structure is found at the first and the last byte of a block, and in a block that is not full") {
  for (const StructureScan how : all_scans()) {
    for (const std::size_t size : {1U, 62U, 63U, 64U, 65U, 127U, 128U, 129U}) {
      for (std::size_t at = 0; at < size; ++at) {
        for (const char c : {',', '\n', '"', '\0', '\xff', 'a', ';', '\xac', '-', '+'}) {
          std::string text(size, 'x');
          text[at] = c;
          const auto masks = scan(how, text, 0, ',');
          CHECK(seen(masks, size) == expected(text, ','));
          CHECK(is_suspect(masks) == !is_sound(text));
        }
      }
    }
  }
}

TEST_CASE("masks of any bytes are those that looking at each byte gives, from any offset on") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < warrantor::test::scaled(2000); ++round) {
    std::string text(random() % 400, ' ');
    for (char& c : text) c = random() % 2 == 0 ? ",;\t\"\r\n"[random() % 6] : static_cast<char>(random() % 256);
    const std::size_t from = random() % (text.size() + 1);
    const char separator = ",;\t"[random() % 3];
    for (const StructureScan how : all_scans()) {
      const auto masks = scan(how, text, from, separator);
      REQUIRE(seen(masks, text.size() - from) == expected(std::string_view(text).substr(from), separator));
      for (std::size_t i = 0; i < masks.size(); ++i) {
        const auto ends = static_cast<std::uint32_t>(__builtin_popcountll(masks[i].ends));
        REQUIRE(masks[i].end_count == ends);
      }
    }
  }
}

// Wherever the bytes lie to the blocks; the vector scan is exact, the portable one may suspect all that is not ASCII.
TEST_CASE("bytes that are no UTF-8 are suspect, and with vectors only they") {
  constexpr std::string_view edges = "\x01\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xff";
  std::size_t missed = 0;
  std::size_t wrong = 0;
  std::size_t place = 0;
  for (int first = 0x80; first < 0x100; ++first) {
    for (int second = 0x40; second < 0x100; second += 3) {
      for (const char third : edges) {
        for (const char fourth : edges) {
          std::string text(140, 'x');
          place = 58 + (place + 1) % 9;
          text.replace(place, 4, {static_cast<char>(first), static_cast<char>(second), third, fourth});
          const bool is_bad = !is_sound(text);
          std::vector<StructureMasks> masks(3);
          fastest_structure_scan()(text, 0, ',', masks.data());
          if (is_bad && !is_suspect(masks)) ++missed;
          if (!is_bad && is_suspect(masks) && find_vector_scan() != nullptr) ++wrong;
        }
      }
    }
  }
  CHECK(missed == 0);
  CHECK(wrong == 0);
}

TEST_CASE("the rest of a character that began before the offset is not suspect, and a character cut off is") {
  if (find_vector_scan() == nullptr) return;
  const std::string text = std::string(63, 'x') + "帕" + std::string(62, 'x');
  for (const std::size_t from : {0U, 63U, 64U, 65U}) CHECK_FALSE(is_suspect(scan(find_vector_scan(), text, from, ',')));
  for (const std::size_t size : {64U, 65U}) {
    CHECK(is_suspect(scan(find_vector_scan(), std::string_view(text).substr(0, size), 0, ',')));
  }
}
