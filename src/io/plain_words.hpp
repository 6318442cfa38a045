#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/cell_bytes.hpp"
#include "io/plain_value.hpp"

namespace warrantor::io {

/// Words of a list, found by their bytes: the names and labels of an enumeration, the words for true and false. Must
/// not outlive its schema.
class PlainWords {
 public:
  PlainWords(const Schema& schema, const Fact& fact);

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept {
    const CellBytes bytes = bytes_of(cell);
    for (std::size_t slot = slot_of(bytes, cell.size());; slot = (slot + 1) & last_slot_) {
      const Word& word = slots_[slot];
      if (word.is(cell, bytes)) return word.value;
      if (!word.value.is_plain) return {};
    }
  }

 private:
  /// A blank is a word, too, where it is allowed. In a slot without a word the value is not plain.
  struct Word {
    CellBytes bytes;
    std::string_view text;
    PlainValue value;

    [[nodiscard]] bool is(std::string_view cell, const CellBytes& of_cell) const noexcept {
      if (bytes.head != of_cell.head || bytes.tail != of_cell.tail || text.size() != cell.size()) return false;
      const bool is_all_of_it = cell.size() <= 2 * sizeof bytes.head;
      return is_all_of_it ? value.is_plain : std::memcmp(text.data(), cell.data(), cell.size()) == 0;
    }
  };

  [[nodiscard]] std::size_t slot_of(const CellBytes& bytes, std::size_t size) const noexcept {
    constexpr std::uint64_t other_factor = 0x9E3779B97F4A7C15;
    return static_cast<std::size_t>(((bytes.head + size) * factor_ + bytes.tail * other_factor) >> shift_);
  }
  void choose_factor(const std::vector<Word>& words);
  [[nodiscard]] std::size_t count_meetings(const std::vector<Word>& words) const;
  void put_into_slots(const std::vector<Word>& words);

  std::vector<Word> slots_;  ///< some power of two, many of them empty; a word stands in its slot or after it
  std::size_t last_slot_ = 0;
  unsigned shift_ = 0;
  std::uint64_t factor_ = 0;
};

}  // namespace warrantor::io
