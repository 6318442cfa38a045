#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace warrantor::base {

/// The digest SHA-256 of FIPS 180-4, for naming the exact text of a rule set; fed piece by piece.
class Sha256 {
 public:
  Sha256() noexcept;
  void update(std::string_view bytes) noexcept;
  /// 64 lower-case hexadecimal digits of all bytes so far. Further bytes must not follow.
  [[nodiscard]] std::string hex_digest();

 private:
  void digest_block(const unsigned char* block) noexcept;

  std::array<std::uint32_t, 8> state_;
  std::array<unsigned char, 64> buffer_{};
  std::size_t buffered_ = 0;
  std::uint64_t length_ = 0;  ///< bytes
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace warrantor::base
