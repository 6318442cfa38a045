#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <warrantor/value.hpp>

namespace warrantor::expr {

/// Functions to which FEEL gives patterns (XPath and XQuery Functions 3.1, chapter 5.6) are read only where every
/// character stands for itself, so that they mean the same in every engine. What is wrong with an argument, by the name
/// of its parameter and what is written there; nothing where it is sound, or no pattern.
[[nodiscard]] std::optional<std::string> fault_of_pattern(std::string_view parameter,
                                                          const std::optional<Value>& written);

}  // namespace warrantor::expr
