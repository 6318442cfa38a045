#pragma once

#include <string_view>

#include <warrantor/decision.hpp>

#include "base/screen_text.hpp"

namespace warrantor::io {

/// An outcome in a table: its name as in files, in Chinese a phrase.
[[nodiscard]] std::string_view outcome_word(Outcome outcome, bool has_coverage, std::string_view language) noexcept;
[[nodiscard]] base::Ink ink_of(Outcome outcome) noexcept;

}  // namespace warrantor::io
