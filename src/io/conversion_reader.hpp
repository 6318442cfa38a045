#pragma once

#include <string>
#include <string_view>

#include <warrantor/schema.hpp>

#include "io/conversion.hpp"
#include "rules/mapping.hpp"

namespace warrantor::io {

/// Reads how the texts of a column are converted, from the keys beside its fact, and checks it against the fact. Where
/// the fact is not known (null), its keys are read all the same, so that none is reported as unknown.
[[nodiscard]] Conversion read_conversion(rules::Mapping& mapping, const Schema& schema, const Fact* fact);

/// Reports keys of a conversion where they have no meaning.
void refuse_conversion(rules::Mapping& mapping, std::string_view help);

/// Reports a text that a fact cannot take as its value; says whether it can.
bool check_value(rules::Context& context, const yaml::Node& node, const Schema& schema, const Fact& fact,
                 std::string_view text);

}  // namespace warrantor::io
