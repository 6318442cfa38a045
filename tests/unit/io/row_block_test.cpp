#include "io/row_block.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "io/byte_source.hpp"
#include "io/csv_splitter.hpp"
#include "slow_splitter.hpp"
#include "support/scale.hpp"

using namespace warrantor::io;

namespace {

using Rows = std::vector<std::string>;

struct Reading {
  StructureScan scan = fastest_structure_scan();
  std::size_t piece = 4096;
};

Rows rows_of_next(const std::string& text, const Reading& reading) {
  const auto source = source_of(text, reading.piece);
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer, reading.scan);
  Rows rows;
  for (CsvRow row; splitter.next(row) == ReadStatus::item;) rows.push_back(show_row(row));
  return rows;
}

void show(const RowBlock& block, std::size_t end, Rows& rows) {
  CsvRow row;
  for (std::size_t i = 0; i < end; ++i) {
    block.copy_row(i, row);
    rows.push_back(show_row(row));
    CHECK(block.line(i) == row.line);
    CHECK(block.is_sound(i) == !row.fault.has_value());
    for (std::size_t column = 0; column < row.fields.size(); ++column) {
      CHECK(block.field(i, column) == row.fields[column]);
    }
    std::vector<std::string_view> fields = {"of another row"};
    block.view_fields(i, fields);
    CHECK(fields == row.fields);
  }
}

// Some rows by `next`, the others in blocks whose last rows move on to the next, as those of a claim do.
Rows rows_of_blocks(const std::string& text, const Reading& reading, std::mt19937& random) {
  const auto source = source_of(text, reading.piece);
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer, reading.scan);
  Rows rows;
  CsvRow row;
  for (auto count = random() % 3; count > 0 && splitter.next(row) == ReadStatus::item; --count) {
    rows.push_back(show_row(row));
  }
  RowBlock blocks[2];
  std::size_t present = 0;
  for (;;) {
    RowBlock& block = blocks[present];
    const std::size_t most = block.size() + 1 + random() % 5;
    const ReadStatus status = fill(block, most, splitter, random() % 3 == 0 ? 1 + random() % 100 : most_block_bytes);
    CHECK(block.size() <= most);
    const bool is_last = status != ReadStatus::item;
    const std::size_t kept = is_last ? block.size() : block.size() - random() % std::min<std::size_t>(block.size(), 3);
    present = 1 - present;
    blocks[present].clear();
    block.move_tail(kept, blocks[present]);
    show(block, kept, rows);
    CHECK(block.size() == kept);
    if (is_last) return rows;
  }
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {",",
                                                  "\n",
                                                  "\"",
                                                  "\r\n",
                                                  "a",
                                                  "帕",
                                                  ",",
                                                  "\"\"",
                                                  "\r",
                                                  ";",
                                                  "\"x\",",
                                                  "\",\"",
                                                  "😀",
                                                  "é",
                                                  std::string(30, 'y'),
                                                  std::string(70, 'z'),
                                                  std::string(1, '\0'),
                                                  "\xe5",
                                                  "\x80",
                                                  "\xed\xa0\x80",
                                                  "\xff",
                                                  " ",
                                                  "1.5",
                                                  "\t"};
  const std::size_t kinds = random() % 3 == 0 ? pieces.size() : 4 + random() % (pieces.size() - 4);
  std::string text = "h,i,j\n";
  for (auto count = random() % 80; count > 0; --count) text += pieces[random() % kinds];
  return text;
}

}  // namespace

TEST_CASE("any bytes are split as looking at each of them splits them, by any scan, in any pieces, into any blocks") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < warrantor::test::scaled(3000); ++round) {
    const std::string text = random_text(random);
    const Rows expected = SlowSplitter(text, ',').rows();
    for (const StructureScan scan : {fastest_structure_scan(), StructureScan(&scan_structure)}) {
      const Reading reading = {scan, random() % 2 == 0 ? 4096 : 1 + random() % 90};
      INFO("text: " << text);
      REQUIRE(rows_of_next(text, reading) == expected);
      REQUIRE(rows_of_blocks(text, reading, random) == expected);
    }
  }
}

TEST_CASE("fields, quotes and line ends are found wherever they lie to the 64 bytes that are looked at together") {
  const std::string tail = "\"q\"\"q,\n\",\"\",帕\r\n\"\"\"\"\r\n\r\nlast,\"r\"";
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string text = std::string(before, 'x') + "," + tail;
    for (const StructureScan scan : {fastest_structure_scan(), StructureScan(&scan_structure)}) {
      CHECK(rows_of_next(text, {scan, 4096}) ==
            Rows{"1|" + std::string(before, 'x') + "|q\"q,\n||帕", "3|\"", "5|last|r"});
    }
  }
}

TEST_CASE("a character that a row breaks off does not go on in the next row") {
  const std::string text = "a\n\"\"x\xe5\x80\n\x80y\n\xe5\x80\n\x80z\n";
  const Rows expected = SlowSplitter(text, ',').rows();
  for (unsigned seed = 0; seed < 50; ++seed) {
    std::mt19937 random(seed);  // how the rows are parted into blocks
    CHECK(rows_of_blocks(text, {}, random) == expected);
  }
}

TEST_CASE("a block ends at its number of rows, after its bytes, and with the file") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "abcdefg,h\n";
  const auto source = source_of(text);
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer);
  RowBlock block;
  CHECK(fill(block, 10, splitter) == ReadStatus::item);
  CHECK(block.size() == 10);
  block.clear();
  CHECK(fill(block, 50, splitter, 100) == ReadStatus::item);
  CHECK(block.size() == 10);
  CHECK(block.line(9) == 20);
  CHECK(fill(block, 15, splitter, 100) == ReadStatus::item);  // at least a row
  CHECK(block.size() == 11);
  CHECK(fill(block, 512, splitter) == ReadStatus::end);
  CHECK(block.size() == 90);
  CHECK(block.field(89, 0) == "abcdefg");
  block.clear();
  CHECK(fill(block, 512, splitter) == ReadStatus::end);
  CHECK(block.size() == 0);
}

TEST_CASE("rows that next has read ahead are the first of the block, and no more of them than it takes") {
  const auto source = source_of("a,b\n1,2\n3,4\n5,6\n");
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer);
  CsvRow header;
  REQUIRE(splitter.next(header) == ReadStatus::item);
  RowBlock block;
  CHECK(fill(block, 2, splitter) == ReadStatus::item);
  REQUIRE(block.size() == 2);
  CHECK(block.field(1, 1) == "4");
  CsvRow row;
  REQUIRE(splitter.next(row) == ReadStatus::item);
  CHECK(show_row(row) == "4|5|6");
}

TEST_CASE("a row is handed out when its line is complete, though the source would have to be waited for") {
  class Waiting final : public ByteSource {
   public:
    warrantor::Expected<std::size_t> read(std::span<char> space) override {
      const std::string_view line = read_++ == 0 ? "a,b\n" : "1,\"2\"\n";
      std::copy(line.begin(), line.end(), space.begin());
      return line.size();
    }
    int read_ = 0;
  };
  Waiting source;
  InputBuffer buffer(source);
  CsvSplitter splitter(buffer);
  CsvRow row;
  for (int i = 1; i < 4; ++i) {
    REQUIRE(splitter.next(row) == ReadStatus::item);
    CHECK(source.read_ == i);
  }
}

TEST_CASE("a block takes the rows that there are, where more would have to be waited for") {
  class Written final : public ByteSource {
   public:
    warrantor::Expected<std::size_t> read(std::span<char> space) override {
      const std::string_view lines = read_++ == 0 ? "1,2\n3,4\n5," : "6\n";
      std::copy(lines.begin(), lines.end(), space.begin());
      return lines.size();
    }
    [[nodiscard]] bool would_wait() const noexcept override { return true; }
    int read_ = 0;
  };
  Written source;
  InputBuffer buffer(source);
  CsvSplitter splitter(buffer);
  RowBlock block;
  CHECK(fill(block, 512, splitter) == ReadStatus::item);
  CHECK(block.size() == 2);
  CHECK(splitter.would_wait());
  CHECK(fill(block, 512, splitter) == ReadStatus::item);
  CHECK(block.size() == 3);
  CHECK(source.read_ == 2);
}

TEST_CASE("a row longer than 1 MiB takes no more memory than that, in a block too") {
  const std::string text = "a,b\nc,\"" + std::string(5'000'000, 'y') + "\"\n1,2\n";
  const auto source = source_of(text, 65536);
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer);
  RowBlock block;
  CHECK(fill(block, 512, splitter, 10'000'000) == ReadStatus::end);
  REQUIRE(block.size() == 3);
  CHECK_FALSE(block.is_sound(1));
  CsvRow row;
  block.copy_row(1, row);
  CHECK(row.fault->message == "opens a quote that is never closed");
  CHECK(row.raw.size() == 1024 * 1024);
  block.copy_row(2, row);
  CHECK(show_row(row) == "3|1|2");
}
