#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

#include "base/text.hpp"
#include "io/cell_bytes.hpp"

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
  explicit JsonCursor(std::string_view text) noexcept : at_(text.data()), end_(text.data() + text.size()) {}

  [[nodiscard]] bool is_at_end() const noexcept { return at_ == end_; }
  [[nodiscard]] bool is_at(char c) const noexcept { return at_ != end_ && *at_ == c; }

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
  /// Whether the text stands here, and then passes it.
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
    const char* const stop = find_end_of_text(begin);
    if (stop == end_) return {};
    if (*stop == '\\') return take_escaped(stop);
    if (*stop != '"') return {};
    at_ = stop + 1;
    return {JsonToken::Kind::text, {begin, static_cast<std::size_t>(stop - begin)}};
  }

 private:
  static constexpr std::uint64_t ones = 0x0101010101010101;
  static constexpr std::uint64_t high_bits = 0x80 * ones;

  // Of each byte the high bit, as long as no byte before it had one (the subtraction borrows from the next byte).
  [[nodiscard]] static constexpr std::uint64_t bytes_below(std::uint64_t word, std::uint64_t limit) noexcept {
    return (word - ones * limit) & ~word & high_bits;
  }
  [[nodiscard]] static constexpr std::uint64_t bytes_above(std::uint64_t word, std::uint64_t limit) noexcept {
    return ((word + ones * (0x7F - limit)) | word) & high_bits;
  }
  [[nodiscard]] static constexpr std::uint64_t bytes_equal(std::uint64_t word, char c) noexcept {
    return bytes_below(word ^ ones * static_cast<unsigned char>(c), 1);
  }

  [[nodiscard]] static bool are_same(const char* a, const char* b, std::size_t size) noexcept {
    if (size < 8) return load_short({a, size}) == load_short({b, size});
    std::uint64_t difference = load<std::uint64_t>(a + size - 8) ^ load<std::uint64_t>(b + size - 8);
    for (std::size_t at = 0; at + 8 < size; at += 8)
      difference |= load<std::uint64_t>(a + at) ^ load<std::uint64_t>(b + at);
    return difference == 0;
  }

  /// The first of the bytes from one on that a condition holds for, eight at a time; the end where it holds for none.
  template <class Bytes, class Byte>
  [[nodiscard]] const char* find(const char* from, const Bytes& of_bytes, const Byte& of_byte) const noexcept {
    for (; end_ - from >= 8; from += 8) {
      const std::uint64_t found = of_bytes(load<std::uint64_t>(from));
      if (found != 0) return from + std::countr_zero(found) / 8;
    }
    while (from != end_ && !of_byte(*from)) ++from;
    return from;
  }

  /// Where a text may end: at a quote, a backslash, or a control character, which it must not hold.
  [[nodiscard]] const char* find_end_of_text(const char* from) const noexcept {
    return find(
        from,
        [](std::uint64_t word) { return bytes_equal(word, '"') | bytes_equal(word, '\\') | bytes_below(word, 0x20); },
        [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
  }

  JsonToken take_escaped(const char* stop) noexcept {
    const char* const begin = at_;
    while (stop != end_ && *stop == '\\' && end_ - stop > 2) stop = find_end_of_text(stop + 2);
    if (stop == end_ || *stop != '"') return {};
    at_ = stop + 1;
    return {JsonToken::Kind::escaped, {begin, static_cast<std::size_t>(at_ - begin)}};
  }

  JsonToken take_number() noexcept {
    const char* const begin = at_;
    at_ = find(
        begin, [](std::uint64_t word) { return bytes_below(word, '-') | bytes_above(word, '9'); },
        [](char c) { return c < '-' || c > '9'; });
    return {JsonToken::Kind::number, {begin, static_cast<std::size_t>(at_ - begin)}};
  }

  JsonToken take_word() noexcept {
    constexpr std::array<std::string_view, 3> words = {"true", "false", "null"};
    for (const std::string_view word : words) {
      if (take(word)) return {JsonToken::Kind::word, word};
    }
    return {};
  }

  const char* at_;
  const char* end_;
};

}  // namespace warrantor::io
