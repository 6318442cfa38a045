#pragma once

#include <string>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>

#include "engine/nearest_row.hpp"
#include "engine/open_lines.hpp"
#include "engine/wording.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Says what was decided as it is read out to a customer: titles without ids, values with their units, limits with what
/// they are passed by. For the short explanation and for letters.
class PlainWords {
 public:
  PlainWords(const policy::Program& program, const Wording& wording)
      : program_(program), wording_(wording), say_(wording.say()) {}

  [[nodiscard]] const Wording& wording() const { return wording_; }

  /// The title; the id of a rule that has none.
  [[nodiscard]] std::string title(const RuleInfo& info) const;
  [[nodiscard]] std::string title_and_clause(const RuleInfo& info) const;
  [[nodiscard]] std::string titles(const std::vector<const RuleInfo*>& infos) const;
  /// `Odometer: 60,001 km; the limit is 60,000 km; over by 1 km.` Empty where there is nothing to compare. Of rows that
  /// count side by side the one that came nearest is told, by its title, and which others would not have ended by this.
  [[nodiscard]] std::string details(const LineDecision& line, const Reason& reason) const;
  /// `2024-09-15 or 30,000 km, whichever comes first`; empty where no limit is known.
  [[nodiscard]] std::string last_of(const std::vector<LimitResult>& limits) const;
  /// What a limit grants: `18 months from 2023-03-15`, `30,000 km`.
  [[nodiscard]] std::string granted(const LimitResult& limit) const;
  [[nodiscard]] std::string start(const LimitResult& limit) const;  ///< the day or reading from which it counts
  [[nodiscard]] std::string allowed(const LimitResult& limit) const;
  [[nodiscard]] std::string last(const LimitResult& limit) const;
  [[nodiscard]] std::string actual(const LimitResult& limit) const;
  /// By how much it is kept or passed, without a sign: `1 day`. Empty where that cannot be told.
  [[nodiscard]] std::string margin(const LimitResult& limit) const;
  /// `manufacturer 1,000.00 CNY, customer 500.00 CNY`; empty where nobody pays.
  [[nodiscard]] std::string payments(const std::vector<std::int64_t>& pays) const;
  /// The entry of a catalogue that a line is about, such as its part; empty where there is none.
  [[nodiscard]] std::string object(const Claim& claim, std::size_t line) const;

 private:
  [[nodiscard]] std::string limit_passed(const RowLimitResult& passed) const;
  [[nodiscard]] std::string over_otherwise(const OtherRow& row) const;
  [[nodiscard]] std::string comparison(const Comparison& comparison) const;
  [[nodiscard]] std::string related(Relation relation, bool is_date, const std::string& limit) const;
  [[nodiscard]] std::string_view unit_of(std::string_view subject) const;
  [[nodiscard]] bool is_catalogued(DomainId domain) const;

  const policy::Program& program_;
  const Wording& wording_;
  const Phrases& say_;
};

/// Whether a line that is open lists a rule only since it waits for a decision under it.
[[nodiscard]] bool is_awaited(const LineDecision& line, const Reason& reason);
/// The reasons of a line for which it is referred whatever else holds.
[[nodiscard]] std::vector<const RuleInfo*> referred_by(const LineDecision& line);

/// With its first letter as at the beginning of a sentence; for ASCII.
[[nodiscard]] std::string capitalised(std::string text);

}  // namespace warrantor::engine
