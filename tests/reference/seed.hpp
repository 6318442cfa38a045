#pragma once

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace warrantor::reference {

/// The seed to begin with: that of the environment's WARRANTOR_TEST_SEED, else always the same.
inline unsigned first_seed() {
  const char* text = std::getenv("WARRANTOR_TEST_SEED");  // NOLINT(concurrency-mt-unsafe)
  unsigned seed = 1;
  if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), seed);
  return seed;
}

}  // namespace warrantor::reference
