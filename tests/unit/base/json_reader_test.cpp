#include "base/json_reader.hpp"

#include <doctest/doctest.h>

#include <random>

#include "base/json_writer.hpp"

using namespace warrantor::base;

namespace {

JsonFault fault_of(std::string_view text) {
  JsonReader reader;
  const auto value = reader.read(text);
  CAPTURE(text);
  REQUIRE_FALSE(value);
  return value.error();
}

bool is_json(std::string_view text) {
  JsonReader reader;
  return reader.read(text).has_value();
}

// What a value holds, written anew; numbers as they stand.
void rewrite(JsonWriter& json, const JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::object:
      json.begin_object();
      for (const JsonValue member : value) rewrite(json.key(member.key()), member);
      json.end_object();
      return;
    case JsonKind::array:
      json.begin_array();
      for (const JsonValue item : value) rewrite(json, item);
      json.end_array();
      return;
    case JsonKind::string:
      json.string(value.text());
      return;
    default:
      json.raw(value.text());
  }
}

std::string rewritten(std::string_view text) {
  JsonReader reader;
  const auto value = reader.read(text);
  REQUIRE(value);
  std::string out;
  JsonWriter json(out);
  rewrite(json, *value);
  return out;
}

void write_random_value(JsonWriter& json, std::mt19937& random, int depth) {
  switch (random() % (depth > 0 ? 7 : 5)) {
    case 0:
      json.null();
      return;
    case 1:
      json.boolean(random() % 2 == 0);
      return;
    case 2:
      json.number(static_cast<std::int64_t>(random()) - 2'000'000'000);
      return;
    case 3:
      json.number("-0.50e+3");
      return;
    case 4:
      json.string(random() % 2 == 0 ? "帕拉丁 \"q\"\\\n\x01" : "plain");
      return;
    case 5:
      json.begin_array();
      for (std::size_t i = random() % 5; i > 0; --i) write_random_value(json, random, depth - 1);
      json.end_array();
      return;
    default:
      json.begin_object();
      for (std::size_t i = random() % 40; i > 0; --i) {
        write_random_value(json.key("k\t" + std::to_string(i)), random, depth - 1);
      }
      json.end_object();
  }
}

}  // namespace

TEST_CASE("values know their text, key and column") {
  JsonReader reader;
  const std::string_view text = R"({"km": 28000, "amounts" :[0.10, null],"ok":true})";
  const auto root = reader.read(text);
  REQUIRE(root);
  CHECK(root->is_object());
  CHECK(root->size() == 3);
  CHECK(root->column() == 1);
  CHECK(root->source() == text);

  const auto km = root->find("km");
  REQUIRE(km);
  CHECK(km->kind() == JsonKind::number);
  CHECK(km->text() == "28000");
  CHECK(km->key() == "km");
  CHECK(km->key_column() == 2);
  CHECK(km->column() == 8);

  const auto amounts = root->find("amounts");
  REQUIRE(amounts);
  CHECK(amounts->source() == "[0.10, null]");
  CHECK(amounts->text().empty());
  CHECK((*amounts->begin()).text() == "0.10");
  CHECK((*++amounts->begin()).is_null());
  CHECK(root->find("ok")->truth());
  CHECK_FALSE(root->find("vin"));
}

TEST_CASE("an empty array and an empty object hold nothing") {
  JsonReader reader;
  CHECK(reader.read("[]")->size() == 0);
  CHECK(reader.read(" { } ")->size() == 0);
}

TEST_CASE("a text without escapes is a view of what was read") {
  JsonReader reader;
  const std::string_view text = R"(["plain","esc\u0061ped","again"])";
  const auto root = reader.read(text);
  REQUIRE(root);
  CHECK((*root->begin()).text().data() == text.data() + 2);
  CHECK((*++root->begin()).text() == "escaped");
  CHECK((*++root->begin()).source() == R"("esc\u0061ped")");
}

TEST_CASE("every escape stands for its character") {
  JsonReader reader;
  CHECK(reader.read(R"("\"\\\/\b\f\n\r\t")")->text() == "\"\\/\b\f\n\r\t");
  CHECK(reader.read(R"("\u5e15\u62C9\u4e01")")->text() == "帕拉丁");
  CHECK(reader.read(R"("x\ud83d\ude97y")")->text() == "x🚗y");
  CHECK(reader.read(R"("\u0000")")->text() == std::string_view("\0", 1));
}

TEST_CASE("many escaped texts of one line keep their places") {
  std::string text = "[";
  for (int i = 0; i < 500; ++i) text += "\"\\u5e15" + std::to_string(i) + "\",";
  text.back() = ']';
  JsonReader reader;
  const auto root = reader.read(text);
  REQUIRE(root);
  int i = 0;
  for (const JsonValue value : *root) REQUIRE(value.text() == "帕" + std::to_string(i++));
}

TEST_CASE("a reader can be used again after a fault") {
  JsonReader reader;
  CHECK_FALSE(reader.read(R"({"a":)"));
  CHECK(reader.read(R"({"a":1})")->find("a")->text() == "1");
  CHECK(reader.read("7")->text() == "7");
}

TEST_CASE("faults say what was expected and where") {
  CHECK(fault_of("").message == "expected a value, but the text ends here");
  CHECK(fault_of("").column == 1);
  CHECK(fault_of(R"({"a":1} x)").message == "expected the end of the line, not `x`");
  CHECK(fault_of(R"({"a":1} x)").column == 9);
  CHECK(fault_of(R"({"a" 1})").message == "expected `:`, not `1`");
  CHECK(fault_of(R"({"a":1 "b":2})").message == "expected `,` or `}`, not `\"`");
  CHECK(fault_of("[1,]").message == "expected a value, not `]`");
  CHECK(fault_of("[1,]").column == 4);
  CHECK(fault_of("{a:1}").message == "expected a key in double quotes, not `a`");
  CHECK(fault_of(R"({"a":1,})").message == "expected a key in double quotes, not `}`");
  CHECK(fault_of(R"(["ab)").message == "this text lacks its closing quote");
  CHECK(fault_of(R"(["ab)").column == 2);
  CHECK(fault_of("[01]").message == "a number must not begin with a needless zero");
  CHECK(fault_of("[tru]").column == 2);
}

TEST_CASE("a key that an object holds twice is a fault, also among many keys and under an escape") {
  CHECK(fault_of(R"({"a":1,"b":{"a":2},"a":3})").message == "the key `a` stands here twice");
  CHECK(fault_of(R"({"a":1,"b":{"a":2},"a":3})").column == 20);
  CHECK(fault_of(R"({"a":1,"\u0061":3})").column == 8);
  std::string text = "{";
  for (int i = 0; i < 100; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  CHECK(is_json(text + "\"k100\":0}"));
  CHECK(fault_of(text + "\"k50\":0}").message == "the key `k50` stands here twice");
  CHECK(fault_of(text + "\"k50\":0}").column == text.size() + 1);
}

TEST_CASE("what RFC 8259 does not allow is no JSON") {
  for (const char* text : {"[",
                           "]",
                           "{",
                           "nul",
                           "True",
                           "NaN",
                           "Infinity",
                           "+1",
                           ".5",
                           "5.",
                           "1e",
                           "1e+",
                           "-",
                           "--1",
                           "0x10",
                           "00",
                           "-01",
                           "'a'",
                           "\"a\nb\"",
                           "\"\\x41\"",
                           "\"\\u12\"",
                           "\"\\u12G4\"",
                           "\"\\",
                           "\"\\ud83d\"",
                           "\"\\ud83dx\"",
                           "\"\\ud83d\\u0041\"",
                           "\"\\ude97\"",
                           "\"\xff\"",
                           "\xEF\xBB\xBF{}",
                           "[1 2]",
                           "[1,,2]",
                           "{\"a\":1,,}",
                           "{1:2}",
                           "1 2",
                           "/**/1",
                           "\"\\u-123\"",
                           "\"\\u+123\""}) {
    CAPTURE(text);
    CHECK_FALSE(is_json(text));
  }
  for (const char* text : {"0", "-0", "1.5", "1e5", "1E-5", "-0.0e+10", "\"\"", " [ 1 , 2 ] ", "\t{\"\":null}\r\n"}) {
    CAPTURE(text);
    CHECK(is_json(text));
  }
}

TEST_CASE("a text may be 64 levels deep and no deeper") {
  CHECK(is_json(std::string(64, '[') + std::string(64, ']')));
  CHECK(fault_of(std::string(65, '[') + std::string(65, ']')).message == "the text is nested more than 64 levels deep");
  CHECK(fault_of(std::string(1'000'000, '[')).column == 65);
}

TEST_CASE("what the writer writes the reader reads, the same again") {
  std::mt19937 random(20240105);
  INFO("seed 20240105");
  for (int round = 0; round < 300; ++round) {
    std::string text;
    JsonWriter json(text);
    write_random_value(json, random, 3);
    REQUIRE(rewritten(text) == text);
  }
}

TEST_CASE("no mangled text upsets the reader, and each fault lies within the text or right after it") {
  std::mt19937 random(99);
  INFO("seed 99");
  const std::string sound =
      R"({"a":[1,-2.5e3,"x\u5e15\ud83d\ude97\n"],"b":{"c":null,"d":[true,false,{}]},"e":"帕拉丁"})";
  REQUIRE(is_json(sound));
  JsonReader reader;
  int faults = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = sound;
    for (std::size_t edits = random() % 3 + 1; edits > 0 && !text.empty(); --edits) {
      const std::size_t at = random() % text.size();
      const char byte = random() % 2 == 0 ? sound[random() % sound.size()] : static_cast<char>(random() % 256);
      switch (random() % 4) {
        case 0:
          text.erase(at, random() % 4 + 1);
          break;
        case 1:
          text.insert(at, 1, byte);
          break;
        case 2:
          text.resize(at);
          break;
        default:
          text[at] = byte;
      }
    }
    const auto value = reader.read(text);
    if (value) continue;
    ++faults;
    REQUIRE(value.error().column >= 1);
    REQUIRE(value.error().column <= text.size() + 1);
    REQUIRE_FALSE(value.error().message.empty());
  }
  CHECK(faults > 10'000);
}
