#include "io/cell_value.hpp"

#include <doctest/doctest.h>

#include "io/cell_text.hpp"

using namespace warrantor;
using namespace warrantor::io;

namespace {

/// Facts of every type, in a currency.
struct Facts {
  explicit Facts(std::string_view currency = "CNY") : schema(*Currency::from_code(currency)) {
    number.name = "way";
    number.type = ValueType::number;
    number.unit = "km";
    number.minimum = 0;
    money.name = "price";
    money.type = ValueType::money;
    date.name = "bought";
    date.type = ValueType::date;
    truth.name = "whole";
    truth.type = ValueType::boolean;
    text.name = "note";
    vin.name = "serial";
    vin.type = ValueType::vin;
    Domain colours;
    colours.values = {{"red", {}}, {"GREEN", {}}, {"1500", {}}, {"Mat", {}}, {"MAT", {}}};
    colours.values[0].labels.set("zh", "红 (深)");
    entry.name = "colour";
    entry.type = ValueType::enumeration;
    entry.domain = schema.add_domain(colours);
  }

  /// The value as parse_value takes it; of what might be meant otherwise with a question mark; else the fault.
  std::string read(const Fact& fact, std::string_view written) {
    const auto cell = parse_cell(schema, fact, tidy_cell(written), texts);
    if (!cell) return cell.error().message + (cell.error().help.empty() ? "" : "; " + cell.error().help);
    return format_value(schema, fact, cell->value) + (cell->oddity ? "?" : "");
  }

  Schema schema;
  TextStore texts;
  Fact number, money, date, truth, text, vin, entry;
};

constexpr std::string_view digits_only = "; write digits only, such as `28000`";

}  // namespace

TEST_CASE("whole numbers are understood with thousands, zeros as decimals, their unit and full-width digits") {
  Facts facts;
  for (const char* text : {"15000",      "15,000",     "15 000",     "15\u00a0000",  "15\u202f000",
                           "15'000",     "15’000",     "１５０００", "１５，０００", "15000.0",
                           "15000.00",   "15,000.000", "15000 km",   "15000KM",      "15,000公里",
                           "15000 千米", "+15000",     "'15000",     "=\"15000\"",   "\u300015000\u00a0",
                           "015000"}) {
    CAPTURE(text);
    CHECK(facts.read(facts.number, text) == "15000");
  }
  CHECK(facts.read(facts.number, "1,234,567") == "1234567");
  CHECK(facts.read(facts.number, "0.0") == "0");
}

TEST_CASE("an exponent is understood where it is exact, and pointed out") {
  Facts facts;
  CHECK(facts.read(facts.number, "1.5E+04") == "15000?");
  CHECK(facts.read(facts.number, "1.2345e4") == "12345?");
  CHECK(facts.read(facts.money, "1.5E+03") == "1500.00?");
  CHECK(facts.read(facts.money, "1.25E-1") ==
        "`1.25E-1` has more than 2 decimals, which CNY does not know; write at most "
        "2 decimals, such as `1234.50`");
  CHECK(facts.read(facts.number, "1.23456E+04") == "`1.23456E+04` is not a whole number" + std::string(digits_only));
  CHECK(facts.read(facts.number, "1E999") == "`1E999` is not a whole number" + std::string(digits_only));
  CHECK(facts.read(facts.number, "9E+20").find("too large a number") != std::string::npos);
}

TEST_CASE("a number that could be another is refused with both") {
  Facts facts;
  CHECK(facts.read(facts.number, "15.000") ==
        "`15.000` can be read in two ways; write a whole number without separators: `15` or `15000`");
  CHECK(facts.read(facts.number, "1,25").starts_with("`1,25` can be read in two ways; "));
  CHECK(facts.read(facts.number, "1.500.000").ends_with("without separators: `1500000`"));
}

TEST_CASE("what is no whole number is refused") {
  Facts facts;
  for (const char* text : {"about 1200", "1200 or so", "1.5",      "15000.5", "12万", "15 00", "1 5000", "1,,000",
                           ",500",       "1-2",        "0x10",     "--5",     "- -5", "1.",    "1.2.3",  "1,25,000",
                           ".5",         "¥15000",     "km 15000", "1e",      "e5",   "1 2 3"}) {
    CAPTURE(text);
    CHECK(facts.read(facts.number, text).find("`" + std::string(text) + "` ") == 0);
  }
  CHECK(facts.read(facts.number, "15000 mi") == "`15000 mi` is not a whole number of km" + std::string(digits_only));
  CHECK(facts.read(facts.number, "15000里") == "`15000里` is not a whole number of km" + std::string(digits_only));
  CHECK(facts.read(facts.number, "-5.0") == "`-5.0` is below 0; the lowest is `0`");
  facts.number.unit.clear();
  CHECK(facts.read(facts.number, "15000 km") == "`15000 km` is not a whole number" + std::string(digits_only));
}

TEST_CASE("amounts are understood with thousands and with the sign or letters of the rule set's currency") {
  Facts facts;
  for (const char* text : {"1250.00", "1,250.00", "1 250.00", "1\u00a0250.00", "1'250.00", "¥1,250.00", "￥1250",
                           "¥ 1250.0", "CNY 1,250.00", "cny1250", "1,250.00 CNY", "1250元", "１，２５０．００元",
                           "RMB 1250.00", "人民币1250", "1250.0000", "1,250", "+1250.00", "+¥1250"}) {
    CAPTURE(text);
    CHECK(facts.read(facts.money, text) == "1250.00");
  }
  CHECK(facts.read(facts.money, "-¥1,250.50") == "-1250.50");
  CHECK(facts.read(facts.money, "¥-1,250.50") == "-1250.50");
  CHECK(facts.read(facts.money, "\u22121250.50") == "-1250.50");
  CHECK(facts.read(facts.money, "0.5000") == "0.50");
}

TEST_CASE("an amount that could be another, or is in another currency, is refused") {
  Facts facts;
  CHECK(facts.read(facts.money, "1.250,00") ==
        "`1.250,00` can be read in two ways; write a point before the decimals and nothing between thousands: "
        "`1250.00`");
  CHECK(facts.read(facts.money, "1,25") ==
        "`1,25` can be read in two ways; write a point before the decimals and nothing between thousands: `1.25` or "
        "`125`");
  CHECK(facts.read(facts.money, "12,34,567.00").starts_with("`12,34,567.00` can be read in two ways"));
  CHECK(facts.read(facts.money, "0,250").starts_with("`0,250` can be read in two ways"));
  CHECK(facts.read(facts.money, "1.250").starts_with("`1.250` has more than 2 decimals"));
  CHECK(facts.read(facts.money, "$1,250.00") ==
        "`$1,250.00` is not an amount in CNY; write digits and a point before "
        "the decimals, such as `1234.50`");
  CHECK(facts.read(facts.money, "1250 EUR").starts_with("`1250 EUR` is not an amount in CNY"));
  CHECK(facts.read(facts.money, "(1,250.00)").starts_with("`(1,250.00)` is not an amount;"));
  CHECK(facts.read(facts.money, "1250 or less").starts_with("`1250 or less` is not an amount"));
  Facts dinars("KWD");
  CHECK(dinars.read(dinars.money, "1,250").starts_with("`1,250` can be read in two ways"));
  CHECK(dinars.read(dinars.money, "1,250.000") == "1250.000");
  CHECK(dinars.read(dinars.money, "1.250") == "1.250");
  Facts yen("JPY");
  CHECK(yen.read(yen.money, "¥1,250") == "1250");
  CHECK(yen.read(yen.money, "1250.00") == "1250");
  CHECK(yen.read(yen.money, "1250元").starts_with("`1250元` is not an amount in JPY"));
}

TEST_CASE("dates are understood in every form that begins with the year") {
  Facts facts;
  for (const char* text : {"2024-01-05",
                           "2024/1/5",
                           "2024/01/05",
                           "20240105",
                           "2024.1.5",
                           "2024.01.05",
                           "2024-1-5",
                           "2024年1月5日",
                           "2024年01月05日",
                           "2024 年 1 月 5 日",
                           "２０２４－０１－０５",
                           "2024/1/5 0:00:00",
                           "2024/1/5 0:00",
                           "2024-01-05 00:00:00",
                           "2024-01-05T00:00:00",
                           "2024-01-05 00:00:00.000",
                           "2024/1/5 12:00:00 AM",
                           "2024年1月5日 0:00",
                           "20240105000000",
                           "'2024-01-05",
                           "=\"2024-01-05\""}) {
    CAPTURE(text);
    CHECK(facts.read(facts.date, text) == "2024-01-05");
  }
}

TEST_CASE("a time of day other than midnight is pointed out and changes no day") {
  Facts facts;
  for (const char* text : {"2024-01-05 14:30", "2024/1/5 23:59:59", "2024-01-05T08:00:00.123", "2024/1/5 2:30:00 PM",
                           "2024/1/5 12:00 PM", "20240105143000", "2024/1/5 0:00:00.001"}) {
    CAPTURE(text);
    CHECK(facts.read(facts.date, text) == "2024-01-05?");
  }
  CHECK(facts.read(facts.date, "2024-01-05T00:00:00Z") ==
        "`2024-01-05T00:00:00Z` is not a date; write the day alone, as `2024-01-05`");
  CHECK(facts.read(facts.date, "2024-01-05T23:00:00+08:00").ends_with("write the day alone, as `2024-01-05`"));
  CHECK(facts.read(facts.date, "2024-01-05 25:00").ends_with("write the day alone, as `2024-01-05`"));
}

TEST_CASE("a date that could be another day is refused with what would have been right") {
  Facts facts;
  CHECK(facts.read(facts.date, "5/1/2024") ==
        "`5/1/2024` can be read as two days; write the year first: `2024-01-05` or `2024-05-01`");
  CHECK(facts.read(facts.date, "25.12.2024") == "`25.12.2024` is not a date; write the year first: `2024-12-25`");
  CHECK(facts.read(facts.date, "12/25/2024") == "`12/25/2024` is not a date; write the year first: `2024-12-25`");
  CHECK(facts.read(facts.date, "24-1-5") ==
        "`24-1-5` is not a date; write the year with four digits and first, as `2024-01-05`");
  CHECK(facts.read(facts.date, "45296") ==
        "`45296` is a number by which a spreadsheet counts days; give the column the "
        "form of a date there and save again; it may be `2024-01-05`");
  CHECK(facts.read(facts.date, "2024-02-30") ==
        "`2024-02-30` is a day that does not exist: that month has 29 days; write a date as `2024-01-05`");
  CHECK(facts.read(facts.date, "2024年2月30日").starts_with("`2024年2月30日` is a day that does not exist"));
  for (const char* text : {"today", "2024", "2024-01", "2024年1月", "1/2", "2024/1/5/6", "2024-1-", "Jan 5, 2024",
                           "2024-01/05", "99/99/9999", "2024-001-005"}) {
    CAPTURE(text);
    CHECK(facts.read(facts.date, text).find("not a date") != std::string::npos);
  }
}

TEST_CASE("truths and entries of lists are understood in any case and width") {
  Facts facts;
  for (const char* text : {"TRUE", "ｔｒｕｅ", "是", "１", "'true", "\u3000yes"})
    CHECK(facts.read(facts.truth, text) == "true");
  CHECK(facts.read(facts.truth, "ＦＡＬＳＥ") == "false");
  CHECK(facts.read(facts.truth, "maybe") == "`maybe` is neither true nor false; write `true` or `false`");
  for (const char* text : {"red", "RED", "Ｒｅｄ", "红 (深)", "红\u3000（深）"}) {
    CAPTURE(text);
    CHECK(facts.read(facts.entry, text) == "red");
  }
  CHECK(facts.read(facts.entry, "green") == "GREEN");
  CHECK(facts.read(facts.entry, "1500.0") == "1500");
  CHECK(facts.read(facts.entry, "Mat") == "Mat");
  CHECK(facts.read(facts.entry, "MAT") == "MAT");
  CHECK(facts.read(facts.entry, "mat").starts_with("`mat` is not one of its values"));  // of two
}

TEST_CASE("errors of a spreadsheet are named, whatever the cell should hold") {
  Facts facts;
  for (const Fact* fact :
       {&facts.number, &facts.money, &facts.date, &facts.truth, &facts.entry, &facts.text, &facts.vin}) {
    CHECK(facts.read(*fact, "#N/A") ==
          "`#N/A` is an error of a spreadsheet, not a value; mend the cell there, or leave "
          "it blank where the value is not known");
    CHECK(facts.read(*fact, "#ref!").starts_with("`#ref!` is an error of a spreadsheet"));
    CHECK(facts.read(*fact, "########")
              .starts_with("`########` is what a spreadsheet shows where a column is too narrow"));
  }
  CHECK(facts.read(facts.text, "#12") == "#12");
}

TEST_CASE("a dash or a word that stands for nothing is not read as a blank") {
  Facts facts;
  for (const char* text : {"-", "N/A", "无", "null"}) {
    CHECK(facts.read(facts.date, text).ends_with("leave the cell blank where the value is not known"));
  }
}

TEST_CASE("texts stay as they are, but for what a spreadsheet puts before digits") {
  Facts facts;
  CHECK(facts.read(facts.text, "ＡＢ　c") == "ＡＢ　c");
  CHECK(facts.read(facts.text, "'00123") == "00123");
  CHECK(facts.read(facts.text, "=\"00123\"") == "00123");
  CHECK(facts.read(facts.text, "'=1+1") == "=1+1");
  CHECK(facts.read(facts.text, "'t Hoen") == "'t Hoen");
  CHECK(facts.read(facts.text, "=1+1") == "=1+1");
  CHECK(facts.read(facts.text, "1.23457E+14") == "1.23457E+14?");
  CHECK(facts.read(facts.text, "1E+1x") == "1E+1x");
  CHECK(facts.read(facts.vin, "ｌｊｎｍeb0s5rn027320") == "LJNMEB0S5RN027320");
}
