#include <doctest/doctest.h>

#include <warrantor/claim.hpp>

#include "unit/model/sample_schema.hpp"

using namespace warrantor;
using warrantor::testing::SampleSchema;

namespace {

struct Reader {
  SampleSchema sample;
  TextStore texts;

  Expected<Value, ValueFault> read(FactId fact, std::string_view text) {
    return parse_value(sample.schema, sample.schema.fact(fact), text, texts);
  }
  ValueFault fault(FactId fact, std::string_view text) {
    const auto value = read(fact, text);
    CAPTURE(text);
    REQUIRE_FALSE(value);
    return value.error();
  }
  std::string read_and_write(FactId fact, std::string_view text) {
    const auto value = read(fact, text);
    CAPTURE(text);
    REQUIRE(value);
    return format_value(sample.schema, sample.schema.fact(fact), *value);
  }
};

}  // namespace

TEST_CASE("booleans are read in every usual spelling and in nothing else") {
  Reader reader;
  for (const char* text : {"true", "TRUE", "yes", "Yes", "1", "是"}) {
    CHECK(reader.read(reader.sample.tampered, text)->is_true());
  }
  for (const char* text : {"false", "False", "no", "NO", "0", "否"}) {
    CHECK(reader.read(reader.sample.tampered, text)->is_false());
  }
  for (const char* text : {"", "y", "2", "true ", "on", "T"}) {
    CHECK(reader.fault(reader.sample.tampered, text).message.ends_with("is neither true nor false"));
  }
}

TEST_CASE("numbers are whole and within the range of their fact") {
  Reader reader;
  CHECK(reader.read(reader.sample.odometer, "28000")->as_integer() == 28'000);
  CHECK(reader.read(reader.sample.odometer, "+0")->as_integer() == 0);
  CHECK(reader.read(reader.sample.promise, "36")->as_integer() == 36);
  CHECK(reader.fault(reader.sample.odometer, "12.5").message == "`12.5` is not a whole number");
  CHECK(reader.fault(reader.sample.odometer, "1e3").message == "`1e3` is not a whole number");
  CHECK(reader.fault(reader.sample.odometer, "-5").message == "`-5` is below 0");
  CHECK(reader.fault(reader.sample.odometer, "2000001").message == "`2000001` is above 2000000");
  CHECK(reader.fault(reader.sample.odometer, "99999999999999999999").message ==
        "`99999999999999999999` is too large a number");
  CHECK(reader.fault(reader.sample.promise, "0").message == "`0` is below 1");
}

TEST_CASE("amounts have at most the decimals of the currency and keep to their range") {
  Reader reader;
  CHECK(reader.read(reader.sample.parts_amount, "1234.5")->as_integer() == 123'450);
  CHECK(reader.fault(reader.sample.parts_amount, "12.345").message ==
        "`12.345` has more than 2 decimals, which CNY does not know");
  CHECK(reader.fault(reader.sample.parts_amount, "1,234.50").help ==
        "write digits without separators of thousands, such as `1234.50`");
  CHECK(reader.fault(reader.sample.parts_amount, "-0.01").message == "`-0.01` is below 0.00");
  CHECK(reader.fault(reader.sample.parts_amount, "1000000.01").message == "`1000000.01` is above 1000000.00");
}

TEST_CASE("dates that do not exist are told from other texts") {
  Reader reader;
  CHECK(reader.read(reader.sample.sold_on, "2024/1/5")->as_date() == *Date::from_ymd(2024, 1, 5));
  CHECK(reader.fault(reader.sample.sold_on, "2024-02-30").message.find("does not exist") != std::string::npos);
  CHECK(reader.fault(reader.sample.sold_on, "today").message == "`today` is not a date");
  CHECK(reader.fault(reader.sample.sold_on, "today").help == "write a date as `2024-01-05`");
}

TEST_CASE("an entry of a list is read by name or label") {
  Reader reader;
  CHECK(reader.read(reader.sample.model, "RICH")->as_integer() == 2);
  CHECK(reader.read(reader.sample.model, "锐骐")->as_integer() == 2);
  CHECK(reader.read(reader.sample.part, "水泵")->as_integer() == 0);
}

TEST_CASE("a value outside a short list is answered with the nearest one and all of them") {
  Reader reader;
  const ValueFault near = reader.fault(reader.sample.model, "Paladinn");
  CHECK(near.message == "`Paladinn` is not one of its values");
  CHECK(near.help == "did you mean `PALADIN`? it takes `PALADIN`, `D22` or `RICH`");
  CHECK(reader.fault(reader.sample.model, "Patrol").help == "it takes `PALADIN`, `D22` or `RICH`");
  // The label of another script is listed to whoever writes one.
  CHECK(reader.fault(reader.sample.model, "皮卡").help == "it takes `帕拉丁`, `D22` or `锐骐`");
  CHECK(reader.fault(reader.sample.model, "").message == "`` is not one of its values");
}

TEST_CASE("a value outside a long list is answered with the nearest name or label, or with examples") {
  Reader reader;
  CHECK(reader.fault(reader.sample.part, "water_pmp").help == "did you mean `water_pump`?");
  CHECK(reader.fault(reader.sample.part, "变速厢").help == "did you mean `变速箱`?");
  CHECK(reader.fault(reader.sample.part, "hub cap").help.starts_with("it takes one of "));
}

TEST_CASE("texts are kept as they are, also vehicle numbers with faults") {
  Reader reader;
  std::string text = "A-1 ";
  const auto value = reader.read(reader.sample.claim_id, text);
  text = "overwritten";
  REQUIRE(value);
  CHECK(value->as_text() == "A-1 ");
  CHECK(reader.read(reader.sample.vin, "not a VIN")->as_text() == "not a VIN");
  CHECK(reader.fault(reader.sample.claim_id, "A\xff").message == "`A\\xff` is not UTF-8");
}

TEST_CASE("a value is written as it is read back") {
  Reader reader;
  CHECK(reader.read_and_write(reader.sample.tampered, "是") == "true");
  CHECK(reader.read_and_write(reader.sample.odometer, "0028") == "28");
  CHECK(reader.read_and_write(reader.sample.parts_amount, "5000") == "5000.00");
  CHECK(reader.read_and_write(reader.sample.sold_on, "2024/1/5") == "2024-01-05");
  CHECK(reader.read_and_write(reader.sample.model, "锐骐") == "RICH");
  CHECK(reader.read_and_write(reader.sample.claim_id, "索赔 1") == "索赔 1");
  CHECK(reader.read_and_write(reader.sample.promise, "24") == "24");
}

TEST_CASE("a value that is not known is written by its knowledge") {
  const SampleSchema sample;
  const Fact& fact = sample.schema.fact(sample.model);
  CHECK(format_value(sample.schema, fact, Value::none()) == "null");
  CHECK(format_value(sample.schema, fact, Value::unknown()) == "unknown");
  CHECK(format_value(sample.schema, fact, Value::undefined()) == "undefined");
}

TEST_CASE("numbers, amounts and durations stay where sums of them cannot overflow") {
  Schema schema(*Currency::from_code("CNY"));
  TextStore texts;
  const auto read = [&](ValueType type, std::string_view text) {
    Fact fact;
    fact.type = type;
    const auto value = parse_value(schema, fact, text, texts);
    if (value) return format_value(schema, fact, *value);
    return value.error().message + "; " + value.error().help;
  };
  CHECK(read(ValueType::number, "1000000000000000") == "1000000000000000");
  CHECK(read(ValueType::number, "-1000000000000000") == "-1000000000000000");
  CHECK(read(ValueType::number, "1000000000000001") ==
        "`1000000000000001` is too large a number; the largest is `1000000000000000`");
  CHECK(read(ValueType::number, "-1000000000000001") ==
        "`-1000000000000001` is too large a number; the lowest is `-1000000000000000`");
  CHECK(read(ValueType::number, "99999999999999999999") ==
        "`99999999999999999999` is too large a number; the largest is `1000000000000000`");
  CHECK(read(ValueType::money, "10000000000000") == "10000000000000.00");
  CHECK(read(ValueType::money, "10000000000000.01") ==
        "`10000000000000.01` is too large an amount; the largest is `10000000000000.00`");
  CHECK(read(ValueType::money, "99999999999999999999") ==
        "`99999999999999999999` is too large an amount; the largest is `10000000000000.00`");
  CHECK(read(ValueType::months, "1000000") == "1000000");
  CHECK(read(ValueType::months, "1000001") == "`1000001` is too large a number of months; the largest is `1000000`");
  CHECK(read(ValueType::days, "-1000001") == "`-1000001` is too large a number of days; the lowest is `-1000000`");
}
