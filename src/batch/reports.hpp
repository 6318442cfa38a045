#pragma once

#include <cstdint>

#include "io/fault.hpp"

namespace warrantor::batch {

/// How far a run is.
struct Progress {
  std::uint64_t claims = 0;  ///< decided or rejected
  std::uint64_t bytes = 0;   ///< read of the files of claims
};

/// Hears what a run has to say about its files, in the order of the files. Called by one thread at a time.
class Reports {
 public:
  Reports() = default;
  Reports(const Reports&) = delete;
  Reports& operator=(const Reports&) = delete;
  virtual ~Reports() = default;

  virtual void reject(const io::Fault& fault) = 0;    ///< a row or a claim is not decided
  virtual void warn(const io::Warning& warning) = 0;  ///< something is odd, and decided all the same
  virtual void fail(const io::Fault& fault) = 0;      ///< a file, or the rest of it, cannot be used

  /// Called now and then while claims are decided.
  virtual void advance(const Progress& /*progress*/) {}
};

}  // namespace warrantor::batch
