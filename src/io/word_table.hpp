#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "io/cell_bytes.hpp"
#include "io/plain_value.hpp"

namespace warrantor::io {

/// Finds words by their first and last bytes, which up to 16 bytes are all of a word. Immutable.
class WordTable {
 public:
  struct Entry {
    std::string_view word;  ///< must outlive the table
    PlainValue value;       ///< plain
  };
  WordTable() : WordTable(std::vector<Entry>()) {}
  /// No word may stand there twice.
  explicit WordTable(const std::vector<Entry>& entries);

  /// The value of a word; of any other text one that is not plain.
  template <class Cell>
  [[nodiscard]] PlainValue find(Cell text) const noexcept {
    const CellBytes bytes = bytes_of(text);
    for (std::size_t slot = slot_of(bytes, text.size());; slot = (slot + 1) & last_slot_) {
      const Slot& found = slots_[slot];
      if (found.holds(text, bytes)) return found.entry.value;
      if (!found.entry.value.is_plain) return {};
    }
  }

 private:
  /// In one without a word the value is not plain.
  struct Slot {
    CellBytes bytes;
    Entry entry;

    [[nodiscard]] bool holds(std::string_view text, const CellBytes& of_text) const noexcept {
      if (bytes.head != of_text.head || bytes.tail != of_text.tail || entry.word.size() != text.size()) return false;
      return text.size() <= sizeof bytes || std::memcmp(entry.word.data(), text.data(), text.size()) == 0;
    }
  };

  [[nodiscard]] std::size_t slot_of(const CellBytes& bytes, std::size_t size) const noexcept {
    constexpr std::uint64_t other_factor = 0x9E3779B97F4A7C15;
    return static_cast<std::size_t>(((bytes.head + size) * factor_ + bytes.tail * other_factor) >> shift_);
  }
  void choose_factor(const std::vector<Entry>& entries);
  [[nodiscard]] std::size_t count_meetings(const std::vector<Entry>& entries) const;

  std::vector<Slot> slots_;  ///< a power of two, many of them empty; a word stands in its slot or after it
  std::size_t last_slot_ = 0;
  unsigned shift_ = 0;
  std::uint64_t factor_ = 0;
};

}  // namespace warrantor::io
