#pragma once

#include <string_view>

#include <warrantor/decision.hpp>

namespace warrantor::engine {

/// The sentences of an explanation that do not come from a rule set, in one language.
struct Phrases {
  std::string_view claim, line, rejected, rule_set;
  std::string_view coverage, no_coverage, coverage_open, row_holds, row_fails, row_earlier, row_open;
  std::string_view row_covers, row_is_over, row_counts_too, row_replaced;
  std::string_view period, months, days, day, from, last_day, counted_months, counted_months_up, counted_days, up_to,
      actual, kept_by, passed_by, exactly, cannot_tell, no_limit, unlimited;
  std::string_view validity, adjustments, exclusions, responsibility, advances, approvals, holds, fails, open, no_value,
      because, not_listed, changes_nothing;
  std::string_view who_pays, who_bears, borne_so, who_advances, owed, by_rule, by_default, by_different_rules,
      undecided, nothing_asked, total, open_amount;
  std::string_view why_not, why, why_not_covered, why_covered, so_far, missing, asked_by_later, open_claims, pending,
      referred_by, contradictions, steps, none, nothing_yet;
  std::string_view yes, no, one_of, none_of, absent, unknown, comma, colon, stop;
  // Of the short text and of letters.
  std::string_view semicolon, clause, in_brackets_before, in_brackets_after;
  std::string_view limit_is, over_by, last_day_is, late_by_before, late_by_after;
  std::string_view would_allow, would_last_until, sets_no_such_limit, but_is_over;
  std::string_view more_than, or_more, less_than, or_less, later_than, or_later, earlier_than, or_earlier;
  std::string_view covered_until, covered_up_to, either, first_counts, counted_from, counted_on, extended_by;
  std::string_view nothing_asked_for, still_open, unknown_amount, and_unknown_amount, waits_for, hangs_on, considered,
      mend, colon_at_end;
};

/// English for any language but `zh`.
[[nodiscard]] const Phrases& phrases(std::string_view language) noexcept;

/// An outcome in words; those of a rule set with coverage may speak of it.
[[nodiscard]] std::string_view outcome_phrase(Outcome outcome, bool has_coverage, std::string_view language) noexcept;

}  // namespace warrantor::engine
