#include "io/date_pattern.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace warrantor::io {

namespace {

bool is_letter(char c) noexcept { return base::to_lower(c) >= 'a' && base::to_lower(c) <= 'z'; }

std::string padded(int number, std::size_t digits) {
  std::string text = std::to_string(number);
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

}  // namespace

Expected<DatePattern::Piece> DatePattern::word_piece(std::string_view word) {
  if (word == "YYYY") return Piece{Kind::year, 4, 4, {}};
  if (word == "MM") return Piece{Kind::month, 2, 2, {}};
  if (word == "M") return Piece{Kind::month, 1, 2, {}};
  if (word == "DD") return Piece{Kind::day, 2, 2, {}};
  if (word == "D") return Piece{Kind::day, 1, 2, {}};
  if (word == "hh") return Piece{Kind::hour, 2, 2, {}};
  if (word == "mm") return Piece{Kind::minute, 2, 2, {}};
  if (word == "ss") return Piece{Kind::second, 2, 2, {}};
  if (word == "T") return Piece{Kind::literal, 0, 0, "T"};
  if (word == "YY") return Error{"`YY` leaves the century open; only years of four digits are read"};
  return Error{base::quote(word) + " means nothing in a date"};
}

// Empty: dates of this form can be told.
std::string DatePattern::why_uncertain(const std::vector<Piece>& pieces) {
  for (const auto& [kind, name] : {std::pair(Kind::year, "the year `YYYY`"), std::pair(Kind::month, "the month `MM`"),
                                   std::pair(Kind::day, "the day `DD`")}) {
    const auto count =
        std::count_if(pieces.begin(), pieces.end(), [kind = kind](const Piece& piece) { return piece.kind == kind; });
    if (count == 0) return std::string(name) + " is missing";
    if (count > 1) return std::string(name) + " stands twice";
  }
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    const bool varies = pieces[i].fewest_digits != pieces[i].most_digits;
    const Piece& next = pieces[i + 1];
    if (varies && (next.kind != Kind::literal || base::is_digit(next.literal.front()))) {
      return "where `M` or `D` ends cannot be told without something behind it";
    }
  }
  return {};
}

Expected<DatePattern> DatePattern::parse(std::string_view text) {
  DatePattern pattern;
  pattern.text_ = text;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (!is_letter(text[at])) {
      while (end < text.size() && !is_letter(text[end])) ++end;
      pattern.pieces_.push_back({Kind::literal, 0, 0, std::string(text.substr(at, end - at))});
    } else {
      while (end < text.size() && text[end] == text[at]) ++end;
      auto piece = word_piece(text.substr(at, end - at));
      if (!piece) return std::move(piece.error());
      pattern.pieces_.push_back(*std::move(piece));
    }
    at = end;
  }
  if (std::string why = why_uncertain(pattern.pieces_); !why.empty()) return Error{std::move(why)};
  return pattern;
}

Expected<Date> DatePattern::read(std::string_view text) const {
  std::array<int, 6> numbers{};  // by kind
  const auto not_of_form = [&] {
    return Error{base::quote(text) + " is not a date of the form " + base::quote(text_)};
  };
  std::string_view rest = text;
  for (const Piece& piece : pieces_) {
    if (piece.kind == Kind::literal) {
      if (!rest.starts_with(piece.literal)) return not_of_form();
      rest.remove_prefix(piece.literal.size());
      continue;
    }
    std::size_t digits = 0;
    int number = 0;
    for (; digits < std::min(piece.most_digits, rest.size()) && base::is_digit(rest[digits]); ++digits) {
      number = number * 10 + (rest[digits] - '0');
    }
    if (digits < piece.fewest_digits) return not_of_form();
    rest.remove_prefix(digits);
    numbers[static_cast<std::size_t>(piece.kind)] = number;
  }
  if (!rest.empty()) return not_of_form();
  const auto [year, month, day, hour, minute, second] = numbers;
  if (hour > 24 || minute > 59 || second > 60) return Error{base::quote(text) + " is a time that does not exist"};
  const auto date = Date::from_ymd(year, month, day);
  if (!date) return Error{base::quote(text) + " is a day that does not exist"};
  return *date;
}

std::string DatePattern::write(Date date) const {
  std::string text;
  for (const Piece& piece : pieces_) {
    if (piece.kind == Kind::literal) text += piece.literal;
    if (piece.kind == Kind::year) text += padded(date.year(), 4);
    if (piece.kind == Kind::month) text += padded(date.month(), piece.fewest_digits);
    if (piece.kind == Kind::day) text += padded(date.day(), piece.fewest_digits);
    if (piece.kind > Kind::day && piece.kind < Kind::literal) text += "00";
  }
  return text;
}

}  // namespace warrantor::io
