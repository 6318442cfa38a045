#pragma once

#include <string>

#include "unit/engine/helpers.hpp"

namespace warrantor::test {

/// A PALADIN with one line of 100.00 of which nothing stands in the way.
inline Facts sound_claim() {
  return Facts()
      .with("model", "\"PALADIN\"")
      .with("in_service_date", "\"2023-01-10\"")
      .with("failure_date", "\"2023-02-10\"")
      .with("odometer_km", "900")
      .with("services", "[]")
      .with("component", "\"gearbox\"")
      .with("cause", "\"defect\"")
      .with("part_genuine", "true")
      .with("parts_amount", "\"100.00\"");
}

/// The decision on a claim of one line under rules/zhengzhou-nissan.
struct Decided {
  explicit Decided(const Facts& facts, const History& history = History())
      : claim(claim_of(zhengzhou_nissan(), facts.json(zhengzhou_nissan().schema()))),
        decision(adjudicate(zhengzhou_nissan(), claim, history)) {}

  [[nodiscard]] const LineDecision& line() const { return decision.lines.at(0); }
  [[nodiscard]] std::string outcome() const { return std::string(name_of(line().outcome)); }
  [[nodiscard]] std::string reasons() const { return reasons_of(line()); }
  [[nodiscard]] std::string missing() const { return names_of(zhengzhou_nissan(), line().missing); }
  [[nodiscard]] std::string pending() const { return names_of(zhengzhou_nissan(), line().pending); }
  [[nodiscard]] std::string pays() const { return payments_of(zhengzhou_nissan(), line()); }
  [[nodiscard]] std::string coverage() const { return line().coverage == nullptr ? "" : line().coverage->id; }

  Claim claim;
  Decision decision;
};

}  // namespace warrantor::test
