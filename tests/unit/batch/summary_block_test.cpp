#include "batch/summary_block.hpp"

#include <doctest/doctest.h>

using namespace warrantor;
using namespace warrantor::batch;

using Lines = std::vector<std::string>;

TEST_CASE("a block aligns its columns, Chinese ones too") {
  SummaryBlock block("Things", "lr", {});
  block.add({{"车"}, {"5"}});
  block.add({{"wheel"}, {"1,000"}});
  CHECK(block.lines(80) == Lines{"Things", "  车         5", "  wheel  1,000"});
  CHECK(block.natural_width() == 14);
}

TEST_CASE("the last text of a block goes on below, figures are never cut") {
  SummaryBlock block("", "rl", {});
  block.add({{"12"}, {"a text that does not fit into the columns"}});
  CHECK(block.lines(26) == Lines{"  12  a text that does not", "      fit into the columns"});
  SummaryBlock figures("", "lr", {});
  figures.add({{"name"}, {"123,456,789,012"}});
  CHECK(figures.lines(10) == Lines{"  name  123,456,789,012"});
}

TEST_CASE("two blocks stand side by side, colours taking no columns") {
  for (const bool has_colour : {false, true}) {
    SummaryBlock left("Left", "lr", {has_colour, 80});
    left.add({{"a", base::Ink::bad}, {"1"}});
    SummaryBlock right("Right", "lr", {});
    right.add({{"b"}, {"2"}});
    right.add({{"c"}, {"3"}});
    const Lines lines = side_by_side(left, right, 10);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0] == (has_colour ? "\x1b[1mLeft\x1b[0m      Right" : "Left      Right"));
    CHECK(lines[1] == (has_colour ? "  \x1b[31ma\x1b[0m  1      b  2" : "  a  1      b  2"));
    CHECK(lines[2] == "            c  3");
  }
}
