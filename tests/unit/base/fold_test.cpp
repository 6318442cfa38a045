#include "base/fold.hpp"

#include <doctest/doctest.h>

using namespace warrantor::base;

TEST_CASE("blanks of every keyboard go from both ends of a text, and from nowhere else") {
  CHECK(trim_any_blank("  a b\t\r\n") == "a b");
  CHECK(trim_any_blank("\u00a0 \u3000帕 拉丁\u2009\u00a0") == "帕 拉丁");
  CHECK(trim_any_blank("\ufeffclaim_id\u200b") == "claim_id");
  CHECK(trim_any_blank("\u3000").empty());
  CHECK(trim_any_blank("").empty());
  CHECK(trim_any_blank("a\u3000b") == "a\u3000b");
}

TEST_CASE("bytes that are no UTF-8 are left where they stand") {
  CHECK(trim_any_blank(" \xff ") == "\xff");
  CHECK(trim_any_blank("\x80\x80") == "\x80\x80");
  CHECK(fold_width("\xff１") ==
        "\xff"
        "1");
}

TEST_CASE("full-width forms become the usual ones") {
  CHECK(fold_width("ＡＢｚ０９（％）") == "ABz09(%)");
  CHECK(fold_width("１５，０００．５０") == "15,000.50");
  CHECK(fold_width("￥１ ２\u3000３\u00a04") == "¥1 2 3 4");
  CHECK(fold_width("\u22125") == "-5");
  CHECK(fold_width("1\u200b2") == "12");
  CHECK(fold_width("故障，é") == "故障,é");
}

TEST_CASE("two texts that differ in form only have one folded form") {
  CHECK(fold_form(" Ｐaladin ") == fold_form("PALADIN"));
  CHECK(fold_form("里程（ＫＭ）") == "里程(km)");
  CHECK(fold_form("É") != fold_form("é"));  // case is that of ASCII alone
}
