#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "expr/pattern_reader.hpp"

namespace warrantor::expr {

/// The characters of a pattern as its readers walk over them, and the first fault that they meet. After a fault all
/// characters are gone, so that whoever reads on stops by himself.
class PatternCharacters {
 public:
  PatternCharacters(std::string_view pattern, bool passes_blanks);

  [[nodiscard]] bool at_end() const { return place_ == characters_.size(); }
  [[nodiscard]] bool at(char32_t character) const { return follows(0, character); }
  /// Whether a character stands so far ahead.
  [[nodiscard]] bool follows(std::size_t ahead, char32_t character) const {
    return place_ + ahead < characters_.size() && characters_[place_ + ahead].code == character;
  }
  /// Whether one of some characters of ASCII is next.
  [[nodiscard]] bool at_one_of(std::string_view characters) const;
  [[nodiscard]] char32_t current() const { return at_end() ? U'\0' : characters_[place_].code; }
  char32_t take();
  bool accept(char32_t character);

  /// Where the next character begins, for `written` and `fail`.
  [[nodiscard]] std::size_t place() const { return place_; }
  /// What is written from a place up to here.
  [[nodiscard]] std::string written(std::size_t from) const;

  /// Underlines from a place up to here, and one character at least.
  void fail(std::size_t from, std::string message, std::string help) { stop(from, true, message, help); }
  void not_supported(std::size_t from, std::string message, std::string help) { stop(from, false, message, help); }
  [[nodiscard]] const std::optional<PatternFault>& fault() const { return fault_; }

 private:
  struct Character {
    char32_t code = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  [[nodiscard]] TextRange range(std::size_t from) const;
  void stop(std::size_t from, bool is_wrong, std::string& message, std::string& help);

  std::string_view pattern_;
  std::vector<Character> characters_;
  std::size_t place_ = 0;
  std::optional<PatternFault> fault_;
};

}  // namespace warrantor::expr
