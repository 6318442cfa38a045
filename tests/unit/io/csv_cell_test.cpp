#include "io/csv_cell.hpp"

#include <doctest/doctest.h>

using namespace warrantor::io;

namespace {

std::string harmless(std::string_view text) {
  std::string out;
  append_harmless_csv_field(out, text);
  return out;
}

}  // namespace

TEST_CASE("a cell that a spreadsheet would take for a formula begins with an apostrophe") {
  CHECK(harmless("=1+1") == "'=1+1");
  CHECK(harmless("=HYPERLINK(\"x\")") == "\"'=HYPERLINK(\"\"x\"\")\"");
  CHECK(harmless("+A1") == "'+A1");
  CHECK(harmless("-A1") == "'-A1");
  CHECK(harmless("@SUM(1)") == "'@SUM(1)");
  CHECK(harmless("\t=1") == "'\t=1");
  CHECK(harmless("\r=1") == "\"'\r=1\"");
  CHECK(harmless("\n=1") == "\"'\n=1\"");
  CHECK(harmless("＝1+1") == "'＝1+1");
  CHECK(harmless("＠A1") == "'＠A1");
  CHECK(harmless("-1+1") == "'-1+1");
  CHECK(harmless("+1 2") == "'+1 2");
  CHECK(harmless("-.5.") == "'-.5.");
}

TEST_CASE("numbers, dashes alone and other texts stay as they are") {
  for (const std::string_view text :
       {"", "-", "---", "-12.50", "+5", "0", "12.50", "A-1", "1=1", "'=1", "a@b.c", " =1"}) {
    CHECK(harmless(text) == text);
  }
  CHECK(harmless("a,b") == "\"a,b\"");
}
