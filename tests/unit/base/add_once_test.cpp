#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/add_once.hpp"
#include "base/small_vector.hpp"

namespace warrantor::base {
namespace {

TEST_CASE("what is added once stands behind the others, and only where it first was") {
  std::vector<std::string> items;
  for (const char* const item : {"b", "a", "b", "c", "a"}) add_once(items, item);
  CHECK(items == std::vector<std::string>{"b", "a", "c"});
  add_once(items, items.front());
  CHECK(items.size() == 3);
}

TEST_CASE("small vectors take items once too") {
  SmallVector<int, 2> items;
  for (const int item : {1, 1, 2, 3, 2}) add_once(items, item);
  CHECK(std::vector<int>(items.begin(), items.end()) == std::vector<int>{1, 2, 3});
}

}  // namespace
}  // namespace warrantor::base
