#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

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

/// How many of the lines that a line waits for it names.
constexpr std::size_t most_awaited_lines = 10;

/// A line that leaves open what lines behind it need.
struct OpenLine {
  std::size_t place = 0;
  std::string id;
  std::vector<FactId> facts;  ///< of the line, that nobody stated
};

/// Asks on each of them for its facts that a line behind it waits for.
void ask_of_lines(std::span<const OpenLine> asked, std::vector<LineDecision>& lines);

}  // namespace warrantor::engine
