#pragma once

#include "reference/shipped_rules.hpp"

namespace warrantor::reference {

struct ZhengzhouNissan : ShippedRules {
  ZhengzhouNissan() : ShippedRules("zhengzhou-nissan") {}
};

}  // namespace warrantor::reference
