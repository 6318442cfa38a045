#include "base/character_width.hpp"

#include <string_view>

#include <doctest/doctest.h>

using namespace warrantor::base;

namespace {

// Characters of a text that do not have a width.
int others_than(std::size_t width, std::u32string_view characters) {
  int count = 0;
  for (const char32_t character : characters) {
    if (character_width(character) != width) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("characters of Chinese, Japanese and Korean texts are two columns wide") {
  CHECK(others_than(2, U"索赔单汉字，。：；！？（）《》、「」％０Ａｚ￥") == 0);
  CHECK(others_than(2, U"かなカナ한글ㄅㄆ\u3000\u3400\u9FFF\uF900\U00020000\U0002FFFD") == 0);
  CHECK(others_than(2, U"⌚⏰⚡⛔✅❌⭐🚗🔧😀🀄") == 0);
}

TEST_CASE("other characters are one column wide, also those whose width fonts do not agree on") {
  CHECK(others_than(1, U"aZ09~ é×ßĀŁЖяΩאع") == 0);
  CHECK(others_than(1, U"…—“”‘’·°±→①■★") == 0);
  CHECK(others_than(1, U"ｶﾅﾟﾡ￨\u303F\u3248") <= 2);  // half-width marks of sound stand by themselves
  CHECK(character_width(U'ｶ') == 1);
  CHECK(character_width(U'\u00AD') == 1);  // a soft hyphen that is there is shown
}

TEST_CASE("characters that join the one before them take no column") {
  CHECK(others_than(0, U"\u0300\u0301\u036F\u0483\u20DD\u302A\u3099\uFE0F\uFE20\U000E0100") == 0);
  CHECK(others_than(0, U"\u200B\u200D\u2060\uFEFF\u0E31\u093C") == 0);
  CHECK(others_than(0, U"\u1160\u11A8\u11FF") == 0);
}

TEST_CASE("the ends of ranges belong to them and their neighbours do not") {
  CHECK(character_width(0x10FF) == 1);
  CHECK(character_width(0x1100) == 2);
  CHECK(character_width(0x115F) == 2);
  CHECK(character_width(0xD7A3) == 2);
  CHECK(character_width(0xD7B0) == 1);
  CHECK(character_width(0xFF00) == 1);
  CHECK(character_width(0xFF60) == 2);
  CHECK(character_width(0xFF61) == 1);
  CHECK(character_width(0x3FFFD) == 2);
  CHECK(character_width(0x10FFFF) == 1);
}
