#include "io/decision_text.hpp"

#include <algorithm>

#include <warrantor/money.hpp>

#include "base/utf8.hpp"

namespace warrantor::io {

namespace {

enum Column : std::size_t {
  claim_column,
  line_column,
  outcome_column,
  payer_column,
  amount_column,
  open_column,
  reason_column
};

constexpr std::size_t rows_measured = 1000;
constexpr std::size_t widest_column = 40;
constexpr std::string_view gap = "  ";

bool is_right_aligned(std::size_t column) noexcept { return column == amount_column || column == open_column; }

// What a terminal would obey instead of showing becomes a question mark.
std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const base::DecodedCharacter character = base::decode_utf8(text);
    base::append_utf8(shown, base::is_control(character.code_point) ? U'?' : character.code_point);
    text.remove_prefix(character.size);
  }
  return shown;
}

struct Headings {
  std::string_view language;
  std::array<std::string_view, 7> texts;
  std::string_view missing;
  std::string_view pending;
};

constexpr Headings all_headings[] = {
    {"en", {"claim", "line", "outcome", "who pays", "amount", "open", "reasons"}, "missing: ", "pending: "},
    {"zh", {"索赔单", "行", "结论", "承担方", "金额", "未定", "理由"}, "缺少：", "待定："},
};

const Headings& headings(std::string_view language) noexcept {
  for (const Headings& candidate : all_headings) {
    if (candidate.language == language) return candidate;
  }
  return all_headings[0];
}

}  // namespace

TextDecisionWriter::TextDecisionWriter(const Schema& schema, std::string language)
    : schema_(&schema), language_(std::move(language)) {}

void TextDecisionWriter::add(const ReadClaim& claim, const Decision& decision, std::string& out) {
  for (const LineDecision& line : decision.lines) add_line(claim, line);
  if (!has_widths_ && rows_.size() < rows_measured) return;
  if (!has_widths_) fix_widths(out);
  for (const Row& row : rows_) write_row(row, out);
  rows_.clear();
}

void TextDecisionWriter::finish(std::string& out) {
  if (rows_.empty()) return;
  if (!has_widths_) fix_widths(out);
  for (const Row& row : rows_) write_row(row, out);
  rows_.clear();
}

void TextDecisionWriter::add_line(const ReadClaim& claim, const LineDecision& line) {
  const Schema& schema = *schema_;
  const std::vector<std::string> reasons = explanations(line);
  Row row;
  row[claim_column] = printable(claim.id);
  row[line_column] = printable(line.line_id);
  row[outcome_column] = name_of(line.outcome);
  if (line.open != 0) row[open_column] = format_minor_units(line.open, schema.currency());
  std::size_t party = 0;
  std::size_t reason = 0;
  // Payers and reasons stand side by side, the longer of the two lists makes the height.
  for (bool is_first = true;; is_first = false) {
    while (party < line.pays.size() && line.pays[party] == 0) ++party;
    const bool has_party = party < line.pays.size();
    if (!is_first && !has_party && reason >= reasons.size()) return;
    if (has_party) {
      row[payer_column] = schema.parties()[party].labels.get(language_, schema.parties()[party].name);
      row[amount_column] = format_minor_units(line.pays[party], schema.currency());
      ++party;
    }
    if (reason < reasons.size()) row[reason_column] = reasons[reason++];
    rows_.push_back(std::move(row));
    row = Row{};
  }
}

std::vector<std::string> TextDecisionWriter::explanations(const LineDecision& line) const {
  const Schema& schema = *schema_;
  std::vector<std::string> texts;
  for (const Reason& reason : line.reasons) {
    const std::string& clause = reason.rule->clause;
    texts.push_back(clause.empty() ? reason.rule->id : reason.rule->id + " (" + clause + ')');
  }
  for (const FactId id : line.missing) texts.push_back(std::string(headings(language_).missing) + schema.fact(id).name);
  for (const FactId id : line.pending) texts.push_back(std::string(headings(language_).pending) + schema.fact(id).name);
  return texts;
}

void TextDecisionWriter::fix_widths(std::string& out) {
  has_widths_ = true;
  Row heading;
  Row rule;
  for (std::size_t column = 0; column < column_count; ++column) {
    heading[column] = headings(language_).texts[column];
    widths_[column] = base::display_width(heading[column]);
    for (const Row& row : rows_) {
      widths_[column] = std::max(widths_[column], std::min(base::display_width(row[column]), widest_column));
    }
    rule[column] = std::string(widths_[column], '-');
  }
  write_row(heading, out);
  write_row(rule, out);
}

void TextDecisionWriter::write_row(const Row& row, std::string& out) const {
  const std::size_t begin = out.size();
  for (std::size_t column = 0; column < column_count; ++column) {
    if (column > 0) out += gap;
    if (is_right_aligned(column)) {
      const std::size_t width = base::display_width(row[column]);
      out.append(width < widths_[column] ? widths_[column] - width : 0, ' ');
      out += row[column];  // an amount is never cut
    } else if (column == reason_column) {
      out += row[column];
    } else {
      out += base::pad_to_width(base::shorten_to_width(row[column], widths_[column]), widths_[column]);
    }
  }
  while (out.size() > begin && out.back() == ' ') out.pop_back();
  out += '\n';
}

}  // namespace warrantor::io
