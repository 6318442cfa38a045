#pragma once

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

#include "base/json_writer.hpp"

namespace warrantor::io {

/// Writes a value as it is in claims: numbers and booleans as such, amounts, dates and names as strings; null where it
/// is not known.
void write_value(base::JsonWriter& json, const Schema& schema, ValueType type, DomainId domain, const Value& value);

}  // namespace warrantor::io
