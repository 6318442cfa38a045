#include "io/reject_writer.hpp"

#include <algorithm>
#include <cassert>

#include "io/chinese_faults.hpp"
#include "io/decision_writer.hpp"
#include "io/reject_csv.hpp"
#include "io/reject_json.hpp"

namespace warrantor::io {

namespace {

std::string column_of(const Fault& fault) {
  if (!fault.header.empty() || fault.column == 0) return fault.header;
  return std::to_string(fault.column);
}

void add_to_note(RowNote& note, const Fault& fault) {
  if (!note.reason.empty()) note.reason += " | ";
  note.reason += render_without_place(fault);
  const std::string column = column_of(fault);
  if (column.empty()) return;
  if (!note.column.empty()) note.column += ';';
  note.column += column;
}

}  // namespace

RejectForm reject_form_of_path(std::string_view path) {
  switch (format_of_path(path).value_or(DecisionFormat::text)) {
    case DecisionFormat::csv:
      return RejectForm::csv;
    case DecisionFormat::json_lines:
      return RejectForm::json_lines;
    case DecisionFormat::text:
      break;
  }
  return RejectForm::messages;
}

std::vector<RowNote> notes_of(const ReadClaim& claim, bool is_chinese) {
  const std::vector<RawRows::Row>& rows = claim.raw.rows();
  assert(!claim.faults.empty() && !rows.empty());
  std::vector<RowNote> notes(rows.size());
  std::uint64_t guilty_line = rows.front().line;
  for (const Fault& fault : claim.faults) {
    const auto found = std::lower_bound(rows.begin(), rows.end(), fault.line,
                                        [](const RawRows::Row& row, std::uint64_t line) { return row.line < line; });
    const bool is_about_row = found != rows.end() && found->line == fault.line;
    if (is_about_row && &fault == &claim.faults.front()) guilty_line = fault.line;
    add_to_note(notes[is_about_row ? static_cast<std::size_t>(found - rows.begin()) : 0], fault);
  }
  const std::string because = "its claim is rejected because of line " + std::to_string(guilty_line);
  for (RowNote& note : notes) {
    if (note.reason.empty()) note.reason = is_chinese ? in_chinese(because) : because;
  }
  return notes;
}

std::unique_ptr<RejectWriter> make_reject_writer(RejectForm form, const Schema& schema, std::string_view language) {
  switch (form) {
    case RejectForm::csv:
      return std::make_unique<CsvRejectWriter>(schema.claim_id(), language == "zh");
    case RejectForm::json_lines:
      return std::make_unique<JsonRejectWriter>();
    case RejectForm::messages:
      break;
  }
  return nullptr;
}

}  // namespace warrantor::io
