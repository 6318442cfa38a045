#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace warrantor::io {

/// Bytes as a number, the first byte in its lowest bits on every machine.
template <class Word>
[[nodiscard]] inline Word load(const char* from) noexcept {
  Word word = 0;
  std::memcpy(&word, from, sizeof word);
  if constexpr (std::endian::native == std::endian::big) {
    Word turned = 0;
    for (std::size_t i = 0; i < sizeof word; ++i) turned = static_cast<Word>(turned << 8U | (word >> 8U * i & 0xFFU));
    return turned;
  }
  return word;
}

[[nodiscard]] constexpr std::uint64_t shift_up_bytes(std::uint64_t word, std::size_t bytes) noexcept {
  return word << 4 * bytes << 4 * bytes;  // in two steps, as a shift by all 64 bits is none
}

/// The first and the last eight bytes of a cell. A shorter one is both, with zeros behind it.
struct CellBytes {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
};

/// Fewer than eight bytes, with zeros behind them.
[[nodiscard]] inline std::uint64_t load_short(std::string_view text) noexcept {
  const std::size_t size = text.size();
  if (size >= 4) {
    const std::uint64_t last = load<std::uint32_t>(text.data() + size - 4);
    return load<std::uint32_t>(text.data()) | last << 8 * (size - 4);
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < size; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
  return word;
}

[[nodiscard]] inline CellBytes bytes_of(std::string_view cell) noexcept {
  if (cell.size() < 8) {
    const std::uint64_t word = load_short(cell);
    return {word, word};
  }
  return {load<std::uint64_t>(cell.data()), load<std::uint64_t>(cell.data() + cell.size() - 8)};
}

/// A cell before whose end there are eight bytes to be read, be it shorter: so no byte of it has to be loaded alone.
class InnerCell {
 public:
  InnerCell() = default;  ///< none
  InnerCell(const char* begin, std::size_t size) noexcept : begin_(begin), size_(size) {}

  [[nodiscard]] bool is_there() const noexcept { return begin_ != nullptr; }
  [[nodiscard]] const char* data() const noexcept { return begin_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] char front() const noexcept { return *begin_; }
  [[nodiscard]] char back() const noexcept { return begin_[size_ - 1]; }
  operator std::string_view() const noexcept { return {begin_, size_}; }  // NOLINT(google-explicit-constructor): is one

 private:
  const char* begin_ = nullptr;
  std::size_t size_ = 0;
};

[[nodiscard]] constexpr std::uint64_t shift_down_bytes(std::uint64_t word, std::size_t bytes) noexcept {
  return word >> 4 * bytes >> 4 * bytes;
}

[[nodiscard]] inline CellBytes bytes_of(InnerCell cell) noexcept {
  const std::size_t missing = cell.size() < 8 ? 8 - cell.size() : 0;
  return {shift_down_bytes(load<std::uint64_t>(cell.data() - missing), missing),
          shift_down_bytes(load<std::uint64_t>(cell.data() + cell.size() - 8), missing)};
}

}  // namespace warrantor::io
