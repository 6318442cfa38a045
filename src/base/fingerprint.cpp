#include "base/fingerprint.hpp"

#include <algorithm>
#include <bit>

namespace warrantor::base {

namespace {

constexpr std::uint64_t factor1 = 0x87c37b91114253d5U;
constexpr std::uint64_t factor2 = 0x4cf5ad432745937fU;

// Up to eight bytes, the first the least significant, whatever the machine's order.
std::uint64_t read_bytes(std::string_view bytes) noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) word = (word << 8U) | static_cast<unsigned char>(bytes[i - 1]);
  return word;
}

std::uint64_t scramble1(std::uint64_t word) noexcept { return std::rotl(word * factor1, 31) * factor2; }
std::uint64_t scramble2(std::uint64_t word) noexcept { return std::rotl(word * factor2, 33) * factor1; }

std::uint64_t finish(std::uint64_t word) noexcept {
  word = (word ^ (word >> 33U)) * 0xff51afd7ed558ccdU;
  word = (word ^ (word >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return word ^ (word >> 33U);
}

constexpr std::size_t shard_count = 256;
constexpr std::size_t first_capacity = 64;

bool is_full(std::size_t count, std::size_t capacity) noexcept { return count * 100 >= capacity * 85; }

// Shards start at 256 different sizes, spread over one step of growth, so that they never all grow at about
// the same number of entries: just after growing a shard takes 15.9 bytes an entry, just before it 14.1. Fuller ones
// would take less, but looking for an empty slot takes twice as long at 90 percent as at 85.
std::size_t capacity_after(std::size_t capacity, std::size_t shard) noexcept {
  if (capacity == 0) return first_capacity + first_capacity * shard / (shard_count * 8);
  return capacity + capacity / 8;
}

}  // namespace

Fingerprint fingerprint(std::string_view bytes, std::uint32_t seed) noexcept {
  std::uint64_t first = seed;
  std::uint64_t second = seed;
  std::string_view rest = bytes;
  for (; rest.size() >= 16; rest.remove_prefix(16)) {
    first ^= scramble1(read_bytes(rest.substr(0, 8)));
    first = (std::rotl(first, 27) + second) * 5 + 0x52dce729;
    second ^= scramble2(read_bytes(rest.substr(8, 8)));
    second = (std::rotl(second, 31) + first) * 5 + 0x38495ab5;
  }
  if (rest.size() > 8) second ^= scramble2(read_bytes(rest.substr(8)));
  first ^= scramble1(read_bytes(rest.substr(0, 8)));
  first ^= bytes.size();
  second ^= bytes.size();
  first += second;
  second += first;
  first = finish(first);
  second = finish(second);
  first += second;
  second += first;
  return {first, second};
}

FingerprintSet::FingerprintSet() = default;

FingerprintSet::Entry FingerprintSet::entry_of(const Fingerprint& fingerprint) noexcept {
  Entry entry;
  entry.bits = {static_cast<std::uint32_t>(fingerprint.high >> 32U), static_cast<std::uint32_t>(fingerprint.high),
                static_cast<std::uint32_t>(fingerprint.low)};
  if (entry == Entry()) entry.bits[2] = 1;  // all zero marks an empty slot
  return entry;
}

std::size_t FingerprintSet::first_place(const std::vector<Entry>& slots, const Entry& entry) noexcept {
  return static_cast<std::size_t>((std::uint64_t{entry.bits[1]} * slots.size()) >> 32U);
}

// The slot that holds the entry, or the empty one where it belongs. There is always an empty one.
std::size_t FingerprintSet::place_of(const std::vector<Entry>& slots, const Entry& entry) noexcept {
  std::size_t place = first_place(slots, entry);
  while (slots[place] != Entry() && slots[place] != entry) {
    ++place;
    if (place == slots.size()) place = 0;
  }
  return place;
}

void FingerprintSet::grow(std::size_t shard) {
  std::vector<Entry>& slots = shards_[shard].slots;
  std::vector<Entry> larger(capacity_after(slots.size(), shard));
  bytes_ += larger.size() * sizeof(Entry);
  peak_bytes_ = std::max(peak_bytes_, bytes_);
  for (const Entry& entry : slots) {
    if (entry != Entry()) larger[place_of(larger, entry)] = entry;
  }
  slots.swap(larger);
  bytes_ -= larger.size() * sizeof(Entry);
}

bool FingerprintSet::insert(const Fingerprint& fingerprint) {
  const Entry entry = entry_of(fingerprint);
  const std::size_t place = entry.bits[0] >> 24U;
  if (shards_.empty()) shards_.resize(shard_count);
  Shard& shard = shards_[place];
  if (is_full(shard.count, shard.slots.size())) grow(place);
  Entry& slot = shard.slots[place_of(shard.slots, entry)];
  if (slot == entry) return false;
  slot = entry;
  ++shard.count;
  ++size_;
  return true;
}

void FingerprintSet::prefetch(const Fingerprint& fingerprint) const noexcept {
  if (shards_.empty()) return;
  const Entry entry = entry_of(fingerprint);
  const std::vector<Entry>& slots = shards_[entry.bits[0] >> 24U].slots;
  if (!slots.empty()) __builtin_prefetch(&slots[first_place(slots, entry)]);
}

bool FingerprintSet::contains(const Fingerprint& fingerprint) const noexcept {
  if (shards_.empty()) return false;
  const Entry entry = entry_of(fingerprint);
  const std::vector<Entry>& slots = shards_[entry.bits[0] >> 24U].slots;
  return !slots.empty() && slots[place_of(slots, entry)] == entry;
}

}  // namespace warrantor::base
