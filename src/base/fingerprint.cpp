#include "base/fingerprint.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

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

bool is_full(std::size_t count, std::size_t capacity) noexcept { return count * 100 >= capacity * 90; }

// Shards start at 256 different sizes, spread over one step of growth, so that they never all grow at about
// the same number of entries: just after growing a shard takes 17 bytes an entry, just before it 13.6, all
// together 15.4.
std::size_t capacity_after(std::size_t capacity, std::size_t shard) noexcept {
  if (capacity == 0) return first_capacity + first_capacity * shard / (shard_count * 4);
  return capacity + capacity / 4;
}

// Slots behind the last place; a shard that needs more grows.
std::size_t slots_behind(std::size_t places) noexcept { return 4 + places / 32; }

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
  Entry entry{static_cast<std::uint32_t>(fingerprint.high), static_cast<std::uint32_t>(fingerprint.high >> 32U),
              static_cast<std::uint32_t>(fingerprint.low)};
  if (entry.is_empty()) entry.third = 0;
  return entry;
}

std::size_t FingerprintSet::shard_of(const Fingerprint& fingerprint) noexcept { return fingerprint.high >> 56U; }

std::size_t FingerprintSet::first_slot(const Shard& shard, const Entry& entry) noexcept {
  return static_cast<std::size_t>((std::uint64_t{entry.first} * shard.places) >> 32U);
}

// The slot that holds the entry, or the one where it belongs: an empty one, or that of the next larger entry. The last
// slot of a shard is empty.
std::size_t FingerprintSet::slot_of(const Shard& shard, const Entry& entry) noexcept {
  std::size_t slot = first_slot(shard, entry);
  while (shard.slots[slot] < entry) ++slot;
  return slot;
}

// The larger entries behind make room, up to the next empty slot; false where that is the last one.
bool FingerprintSet::put(Shard& shard, std::size_t slot, const Entry& entry) noexcept {
  std::size_t empty = slot;
  while (!shard.slots[empty].is_empty()) ++empty;
  if (empty + 1 == shard.slots.size()) return false;
  const auto begin = shard.slots.begin();
  std::move_backward(begin + static_cast<std::ptrdiff_t>(slot), begin + static_cast<std::ptrdiff_t>(empty),
                     begin + static_cast<std::ptrdiff_t>(empty) + 1);
  shard.slots[slot] = entry;
  return true;
}

void FingerprintSet::grow(std::size_t place) {
  Shard& shard = shards_[place];
  Shard larger;
  larger.places = capacity_after(shard.places, place);
  larger.count = shard.count;
  larger.slots.resize(larger.places + slots_behind(larger.places));
  bytes_ += larger.slots.size() * sizeof(Entry);
  peak_bytes_ = std::max(peak_bytes_, bytes_);
  std::size_t next = 0;
  for (const Entry& entry : shard.slots) {
    if (entry.is_empty()) continue;
    next = std::max(next, first_slot(larger, entry));
    assert(next + 1 < larger.slots.size() && "entries that had room have room among more places");
    larger.slots[next++] = entry;
  }
  bytes_ -= shard.slots.size() * sizeof(Entry);
  shard = std::move(larger);
}

bool FingerprintSet::insert(const Fingerprint& fingerprint) {
  const Entry entry = entry_of(fingerprint);
  if (shards_.empty()) shards_.resize(shard_count);
  const std::size_t place = shard_of(fingerprint);
  Shard& shard = shards_[place];
  if (is_full(shard.count, shard.places)) grow(place);
  for (;;) {
    const std::size_t slot = slot_of(shard, entry);
    if (shard.slots[slot] == entry) return false;
    if (put(shard, slot, entry)) break;
    grow(place);
  }
  ++shard.count;
  ++size_;
  return true;
}

void FingerprintSet::prefetch(const Fingerprint& fingerprint) const noexcept {
  if (shards_.empty()) return;
  const Shard& shard = shards_[shard_of(fingerprint)];
  if (shard.places != 0) __builtin_prefetch(&shard.slots[first_slot(shard, entry_of(fingerprint))]);
}

bool FingerprintSet::contains(const Fingerprint& fingerprint) const noexcept {
  if (shards_.empty()) return false;
  const Shard& shard = shards_[shard_of(fingerprint)];
  if (shard.places == 0) return false;
  const Entry entry = entry_of(fingerprint);
  return shard.slots[slot_of(shard, entry)] == entry;
}

}  // namespace warrantor::base
