#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace warrantor::io {

/// Memory for the bytes of a file in pieces of one size. A piece that nobody holds any more is used again. Pieces may
/// outlive the pool, and be let go by any thread.
class BytePool {
 public:
  explicit BytePool(std::size_t piece_size) : free_(std::make_shared<Free>()), piece_size_(piece_size) {}

  [[nodiscard]] std::size_t piece_size() const noexcept { return piece_size_; }
  /// A piece with anything in it.
  [[nodiscard]] std::shared_ptr<char[]> get();

 private:
  struct Free {
    std::mutex mutex;
    std::vector<std::unique_ptr<char[]>> pieces;
  };

  std::shared_ptr<Free> free_;
  std::size_t piece_size_;
};

}  // namespace warrantor::io
