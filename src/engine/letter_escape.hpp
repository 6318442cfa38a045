#pragma once

#include <string>
#include <string_view>

namespace warrantor::engine {

/// A text as Markdown (CommonMark and GitHub's) and HTML show it and nothing else: no markup, no link, no end of the
/// line that it stands in, no second placeholder, also where it stands at the beginning of a line or in an attribute.
[[nodiscard]] std::string escaped_for_markdown(std::string_view text);

}  // namespace warrantor::engine
