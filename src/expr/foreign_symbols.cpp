#include "expr/foreign_symbols.hpp"

#include <algorithm>
#include <array>

namespace warrantor::expr {
namespace {

// Longer symbols stand before those that begin them.
constexpr std::array<ForeignSymbol, 38> symbols{{
    {"===", "write `=`"},
    {"!==", "write `!=`"},
    {"==", "write `=`"},
    {"=<", "write `<=`"},
    {"=>", "write `>=`"},
    {"<>", "write `!=`"},
    {"&&", "write `and`"},
    {"||", "write `or`"},
    {"&", "write `and`"},
    {"|", "write `or`"},
    {"%", "write `modulo(a, b)` for the remainder of a division"},
    {"^", "write `**`"},
    {";", "write `,`"},
    {"`", "write names as they are and strings in double quotes"},
    {"≤", "write `<=`"},
    {"≥", "write `>=`"},
    {"≠", "write `!=`"},
    {"×", "write `*`"},
    {"÷", "write `/`"},
    {"−", "write `-`"},
    {"“", "write strings in double quotes `\"`"},
    {"”", "write strings in double quotes `\"`"},
    {"‘", "write strings in double quotes `\"`"},
    {"’", "write strings in double quotes `\"`"},
    {"（", "write `(`"},
    {"）", "write `)`"},
    {"【", "write `[`"},
    {"】", "write `]`"},
    {"，", "write `,`"},
    {"、", "write `,`"},
    {"；", "write `,`"},
    {"。", "write `.`"},
    {"＝", "write `=`"},
    {"＜", "write `<`"},
    {"＞", "write `>`"},
    {"＋", "write `+`"},
    {"－", "write `-`"},
    {"＊", "write `*`"},
}};

}  // namespace

const ForeignSymbol* find_foreign_symbol(std::string_view text) {
  const auto* found = std::find_if(symbols.begin(), symbols.end(), [text](const ForeignSymbol& symbol) {
    return text.substr(0, symbol.text.size()) == symbol.text;
  });
  return found == symbols.end() ? nullptr : found;
}

}  // namespace warrantor::expr
