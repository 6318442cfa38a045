#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expr/lexer.hpp"

namespace warrantor::expr {

/// The tokens of one expression as the parser walks over them, and the first fault it meets. After a fault
/// the reader stands at the end, so that everything that reads on stops by itself.
class TokenReader {
 public:
  /// The text must outlive the reader; the last token is of kind end.
  TokenReader(std::string_view text, std::vector<Token> tokens);

  [[nodiscard]] const Token& current() const { return tokens_[position_]; }
  [[nodiscard]] const Token& next() const;
  [[nodiscard]] bool at(std::string_view word) const { return current().is(word); }
  [[nodiscard]] bool at_name() const { return current().kind == TokenKind::name; }
  [[nodiscard]] bool at_end() const { return current().kind == TokenKind::end; }
  /// Whether a value can begin with the current token.
  [[nodiscard]] bool at_value() const { return begins_value(current()); }
  [[nodiscard]] bool value_follows() const { return begins_value(next()); }
  [[nodiscard]] bool after_literal() const;

  [[nodiscard]] std::uint32_t begin() const { return current().range.begin; }
  /// From a byte up to the end of the last token that was read.
  [[nodiscard]] TextRange since(std::uint32_t begin) const;
  [[nodiscard]] std::string written(TextRange range) const;

  /// Reads the current token and returns it.
  const Token& take();
  bool accept(std::string_view word);
  /// Reads the words of a built-in function that has several; empty: there is none here.
  std::string take_function_words();
  /// Reads the words and the colon that name an argument; empty: there are none here.
  std::string take_argument_words();

  /// Reads the word that must come now; `missing` says what is wrong where it does not.
  void expect(std::string_view word, const Token& partner, std::string_view missing, std::string_view help);
  /// Reads a name that must come now, after `partner`.
  const Token& expect_name(std::string_view place, const Token& partner);
  /// Reads the closing bracket of `open`.
  void expect_close(const Token& open, std::string_view close);
  void expect_end();

  /// `60,000` would be read as `60` and `000`, without a word: refuses it where a comma of it comes now. `parts` is
  /// what commas separate here.
  void refuse_thousands(std::string_view parts);

  void fail(TextRange range, std::string message, std::string help);
  /// There is no value where one must stand.
  void fail_no_value();
  [[nodiscard]] const std::optional<SyntaxFault>& fault() const { return fault_; }

 private:
  [[nodiscard]] static bool begins_value(const Token& token);
  [[nodiscard]] const Token& previous() const;
  [[nodiscard]] bool is_group_of_digits(std::size_t comma) const;
  [[nodiscard]] std::string quoted_current() const;
  [[nodiscard]] std::string help_for_unexpected() const;
  [[nodiscard]] std::size_t column(std::uint32_t byte) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
  std::optional<SyntaxFault> fault_;
};

}  // namespace warrantor::expr
