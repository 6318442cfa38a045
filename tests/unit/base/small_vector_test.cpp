#include "base/small_vector.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace warrantor::base {
namespace {

using Words = SmallVector<std::string, 2>;

std::string text_of(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + ".";
  return text;
}

}  // namespace

TEST_CASE("a small vector keeps its items in order, few or many") {
  Words words;
  CHECK(words.empty());
  for (const char* word : {"a", "b", "c", "d"}) words.push_back(word);
  CHECK(text_of(words) == "a.b.c.d.");
  CHECK(words.front() == "a");
  CHECK(words.back() == "d");
  words[1] = "x";
  CHECK(words.size() == 4);
  CHECK(text_of(words) == "a.x.c.d.");
}

TEST_CASE("a small vector can be cleared and filled again on either side of a few") {
  Words words(3, "a");
  CHECK(text_of(words) == "a.a.a.");
  words.clear();
  words.push_back("b");
  CHECK(text_of(words) == "b.");
  for (const char* word : {"c", "d"}) words.push_back(word);
  CHECK(text_of(words) == "b.c.d.");
  words.assign(1, "e");
  CHECK(text_of(words) == "e.");
  words.assign(4, "f");
  CHECK(text_of(words) == "f.f.f.f.");
}

TEST_CASE("copies and moved small vectors are of their own") {
  for (const std::size_t count : {1u, 3u}) {
    Words words(count, "a");
    Words copy = words;
    copy[0] = "b";
    CHECK(words.front() == "a");
    CHECK_FALSE(copy == words);
    const Words moved = std::move(copy);
    CHECK(moved.size() == count);
    CHECK(moved.front() == "b");
    copy = words;
    CHECK(copy == words);
  }
}

}  // namespace warrantor::base
