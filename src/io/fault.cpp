#include "io/fault.hpp"

namespace warrantor::io {

std::string render(const Fault& fault) {
  std::string text = fault.file;
  if (fault.line > 0) text += ":" + std::to_string(fault.line);
  if (fault.line > 0 && fault.column > 0) text += ":" + std::to_string(fault.column);
  if (!text.empty()) text += ": ";
  return text + render_without_place(fault);
}

std::string render_without_place(const Fault& fault) {
  std::string text;
  if (!fault.header.empty()) text += fault.header + ": ";
  text += fault.message;
  if (fault.help.empty()) return text;
  // A help in Chinese is one that was translated; see in_language().
  const bool is_chinese = static_cast<unsigned char>(fault.help.front()) >= 0xE0U;
  text += (is_chinese ? "；" : "; help: ") + fault.help;
  return text;
}

}  // namespace warrantor::io
