#pragma once

#include <cstdint>
#include <optional>

#include <warrantor/decision.hpp>

namespace warrantor::engine {

/// Whether what is decided still hangs on facts, on somebody's decision or on other lines.
[[nodiscard]] inline bool is_open(Outcome outcome) noexcept {
  return outcome == Outcome::needs_information || outcome == Outcome::referred;
}

/// What a party bears of a line in the end; nothing while that is open. An open line may leave it certain.
[[nodiscard]] inline std::optional<std::int64_t> certainly_borne(const LineDecision& line, PartyId party) {
  const std::size_t place = index_of(party);
  if (line.may_pay.empty()) {
    if (line.open != 0 || place >= line.pays.size()) return std::nullopt;
    return line.pays[place];
  }
  const PaymentRange& range = line.may_pay[place];
  return range.most == range.least ? range.most : std::nullopt;
}

}  // namespace warrantor::engine
