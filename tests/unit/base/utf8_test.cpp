#include "base/utf8.hpp"

#include <doctest/doctest.h>

using namespace warrantor::base;

TEST_CASE("every code point survives being written and read") {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point == 0xD800) point = 0xE000;
    std::string text;
    append_utf8(text, point);
    const DecodedCharacter read = decode_utf8(text);
    if (read.code_point != point || read.size != text.size() || !read.valid) FAIL("code point " << point);
  }
}

TEST_CASE("malformed bytes are found where they stand") {
  CHECK_FALSE(find_invalid_utf8("郑州日产 D22 and a longer tail of ASCII"));
  CHECK(find_invalid_utf8("abc\xff") == 3);
  CHECK(find_invalid_utf8("\x80") == 0);
  CHECK(find_invalid_utf8("\xc0\xaf") == 0);              // overlong
  CHECK(find_invalid_utf8("\xe0\x80\xaf") == 0);          // overlong
  CHECK(find_invalid_utf8("12345678\xed\xa0\x80") == 8);  // surrogate
  CHECK(find_invalid_utf8("\xf4\x90\x80\x80") == 0);      // beyond U+10FFFF
  CHECK(find_invalid_utf8("\xf5\x80\x80\x80") == 0);
  CHECK(find_invalid_utf8("a\xe9\x83") == 1);  // cut off
  CHECK(find_invalid_utf8("\xe9\x83\x41") == 0);
  CHECK_FALSE(find_invalid_utf8(""));
}

TEST_CASE("a malformed byte is read as one replacement character") {
  const DecodedCharacter read = decode_utf8("\xe9\x83");
  CHECK(read.code_point == 0xFFFD);
  CHECK(read.size == 1);
  CHECK_FALSE(read.valid);
}

TEST_CASE("wide characters take two columns and combining marks none") {
  CHECK(display_width("D22") == 3);
  CHECK(display_width("锐骐") == 4);
  CHECK(display_width("，。") == 4);
  CHECK(display_width("한국") == 4);
  CHECK(display_width("カナ") == 4);
  CHECK(display_width("ｶﾅ") == 2);  // half width
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("é…·") == 3);
  CHECK(display_width("🚗") == 2);
  CHECK(display_width("") == 0);
}

TEST_CASE("a text is cut between characters and never beyond its columns") {
  CHECK(fit_to_width("锐骐x", 3) == "锐");
  CHECK(fit_to_width("锐骐x", 5) == "锐骐x");
  CHECK(shorten_to_width("锐骐x", 5) == "锐骐x");
  CHECK(shorten_to_width("锐骐xy", 5) == "锐骐…");
  CHECK(shorten_to_width("锐骐xy", 4) == "锐…");
  CHECK(shorten_to_width("abc", 0).empty());
  CHECK(pad_to_width("锐骐", 6) == "锐骐  ");
  CHECK(pad_to_width("锐骐", 2) == "锐骐");
}
