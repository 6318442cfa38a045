#include "io/word_table.hpp"

#include <bit>

namespace warrantor::io {

WordTable::WordTable(const std::vector<Entry>& entries) : slots_(std::bit_ceil(8 * entries.size() + 8)) {
  last_slot_ = slots_.size() - 1;
  shift_ = static_cast<unsigned>(std::countl_zero(std::uint64_t{last_slot_}));
  choose_factor(entries);
  for (const Entry& entry : entries) {
    const CellBytes bytes = bytes_of(entry.word);
    std::size_t slot = slot_of(bytes, entry.word.size());
    while (slots_[slot].entry.value.is_plain) slot = (slot + 1) & last_slot_;
    slots_[slot] = {bytes, entry};
  }
}

// The factor by which the fewest words meet in a slot.
void WordTable::choose_factor(const std::vector<Entry>& entries) {
  constexpr int most_tries = 32;
  constexpr std::uint64_t step = 0xD1B54A32D192ED02;  // even, so that the factor stays odd
  std::uint64_t best = 0;
  std::size_t fewest = entries.size() + 1;
  factor_ = 0xA24BAED4963EE407;
  for (int i = 0; i < most_tries && fewest > 0; ++i, factor_ += step) {
    const std::size_t meetings = count_meetings(entries);
    if (meetings >= fewest) continue;
    fewest = meetings;
    best = factor_;
  }
  factor_ = best;
}

std::size_t WordTable::count_meetings(const std::vector<Entry>& entries) const {
  std::vector<bool> is_taken(slots_.size());
  std::size_t count = 0;
  for (const Entry& entry : entries) {
    const std::size_t slot = slot_of(bytes_of(entry.word), entry.word.size());
    if (is_taken[slot]) ++count;
    is_taken[slot] = true;
  }
  return count;
}

}  // namespace warrantor::io
