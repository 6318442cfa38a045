#pragma once

#include <string_view>

namespace warrantor::batch {

/// What the summary says that does not come from a rule set, in one language.
struct SummaryWords {
  std::string_view rows, claims, in, decided, rejected;
  std::string_view files, files_read, files_failed, earlier_rejected;
  std::string_view outcomes, amounts, open, total, too_large;
  std::string_view reasons, reasons_note, grants, rejects, warnings, more_kinds, other_kinds;
  std::string_view tables, table_rows, faulty, unused;
  std::string_view assumed;
  std::string_view rule_set;
  std::string_view comma, colon;
};

/// English for any language but `zh`.
[[nodiscard]] const SummaryWords& summary_words(std::string_view language) noexcept;

}  // namespace warrantor::batch
