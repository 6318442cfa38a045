#pragma once

#include <string>

#include <warrantor/schema.hpp>

#include "io/plain_value.hpp"

namespace warrantor::io::test {

/// A fact `it`.
inline Fact fact_of(ValueType type, Blank blank = Blank::unknown) {
  Fact fact;
  fact.name = "it";
  fact.type = type;
  fact.blank = blank;
  return fact;
}

/// The number of a plain cell; `blank`, or `refused`.
inline std::string shown(const PlainValue& value) {
  if (!value.is_plain) return "refused";
  return value.is_known ? std::to_string(value.number) : "blank";
}

}  // namespace warrantor::io::test
