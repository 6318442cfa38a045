#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace warrantor::base {

/// 128 bits that stand for a text; the same on every machine. Not a cryptographic digest: texts that collide
/// can be made on purpose, but do not come about by chance.
struct Fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const Fingerprint&) const noexcept = default;
};

/// MurmurHash3 x64 128 (Austin Appleby, public domain).
[[nodiscard]] Fingerprint fingerprint(std::string_view bytes, std::uint32_t seed = 0) noexcept;

/// A set of texts of which only 96 bits each are kept, for finding repetitions in files of any length. It
/// takes at most 16 bytes an entry once there are fifty thousand, also while it grows: it is made of 256
/// shards that grow one at a time by a quarter, never in step with each other. The entries of a shard stand in the
/// order of their bits, each at or soon behind the place that these give: so a new one is known by the first that is
/// larger, and a shard that grows is copied from its beginning to its end.
///
/// The chance that among n different texts any is taken for another is below n² / 2^97: 1 in 10^13 for a
/// hundred million. For one thread at a time.
class FingerprintSet {
 public:
  FingerprintSet();

  /// Whether it was new.
  bool insert(const Fingerprint& fingerprint);
  /// Has the processor fetch what insert() of it will look at: of a large set it is seldom in the cache.
  void prefetch(const Fingerprint& fingerprint) const noexcept;
  [[nodiscard]] bool contains(const Fingerprint& fingerprint) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// The most bytes that its entries have taken at any time, the moment of growing included.
  [[nodiscard]] std::size_t peak_bytes() const noexcept { return peak_bytes_; }

 private:
  /// Its first bits say where it belongs. An empty slot is larger than any entry, so that a search ends there too.
  struct Entry {
    std::uint32_t first = ~std::uint32_t{0};
    std::uint32_t second = ~std::uint32_t{0};
    std::uint32_t third = ~std::uint32_t{0};

    [[nodiscard]] bool is_empty() const noexcept { return (first & second & third) == ~std::uint32_t{0}; }
    bool operator==(const Entry&) const noexcept = default;
    bool operator<(const Entry& other) const noexcept {
      if (first != other.first) return first < other.first;
      return second != other.second ? second < other.second : third < other.third;
    }
  };
  struct Shard {
    std::vector<Entry> slots;  ///< the places and some more for what belongs to the last of them
    std::size_t places = 0;
    std::size_t count = 0;
  };

  static Entry entry_of(const Fingerprint& fingerprint) noexcept;
  static std::size_t shard_of(const Fingerprint& fingerprint) noexcept;
  static std::size_t first_slot(const Shard& shard, const Entry& entry) noexcept;
  static std::size_t slot_of(const Shard& shard, const Entry& entry) noexcept;
  static bool put(Shard& shard, std::size_t slot, const Entry& entry) noexcept;
  void grow(std::size_t place);

  std::vector<Shard> shards_;  ///< none until the first entry, so that an empty set costs nothing
  std::size_t size_ = 0;
  std::size_t bytes_ = 0;
  std::size_t peak_bytes_ = 0;
};

}  // namespace warrantor::base
