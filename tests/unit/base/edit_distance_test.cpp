#include "base/edit_distance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace warrantor::base;

namespace {

// By the definition, without any cleverness.
std::size_t naive_distance(const std::string& a, std::size_t i, const std::string& b, std::size_t j) {
  if (i == 0) return j;
  if (j == 0) return i;
  std::size_t best = naive_distance(a, i - 1, b, j - 1) + (a[i - 1] == b[j - 1] ? 0 : 1);
  best = std::min(best, naive_distance(a, i - 1, b, j) + 1);
  best = std::min(best, naive_distance(a, i, b, j - 1) + 1);
  if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
    best = std::min(best, naive_distance(a, i - 2, b, j - 2) + 1);
  }
  return best;
}

}  // namespace

TEST_CASE("each kind of slip counts one edit") {
  CHECK(edit_distance("model", "model", 3) == 0);
  CHECK(edit_distance("modle", "model", 3) == 1);
  CHECK(edit_distance("mdel", "model", 3) == 1);
  CHECK(edit_distance("modell", "model", 3) == 1);
  CHECK(edit_distance("madel", "model", 3) == 1);
  CHECK(edit_distance("行驶里呈", "行驶里程", 3) == 1);
  CHECK(edit_distance("", "ab", 3) == 2);
}

TEST_CASE("counting stops beyond the limit") {
  CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);
  CHECK(edit_distance("a", "abcdefgh", 2) == 3);
  CHECK(edit_distance("ab", "ab", 0) == 0);
  CHECK(edit_distance("ab", "ba", 0) == 1);
}

TEST_CASE("the distance is that of the definition, for any limit") {
  std::mt19937 random(7);
  INFO("seed 7");
  const auto word = [&random] {
    std::string text(random() % 6, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int round = 0; round < 2000; ++round) {
    const std::string a = word();
    const std::string b = word();
    const std::size_t limit = random() % 5;
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(limit);
    REQUIRE(edit_distance(a, b, limit) == std::min(naive_distance(a, a.size(), b, b.size()), limit + 1));
  }
}

TEST_CASE("the nearest name is found within a third of the word's length") {
  const std::vector<std::string> names = {"PALADIN", "D22", "RICH", "odometer_km", "帕拉丁"};
  CHECK(nearest("Paladinn", names) == "PALADIN");
  CHECK(nearest("D23", names) == "D22");
  CHECK(nearest("odomter_kms", names) == "odometer_km");
  CHECK(nearest("帕拉定", names) == "帕拉丁");
  CHECK_FALSE(nearest("kilometres", names));
  CHECK_FALSE(nearest("X", names));
  CHECK_FALSE(nearest("", names));
  CHECK_FALSE(nearest("x", std::vector<std::string>{}));
}

TEST_CASE("of equally near names the one in the same case wins, then the first") {
  CHECK(nearest("Cat", std::vector<std::string>{"cats", "Cats"}) == "Cats");
  CHECK(nearest("cot", std::vector<std::string>{"cat", "cut"}) == "cat");
  CHECK(nearest("cot", std::vector<std::string>{"cut", "cat"}) == "cut");
}

TEST_CASE("the question names the nearest name, or nothing is asked") {
  CHECK(did_you_mean("D22") == "did you mean `D22`?");
  CHECK(did_you_mean(std::nullopt).empty());
}
