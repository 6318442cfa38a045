#include "batch/id_set.hpp"

#include <algorithm>

namespace warrantor::batch {

namespace {

constexpr std::size_t number_size = 3;
constexpr std::size_t bytes_an_id = 16;
constexpr std::size_t bytes_of_page = 192;         // with its place in the map
constexpr std::size_t bytes_of_first = 16 * 1024;  // pages that are made before it is known how full they get

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// For an id that has a page, or could have one, and stands among others.
base::Fingerprint fingerprint_of(const IdKey& key) noexcept {
  if (key.number == IdKey::no_number) return key.stem;
  const auto place = static_cast<std::uint64_t>(key.number) + 1;
  // Odd factors: different numbers of a stem never come to the same bits.
  return {key.stem.high + place * 0x9e3779b97f4a7c15U, key.stem.low ^ (place * 0xc2b2ae3d27d4eb4fU)};
}

}  // namespace

IdKey IdKeys::key_of(std::string_view id) {
  if (id.size() < number_size) return {base::fingerprint(id)};
  const std::string_view digits = id.substr(id.size() - number_size);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return {base::fingerprint(id)};
  const std::string_view stem = id.substr(0, id.size() - number_size);
  if (stem != stem_) {
    stem_ = stem;
    fingerprint_ = base::fingerprint(stem);
  }
  return {fingerprint_, (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0')};
}

bool IdSet::insert(const IdKey& key) {
  if (key.number == IdKey::no_number) return others_.insert(key.stem);
  if (Page* const page = page_of(key.stem)) return insert_into(*page, key);
  if (!others_.insert(fingerprint_of(key))) return false;
  ++numbered_others_;
  return true;
}

// Null where there is neither one nor room for it.
IdSet::Page* IdSet::page_of(const base::Fingerprint& stem) {
  if (last_page_ != nullptr && last_stem_ == stem) return last_page_;
  auto found = pages_.find(stem);
  if (found == pages_.end()) {
    if (!has_room_for_page()) return nullptr;
    found = pages_.try_emplace(stem).first;
  }
  last_stem_ = stem;
  last_page_ = &found->second;
  return last_page_;
}

bool IdSet::has_room_for_page() const noexcept {
  return (pages_.size() + 1) * bytes_of_page <= bytes_of_first + paged_count_ * bytes_an_id;
}

// It may have come when there was no room for the page.
bool IdSet::insert_into(Page& page, const IdKey& key) {
  const auto number = static_cast<std::size_t>(key.number);
  std::uint64_t& word = page[number / word_bits];
  const std::uint64_t bit = std::uint64_t{1} << (number % word_bits);
  if ((word & bit) != 0) return false;
  if (numbered_others_ > 0 && others_.contains(fingerprint_of(key))) return false;
  word |= bit;
  ++paged_count_;
  return true;
}

void IdSet::prefetch(const IdKey& key) const noexcept {
  if (key.number == IdKey::no_number || numbered_others_ > 0) others_.prefetch(fingerprint_of(key));
}

std::size_t IdSet::peak_bytes() const noexcept { return pages_.size() * bytes_of_page + others_.peak_bytes(); }

}  // namespace warrantor::batch
