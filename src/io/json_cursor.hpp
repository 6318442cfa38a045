#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.hpp"
#include "io/cell_bytes.hpp"
#include "io/json_marks.hpp"

namespace warrantor::io {

/// A value of JSON that holds no others, of at most 4 GiB.
struct JsonToken {
  enum class Kind : std::uint8_t {
    other,    ///< a list, an object, a number with an exponent, or no JSON
    text,     ///< without its quotes
    escaped,  ///< a text with escapes, which are not checked: as it stands, with its quotes
    number,   ///< digits, a minus, points or anything, of which only the first and the last were looked at; see is_plain_number
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
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), marks_(&marks) {}

  [[nodiscard]] bool is_at_end() const noexcept { return at_ == end_; }
  [[nodiscard]] bool is_at(char c) const noexcept { return at_ != end_ && *at_ == c; }
  [[nodiscard]] const char* at() const noexcept { return at_; }

  void skip_blanks() noexcept {
    while (at_ != end_ && *at_ <= ' ' && base::is_blank(*at_)) ++at_;
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
  /// Whether the text stands here, and then passes it. It holds whole strings.
  bool take(std::string_view text) noexcept {
    if (static_cast<std::size_t>(end_ - at_) < text.size() || !are_same(at_, text.data(), text.size())) return false;
    at_ += text.size();
    return true;
  }

  /// Takes the value that begins here, unless it is of kind `other`.
  JsonToken take_token() noexcept {
    if (is_at('"')) return take_text();
    return at_ != end_ && (base::is_digit(*at_) || *at_ == '-') ? take_number() : take_word();
  }

  /// The same where a quote stands here.
  JsonToken take_text() noexcept {
    const char* const begin = at_ + 1;
    const char* const quote = next_quote(begin);
    if (quote == end_) return {};
    if (marks_->is_odd()) return take_odd_text(quote);
    at_ = quote + 1;
    return {JsonToken::Kind::text, {begin, static_cast<std::size_t>(quote - begin)}};
  }

 private:
  [[nodiscard]] static bool are_same(const char* a, const char* b, std::size_t size) noexcept {
    if (size < 8) return load_short({a, size}) == load_short({b, size});
    std::uint64_t difference = load<std::uint64_t>(a + size - 8) ^ load<std::uint64_t>(b + size - 8);
    for (std::size_t at = 0; at + 8 < size; at += 8)
      difference |= load<std::uint64_t>(a + at) ^ load<std::uint64_t>(b + at);
    return difference == 0;
  }

  /// Where the next string begins or ends; the end where none does.
  [[nodiscard]] const char* next_quote(const char* from) const noexcept {
    return begin_ + marks_->find(static_cast<std::size_t>(from - begin_));
  }

  /// Behind a number there is a comma and a key, as a rule.
  JsonToken take_number() noexcept {
    const char* const begin = at_;
    const char* const quote = next_quote(begin);
    const bool ends_there = quote - begin >= 2 && quote[-1] == ',' && base::is_digit(quote[-2]);
    at_ = ends_there ? quote - 1 : find_end_of_number();
    return {JsonToken::Kind::number, {begin, static_cast<std::size_t>(at_ - begin)}};
  }

  JsonToken take_word() noexcept {
    constexpr std::uint32_t word_true = 0x65757274;
    constexpr std::uint32_t word_null = 0x6C6C756E;
    constexpr std::uint32_t word_fals = 0x736C6166;
    if (end_ - at_ < 4) return {};
    const auto four = load<std::uint32_t>(at_);
    const bool is_false = four == word_fals && end_ - at_ > 4 && at_[4] == 'e';
    if (four != word_true && four != word_null && !is_false) return {};
    const char* const begin = at_;
    at_ += is_false ? 5 : 4;
    return {JsonToken::Kind::word, {begin, static_cast<std::size_t>(at_ - begin)}};
  }

  JsonToken take_odd_text(const char* quote) noexcept;
  [[nodiscard]] const char* find_end_of_number() const noexcept;

  const char* begin_;
  const char* at_;
  const char* end_;
  const JsonMarks* marks_;
};

}  // namespace warrantor::io
