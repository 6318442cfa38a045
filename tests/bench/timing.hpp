#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

namespace warrantor::bench {

/// How long some work takes, in nanoseconds.
template <class Work>
double nanoseconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

/// The same in processor time, to a microsecond: for work of milliseconds on a machine where others are at work too.
template <class Work>
double processor_nanoseconds(const Work& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) * (1e9 / CLOCKS_PER_SEC);
}

/// The middle one of some values; at least one.
inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace warrantor::bench
