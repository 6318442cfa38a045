#include "io/byte_pool.hpp"

#include <utility>

namespace warrantor::io {

std::shared_ptr<char[]> BytePool::get() {
  std::unique_ptr<char[]> piece;
  {
    const std::lock_guard lock(free_->mutex);
    if (!free_->pieces.empty()) {
      piece = std::move(free_->pieces.back());
      free_->pieces.pop_back();
    }
  }
  if (piece == nullptr) piece = std::make_unique_for_overwrite<char[]>(piece_size_);
  return {piece.release(), [free = free_](char* bytes) {
            const std::lock_guard lock(free->mutex);
            free->pieces.emplace_back(bytes);
          }};
}

}  // namespace warrantor::io
