#include "policy/settings.hpp"

#include <algorithm>

namespace warrantor::policy {

namespace {

// A whole number or an amount beside a decimal one is compiled to a decimal.
bool same_number(const Program& program, const Setting& setting, const Value& value) {
  if (setting.value.same_as(value)) return true;
  if (!setting.value.is_integer() || !value.is_decimal()) return false;
  const int decimals = setting.type == ValueType::money ? program.schema.currency().decimals() : 0;
  return Decimal::from_parts(setting.value.as_integer(), decimals) == value.as_decimal();
}

}  // namespace

const Setting* setting_of(const Program& program, const expr::Node& node) {
  if (node.op != expr::Op::constant || node.type.kind == ValueType::enumeration || node.range.length == 0) {
    return nullptr;
  }
  const std::string_view written = program.code.text_of(node);
  const auto& settings = program.documented.settings;
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) {
    return setting.remark.name == written && same_number(program, setting, node.constant);
  });
  return found == settings.end() ? nullptr : &*found;
}

}  // namespace warrantor::policy
