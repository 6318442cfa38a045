#include "io/other_form.hpp"

#include <random>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/checked_value.hpp"
#include "io/plain_cells.hpp"
#include "io/usual_date.hpp"
#include "io/usual_number.hpp"
#include "random_cells.hpp"
#include "shown_cell.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::io;
using warrantor::io::test::fact_of;
using warrantor::io::test::RandomCells;
using warrantor::io::test::shown;

namespace {

/// A schema with the ids and one fact.
Schema schema_with(Fact fact, std::string_view currency = "CNY") {
  Schema schema(*Currency::from_code(currency));
  Fact claim_id;
  claim_id.name = "claim_id";
  claim_id.blank = Blank::reject;
  schema.add_fact(claim_id);
  Fact line_id;
  line_id.name = "line_id";
  line_id.scope = Scope::line;
  schema.add_fact(line_id);
  if (fact.type == ValueType::enumeration) {
    Domain domain;
    domain.values = {{"Red", {}}, {"1500", {}}, {"none", {}}, {"two words", {}}, {"a", {}}, {"A", {}}};
    domain.values[0].labels.set("zh", "红ABC");
    fact.domain = schema.add_domain(domain);
  }
  schema.add_fact(std::move(fact));
  return schema;
}

PlainValue read_cell(const Schema& schema, FactId id, std::string_view cell) {
  const auto read = [&](const auto& cells) {
    const PlainValue plain = cells.read(cell);
    return plain.is_plain ? plain : read_otherwise(cells, schema, id, cell);
  };
  return std::visit(read, plain_cells(schema, schema.fact(id)));
}

std::string read(Fact fact, std::string_view cell, std::string_view currency = "CNY") {
  const Schema schema = schema_with(std::move(fact), currency);
  return shown(read_cell(schema, *schema.find_fact("it"), cell));
}

std::string read(ValueType type, std::string_view cell) { return read(fact_of(type), cell); }

std::string read_amount(std::string_view cell, std::size_t decimals) {
  const auto amount = read_usual_amount(cell, decimals);
  return amount ? std::to_string(*amount) : "left";
}

}  // namespace

TEST_CASE("usual dates have any of the usual signs, months and days of one digit, and midnight behind them") {
  for (const char* text :
       {"2024/1/5", "2024/01/05", "2024/01/5", "2024-1-5", "2024-01-05", "2024.1.5", "2024.01.05", "20240105",
        "2024年1月5日", "2024年01月05日", "2024年1月5", "2024/1/5 0:00", "2024-01-05 00:00:00", "2024-01-05T00:00:00",
        "2024/1/5 0:00:00", "2024-01-05 00:00:00.000", "2024-01-05T00:00:00.000", "20240105 00:00:00"}) {
    CAPTURE(text);
    CHECK(read_usual_date(text) == 19727);
  }
  CHECK(read_usual_date("1900/1/1") == -25567);
  CHECK(read_usual_date("2099/12/31") == 47481);
  for (const char* text :
       {"",           "2024",       "2024/",       "2024/1",      "2024/1/",    "2024/1-5",   "2024-1/5",
        "2024/13/1",  "2024/0/1",   "2024/1/0",    "2024/1/32",   "2023/2/29",  "24/1/5",     "5/1/2024",
        "2024/001/5", "2024/1/005", "2024年1月日", "2024年1-5日", "2024/1/5日", "2024/1/5 ",  "2024/1/5 00:00:01",
        "202401051",  "2024015",    "1899/12/31",  "2100/1/1",    "2024//5",    "２０24/1/5", "2024 1 5"}) {
    CAPTURE(text);
    CHECK_FALSE(read_usual_date(text).has_value());
  }
}

TEST_CASE("usual numbers have a sign, zeros for decimals, or commas between thousands") {
  CHECK(read_usual_number("28000.0") == 28000);
  CHECK(read_usual_number("28000.000") == std::nullopt);  // left to parse_cell, which takes it
  CHECK(read(ValueType::number, "28000.000") == "28000");
  CHECK(read_usual_number("+5") == 5);
  CHECK(read_usual_number("-5") == -5);
  CHECK(read_usual_number("-0") == 0);
  CHECK(read_usual_number("9,000") == 9000);
  CHECK(read_usual_number("-1,234,567.0") == -1234567);
  CHECK(read_usual_number("999999999999999") == 999999999999999);
  for (const char* text :
       {"",          "-",        "+",    "--5",   "5-",     ".0",     "5.",       "5.1",   "28.000",           "1,23",
        "12,34,567", "1234,567", ",123", "0,123", "1,234,", "1,,234", "1,234,56", "1 234", "1000000000000000", "1e3",
        "0x1"}) {
    CAPTURE(text);
    CHECK_FALSE(read_usual_number(text).has_value());
  }
}

TEST_CASE("usual amounts have as many decimals as they need") {
  CHECK(read_amount("0.1", 2) == "10");
  CHECK(read_amount("1250.5", 2) == "125050");
  CHECK(read_amount("1250", 2) == "125000");
  CHECK(read_amount("-1250.5", 2) == "-125050");
  CHECK(read_amount("+1250.50", 2) == "125050");
  CHECK(read_amount("1,250.00", 2) == "125000");
  CHECK(read_amount("1,250", 2) == "125000");
  CHECK(read_amount("1250.0000", 2) == "125000");
  CHECK(read_amount("1250.00", 0) == "1250");
  CHECK(read_amount("1.5", 3) == "1500");
  CHECK(read_amount("1,250.000", 3) == "1250000");
  CHECK(read_amount("999999999999999.999", 3) == "999999999999999999");
  for (const char* text : {"1250.000", "1.005", "1.0001", "1.", ".5", "1.5.0", "1,25", "¥5", "", "-"}) {
    CAPTURE(text);
    CHECK(read_amount(text, 2) == "left");
  }
  CHECK(read_amount("1,250", 3) == "left");
}

TEST_CASE("numbers in another form lie within the least and the greatest of their fact, too") {
  Fact fact = fact_of(ValueType::number, Blank::reject);
  fact.minimum = -10;
  fact.maximum = 2000;
  CHECK(read(fact, "-10") == "-10");
  CHECK(read(fact, "-11") == "refused");
  CHECK(read(fact, "2,000") == "2000");
  CHECK(read(fact, "2,001") == "refused");
  CHECK(read(fact, " ") == "refused");
  fact.minimum = 5;
  fact.maximum = 4;
  CHECK(read(fact, "-1") == "refused");
  CHECK(read(fact, "4.0") == "refused");
  CHECK(read(ValueType::months, "1,000,000") == "1000000");
  CHECK(read(ValueType::months, "-1,000,001") == "refused");
  CHECK(read(ValueType::money, "-10000000000000.0") == "-1000000000000000");
  CHECK(read(ValueType::money, "-10000000000000.1") == "refused");
}

TEST_CASE("blanks around a cell say nothing, and a cell of blanks is one") {
  CHECK(read(ValueType::number, " 5 ") == "5");
  CHECK(read(ValueType::number, "=\"5\"") == "5");
  CHECK(read(ValueType::date, "\t2024-01-05\u3000") == "19727");
  CHECK(read(ValueType::boolean, "true ") == "1");
  CHECK(read(ValueType::text, " Loss of power ") == "0");
  CHECK(read(ValueType::text, "#N/A ") == "refused");
  CHECK(read(ValueType::text, " 1.2E+14") == "refused");
  for (const char* blank : {" ", "\t ", "\u3000", "\u00a0", "\ufeff"}) {
    CHECK(read(ValueType::money, blank) == "blank");
    CHECK(read(ValueType::text, blank) == "blank");
    CHECK(read(fact_of(ValueType::date, Blank::reject), blank) == "refused");
  }
}

TEST_CASE("entries of lists and truths are read in any case and width") {
  CHECK(read(ValueType::enumeration, "RED") == "0");
  CHECK(read(ValueType::enumeration, " ｒｅｄ") == "0");
  CHECK(read(ValueType::enumeration, "红abc") == "0");
  CHECK(read(ValueType::enumeration, "1500.0") == "1");
  CHECK(read(ValueType::enumeration, "none ") == "2");
  CHECK(read(ValueType::enumeration, "None") == "refused");  // it may stand for a blank
  CHECK(read(ValueType::enumeration, "Ａ") == "5");
  CHECK(read(ValueType::enumeration, "twowords") == "refused");
  CHECK(read(ValueType::boolean, "tRUE") == "1");
  CHECK(read(ValueType::boolean, "０") == "0");
  CHECK(read(ValueType::boolean, "Y") == "refused");
}

TEST_CASE("what is read with a warning is not read here") {
  CHECK(read(ValueType::number, "1.5E+3") == "refused");
  CHECK(read(ValueType::date, "2024-01-05 08:30") == "refused");
  CHECK(read(ValueType::number, "¥1,250.00") == "refused");
  CHECK(read(ValueType::money, "¥1,250.00") == "125000");
  Fact vin = fact_of(ValueType::vin);
  CHECK(read(vin, "1m8gdm9axkp042788") == "0");
  CHECK(read(vin, "1m8gdm9a1kp042788") == "refused");
  vin.check_digit = vin.length_and_letters = VinCheck::off;
  CHECK(read(vin, "1m8gdm9a1kp042788 ") == "0");
}

TEST_CASE("ids are taken only as they stand") {
  const Schema schema = schema_with(fact_of(ValueType::text));
  CHECK(shown(read_cell(schema, schema.claim_id(), "C-1 ")) == "refused");
  CHECK(shown(read_cell(schema, schema.line_id(), " ")) == "refused");
  CHECK(shown(read_cell(schema, *schema.find_fact("it"), "C-1 ")) == "0");
}

TEST_CASE("a cell in any form is read as read_value reads it, where that says nothing, and in no other case") {
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomCells cells(seed);
  int other_forms = 0;
  int count = 0;
  for (int round = warrantor::test::scaled(150); round > 0; --round) {
    const Schema schema = cells.schema();
    for (const FactId id : plain_facts(schema)) {
      if (id == schema.claim_id() || id == schema.line_id()) continue;
      const Fact& fact = schema.fact(id);
      for (int i = 0; i < 20; ++i) {
        const std::string cell = cells.cell(schema, fact);
        INFO(name_of(fact.type) << " " << base::quote(cell));
        const PlainValue value = read_cell(schema, id, cell);
        const std::string_view text = tidy_cell(cell);
        if (text.empty()) {
          REQUIRE(shown(value) == (may_be_blank(fact) ? "blank" : "refused"));
          continue;
        }
        TextStore texts;
        std::vector<Fault> faults;
        std::vector<Warning> warnings;
        const auto read = read_value(schema, fact, text, {}, texts, faults, warnings);
        REQUIRE(value.is_plain == (read.has_value() && faults.empty() && warnings.empty()));
        ++count;
        if (!value.is_plain) continue;
        REQUIRE(value.is_known);
        const bool is_text = fact.type == ValueType::text || fact.type == ValueType::vin;
        REQUIRE(value.number == (is_text ? 0 : read->as_integer()));
        if (!std::visit([&](const auto& strict) { return strict.read(cell); }, plain_cells(schema, fact)).is_plain)
          ++other_forms;
      }
    }
  }
  CHECK(other_forms > count / 10);
}
