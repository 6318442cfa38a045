#include "engine/block_key.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/block_kernels.hpp"

namespace warrantor::engine {

namespace {

void keep_once(std::vector<TruthSlot>& slots) {
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
}

}  // namespace

BlockKey::BlockKey(const policy::Program& program, BlockProgram& code) : code_(code) {
  add_validity(program);
  if (program.coverage) add_coverage(*program.coverage);
  for (const policy::Rule& rule : program.rules) add_rule(rule);
  for (const policy::Portion& portion : program.portions) add_portion(portion);
  for (const policy::Step& step : program.steps) add_condition_that_may_be_open(code_.truth(step.when));
  keep_once(bits_);
  keep_once(known_);
}

void BlockKey::add_bit(TruthSlot slot) {
  if (!code_.truths()[index_of(slot)].constant) bits_.push_back(slot);
}

void BlockKey::add_condition(TruthSlot slot) {
  add_bit(slot);
  known_.push_back(slot);
}

// Where texts could tell, open is not the same on all lines.
void BlockKey::add_condition_that_may_be_open(TruthSlot slot) {
  if (code_.is_exact(slot)) return add_bit(slot);
  add_condition(slot);
}

// A line that may break a rule is decided, but while nobody can tell, other facts may matter.
void BlockKey::add_validity(const policy::Program& program) {
  sound_ = code_.constant_truth(Value::boolean(true));
  for (const policy::Rule& rule : program.validity) {
    sound_ = code_.both(sound_, code_.opposite(code_.truth(rule.holds)));
  }
  add_condition_that_may_be_open(sound_);
}

// Where the first row that holds counts, nothing behind it matters; nor do limits of a row that does not hold.
void BlockKey::add_coverage(const policy::Coverage& coverage) {
  add_condition(code_.truth(coverage.applies));
  if (coverage.choose == policy::Choose::all) return add_united(coverage);
  TruthSlot reached = code_.constant_truth(Value::boolean(true));
  for (const policy::CoverageRow& row : coverage.rows) {
    const TruthSlot when = code_.truth(row.when);
    const TruthSlot counts = code_.both(reached, when);
    add_condition(counts);
    for (const policy::RowLimit& limit : row.limits) add_condition(code_.both(counts, code_.truth(limit.passed)));
    if (coverage.choose == policy::Choose::first) reached = code_.both(reached, code_.opposite(when));
  }
}

// Every row that holds counts, with all of its limits.
void BlockKey::add_united(const policy::Coverage& coverage) {
  for (const policy::CoverageRow& row : coverage.rows) {
    const TruthSlot when = code_.truth(row.when);
    add_condition(when);
    for (const policy::RowLimit& limit : row.limits) add_condition(code_.both(when, code_.truth(limit.passed)));
  }
}

void BlockKey::add_rule(const policy::Rule& rule) {
  const TruthSlot holds = code_.truth(rule.holds);
  if (!rule.once_per.empty()) {
    not_granted_.push_back(holds);
    return;
  }
  add_condition(holds);
  if (rule.takes_when) add_condition(code_.both(holds, code_.truth(*rule.takes_when)));
}

void BlockKey::add_portion(const policy::Portion& portion) {
  const NumberSlot amount = code_.number(portion.amount);
  amounts_.push_back(amount);
  add_bit(code_.equal(amount, code_.constant_number(Value::integer(0))));
}

LineMask BlockKey::lines_with_key(const BlockValues& values) const {
  LineMask lines = ~(values.incomplete() | values[sound_].no);
  for (const TruthSlot slot : known_) lines = lines & values[slot].known();
  for (const TruthSlot slot : not_granted_) lines = lines & values[slot].no;
  const auto portions = static_cast<std::int64_t>(amounts_.size());
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() / (portions + 1);
  for (const NumberSlot slot : amounts_) {
    const NumberColumn& amount = values[slot];
    lines = lines & amount.known & ~lines_where_less(*amount.numbers, -most);
    lines = lines & ~lines_where_greater(*amount.numbers, most);
  }
  return lines;
}

void BlockKey::read(const BlockValues& values, std::size_t word, std::span<std::uint64_t> keys) const {
  std::array<std::uint64_t, 64> rows;
  for (std::size_t group = 0; group < words(); ++group) {
    const std::size_t count = std::min<std::size_t>(64, bits_.size() - group * 64);
    for (std::size_t i = 0; i < count; ++i) rows[i] = values[bits_[group * 64 + i]].yes[word];
    std::fill(rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end(), 0);
    transpose(rows);
    for (std::size_t line = 0; line < 64; ++line) keys[line * words() + group] = rows[line];
  }
}

}  // namespace warrantor::engine
