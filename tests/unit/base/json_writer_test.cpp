#include "base/json_writer.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace warrantor::base;

TEST_CASE("commas stand between values and nowhere else") {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").number(1).key("b").begin_array().begin_object().end_object().null().boolean(true);
  json.string("x").begin_array().end_array().end_array().key("c").number("1234.50").end_object();
  CHECK(out == R"({"a":1,"b":[{},null,true,"x",[]],"c":1234.50})");
}

TEST_CASE("numbers keep all their digits") {
  std::string out;
  JsonWriter(out).begin_array().number(std::numeric_limits<std::int64_t>::min()).number("0.10").end_array();
  CHECK(out == "[-9223372036854775808,0.10]");
}

TEST_CASE("quotes, backslashes and controls are escaped and other characters stand as they are") {
  std::string out;
  append_json_string(out, std::string_view("a\"b\\c\n\r\t\x01\x1f\0/帕拉丁🚗", 25));
  CHECK(out == "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f\\u0000/帕拉丁🚗\"");
}

TEST_CASE("bytes that are no UTF-8 become replacement characters") {
  std::string out;
  append_json_string(out, "a\xff\xe9");
  CHECK(out == "\"a\uFFFD\uFFFD\"");
}
