#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/fingerprint.hpp"

namespace warrantor::batch {

/// An id as IdSet looks at it.
struct IdKey {
  static constexpr std::int32_t no_number = -1;

  base::Fingerprint stem;           ///< of the id without its last three digits; of all of it where it has none
  std::int32_t number = no_number;  ///< that these digits are
};

/// Makes keys of ids; the cheaper, the more often one has the stem of the one before. For one thread at a time.
class IdKeys {
 public:
  [[nodiscard]] IdKey key_of(std::string_view id);

 private:
  std::string stem_;
  base::Fingerprint fingerprint_ = base::fingerprint({});
};

/// A set of ids, for finding repetitions in files of any length. Most ids end with a number of a series: those that
/// differ in their last three digits alone share a page with a bit for each of them, which takes a fraction of a byte
/// an id and stays near the processor. A page is made only while all of them together take at most 16 bytes an id; any
/// other id goes to a FingerprintSet. It takes ids for others as seldom as that. For one thread at a time.
class IdSet {
 public:
  /// Whether it was new.
  bool insert(const IdKey& key);
  /// Has the processor fetch what insert() of it will look at, where that is seldom in the cache.
  void prefetch(const IdKey& key) const noexcept;

  [[nodiscard]] std::size_t size() const noexcept { return paged_count_ + others_.size(); }
  /// The most bytes that it has taken at any time, roughly.
  [[nodiscard]] std::size_t peak_bytes() const noexcept;

 private:
  static constexpr std::size_t word_bits = 64;
  using Page = std::array<std::uint64_t, 1024 / word_bits>;

  struct Hash {
    std::size_t operator()(const base::Fingerprint& stem) const noexcept { return stem.high; }
  };

  Page* page_of(const base::Fingerprint& stem);
  bool insert_into(Page& page, const IdKey& key);
  [[nodiscard]] bool has_room_for_page() const noexcept;

  std::unordered_map<base::Fingerprint, Page, Hash> pages_;
  base::Fingerprint last_stem_;  ///< of the page that was asked for last
  Page* last_page_ = nullptr;    ///< null: there is none
  std::size_t paged_count_ = 0;
  base::FingerprintSet others_;
  std::size_t numbered_others_ = 0;  ///< of these, ids that belong to a page
};

}  // namespace warrantor::batch
