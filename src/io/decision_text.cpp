#include "io/decision_text.hpp"

#include <algorithm>
#include <numeric>

#include <warrantor/money.hpp>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "io/outcome_text.hpp"

namespace warrantor::io {

namespace {

enum Column : std::size_t { claim_column, line_column, outcome_column, payer_column, amount_column, reason_column };

constexpr std::size_t rows_measured = 1000;
constexpr std::size_t widest_column = 40;
constexpr std::size_t narrowest_terminal = 60;
constexpr std::size_t most_lines = 5;  // of one text on a terminal
constexpr std::string_view gap = "  ";

using Widths = std::array<std::size_t, 6>;

// How narrow a column may become on a terminal, at ease and where there is no other way; 0: it stays as it is.
constexpr Widths comfortable = {12, 0, 17, 12, 0, 16};
constexpr Widths narrowest = {8, 0, 11, 8, 0, 10};

// Takes from the widest column until all fit into so many columns, or none can give more.
void shrink(Widths& widths, const Widths& least, std::size_t columns) {
  for (std::size_t taken = std::accumulate(widths.begin(), widths.end(), std::size_t{0}); taken > columns; --taken) {
    std::size_t* widest = nullptr;
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const bool can_give = least[column] > 0 && widths[column] > least[column];
      if (can_give && (widest == nullptr || widths[column] > *widest)) widest = &widths[column];
    }
    if (widest == nullptr) return;
    --*widest;
  }
}

struct Words {
  std::string_view language;
  std::array<std::string_view, 6> headings;
  std::string_view open;
  std::string_view missing;
  std::string_view open_claims;
  std::string_view pending;
  std::string_view granted;
};

constexpr Words all_words[] = {
    {"en",
     {"claim", "line", "outcome", "who pays", "amount", "reasons"},
     "(open)",
     "missing: ",
     "unknown of claims: ",
     "pending: ",
     "granted: "},
    {"zh",
     {"索赔单", "行", "结论", "承担方", "金额", "理由"},
     "（未定）",
     "缺少：",
     "有未知内容的先前索赔单：",
     "待定：",
     "可享："},
};

const Words& words(std::string_view language) noexcept {
  for (const Words& candidate : all_words) {
    if (candidate.language == language) return candidate;
  }
  return all_words[0];
}

// In English, names and ids read as words; elsewhere they need the words of the rule set.
std::string label_of(const Fact& fact, std::string_view language) {
  return language == "zh" ? std::string(fact.labels.get(language, fact.name)) : fact.name;
}

std::string name_of_reason(const RuleInfo& rule, std::string_view language) {
  if (language != "zh") return rule.clause.empty() ? rule.id : rule.id + " (" + rule.clause + ')';
  const std::string title(rule.title.get(language, rule.id));
  return rule.clause.empty() ? title : title + "（" + rule.clause + "）";
}

}  // namespace

TextDecisionWriter::TextDecisionWriter(const Schema& schema, std::string language, base::Look look)
    : schema_(&schema), language_(std::move(language)), look_(look) {}

void TextDecisionWriter::add(const ReadClaim& claim, const Decision& decision, std::string& out) {
  for (const LineDecision& line : decision.lines) {
    rows_.push_back(row_of(claim, line));
    if (&line == &decision.lines.front()) add_grants(decision, rows_.back());
  }
  if (has_widths_ || rows_.size() >= rows_measured) write_rows(out);
}

void TextDecisionWriter::finish(std::string& out) {
  if (!rows_.empty()) write_rows(out);
}

TextDecisionWriter::Row TextDecisionWriter::row_of(const ReadClaim& claim, const LineDecision& line) const {
  Row row;
  row[claim_column].push_back({base::printable(claim.id)});
  row[line_column].push_back({base::printable(line.line_id)});
  row[outcome_column].push_back(
      {std::string(outcome_word(line.outcome, schema_->has_coverage(), language_)), ink_of(line.outcome)});
  add_payers(line, row);
  add_reasons(line, row);
  return row;
}

void TextDecisionWriter::add_payers(const LineDecision& line, Row& row) const {
  const Schema& schema = *schema_;
  for (std::size_t i = 0; i < line.pays.size(); ++i) {
    if (line.pays[i] == 0) continue;
    const Party& party = schema.parties()[i];
    row[payer_column].push_back({std::string(party.labels.get(language_, party.name))});
    row[amount_column].push_back({format_minor_units(line.pays[i], schema.currency())});
  }
  if (line.open == 0) return;
  row[payer_column].push_back({std::string(words(language_).open), ink_of(line.outcome)});
  row[amount_column].push_back({format_minor_units(line.open, schema.currency())});
}

void TextDecisionWriter::add_reasons(const LineDecision& line, Row& row) const {
  const Schema& schema = *schema_;
  const Words& say = words(language_);
  std::vector<Text>& texts = row[reason_column];
  for (const Reason& reason : line.reasons) texts.push_back({name_of_reason(*reason.rule, language_)});
  for (const FactId id : line.missing) {
    texts.push_back({std::string(say.missing) + label_of(schema.fact(id), language_), base::Ink::question});
  }
  if (!line.open_claims.empty()) {
    texts.push_back(
        {std::string(say.open_claims) + base::printable(base::join(line.open_claims, ", ")), base::Ink::question});
  }
  for (const FactId id : line.pending) {
    texts.push_back({std::string(say.pending) + label_of(schema.fact(id), language_), base::Ink::waiting});
  }
}

// What the claim as a whole is granted stands in its first row.
void TextDecisionWriter::add_grants(const Decision& decision, Row& row) const {
  for (const GrantResult& grant : decision.grants) {
    std::string text(words(language_).granted);
    text += name_of_reason(*grant.rule, language_);
    for (const ValueResult& value : grant.values) {
      if (!value.value.is_known()) continue;
      text += language_ == "zh" ? "，" : ", ";
      text += value.info->title.get(language_, value.info->name);
      text += ' ';
      text += format_value(*schema_, value.info->type, value.info->domain, value.value);
    }
    row[reason_column].push_back({std::move(text)});
  }
}

void TextDecisionWriter::write_rows(std::string& out) {
  if (!has_widths_) {
    measure();
    if (look_.columns > 0) fit_to_terminal();
    has_widths_ = true;
    write_heading(out);
  }
  for (const Row& row : rows_) write_row(row, out);
  rows_.clear();
}

void TextDecisionWriter::measure() {
  for (std::size_t column = 0; column < column_count; ++column) {
    widths_[column] = base::display_width(words(language_).headings[column]);
    for (const Row& row : rows_) {
      for (const Text& text : row[column]) {
        widths_[column] = std::max(widths_[column], std::min(base::display_width(text.text), widest_column));
      }
    }
  }
}

void TextDecisionWriter::fit_to_terminal() {
  const std::size_t columns = std::max(look_.columns, narrowest_terminal) - gap.size() * (column_count - 1);
  shrink(widths_, comfortable, columns);
  shrink(widths_, narrowest, columns);
}

void TextDecisionWriter::write_heading(std::string& out) const {
  Row heading;
  Row rule;
  for (std::size_t column = 0; column < column_count; ++column) {
    heading[column].push_back({std::string(words(language_).headings[column]), base::Ink::heading});
    rule[column].push_back({std::string(widths_[column], '-'), base::Ink::faint});
  }
  write_row(heading, out);
  write_row(rule, out);
}

void TextDecisionWriter::write_row(const Row& row, std::string& out) const {
  std::array<std::vector<Text>, column_count> cells;
  std::size_t height = 0;
  for (std::size_t column = 0; column < column_count; ++column) {
    cells[column] = cell_lines(column, row[column]);
    height = std::max(height, cells[column].size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    const std::size_t begin = out.size();
    for (std::size_t column = 0; column < column_count; ++column) {
      if (column > 0) out += gap;
      write_cell(column, line < cells[column].size() ? cells[column][line] : Text{}, out);
    }
    while (out.size() > begin && out.back() == ' ') out.pop_back();
    out += '\n';
  }
}

// On a terminal, where texts go on below; a party is shortened, so that its amount stays beside it.
std::vector<TextDecisionWriter::Text> TextDecisionWriter::cell_lines(std::size_t column,
                                                                     const std::vector<Text>& texts) const {
  if (look_.columns == 0 || narrowest[column] == 0) return texts;
  const std::size_t width = widths_[column];
  std::vector<Text> lines;
  for (const Text& text : texts) {
    if (column == payer_column) {
      lines.push_back({base::shorten_to_width(text.text, width), text.ink});
      continue;
    }
    std::vector<std::string> wrapped = base::wrap_to_width(text.text, width, column == reason_column ? 2 : 0);
    if (wrapped.size() > most_lines) {
      wrapped.resize(most_lines);
      wrapped.back() = std::string(base::fit_to_width(wrapped.back(), width - 1)) + "…";
    }
    for (std::string& line : wrapped) lines.push_back({std::move(line), text.ink});
  }
  return lines;
}

void TextDecisionWriter::write_cell(std::size_t column, const Text& text, std::string& out) const {
  const std::size_t width = base::display_width(text.text);
  const std::size_t blanks = width < widths_[column] ? widths_[column] - width : 0;
  if (column == amount_column) out.append(blanks, ' ');
  out += base::coloured(text.text, text.ink, look_);
  if (column != amount_column) out.append(blanks, ' ');
}

}  // namespace warrantor::io
