#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace warrantor::expr {

enum class DurationKind : std::uint8_t {
  months,
  days,
  none,          ///< the text is no duration
  part_of_a_day  ///< hours, minutes and seconds that do not add up to whole days
};

struct DurationRead {
  DurationKind kind = DurationKind::none;
  std::int64_t count = 0;  ///< of months or days
};

/// Reads a duration as ISO 8601 and FEEL have it: years and months (`P1Y6M`, `-P3M`) or days and time (`P10D`,
/// `PT48H`), never both.
[[nodiscard]] DurationRead read_duration(std::string_view text);

/// `P2Y2M`, `-P3M`, `P0M`.
[[nodiscard]] std::string months_to_text(std::int64_t months);
/// `P10D`, `-P1D`; no days are `PT0S`.
[[nodiscard]] std::string days_to_text(std::int64_t days);

}  // namespace warrantor::expr
