#pragma once

#include <cstddef>
#include <string>

namespace warrantor::base {

/// "a, b or c" of the first parts of a list, each as `show` writes it.
template <class Range, class Show>
[[nodiscard]] std::string join_or(const Range& parts, std::size_t count, Show show) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) list += i + 1 == count ? " or " : ", ";
    list += show(parts[i]);
  }
  return list;
}

}  // namespace warrantor::base
