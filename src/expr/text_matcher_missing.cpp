// Takes the place of text_matcher.cpp where the program is built without RE2.
#include "expr/text_matcher.hpp"

namespace warrantor::expr {

std::unique_ptr<const TextMatcher> TextMatcher::make(const std::string& /*re2*/) { return nullptr; }

bool TextMatcher::is_available() noexcept { return false; }

}  // namespace warrantor::expr
