#include "expr/function_names.hpp"

#include <array>
#include <string_view>

namespace warrantor::expr {
namespace {

// DMN 1.5, chapter 10.3.4, and `last day of month` and `months begun`, which are ours. No other name may hold blanks.
constexpr std::array<std::string_view, 34> names{"context merge",
                                                 "context put",
                                                 "date and time",
                                                 "day of week",
                                                 "day of year",
                                                 "distinct values",
                                                 "ends with",
                                                 "finished by",
                                                 "get entries",
                                                 "get value",
                                                 "index of",
                                                 "insert before",
                                                 "last day of month",
                                                 "list contains",
                                                 "list replace",
                                                 "lower case",
                                                 "met by",
                                                 "month of year",
                                                 "months begun",
                                                 "overlaps after",
                                                 "overlaps before",
                                                 "round down",
                                                 "round half down",
                                                 "round half up",
                                                 "round up",
                                                 "started by",
                                                 "starts with",
                                                 "string join",
                                                 "string length",
                                                 "substring after",
                                                 "substring before",
                                                 "upper case",
                                                 "week of year",
                                                 "years and months duration"};

bool is_word(const Token& token) { return token.kind == TokenKind::name || token.kind == TokenKind::keyword; }

std::size_t count_words(std::string_view name, const std::vector<Token>& tokens, std::size_t at) {
  std::size_t words = 0;
  while (!name.empty()) {
    const std::string_view word = name.substr(0, name.find(' '));
    if (at + words >= tokens.size() || !is_word(tokens[at + words]) || tokens[at + words].text != word) return 0;
    name.remove_prefix(word.size() == name.size() ? word.size() : word.size() + 1);
    ++words;
  }
  return at + words < tokens.size() && tokens[at + words].is("(") ? words : 0;
}

}  // namespace

std::size_t count_function_words(const std::vector<Token>& tokens, std::size_t at) {
  for (const std::string_view name : names) {
    if (const std::size_t words = count_words(name, tokens, at)) return words;
  }
  return 0;
}

}  // namespace warrantor::expr
