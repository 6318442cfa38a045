#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace warrantor::io {

/// Reads a day from 1900 to 2099 in the forms that exports usually have, as days from 1970-01-01: `2024/1/5`,
/// `2024-1-5`, `2024.01.05`, `2024年1月5日`, `20240105`, each with midnight behind it or not (`2024-01-05 00:00:00`).
/// What it takes, parse_cell takes as the same day without an oddity; all else is left to that.
[[nodiscard]] std::optional<std::int64_t> read_usual_date(std::string_view text) noexcept;

}  // namespace warrantor::io
