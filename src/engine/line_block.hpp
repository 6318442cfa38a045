#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

namespace warrantor::engine {

/// The most lines of a block: few enough for its columns to stay in the cache. A multiple of 64.
inline constexpr std::size_t lines_of_block = 512;

/// A truth for each line of a block: line i is bit i % 64 of word i / 64.
using LineMask = std::array<std::uint64_t, lines_of_block / 64>;

/// One fact of all lines of a block as stated: known, none, or neither, which is a blank.
struct FactColumn {
  std::array<std::int64_t, lines_of_block> numbers{};  ///< what Value::as_integer gives; of other lines anything that
                                                       ///< the fact can be
  LineMask known{};
  LineMask none{};

  void set(std::size_t line, std::int64_t number) noexcept {
    numbers[line] = number;
    known[line / 64] |= std::uint64_t{1} << line % 64;
  }
  [[nodiscard]] Value get(std::size_t line) const noexcept {
    const std::uint64_t bit = std::uint64_t{1} << line % 64;
    if ((known[line / 64] & bit) != 0) return Value::integer(numbers[line]);
    return (none[line / 64] & bit) != 0 ? Value::none() : Value::unknown();
  }
  void forget() noexcept {
    known.fill(0);
    none.fill(0);
  }
};

/// Claim lines side by side, a column for each fact of a claim or a line that somebody wants: neither lists nor texts.
/// Reused from block to block.
class LineBlock {
 public:
  LineBlock(const Schema& schema, std::span<const FactId> wanted);

  /// The column of a fact; null where nobody wants it.
  [[nodiscard]] FactColumn* column(FactId fact) noexcept { return columns_[index_of(fact)].get(); }
  [[nodiscard]] const FactColumn* column(FactId fact) const noexcept { return columns_[index_of(fact)].get(); }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// At most lines_of_block.
  void resize(std::size_t lines) noexcept { size_ = lines; }
  /// Forgets all lines.
  void clear() noexcept;
  /// Forgets what was stated of one line.
  void clear_line(std::size_t line) noexcept;

 private:
  std::vector<std::unique_ptr<FactColumn>> columns_;  ///< by fact
  std::size_t size_ = 0;
};

}  // namespace warrantor::engine
