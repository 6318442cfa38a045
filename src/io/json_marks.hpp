#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace warrantor::io {

/// What is seen of a text of JSON while its quotes are looked for.
struct JsonTraits {
  bool is_suspect = false;  ///< may be no UTF-8; where it is false, it is
  bool is_odd = false;      ///< holds backslashes or control characters
};

/// Marks the quotes of a text, a bit for each byte: the lowest bit of the first word is the first byte. The words are
/// as many as have bytes of the text.
using QuoteScan = JsonTraits (*)(std::string_view text, std::uint64_t* quotes);

/// For any processor. Calls all text suspect that is not ASCII.
[[nodiscard]] JsonTraits scan_quotes(std::string_view text, std::uint64_t* quotes) noexcept;

/// By the vector instructions of this processor; null where it has none that we know.
[[nodiscard]] QuoteScan find_vector_quote_scan() noexcept;

/// The fastest of them here.
[[nodiscard]] QuoteScan fastest_quote_scan() noexcept;

/// Where the strings of a text of JSON begin and end: its quotes but for those behind a backslash that is none behind a
/// backslash itself. Reused from text to text.
class JsonMarks {
 public:
  explicit JsonMarks(QuoteScan scan = fastest_quote_scan()) : scan_(scan) {}

  /// False: the text is not UTF-8, and nothing of it is marked.
  [[nodiscard]] bool look_at(std::string_view text);

  /// Whether strings may have escapes or what must be one.
  [[nodiscard]] bool is_odd() const noexcept { return is_odd_; }

  /// The first mark from an offset on, which is at most the size of the text; its size where there is none.
  [[nodiscard]] std::size_t find(std::size_t offset) const noexcept {
    // Most strings end within the 64 bytes from here on, in whatever words these lie.
    const std::uint64_t* const word = quotes_.data() + offset / 64;
    const std::uint64_t here = word[0] >> offset % 64 | word[1] << 1U << (63 - offset % 64);
    return here != 0 ? offset + static_cast<std::size_t>(std::countr_zero(here)) : find_far(offset + 64);
  }

 private:
  [[nodiscard]] std::size_t find_far(std::size_t offset) const noexcept;
  void leave_out_escaped(std::string_view text) noexcept;

  QuoteScan scan_;
  std::vector<std::uint64_t> quotes_;  ///< with a mark behind the text, and a word more
  bool is_odd_ = false;
};

}  // namespace warrantor::io
