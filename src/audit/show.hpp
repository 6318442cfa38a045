#pragma once

#include <string>
#include <string_view>

#include <warrantor/policy.hpp>

namespace warrantor::audit {

/// The rule set as tables and sentences to read, in Markdown and in a language (`en`, `zh`). It is made from the
/// compiled program, so it says what is evaluated.
[[nodiscard]] std::string show(const Policy& policy, std::string_view language);

}  // namespace warrantor::audit
