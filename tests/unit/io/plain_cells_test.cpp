#include <random>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/checked_value.hpp"
#include "io/plain_cells.hpp"
#include "io/plain_date.hpp"
#include "io/plain_number.hpp"
#include "io/plain_text.hpp"
#include "io/plain_words.hpp"
#include "random_cells.hpp"
#include "shown_cell.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::io;
using warrantor::io::test::fact_of;
using warrantor::io::test::RandomCells;
using warrantor::io::test::shown;

namespace {

PlainValue read_plainly(const Schema& schema, const Fact& fact, std::string_view cell) {
  switch (fact.type) {
    case ValueType::boolean:
    case ValueType::enumeration:
      return PlainWords(schema, fact).read(cell);
    case ValueType::money:
      return PlainAmounts(schema.currency(), fact).read(cell);
    case ValueType::date:
      return PlainDates(fact).read(cell);
    case ValueType::text:
      return PlainTexts(may_be_blank(fact)).read(cell);
    case ValueType::vin:
      return PlainVins(fact).read(cell);
    default:
      return PlainNumbers(fact).read(cell);
  }
}

std::string read(ValueType type, std::string_view cell) {
  const Schema schema(*Currency::from_code("CNY"));
  return shown(read_plainly(schema, fact_of(type), cell));
}

std::string read_amount(std::string_view currency, std::string_view cell) {
  return shown(PlainAmounts(*Currency::from_code(currency), fact_of(ValueType::money)).read(cell));
}

}  // namespace

TEST_CASE("plain dates are years, months and days with dashes, and days that exist") {
  CHECK(read(ValueType::date, "1970-01-01") == "0");
  CHECK(read(ValueType::date, "2024-01-05") == "19727");
  CHECK(read(ValueType::date, "2024-02-29") == "19782");
  CHECK(read(ValueType::date, "1900-01-01") == "-25567");
  CHECK(read(ValueType::date, "2099-12-31") == "47481");
  CHECK(read(ValueType::date, "") == "blank");
  for (const char* text :
       {"2023-02-29", "1900-02-29",  "2024-00-05", "2024-13-05", "2024-01-00", "2024-01-32", "1899-12-31",
        "2100-01-01", "9999-01-01",  "0000-01-01", "2024-1-05",  "2024/01/05", "20240105",   "2024-01-0a",
        "202a-01-05", "2024-01-05 ", "2024_01-05", "2024-01_05", "+024-01-05", "2024-01-5:"}) {
    CAPTURE(text);
    CHECK(read(ValueType::date, text) == "refused");
  }
}

TEST_CASE("all days of two centuries are read as Date counts them") {
  const PlainDates dates(fact_of(ValueType::date));
  for (Date day = *Date::from_ymd(1900, 1, 1); day <= *Date::from_ymd(2099, 12, 31); day = *day.plus_days(1)) {
    const PlainValue value = dates.read(day.to_string());
    if (!value.is_plain || value.number != day.days_since_epoch()) FAIL(day.to_string());
  }
}

TEST_CASE("plain numbers are up to 16 digits, with zeros before them or not") {
  CHECK(read(ValueType::number, "0") == "0");
  CHECK(read(ValueType::number, "28000") == "28000");
  CHECK(read(ValueType::number, "007") == "7");
  CHECK(read(ValueType::number, "12345678") == "12345678");
  CHECK(read(ValueType::number, "123456789") == "123456789");
  CHECK(read(ValueType::number, "1000000000000000") == "1000000000000000");
  CHECK(read(ValueType::number, "0000000000000012") == "12");
  CHECK(read(ValueType::number, "") == "blank");
  for (const char* text : {"1000000000000001", "00000000000000012", "1234567890123456789", "+1", "-0", "-1", "1.0",
                           "1,5", "1 ", " 1", "a", "1234567a", "a2345678", "12345678a", "a23456789", "１", "/", ":"}) {
    CAPTURE(text);
    CHECK(read(ValueType::number, text) == "refused");
  }
  CHECK(read(ValueType::months, "1000000") == "1000000");
  CHECK(read(ValueType::months, "1000001") == "refused");
}

TEST_CASE("plain numbers lie within the least and the greatest of their fact") {
  Fact fact = fact_of(ValueType::number, Blank::reject);
  fact.minimum = 5;
  fact.maximum = 20;
  const PlainNumbers numbers(fact);
  CHECK(shown(numbers.read("4")) == "refused");
  CHECK(shown(numbers.read("5")) == "5");
  CHECK(shown(numbers.read("20")) == "20");
  CHECK(shown(numbers.read("21")) == "refused");
  CHECK(shown(numbers.read("")) == "refused");
  fact.blank = Blank::unknown;
  CHECK(shown(PlainNumbers(fact).read("")) == "blank");
  CHECK(PlainNumbers(fact).read("").number == 5);
  fact.maximum = 4;
  CHECK(shown(PlainNumbers(fact).read("4")) == "refused");
  CHECK(shown(PlainNumbers(fact).read("5")) == "refused");
  fact.minimum = -10;
  fact.maximum = -2;
  CHECK(shown(PlainNumbers(fact).read("2")) == "refused");
  CHECK(PlainNumbers(fact).read("").number == -2);
}

TEST_CASE("plain amounts have all decimals of the currency or none") {
  CHECK(read_amount("CNY", "1250.00") == "125000");
  CHECK(read_amount("CNY", "1250") == "125000");
  CHECK(read_amount("CNY", "0.05") == "5");
  CHECK(read_amount("CNY", "99999.99") == "9999999");
  CHECK(read_amount("CNY", "123456.78") == "12345678");
  CHECK(read_amount("CNY", "9999999999999.99") == "999999999999999");
  CHECK(read_amount("CNY", "10000000000000") == "1000000000000000");
  CHECK(read_amount("JPY", "1250") == "1250");
  CHECK(read_amount("KWD", "1250.005") == "1250005");
  CHECK(read_amount("CNY", "") == "blank");
  for (const char* text : {"0.1", "1,5", ".50", "5.", "1.005", "1.2.50", "-1.00", "+1.00", "1,250.00", "12a.00",
                           "10000000000000.01", "10000000000001", "1250.0a", "¥1", "1.00 ", "1e3", "."}) {
    CAPTURE(text);
    CHECK(read_amount("CNY", text) == "refused");
  }
  CHECK(read_amount("JPY", "1250.00") == "refused");
  CHECK(read_amount("KWD", "1250.00") == "refused");
}

TEST_CASE("plain words are names and labels as they are written in the rule set, and the usual words for yes and no") {
  Schema schema(*Currency::from_code("CNY"));
  Domain domain;
  domain.values = {{"red", {}}, {"deep_sea_green_with_a_tint", {}}, {"deep_sea_green_with_b_tint", {}}, {" odd", {}}};
  domain.values[0].labels.set("zh", "红");
  domain.values[1].labels.set("zh", "red");  // the name goes before
  Fact fact = fact_of(ValueType::enumeration);
  fact.domain = schema.add_domain(domain);
  const PlainWords words(schema, fact);
  CHECK(shown(words.read("red")) == "0");
  CHECK(shown(words.read("红")) == "0");
  CHECK(shown(words.read("deep_sea_green_with_a_tint")) == "1");
  CHECK(shown(words.read("deep_sea_green_with_b_tint")) == "2");
  CHECK(shown(words.read("")) == "blank");
  for (const char* text : {"Red", "red ", "deep_sea_green_with_c_tint", " odd", "odd", "re", "redd", "\"red\""}) {
    CAPTURE(text);
    CHECK(shown(words.read(text)) == "refused");
  }
  for (const char* text : {"true", "True", "1", "yes", "是"}) CHECK(read(ValueType::boolean, text) == "1");
  for (const char* text : {"false", "FALSE", "0", "no", "否"}) CHECK(read(ValueType::boolean, text) == "0");
  for (const char* text : {"tru", "01", "y", "n", "-", "null"}) CHECK(read(ValueType::boolean, text) == "refused");
  fact.blank = Blank::reject;
  CHECK(shown(PlainWords(schema, fact).read("")) == "refused");
}

TEST_CASE("a long list of words is found word by word") {
  Schema schema(*Currency::from_code("CNY"));
  Domain domain;
  for (int i = 0; i < 3000; ++i) domain.values.push_back({"part_" + std::to_string(i * 7919), {}});
  Fact fact = fact_of(ValueType::enumeration);
  fact.domain = schema.add_domain(domain);
  const PlainWords words(schema, fact);
  for (int i = 0; i < 3000; ++i) {
    const PlainValue value = words.read("part_" + std::to_string(i * 7919));
    if (!value.is_known || value.number != i) FAIL(i);
    if (words.read("part_" + std::to_string(i * 7919 + 1)).is_plain) FAIL(i);
  }
}

TEST_CASE("plain texts need no tidying and look like nothing else") {
  for (const char* text : {"C-1", "0012", "帕拉丁", "1e5", "a#", "1E+14x", "Loss of power, uphill"}) {
    CAPTURE(text);
    CHECK(read(ValueType::text, text) == "0");
  }
  CHECK(read(ValueType::text, "") == "blank");
  for (const char* text : {" a", "a ", "\u3000帕", "帕\u00a0", "\ufeffa", "'1", "=\"1\"", "#N/A", "####", "1.2E+14"}) {
    CAPTURE(text);
    CHECK(read(ValueType::text, text) == "refused");
  }
}

TEST_CASE("plain vehicle identification numbers are those without a fault that somebody wants to know of") {
  Fact fact = fact_of(ValueType::vin);
  CHECK(shown(PlainVins(fact).read("1M8GDM9AXKP042788")) == "0");
  CHECK(shown(PlainVins(fact).read("1M8GDM9A1KP042788")) == "refused");
  CHECK(shown(PlainVins(fact).read("1m8gdm9axkp042788")) == "refused");
  CHECK(shown(PlainVins(fact).read("1M8GDM9AXKP04278")) == "refused");
  fact.check_digit = VinCheck::off;
  CHECK(shown(PlainVins(fact).read("1M8GDM9A1KP042788")) == "0");
  CHECK(shown(PlainVins(fact).read("1M8GDM9A1KP04278O")) == "refused");
}

TEST_CASE("what is read plainly is what the reader of all forms makes of it, without a fault or a warning") {
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomCells cells(seed);
  std::size_t plain = 0;
  std::size_t count = 0;
  for (int round = warrantor::test::scaled(150); round > 0; --round) {
    const Schema schema = cells.schema();
    for (const Fact& fact : schema.facts()) {
      for (int i = 0; i < 20; ++i) {
        const std::string text = cells.cell(schema, fact);
        const PlainValue value = read_plainly(schema, fact, text);
        ++count;
        if (!value.is_plain) continue;
        ++plain;
        INFO(name_of(fact.type) << " " << base::quote(text));
        REQUIRE(tidy_cell(text) == text);
        REQUIRE(value.is_known == !text.empty());
        if (text.empty()) {
          REQUIRE(may_be_blank(fact));
          continue;
        }
        TextStore texts;
        std::vector<Fault> faults;
        std::vector<Warning> warnings;
        const auto read = read_value(schema, fact, text, {}, texts, faults, warnings);
        REQUIRE(faults.empty());
        REQUIRE(warnings.empty());
        REQUIRE(read.has_value());
        const bool is_text = fact.type == ValueType::text || fact.type == ValueType::vin;
        REQUIRE((is_text ? read->as_text() == text : read->as_integer() == value.number));
      }
    }
  }
  CHECK(plain > count / 4);
  CHECK(plain < count * 9 / 10);
}

TEST_CASE("a cell in the middle of a text is read as one alone, whatever stands before it") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomCells cells(seed);
  for (int round = warrantor::test::scaled(200); round > 0; --round) {
    const Schema schema = cells.schema();
    for (const FactId id : plain_facts(schema)) {
      const PlainCells plain = plain_cells(schema, schema.fact(id));
      for (int i = 0; i < 10; ++i) {
        const std::string cell = cells.cell(schema, schema.fact(id), 4);
        const std::string text = std::to_string(cells.below(1'000'000'000)) + "x1234567" + cell;
        const InnerCell inner(text.data() + text.size() - cell.size(), cell.size());
        CAPTURE(cell);
        REQUIRE(shown(read(plain, inner)) == shown(read(plain, std::string_view(cell))));
      }
    }
  }
}
