#include "base/fingerprint.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace warrantor::base;

namespace {

void append_little_endian(std::string& out, std::uint64_t word) {
  for (unsigned shift = 0; shift < 64; shift += 8) out += static_cast<char>(static_cast<unsigned char>(word >> shift));
}

Fingerprint of_number(std::uint64_t number) {
  std::string text = "claim-";
  append_little_endian(text, number);
  return fingerprint(text);
}

}  // namespace

// The verification of SMHasher: the hash of the hashes of the keys {}, {0}, {0, 1} … with the seeds 256, 255,
// 254 …
TEST_CASE("fingerprints are those of MurmurHash3 x64 128") {
  std::string key;
  std::string hashes;
  for (std::uint32_t i = 0; i < 256; ++i) {
    const Fingerprint hash = fingerprint(key, 256 - i);
    append_little_endian(hashes, hash.high);
    append_little_endian(hashes, hash.low);
    key += static_cast<char>(static_cast<unsigned char>(i));
  }
  CHECK(static_cast<std::uint32_t>(fingerprint(hashes).high) == 0x6384BA69U);
}

TEST_CASE("a text is new once") {
  FingerprintSet set;
  CHECK_FALSE(set.contains(fingerprint("A1")));
  CHECK(set.insert(fingerprint("A1")));
  CHECK_FALSE(set.insert(fingerprint("A1")));
  CHECK(set.insert(fingerprint("A2")));
  CHECK(set.insert(fingerprint("")));
  CHECK(set.contains(fingerprint("A1")));
  CHECK_FALSE(set.contains(fingerprint("A3")));
  CHECK(set.size() == 3);
}

TEST_CASE("a fingerprint of nothing but zeros or ones is an entry like others") {
  constexpr std::uint64_t ones = ~std::uint64_t{0};
  FingerprintSet set;
  for (const Fingerprint& each : {Fingerprint{0, 0}, Fingerprint{ones, ones}}) {
    CHECK_FALSE(set.contains(each));
    CHECK(set.insert(each));
    CHECK_FALSE(set.insert(each));
    CHECK(set.contains(each));
  }
}

TEST_CASE("a million texts are each new once and take at most 16 bytes each while the set grows") {
  constexpr std::uint64_t count = 1'000'000;
  FingerprintSet set;
  std::uint64_t taken_for_old = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (!set.insert(of_number(i))) ++taken_for_old;
    if (i >= 50'000 && set.peak_bytes() > set.size() * 16) FAIL("too much memory for " << set.size());
  }
  CHECK(taken_for_old == 0);
  CHECK(set.size() == count);
  std::uint64_t forgotten = 0;
  for (std::uint64_t i = 0; i < count; i += 7) forgotten += set.insert(of_number(i)) ? 1U : 0U;
  CHECK(forgotten == 0);
}
