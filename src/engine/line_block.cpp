#include "engine/line_block.hpp"

namespace warrantor::engine {

LineBlock::LineBlock(const Schema& schema, std::span<const FactId> wanted) : columns_(schema.facts().size()) {
  for (const FactId fact : wanted) columns_[index_of(fact)] = std::make_unique<FactColumn>();
}

void LineBlock::clear() noexcept {
  size_ = 0;
  for (const auto& column : columns_) {
    if (column) column->forget();
  }
}

void LineBlock::clear_line(std::size_t line) noexcept {
  const std::uint64_t others = ~(std::uint64_t{1} << line % 64);
  for (const auto& column : columns_) {
    if (!column) continue;
    column->known[line / 64] &= others;
    column->none[line / 64] &= others;
  }
}

}  // namespace warrantor::engine
