#include "audit/markdown.hpp"

#include <utility>

#include "base/utf8.hpp"

namespace warrantor::audit {
namespace {

enum class Script { latin, chinese, other };

Script script_of(char32_t character) {
  if (character >= 0x4E00 && character <= 0x9FFF) return Script::chinese;
  const bool is_letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  return is_letter || (character >= '0' && character <= '9') ? Script::latin : Script::other;
}

}  // namespace

void Markdown::heading(int level, std::string_view text) {
  if (!text_.empty()) text_ += '\n';
  text_ += std::string(static_cast<std::size_t>(level), '#') + ' ' + std::string(text) + '\n';
}

void Markdown::paragraph(std::string_view text) { text_ += '\n' + std::string(text) + '\n'; }

void Markdown::bullets(const std::vector<std::string>& items) {
  if (!items.empty()) text_ += '\n';
  for (const std::string& item : items) text_ += "- " + item + '\n';
}

void Markdown::table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return;
  text_ += '\n';
  row(header);
  row(std::vector<std::string>(header.size(), "---"));
  for (const auto& cells : rows) row(cells);
}

void Markdown::space_scripts() {
  std::string spaced;
  Script before = Script::other;
  bool in_code = false;
  for (std::size_t at = 0; at < text_.size();) {
    const base::DecodedCharacter next = base::decode_utf8(std::string_view(text_).substr(at));
    const Script script = script_of(next.code_point);
    in_code = in_code != (next.code_point == '`');
    const bool meets = before != script && before != Script::other && script != Script::other;
    if (meets && !in_code) spaced += ' ';
    spaced.append(text_, at, next.size);
    before = script;
    at += next.size;
  }
  text_ = std::move(spaced);
}

void Markdown::row(const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) text_ += cell.empty() ? "| " : "| " + cell + ' ';
  text_ += "|\n";
}

}  // namespace warrantor::audit
