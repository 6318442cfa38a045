#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace warrantor::io {

/// What stands beside the rows of a rejected claim, in columns of CSV or in members of JSON. Readers of claims pass
/// over them, so that the file can be mended and read again as it is.
enum RejectColumn : std::size_t { reject_reason, reject_file, reject_line, reject_column, reject_text };
inline constexpr std::array<std::string_view, 5> reject_columns = {"reject_reason", "reject_file", "reject_line",
                                                                   "reject_column", "reject_text"};

/// Whether a header or a key is one of these, in whatever case its letters are.
[[nodiscard]] bool is_reject_column(std::string_view name) noexcept;

}  // namespace warrantor::io
