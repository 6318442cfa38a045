#include "io/line_splitter.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "support/scale.hpp"

using namespace warrantor::io;

namespace {

/// A pipe into which somebody has written a text, and writes no more for now.
class Written final : public ByteSource {
 public:
  explicit Written(std::string_view text) : text_(text) {}
  warrantor::Expected<std::size_t> read(std::span<char> space) override {
    std::copy(text_.begin(), text_.end(), space.begin());
    return std::exchange(text_, {}).size();
  }
  [[nodiscard]] bool would_wait() const noexcept override { return text_.empty(); }

 private:
  std::string_view text_;
};

struct NumberedLine {
  std::uint64_t number;
  std::string text;
  bool operator==(const NumberedLine&) const = default;
};

std::vector<NumberedLine> one_by_one(const std::string& text, std::size_t piece) {
  const auto source = source_of(text, piece);
  InputBuffer buffer(*source);
  LineSplitter lines(buffer);
  std::vector<NumberedLine> all;
  for (TextLine line; lines.next(line) == ReadStatus::item;) all.push_back({line.number, std::string(line.text)});
  return all;
}

// The blocks are all kept until the end, so that bytes that are written over show.
std::vector<NumberedLine> in_blocks(const std::string& text, std::size_t piece, std::size_t most_lines,
                                    std::size_t most_bytes) {
  const auto source = source_of(text, piece);
  InputBuffer buffer(*source);
  LineSplitter lines(buffer);
  std::deque<TextBlock> blocks;
  for (ReadStatus status = ReadStatus::item; status == ReadStatus::item;) {
    status = lines.fill(blocks.emplace_back(), most_lines, most_bytes);
    REQUIRE(blocks.back().size() <= most_lines);
    REQUIRE((status == ReadStatus::end || blocks.back().size() > 0));
  }
  std::vector<NumberedLine> all;
  for (const TextBlock& block : blocks) {
    for (std::size_t i = 0; i < block.size(); ++i) all.push_back({block[i].number, std::string(block[i].text)});
  }
  return all;
}

// Whether a second line would have to be waited for, once the first is there.
bool waits_behind_first(std::string_view text) {
  Written source(text);
  InputBuffer buffer(source);
  LineSplitter lines(buffer);
  TextLine line;
  REQUIRE(lines.next(line) == ReadStatus::item);
  return lines.would_wait();
}

}  // namespace

TEST_CASE("a line has to be waited for where nothing but blank lines and a beginning is there") {
  CHECK(waits_behind_first("{}\n"));
  CHECK(waits_behind_first("{}\n\n"));
  CHECK(waits_behind_first("{}\n  \n\r\n"));
  CHECK(waits_behind_first("{}\n{\"a\""));
  CHECK(waits_behind_first("{}\n\n{\"a\""));
  CHECK_FALSE(waits_behind_first("{}\n{}\n"));
  CHECK_FALSE(waits_behind_first("{}\n\n{}\n{"));
}

TEST_CASE("blocks of lines have the lines that are read one by one, however the bytes come") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = warrantor::test::scaled(300); round > 0; --round) {
    std::string text;
    for (std::size_t i = random() % 200; i > 0; --i) {
      const std::size_t size = random() % 20 == 0 ? random() % 60'000 : random() % 300;
      text += random() % 8 == 0 ? std::string(random() % 4, " \t"[random() % 2])
                                : std::string(size, static_cast<char>('a' + random() % 26));
      text += random() % 4 == 0 ? "\r\n" : "\n";
    }
    if (random() % 2 == 0) text += "the last line has no end";
    const std::size_t piece = random() % 2 == 0 ? 1'000'000 : 1 + random() % 5000;
    const std::size_t most_bytes = random() % 2 == 0 ? 1'000'000 : 1 + random() % 1000;
    REQUIRE(in_blocks(text, piece, 1 + random() % 100, most_bytes) == one_by_one(text, piece));
  }
}

TEST_CASE("a line that is longer than what is read at a time is whole in its block") {
  const std::string text = "{}\n" + std::string(1'500'000, 'x') + "\n" + std::string(300'000, 'y') + "\n{}";
  for (const std::size_t piece : {10'000U, 10'000'000U}) {
    const auto lines = in_blocks(text, piece, 512, 4'000'000);
    REQUIRE(lines.size() == 4);
    CHECK(lines == one_by_one(text, piece));
    CHECK(lines[1].text == std::string(1'500'000, 'x'));
  }
}

TEST_CASE("a block of lines ends where the next would have to be waited for") {
  Written source("{}\n{}\n{\"a\"");
  InputBuffer buffer(source);
  LineSplitter lines(buffer);
  TextBlock block;
  CHECK(lines.fill(block, 512, 4096) == ReadStatus::item);
  CHECK(block.size() == 2);
}
