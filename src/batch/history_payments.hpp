#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

#include "base/json_reader.hpp"
#include "batch/history_cells.hpp"
#include "io/fault.hpp"

namespace warrantor::batch {

/// Whether rules ask what a party bore of earlier claims.
[[nodiscard]] bool asks_for_payments(const Policy& policy);

/// What earlier claims say that parties bear: a table in columns of their names, JSON in an object `pays`. What is not
/// said is not known; but of an object whose parties are all known, those that it does not name bear nothing. A party
/// that the rule set does not have may be one of its own under another name, so that beside it none is taken to bear
/// nothing. The policy and the cells must outlive it.
class HistoryPayments {
 public:
  HistoryPayments(const Policy& policy, const HistoryCells& cells);

  /// States what parties bear of a line, whose outcome is known. What cannot be read is a fault of the claim.
  void state(io::ReadClaim& claim, std::size_t line, LineDecision& decision);

  /// Parties that the rule set does not have, each once, where the first claim names it and with how many do.
  [[nodiscard]] std::vector<io::Fault> unknown_parties() const;

 private:
  struct Unknown {
    io::Fault first;
    std::uint64_t claims = 0;
    std::string last_claim;
  };
  /// What a line says of a party.
  struct Said {
    std::string_view text;  ///< empty: nothing
    std::string path;       ///< for messages
    std::string_view field;
  };

  [[nodiscard]] std::optional<base::JsonValue> read_object(io::ReadClaim& claim, std::size_t line);
  bool note_unknown_parties(const io::ReadClaim& claim, std::size_t line, base::JsonValue pays);
  [[nodiscard]] Said said_in(base::JsonValue pays, const Party& party, bool names_all) const;
  [[nodiscard]] Said said_of(const io::ReadClaim& claim, std::size_t line, const Party& party) const;
  [[nodiscard]] std::optional<std::int64_t> amount(io::ReadClaim& claim, std::size_t line, const Said& said) const;

  const Policy* policy_;
  const HistoryCells* cells_;
  bool may_bear_below_zero_;
  base::JsonReader reader_;
  std::map<std::string, Unknown, std::less<>> unknown_;  ///< by party
};

}  // namespace warrantor::batch
