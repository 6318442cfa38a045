#pragma once

#include <string>
#include <string_view>

#include <warrantor/schema.hpp>

#include "io/conversion.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// What a value of a fact looks like, as advice to someone who fills it in: "write a date as `2024-01-05`". In the
/// terms of the other system where a conversion is given; it may be null.
[[nodiscard]] std::string expected_form(const Schema& schema, const Fact& fact, const Conversion* conversion);

/// The fault of a place that is blank and must not be.
[[nodiscard]] Fault blank_fault(const Schema& schema, const Fact& fact, const Place& place);

}  // namespace warrantor::io
