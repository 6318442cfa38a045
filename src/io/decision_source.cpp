#include "io/decision_source.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "io/csv_cell.hpp"

namespace warrantor::io {

namespace {

using base::JsonKind;
using base::JsonValue;

constexpr std::string_view kept_key = "kept";
constexpr std::string_view outcome_key = "outcome";
/// What a decision says itself of each of its lines.
constexpr std::array<std::string_view, 4> own_headers = {"claim_id", "line_id", outcome_key, "pays"};

std::optional<JsonValue> member(JsonValue object, std::string_view key, JsonKind kind) {
  if (!object.is_object()) return std::nullopt;
  const auto found = object.find(key);
  return found && found->kind() == kind ? found : std::nullopt;
}

/// The lines of a decision; nothing: the value is none.
std::optional<JsonValue> lines_of(JsonValue value) {
  if (!member(value, "claim_id", JsonKind::string) || !value.find(outcome_key)) return std::nullopt;
  if (!member(value, "rules", JsonKind::object)) return std::nullopt;
  return member(value, "lines", JsonKind::array);
}

/// As a cell says it. A list stands there as it is written: it must not be taken for nothing.
std::string_view cell_of(JsonValue value) {
  return value.is_object() || value.is_array() ? value.source() : value.text();
}

}  // namespace

bool is_decision(std::string_view line) {
  base::JsonReader reader;
  const auto value = reader.read(line);
  return value && lines_of(*value);
}

DecisionSource::DecisionSource(const Schema& schema, std::string beginning, std::unique_ptr<ByteSource> source)
    : schema_(&schema), unread_(std::move(beginning)), source_(std::move(source)) {}

Expected<std::size_t> DecisionSource::read(std::span<char> space) {
  std::string line;
  while (handed_out_ == rows_.size()) {
    rows_.clear();
    handed_out_ = 0;
    const auto is_there = read_line(line);
    if (!is_there) return is_there.error();
    if (!*is_there) return std::size_t{0};
    ++line_;
    if (base::trim(line).empty()) continue;
    const std::string_view wrong = add_decision(line);
    if (!wrong.empty()) return Error{"line " + std::to_string(line_) + ' ' + std::string(wrong)};
  }
  const std::size_t count = std::min(space.size(), rows_.size() - handed_out_);
  std::copy_n(rows_.data() + handed_out_, count, space.data());
  handed_out_ += count;
  return count;
}

// False at the end.
Expected<bool> DecisionSource::read_line(std::string& line) {
  constexpr std::size_t block = std::size_t{64} * 1024;
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = unread_.find('\n', begin_ + searched);
    if (end != std::string::npos) {
      line.assign(unread_, begin_, end - begin_);
      begin_ = end + 1;
      return true;
    }
    unread_.erase(0, begin_);
    begin_ = 0;
    searched = unread_.size();
    unread_.resize(searched + block);
    const auto count = source_->read(std::span(unread_).subspan(searched));
    unread_.resize(searched + (count ? *count : 0));
    if (!count) return count.error();
    if (*count > 0) continue;
    line = std::exchange(unread_, {});
    return !line.empty();
  }
}

std::string_view DecisionSource::add_decision(std::string_view text) {
  const auto value = reader_.read(base::trim(text));
  const auto lines = value ? lines_of(*value) : std::nullopt;
  if (!lines) return "is no decision";
  const std::string_view claim_id = value->find(own_headers[0])->text();
  // Where the outcome of the claim is no text, its lines are not to be trusted: the first says it for them.
  auto outcome = value->find(outcome_key);
  if (outcome->kind() == JsonKind::string) outcome.reset();
  for (const JsonValue line : *lines) {
    const std::string_view wrong = add_row(claim_id, line, std::exchange(outcome, std::nullopt));
    if (!wrong.empty()) return wrong;
  }
  return {};
}

std::string_view DecisionSource::add_row(std::string_view claim_id, JsonValue line,
                                         std::optional<JsonValue> odd_outcome) {
  const auto kept = member(line, kept_key, JsonKind::object);
  if (!kept) return "has no columns of its claim, without which it says nothing; write decisions with --keep all";
  if (!std::exchange(has_begun_, true)) begin(*kept);
  if (kept->size() != kept_.size()) return "has other columns of its claim than the first line";
  const std::size_t start = rows_.size();
  append_csv_field(rows_, claim_id);
  for (const std::string_view header : own_headers) {
    if (header == own_headers[0] || !has_own(header)) continue;
    const auto own = header == outcome_key && odd_outcome ? odd_outcome : line.find(header);
    rows_ += ',';
    if (own) append_csv_field(rows_, cell_of(*own));
  }
  for (const std::string& header : kept_) {
    const auto cell = kept->find(header);
    if (!cell) return "has other columns of its claim than the first line";
    if (has_own(header)) continue;
    rows_ += ',';
    append_csv_field(rows_, cell->text());
  }
  end_row(start);
  return {};
}

void DecisionSource::begin(JsonValue kept) {
  const std::size_t start = rows_.size();
  rows_ += own_headers[0];
  for (const std::string_view header : own_headers) {
    if (header != own_headers[0] && has_own(header)) rows_.append(1, ',').append(header);
  }
  for (const JsonValue cell : kept) {
    kept_.emplace_back(cell.key());
    if (has_own(cell.key())) continue;
    rows_ += ',';
    append_csv_field(rows_, cell.key());
  }
  end_row(start);
}

void DecisionSource::end_row(std::size_t start) {
  rows_ += '\n';
  const auto lines = std::count(rows_.begin() + static_cast<std::ptrdiff_t>(start), rows_.end(), '\n');
  places_.insert(places_.end(), static_cast<std::size_t>(lines), line_);
}

// What the claim says of a fact goes before what the decision calls so.
bool DecisionSource::has_own(std::string_view header) const {
  const auto is_called = [&](std::string_view own) { return base::equal_ignoring_case(own, header); };
  if (std::none_of(own_headers.begin(), own_headers.end(), is_called)) return false;
  const auto fact = schema_->find_fact(header);
  return !fact || fact == schema_->claim_id() || fact == schema_->line_id();
}

void DecisionSource::restore_place(Fault& fault) const {
  fault.column = 0;
  if (fault.line > 0 && fault.line <= places_.size()) fault.line = places_[fault.line - 1];
}

}  // namespace warrantor::io
