#pragma once

#include <string>
#include <string_view>

#include <warrantor/policy.hpp>

namespace warrantor::audit {

/// An empty file of claims in CSV: the header line alone, with the names of facts, or in Chinese their labels. A label
/// that several facts share is no name for one of them; then the name stands instead. Texts beyond ASCII begin with a
/// byte-order mark, by which spreadsheets know that they are UTF-8.
[[nodiscard]] std::string claim_template(const Policy& policy, std::string_view language);

/// A line for each column of the template: what it is, what it holds, what a blank means.
[[nodiscard]] std::string explain_template(const Policy& policy, std::string_view language);

}  // namespace warrantor::audit
