#include <doctest/doctest.h>

#include "base/letter_case.hpp"
#include "base/utf8.hpp"

using namespace warrantor::base;

TEST_CASE("letters of any alphabet have an upper and a lower case") {
  CHECK(upper_case("abc xyZ 1") == "ABC XYZ 1");
  CHECK(lower_case("ABC xyZ 1") == "abc xyz 1");
  CHECK(upper_case("éàÿñøœž") == "ÉÀŸÑØŒŽ");
  CHECK(lower_case("ÉÀŸÑØŒŽ") == "éàÿñøœž");
  CHECK(upper_case("ελληνικά ς") == "ΕΛΛΗΝΙΚΆ Σ");
  CHECK(lower_case("ΕΛΛΗΝΙΚΆ") == "ελληνικά");
  CHECK(upper_case("привет ёђ") == "ПРИВЕТ ЁЂ");
  CHECK(lower_case("ПРИВЕТ ЁЂ") == "привет ёђ");
  CHECK(upper_case("ａｂｃ") == "ＡＢＣ");
  CHECK(lower_case("𐐀") == "𐐨");
}

TEST_CASE("what has no single letter in the other case stays as it is") {
  CHECK(upper_case("ß 質保 ½ ª ĸ ÷ ×") == "ß 質保 ½ ª ĸ ÷ ×");
  CHECK(lower_case("質保 ÷ × İ") == "質保 ÷ × İ");
  CHECK(upper_case("") == "");
  CHECK(upper_case("a\xFFz\xC3") == "A\xFFZ\xC3");
}

TEST_CASE("every second letter of a range with both cases side by side has a counterpart, and no other") {
  CHECK(upper_case("āĀăĂ") == "ĀĀĂĂ");
  CHECK(lower_case("āĀăĂ") == "āāăă");
  CHECK(lower_case("ĹĺĻļ") == "ĺĺļļ");
}

TEST_CASE("changing the case twice changes it once") {
  for (char32_t code = 0; code < 0x20000; ++code) {
    if (code >= 0xD800 && code < 0xE000) continue;
    std::string letter;
    append_utf8(letter, code);
    const std::string upper = upper_case(letter);
    const std::string lower = lower_case(letter);
    if (upper_case(upper) != upper || lower_case(lower) != lower) FAIL("code point " << std::uint32_t{code});
  }
}
