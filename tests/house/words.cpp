#include "house/words.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <utility>

namespace warrantor::house {
namespace {

constexpr std::string_view list_separators = ",;|:= ";

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_inner(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}
bool is_quote(char c) { return c == '`' || c == '"' || c == '\''; }

bool is_compound(std::string_view word) { return word.find_first_of("_-.") != std::string_view::npos; }
bool is_english(std::string_view word) { return std::all_of(word.begin(), word.end(), is_lower); }

std::string as_identifier(std::string_view word) {
  std::string identifier(word);
  std::replace_if(
      identifier.begin(), identifier.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return identifier;
}

/// Calls `is_match(before, behind)` for each place where the word stands; a blank stands for no character.
template <class IsMatch>
bool any_place(std::string_view text, std::string_view word, IsMatch is_match) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if (is_match(at == 0 ? ' ' : text[at - 1], end == text.size() ? ' ' : text[end])) return true;
  }
  return false;
}

/// A list such as `a,b` or `a=b`: no sentence, for nothing but one separator stands between two words.
bool is_piece_of_list(std::string_view literal, std::string_view word) {
  if (literal.find(' ') != std::string_view::npos) return false;
  return any_place(literal, word, [](char before, char behind) {
    return list_separators.find(before) != std::string_view::npos &&
           list_separators.find(behind) != std::string_view::npos;
  });
}

/// The first of all that are alike: a file says most of its words many times.
std::vector<Token> different(const std::vector<Token>& tokens) {
  std::vector<Token> first;
  std::set<std::pair<bool, std::string_view>> seen;
  for (const Token& token : tokens) {
    if (seen.emplace(token.is_literal, token.text).second) first.push_back(token);
  }
  return first;
}

}  // namespace

AllowedWords read_allowed_words(std::string_view text, std::vector<std::string>& faults) {
  AllowedWords allowed;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream fields(line);
    std::string word;
    std::string where;
    std::string reason;
    fields >> word >> where >> reason;
    const bool both = where == "both";
    if (reason.empty() || (!both && where != "identifier" && where != "literal")) {
      faults.push_back("not `word identifier|literal|both reason`: " + line);
    } else if (!allowed.emplace(word, Allowance{both || where == "identifier", both || where == "literal"}).second) {
      faults.push_back("allowed twice: " + word);
    }
  }
  return allowed;
}

bool names_in_identifier(std::string_view identifier, std::string_view word) {
  if (identifier.ends_with('_')) identifier.remove_suffix(1);
  if (identifier.size() < word.size()) return false;
  if (!is_compound(word)) return identifier == word;
  const std::string wanted = as_identifier(word);
  return any_place(identifier, wanted, [](char before, char behind) {
    return (before == '_' || before == ' ') && (behind == '_' || behind == ' ');
  });
}

bool names_in_literal(std::string_view literal, std::string_view word) {
  if (literal.find(word) == std::string_view::npos) return false;
  if (literal == word || is_piece_of_list(literal, word)) return true;
  return any_place(literal, word, [&](char before, char behind) {
    if (is_english(word)) return is_quote(before) && is_quote(behind);
    return !is_inner(before) && !is_inner(behind);
  });
}

std::vector<std::string> word_faults(const std::vector<SourceFile>& files, const DeclaredWords& words,
                                     const AllowedWords& allowed) {
  std::vector<std::string> faults;
  for (const auto& file : files) {
    const std::vector<Token> tokens = different(file.text.tokens);
    for (const auto& [word, declared_in] : words) {
      const auto found = allowed.find(word);
      const Allowance allowance = found == allowed.end() ? Allowance{} : found->second;
      const auto names_it = [&word = word, allowance](const Token& token) {
        if (token.is_literal) return !allowance.as_literal && names_in_literal(token.text, word);
        return !allowance.as_identifier && names_in_identifier(token.text, word);
      };
      const auto token = std::find_if(tokens.begin(), tokens.end(), names_it);
      if (token == tokens.end()) continue;
      const std::string place = file.path + ":" + std::to_string(token->line) + ": ";
      const std::string what = token->is_literal ? "the text \"" + token->text + '"' : "the identifier " + token->text;
      faults.push_back(place + what + " names `" + word + "`, which " + declared_in + " declares");
    }
  }
  return faults;
}

}  // namespace warrantor::house
