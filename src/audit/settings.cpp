#include "audit/settings.hpp"

#include <algorithm>

namespace warrantor::audit {

const policy::Setting* setting_of(const policy::Program& program, const expr::Node& node) {
  if (node.op != expr::Op::constant || node.type.kind == ValueType::enumeration || node.range.length == 0) {
    return nullptr;
  }
  const std::string_view written = program.code.text_of(node);
  const auto& settings = program.documented.settings;
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const policy::Setting& setting) {
    return setting.remark.name == written && setting.value.same_as(node.constant);
  });
  return found == settings.end() ? nullptr : &*found;
}

}  // namespace warrantor::audit
