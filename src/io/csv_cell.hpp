#pragma once

#include <string>
#include <string_view>

namespace warrantor::io {

/// The byte-order mark of UTF-8, by which a spreadsheet tells the encoding of a file.
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Appends a field of CSV as it is, in quotes where its text needs them.
void append_csv_field(std::string& out, std::string_view text);

/// Appends a field of CSV in quotes, needed or not.
void append_quoted_csv_field(std::string& out, std::string_view text);

/// Appends a field of CSV that no spreadsheet takes for a formula: what begins with `=`, `+`, `-`, `@` (of ordinary or
/// of full width), a tab or a line break gets an apostrophe before it. A plain number (`-12.50`) and dashes alone are
/// harmless and stay as they are. After OWASP, CSV Injection.
void append_harmless_csv_field(std::string& out, std::string_view text);

/// Whether a spreadsheet could take a cell with this text for a formula.
[[nodiscard]] bool could_be_formula(std::string_view text) noexcept;

}  // namespace warrantor::io
