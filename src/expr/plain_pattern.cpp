#include "expr/plain_pattern.hpp"

#include "base/text.hpp"

namespace warrantor::expr {

std::optional<std::string> fault_of_pattern(std::string_view parameter, const std::optional<Value>& written) {
  const bool is_pattern = parameter == "pattern";
  if (!is_pattern && parameter != "replacement") return std::nullopt;
  const std::string name(parameter);
  if (!written || !written->is_text()) return "a " + name + " that is not written out";
  const std::string_view text = written->as_text();
  if (is_pattern && text.empty()) return "an empty " + name;
  const std::size_t special = text.find_first_of(is_pattern ? "\\.?*+{}()[]|^$" : "\\$");
  if (special == std::string_view::npos) return std::nullopt;
  return "a " + name + " with " + base::quote(text.substr(special, 1));
}

}  // namespace warrantor::expr
