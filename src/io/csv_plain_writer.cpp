#include "io/csv_plain_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "io/csv_cell.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t most_bytes_of_amount = 24;  // sign, 19 digits, point and zeros before it

char* append(std::string_view text, char* at) noexcept { return std::copy(text.begin(), text.end(), at); }

// As format_minor_units writes it.
char* append_amount(std::int64_t minor_units, std::size_t decimals, char* at) noexcept {
  std::array<char, 20> digits;
  const bool is_negative = minor_units < 0;
  const auto number = static_cast<std::uint64_t>(minor_units);
  const auto* const end = std::to_chars(digits.begin(), digits.end(), is_negative ? ~number + 1 : number).ptr;
  const auto count = static_cast<std::size_t>(end - digits.begin());
  if (is_negative) *at++ = '-';
  const std::size_t whole = count > decimals ? count - decimals : 0;
  at = std::copy_n(digits.begin(), whole, at);
  if (whole == 0) *at++ = '0';
  if (decimals == 0) return at;
  *at++ = '.';
  if (count < decimals) at = std::fill_n(at, decimals - count, '0');
  return std::copy_n(digits.begin() + whole, count - whole, at);
}

constexpr std::array<bool, 256> ordinary_bytes() {
  std::array<bool, 256> ordinary{};
  ordinary.fill(true);
  for (const char c : {',', '"', '\r', '\n'}) ordinary[static_cast<unsigned char>(c)] = false;
  return ordinary;
}

bool is_letter_or_digit(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Whether a cell is its text as it stands: most ids are.
bool needs_no_care(std::string_view text) noexcept {
  static constexpr std::array<bool, 256> ordinary = ordinary_bytes();
  if (text.empty()) return true;
  return is_letter_or_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return ordinary[static_cast<unsigned char>(c)]; });
}

// An apostrophe, two quotes, and each byte may be doubled.
std::size_t most_bytes_of_text(std::string_view text) noexcept { return 2 * text.size() + 3; }

char* append_text(std::string_view text, char* at) {
  if (needs_no_care(text)) return append(text, at);
  std::string cell;
  append_harmless_csv_field(cell, text);
  return append(cell, at);
}

bool is_last(PlainCell cell) noexcept { return cell == PlainCell::last_days || cell == PlainCell::last_readings; }

}  // namespace

CsvPlainWriter::CsvPlainWriter(const Schema& schema, std::vector<Column> columns, Words words)
    : schema_(&schema),
      decimals_(static_cast<std::size_t>(schema.currency().decimals())),
      columns_(std::move(columns)),
      words_(std::move(words)) {
  for (const Outcome outcome :
       {Outcome::approved, Outcome::partial, Outcome::denied, Outcome::needs_information, Outcome::referred}) {
    std::string text;
    words_.outcome(outcome, text);
    append_harmless_csv_field(outcomes_.emplace_back(), text);
  }
}

void CsvPlainWriter::add(const PlainDecision& decision, std::string& out) {
  const Row& row = row_of(*decision.decider.ruling(decision.place));
  make_lasts(row, decision);
  std::size_t most = row.most_bytes + most_bytes_of_text(decision.line.claim_id);
  most += most_bytes_of_text(decision.line.line_id);
  for (const std::string& last : lasts_) most += last.size();
  for (const std::string_view kept : decision.kept) most += most_bytes_of_text(kept) + 1;

  // Room for the longest row it can be, which is cut when its size is known: pieces are copied without asking for room.
  const std::size_t before = out.size();
  out.resize(before + most);
  char* at = out.data() + before;
  std::size_t text_begin = 0;
  for (const Part& part : row.parts) {
    at = append(std::string_view(row.text).substr(text_begin, part.text_end - text_begin), at);
    text_begin = part.text_end;
    at = append_cell(part.column, decision, at);
  }
  at = append(std::string_view(row.text).substr(text_begin), at);
  for (const std::string_view kept : decision.kept) {
    *at++ = ',';
    at = append_text(kept, at);
  }
  *at++ = '\n';
  out.resize(static_cast<std::size_t>(at - out.data()));
}

char* CsvPlainWriter::append_cell(const Column& column, const PlainDecision& decision, char* at) {
  const engine::BlockDecider& decider = decision.decider;
  switch (column.cell) {
    case PlainCell::claim_id:
      return append_text(decision.line.claim_id, at);
    case PlainCell::line_id:
      return append_text(decision.line.line_id, at);
    case PlainCell::claim_outcome:
      return append(outcomes_[static_cast<std::size_t>(decision.claim_outcome)], at);
    case PlainCell::pays:
      return append_amount(decider.pays(decision.place)[column.party], decimals_, at);
    case PlainCell::open:
      return append_amount(decider.open(decision.place), decimals_, at);
    case PlainCell::total:
      return append_amount(decider.total(decision.place), decimals_, at);
    case PlainCell::last_days:
    case PlainCell::last_readings:
      return append(lasts_[next_last_++], at);
    case PlainCell::ruling:
      break;
  }
  return at;
}

const CsvPlainWriter::Row& CsvPlainWriter::row_of(const engine::Ruling& ruling) {
  if (ruling.number >= rows_.size()) rows_.resize(ruling.number + std::size_t{1});
  Row& row = rows_[ruling.number];
  if (!row.is_made) make(row, ruling);
  return row;
}

void CsvPlainWriter::make(Row& row, const engine::Ruling& ruling) const {
  row.is_made = true;
  std::size_t longest_outcome = 0;
  for (const std::string& outcome : outcomes_) longest_outcome = std::max(longest_outcome, outcome.size());
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (column > 0) row.text += ',';
    if (columns_[column].cell != PlainCell::ruling) {
      row.parts.push_back({row.text.size(), columns_[column]});
      continue;
    }
    std::string text;
    words_.ruling(column, ruling, text);
    append_harmless_csv_field(row.text, text);
  }
  const std::size_t most_bytes_of_cell = std::max(most_bytes_of_amount, longest_outcome);
  row.most_bytes = row.text.size() + row.parts.size() * most_bytes_of_cell + 1;
}

// Their sizes must be known before there is room for the row.
void CsvPlainWriter::make_lasts(const Row& row, const PlainDecision& decision) {
  lasts_.clear();
  next_last_ = 0;
  for (const Part& part : row.parts) {
    if (is_last(part.column.cell)) lasts_.push_back(last_cell(part.column.cell, decision));
  }
}

std::string CsvPlainWriter::last_cell(PlainCell cell, const PlainDecision& decision) const {
  const std::span<const LimitResult> limits = decision.decider.ruling(decision.place)->limits;
  std::string text;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    if (limits[i].is_date != (cell == PlainCell::last_days)) continue;
    const Value last = decision.decider.last(decision.place, i);
    if (!last.is_known()) continue;
    if (!text.empty()) text += words_.separator;
    text += format_value(*schema_, limits[i].is_date ? ValueType::date : limits[i].allowed_type, DomainId{}, last);
  }
  std::string field;
  append_harmless_csv_field(field, text);
  return field;
}

}  // namespace warrantor::io
