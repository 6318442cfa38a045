#pragma once

#include <string>

#include "audit/page.hpp"

namespace warrantor::audit {

/// What a fact may hold: `a whole number of km, at least 0`, `yes or no`, its list of values.
[[nodiscard]] std::string kind_of(Page& page, const Fact& fact);
/// What a blank of it is taken for.
[[nodiscard]] std::string blank_of(Page& page, FactId id);
/// The definition that groups the values of a fact, from a catalogue; null where there is none.
[[nodiscard]] const expr::Definition* grouping_of(const Page& page, DomainId domain);

}  // namespace warrantor::audit
