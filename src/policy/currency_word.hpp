#pragma once

#include <string>
#include <string_view>

#include <warrantor/money.hpp>

namespace warrantor::policy {

/// What stands behind an amount: the code of the currency, or its name where the language is Chinese and knows one.
[[nodiscard]] inline std::string currency_word(Currency currency, std::string_view language) {
  const std::string code(currency.code());
  if (language != "zh") return code;
  if (code == "USD") return "美元";
  return code == "CNY" ? "元" : code;
}

}  // namespace warrantor::policy
