#include "io/plain_lane.hpp"

namespace warrantor::io {

std::optional<std::string_view> usual_line_id(const Schema& schema) {
  const Fact& line_id = schema.fact(schema.line_id());
  const bool has_default = line_id.blank == Blank::default_value && !line_id.blank_is_conditional;
  if (!has_default || line_id.type != ValueType::text || !line_id.default_value.is_known()) return std::nullopt;
  return line_id.default_value.as_text();
}

}  // namespace warrantor::io
