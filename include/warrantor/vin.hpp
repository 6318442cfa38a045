#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace warrantor {

/// What can be wrong with a vehicle identification number (ISO 3779, GB 16735).
enum class VinFault : std::uint8_t {
  length,      ///< not 17 characters
  letter,      ///< a character other than 0-9 and A-Z without I, O and Q
  check_digit  ///< the ninth character is not the one that the others give (GB 16735, annex; 49 CFR 565.15)
};

/// The first fault of a VIN, in the order above; nothing for a sound one. Lower-case letters are a fault of
/// `letter`.
[[nodiscard]] std::optional<VinFault> vin_fault(std::string_view vin) noexcept;

/// The check digit, `0` to `9` or `X`, that the other sixteen characters give; nothing where length or
/// letters are wrong.
[[nodiscard]] std::optional<char> vin_check_digit(std::string_view vin) noexcept;

/// One sentence for a fault, lower case, naming what would have been right.
[[nodiscard]] std::string describe_vin_fault(std::string_view vin, VinFault fault);

}  // namespace warrantor
