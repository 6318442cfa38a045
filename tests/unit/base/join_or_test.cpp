#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/join_or.hpp"

namespace warrantor::base {
namespace {

TEST_CASE("choices are parted by commas, and the last of them by `or`") {
  const std::vector<std::string> parts{"a", "b", "c"};
  const auto show = [](const std::string& part) { return '<' + part + '>'; };
  CHECK(join_or(parts, 0, show).empty());
  CHECK(join_or(parts, 1, show) == "<a>");
  CHECK(join_or(parts, 2, show) == "<a> or <b>");
  CHECK(join_or(parts, 3, show) == "<a>, <b> or <c>");
}

}  // namespace
}  // namespace warrantor::base
