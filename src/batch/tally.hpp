#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/schema.hpp>

#include "base/checked.hpp"
#include "engine/block_decider.hpp"

namespace warrantor::batch {

/// A sum of minor units that says so when it does not fit.
struct Sum {
  std::int64_t minor_units = 0;
  bool fits = true;

  void add(std::int64_t amount) noexcept {
    const auto sum = base::checked_add(minor_units, amount);
    fits = fits && sum.has_value();
    minor_units = sum.value_or(0);
  }
  void add(const Sum& other) noexcept {
    add(other.minor_units);
    fits = fits && other.fits;
  }
};

/// What decided claims come to. Tallies of parts of a run add up to that of the run.
struct Tally {
  std::uint64_t rows_decided = 0;
  std::uint64_t claims_decided = 0;
  std::array<std::uint64_t, 5> claims_by_outcome{};  ///< by Outcome
  std::array<std::uint64_t, 5> lines_by_outcome{};
  std::vector<Sum> paid;  ///< by party
  Sum open;
  Sum total;
  std::unordered_map<const RuleInfo*, std::uint64_t> lines_by_reason;
  std::unordered_map<const RuleInfo*, std::uint64_t> claims_by_grant;  ///< by version

  explicit Tally(const Schema& schema) : paid(schema.parties().size()) {}

  void add_claim(Outcome outcome, std::uint64_t rows) noexcept {
    ++claims_decided;
    rows_decided += rows;
    ++claims_by_outcome[static_cast<std::size_t>(outcome)];
  }
  void add(std::uint64_t rows, const Decision& decision);
  /// A line with a ruling; its claim is added by itself.
  void add_line(const engine::BlockDecider& decider, std::size_t line);
  void add(const Tally& other);
  void clear() noexcept;
};

}  // namespace warrantor::batch
