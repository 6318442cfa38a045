#include "io/csv_splitter.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "io/byte_source.hpp"

using namespace warrantor::io;

namespace {

// Rows as `line|field|field`, faults as `line!field: message`.
std::vector<std::string> split(const std::string& text, std::size_t piece = 4096) {
  const auto source = source_of(text, piece);
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer);
  std::vector<std::string> rows;
  CsvRow row;
  while (splitter.next(row) == ReadStatus::item) {
    std::string shown = std::to_string(row.line);
    if (row.fault) shown += "!" + std::to_string(row.fault->field) + ": " + row.fault->message;
    for (const std::string_view field : row.fields) shown += "|" + std::string(field);
    rows.push_back(shown);
  }
  return rows;
}

using Rows = std::vector<std::string>;

std::string quoted(const std::string& field) {
  std::string text = "\"";
  for (const char c : field) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

}  // namespace

TEST_CASE("fields are split at commas, and rows at LF or CRLF") {
  CHECK(split("a,b\r\nc,d\ne,f") == Rows{"1|a|b", "2|c|d", "3|e|f"});
  CHECK(split("a,,\n") == Rows{"1|a||"});
}

TEST_CASE("the separator is the one that the header line has most of, outside of quotes") {
  CHECK(split("a;b;c\n1,5;2;3\n") == Rows{"1|a|b|c", "2|1,5|2|3"});
  CHECK(split("a\tb\n1\t2\n") == Rows{"1|a|b", "2|1|2"});
  CHECK(split("\"a;b;c;d\",b\n1,2\n") == Rows{"1|a;b;c;d|b", "2|1|2"});
  CHECK(split("alone\n1;2\n") == Rows{"1|alone", "2|1;2"});
}

TEST_CASE("a quoted field holds separators, line ends and doubled quotes") {
  CHECK(split("a,b\n\"1,\"\"x\"\"\n2\",3\n4,5\n") == Rows{"1|a|b", "2|1,\"x\"\n2|3", "4|4|5"});
  CHECK(split("\"\",\"\"\"\"\n") == Rows{"1||\""});
}

TEST_CASE("empty lines are passed over and counted") { CHECK(split("\n\na\r\n\r\n\nb\n\n") == Rows{"3|a", "6|b"}); }

TEST_CASE("a quote that is never closed costs its own row only") {
  CHECK(split("a,b\n1,\"2\n3,4\n5,6\n") ==
        Rows{"1|a|b", "2!2: opens a quote that is never closed|1", "3|3|4", "4|5|6"});
}

TEST_CASE("a quote that the next quoted field seems to close costs its own row only") {
  CHECK(split("a,b\n1,\"2\n\"3\",4\n") == Rows{"1|a|b", "2!2: goes on after its closing quote|1", "3|3|4"});
}

TEST_CASE("a text after a closing quote is a fault of its field") {
  CHECK(split("\"a\"b,c\nd,e\n") == Rows{"1!1: goes on after its closing quote", "2|d|e"});
}

TEST_CASE("bytes that are no UTF-8, and NUL, are faults of their field") {
  CHECK(split("a,\xff,c\nd,e,f\n") == Rows{"1!2: is not UTF-8|a|\xff|c", "2|d|e|f"});
  const std::string nul = std::string("a,b") + '\0' + "c\n";
  CHECK(split(nul).at(0).starts_with("1!2: holds a NUL byte"));
}

TEST_CASE("a row longer than 1 MiB is a fault, and the next row is read") {
  const std::string unclosed = "x,\"" + std::string(3'000'000, 'y') + "\nnext,row\n";
  const Rows rows = split("a,b\n" + unclosed, 256 * 1024);
  CHECK(rows.size() == 3);
  CHECK(rows.at(1) == "2!2: opens a quote that is never closed");
  CHECK(rows.at(2) == "3|next|row");
  const Rows unquoted = split("a,b\n" + std::string(3'000'000, 'y') + "\nnext,row\n", 256 * 1024);
  CHECK(unquoted.at(1) == "2!1: makes the row longer than 1 MiB");
  CHECK(unquoted.at(2) == "3|next|row");
}

TEST_CASE("a row longer than 1 MiB names the field that does not end") {
  const auto source = source_of("a,b\nx," + std::string(3'000'000, 'y') + "\n");
  InputBuffer buffer(*source);
  CsvSplitter splitter(buffer);
  CsvRow row;
  REQUIRE(splitter.next(row) == ReadStatus::item);
  REQUIRE(splitter.next(row) == ReadStatus::item);
  CHECK(row.fault->field == 2);
  CHECK(row.fault->value == std::string(200, 'y'));
}

TEST_CASE("where a faulty field is on a later line than its row, the next row begins after that line") {
  CHECK(split("\"a\nb\",\"c") == Rows{"1!2: opens a quote that is never closed"});
  CHECK(split("\"a\nb\",\"c\nd") == Rows{"1!2: opens a quote that is never closed|a\nb", "3|d"});
  const std::string unclosed = "\"a\nb\",\"" + std::string(3'000'000, 'c') + "\nd";
  CHECK(split(unclosed) == Rows{"1!2: opens a quote that is never closed", "3|d"});
}

TEST_CASE("any fields come back as written, wherever the blocks are cut") {
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"a", ",", "\"", "\n", "\r\n", "帕", " ", ";", "\"\"", "x1"};
  for (int round = 0; round < 300; ++round) {
    std::string text = "h,h,h\n";
    Rows expected = {"1|h|h|h"};
    std::size_t line = 2;
    for (std::uint_fast32_t rows = random() % 5 + 1; rows > 0; --rows) {
      std::string shown = std::to_string(line);
      for (int field = 0; field < 3; ++field) {
        std::string value;
        for (std::uint_fast32_t n = random() % 5; n > 0; --n) value += pieces[random() % pieces.size()];
        text += (field > 0 ? "," : "") + quoted(value);
        shown += "|" + value;
        line += static_cast<std::size_t>(std::count(value.begin(), value.end(), '\n'));
      }
      text += random() % 2 == 0 ? "\n" : "\r\n";
      ++line;
      expected.push_back(shown);
    }
    REQUIRE(split(text, random() % 7 + 1) == expected);
  }
}
