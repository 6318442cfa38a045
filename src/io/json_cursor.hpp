#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "io/cell_bytes.hpp"
#include "io/expected_text.hpp"
#include "io/json_marks.hpp"

namespace warrantor::io {

/// A value of JSON that holds no others, of at most 4 GiB.
struct JsonToken {
  enum class Kind : std::uint8_t {
    other,    ///< a list, an object, a number with an exponent, or no JSON
    text,     ///< without its quotes
    escaped,  ///< a text with escapes, which are not checked: as it stands, with its quotes
    number,   ///< digits, a minus, points and the like, of which only the first was looked at; see is_plain_number
    word      ///< true, false or null
  };

  JsonToken() = default;
  JsonToken(Kind kind_of_it, std::string_view text) noexcept
      : begin(text.data()), size(static_cast<std::uint32_t>(text.size())), kind(kind_of_it) {}

  [[nodiscard]] std::string_view text() const noexcept { return {begin, size}; }
  [[nodiscard]] bool is_null() const noexcept { return kind == Kind::word && *begin == 'n'; }

  // Small enough to be handed over in registers: through memory it takes a third of the time of a claim.
  const char* begin = nullptr;
  std::uint32_t size = 0;
  Kind kind = Kind::other;
};

/// Whether a token of kind `number` is one.
[[nodiscard]] bool is_plain_number(std::string_view token) noexcept;

/// Goes through the text of one value of JSON, which is UTF-8, from its beginning. But for escapes and numbers, takes
/// nothing that JsonReader would not take.
class JsonCursor {
 public:
  /// The marks are those of the text, and must outlive it.
  JsonCursor(std::string_view text, const JsonMarks& marks) noexcept
      : begin_(text.data()), size_(text.size()), marks_(&marks) {}

  [[nodiscard]] bool is_at_end() const noexcept { return at_ == size_; }
  [[nodiscard]] bool is_at(char c) const noexcept { return at_ != size_ && front() == c; }
  /// The character that stands here, not at the end.
  [[nodiscard]] char front() const noexcept { return begin_[at_]; }
  /// Where the rest begins.
  [[nodiscard]] const char* data() const noexcept { return begin_ + at_; }

  void skip_blanks() noexcept {
    while (at_ != size_ && front() <= ' ' && base::is_blank(front())) ++at_;
  }
  /// Whether the character stands here, and then passes it.
  bool take(char c) noexcept {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }
  /// The same, be it behind blanks.
  bool take_next(char c) noexcept {
    if (take(c)) return true;
    skip_blanks();
    return take(c);
  }
  /// Whether true, false or null stands here, and then passes it: how long it is; else 0.
  std::size_t take_word() noexcept {
    const std::size_t size = size_of_word();
    at_ += size;
    return size;
  }

  /// Takes the value that begins here, unless it is of kind `other`.
  JsonToken take_token() noexcept;
  /// The same where a quote stands here.
  JsonToken take_text() noexcept;

  // ---- What is taken in most places, in a few instructions. Where it is not there, nothing is passed ----

  /// Passes a text that has a value behind it.
  bool take(const ExpectedText& text) noexcept {
    const std::size_t behind = at_ + text.size();
    if (behind < 8 || behind >= size_ || !text.stands_at(begin_ + at_)) return false;
    at_ = behind;
    return true;
  }
  /// Takes the text behind the quote that stands here, up to the next. Null: it has no end, or may be none.
  InnerCell take_usual_text() noexcept {
    const std::size_t begin = at_ + 1;
    const std::size_t quote = marks_->find(begin);
    if (quote == size_ || (marks_->is_odd() && is_odd({begin_ + begin, quote - begin}))) return {};
    at_ = quote + 1;
    return {begin_ + begin, quote - begin};
  }
  /// Takes what stands before a comma that has a quote behind it, or a blank and a quote. Null: the next quote is in no
  /// such place.
  InnerCell take_up_to_key() noexcept {
    const std::size_t quote = marks_->find(at_);
    if (quote == size_ || quote < at_ + 2) return {};
    const std::size_t comma = quote - (begin_[quote - 1] == ' ' ? 2 : 1);
    if (begin_[comma] != ',') return {};
    const std::size_t begin = std::exchange(at_, comma);
    return {begin_ + begin, comma - begin};
  }

 private:
  [[nodiscard]] std::size_t size_of_word() const noexcept {
    if (size_ - at_ < 4) return 0;
    const auto letters = load<std::uint32_t>(data());
    if (letters == letters_of("true") || letters == letters_of("null")) return 4;
    return letters == letters_of("fals") && size_ - at_ > 4 && data()[4] == 'e' ? 5 : 0;
  }
  [[nodiscard]] static constexpr std::uint32_t letters_of(std::string_view four) noexcept {
    std::uint32_t letters = 0;
    for (std::size_t i = 0; i < 4; ++i) letters |= std::uint32_t{static_cast<unsigned char>(four[i])} << 8 * i;
    return letters;
  }

  [[nodiscard]] static bool is_odd(std::string_view text) noexcept;
  JsonToken take_number() noexcept;

  const char* begin_;
  std::size_t at_ = 0;
  std::size_t size_;
  const JsonMarks* marks_;
};

}  // namespace warrantor::io
