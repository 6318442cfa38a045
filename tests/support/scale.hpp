#pragma once

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace warrantor::test {

/// Rounds of a property test: the usual number times WARRANTOR_TEST_SCALE percent (100 where it is not set), at least
/// one.
inline int scaled(int rounds) {
  const char* text = std::getenv("WARRANTOR_TEST_SCALE");  // NOLINT(concurrency-mt-unsafe)
  int percent = 100;
  if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), percent);
  return static_cast<int>(std::max(1LL, static_cast<long long>(rounds) * percent / 100));
}

}  // namespace warrantor::test
