#pragma once

#include <string>
#include <string_view>

namespace warrantor::base {

// Letters of any alphabet in upper or lower case, without a locale: the simple mappings of Unicode 14, which make one
// letter of one letter. What has no single counterpart (the sharp s of German) and all else stays as it is, bytes that
// are no UTF-8 too.

[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace warrantor::base
