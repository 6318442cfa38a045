#pragma once

#include <array>
#include <string_view>

#include <warrantor/decision.hpp>

namespace warrantor::policy {

/// An outcome in Chinese: of what is covered by a warranty, or of what is only paid.
[[nodiscard]] constexpr std::string_view outcome_in_chinese(Outcome outcome, bool has_coverage) noexcept {
  constexpr std::array<std::string_view, 5> covered{"同意担保", "部分担保", "不予担保", "需补充信息", "待审批"};
  constexpr std::array<std::string_view, 5> paid{"同意赔付", "部分赔付", "不予赔付", "需补充信息", "待审批"};
  return (has_coverage ? covered : paid)[static_cast<std::size_t>(outcome)];
}

}  // namespace warrantor::policy
