#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/date.hpp>
#include <warrantor/expected.hpp>

namespace warrantor::io {

/// How another system writes dates: `DD.MM.YYYY`, `M/D/YYYY`, `YYYY-MM-DD hh:mm:ss`.
///
/// `YYYY` is a year of four digits, `MM` and `DD` have two, `M` and `D` one or two. `hh`, `mm` and `ss` are a time of
/// day, which is checked and passed over. All else stands as it is written; letters of ASCII do not, but for a `T`.
/// There are no years of two digits: their century would be a guess.
class DatePattern {
 public:
  /// The error says why dates of such a form could not be read for certain.
  [[nodiscard]] static Expected<DatePattern> parse(std::string_view text);

  /// The error says whether a text is not of the form, or names a day that does not exist.
  [[nodiscard]] Expected<Date> read(std::string_view text) const;

  /// A day as the other system writes it, at midnight.
  [[nodiscard]] std::string write(Date date) const;

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  enum class Kind : std::uint8_t { year, month, day, hour, minute, second, literal };

  struct Piece {
    Kind kind = Kind::literal;
    std::size_t fewest_digits = 0;
    std::size_t most_digits = 0;
    std::string literal;
  };

  static Expected<Piece> word_piece(std::string_view word);
  static std::string why_uncertain(const std::vector<Piece>& pieces);

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace warrantor::io
