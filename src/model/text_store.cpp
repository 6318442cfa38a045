#include <algorithm>

#include <warrantor/claim.hpp>

namespace warrantor {

namespace {

constexpr std::size_t smallest_block = 4096;
constexpr std::size_t most_memory_kept = 1024 * 1024;  // from one claim to the next

}  // namespace

std::string_view TextStore::keep(std::string_view text) {
  while (block_ < blocks_.size() && blocks_[block_].size - used_ < text.size()) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t size = std::max(smallest_block, text.size());
    blocks_.push_back({std::make_unique<char[]>(size), size});
  }
  char* kept = blocks_[block_].bytes.get() + used_;
  std::copy(text.begin(), text.end(), kept);
  used_ += text.size();
  return {kept, text.size()};
}

void TextStore::clear() noexcept {
  std::size_t memory = 0;
  for (const Block& block : blocks_) memory += block.size;
  if (memory > most_memory_kept) blocks_.clear();
  block_ = 0;
  used_ = 0;
}

}  // namespace warrantor
