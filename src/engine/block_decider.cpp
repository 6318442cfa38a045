#include "engine/block_decider.hpp"

#include <bit>
#include <deque>
#include <optional>
#include <utility>

#include "engine/block_key.hpp"
#include "engine/block_program.hpp"
#include "engine/block_rulings.hpp"
#include "engine/block_values.hpp"
#include "engine/facts.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {
namespace {

using LastSlots = std::vector<std::vector<NumberSlot>>;

/// By coverage row and limit.
LastSlots last_slots(const policy::Program& program, BlockProgram& code) {
  LastSlots slots;
  if (!program.coverage) return slots;
  for (const policy::CoverageRow& row : program.coverage->rows) {
    auto& of_row = slots.emplace_back();
    for (const policy::RowLimit& limit : row.limits) of_row.push_back(code.number(limit.last));
  }
  return slots;
}

}  // namespace

struct BlockDecider::State {
  explicit State(const Policy& the_policy)
      : policy(the_policy),
        program(policy.program()),
        code(program),
        key(program, code),
        last(last_slots(program, code)),
        facts(code.facts()),
        values(code),
        maker(policy, facts),
        patterns(key.words(), most_patterns),
        parties(program.schema.parties().size()),
        keys(64 * key.words()),
        pays(lines_of_block * parties) {}

  void decide(const LineBlock& decided);
  void decide_word(std::size_t word, std::uint64_t lines);
  const BlockRuling* ruling_by(std::span<const std::uint64_t> pattern, std::size_t line);
  bool reckon(const BlockRuling& ruling, std::size_t line);
  [[nodiscard]] std::int64_t amount(std::size_t portion, std::size_t line) const {
    return (*values[key.amounts()[portion]].numbers)[line];
  }
  [[nodiscard]] std::int64_t total(std::size_t line) const;
  [[nodiscard]] Value last_of(const BlockRuling& ruling, std::size_t line, std::size_t limit) const;

  Policy policy;
  const policy::Program& program;
  BlockProgram code;
  BlockKey key;
  LastSlots last;
  std::vector<FactId> facts;
  BlockValues values;
  RulingMaker maker;
  KeyTable patterns;
  std::deque<BlockRuling> rulings;             ///< by number
  std::vector<const BlockRuling*> of_pattern;  ///< null: none

  const LineBlock* block = nullptr;
  std::size_t parties;
  std::vector<std::uint64_t> keys;                           ///< of 64 lines
  std::array<const BlockRuling*, lines_of_block> of_line{};  ///< null: none
  std::vector<std::int64_t> pays;                            ///< line after line
};

void BlockDecider::State::decide(const LineBlock& decided) {
  block = &decided;
  of_line.fill(nullptr);
  if (code.requires_records()) return;
  values.run(decided);
  const LineMask lines = key.lines_with_key(values);
  for (std::size_t word = 0; word * 64 < decided.size(); ++word) {
    const std::size_t left = decided.size() - word * 64;
    const std::uint64_t within = left < 64 ? (std::uint64_t{1} << left) - 1 : ~std::uint64_t{0};
    if ((lines[word] & within) != 0) decide_word(word, lines[word] & within);
  }
}

void BlockDecider::State::decide_word(std::size_t word, std::uint64_t lines) {
  key.read(values, word, keys);
  for (; lines != 0; lines &= lines - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(lines));
    const std::size_t line = word * 64 + i;
    const BlockRuling* ruling = ruling_by(std::span(keys).subspan(i * key.words(), key.words()), line);
    if (ruling != nullptr && reckon(*ruling, line)) of_line[line] = ruling;
  }
}

const BlockRuling* BlockDecider::State::ruling_by(std::span<const std::uint64_t> pattern, std::size_t line) {
  const auto found = patterns.find_or_add(pattern);
  if (!found) return nullptr;
  if (found->is_new) {
    std::optional<BlockRuling> made = maker.make(*block, line);
    of_pattern.push_back(made ? &rulings.emplace_back(std::move(*made)) : nullptr);
  }
  return of_pattern[found->place];
}

bool BlockDecider::State::reckon(const BlockRuling& ruling, std::size_t line) {
  const std::span<std::int64_t> of_this = std::span(pays).subspan(line * parties, parties);
  std::fill(of_this.begin(), of_this.end(), 0);
  for (std::size_t i = 0; i < ruling.shares.size(); ++i) {
    if (ruling.shares[i] == nullptr) continue;
    const std::int64_t borne = amount(i, line);
    if (key.asks_who_pays() && borne < ruling.shares[i]->all_bear_from() && borne != 0) return false;
    ruling.shares[i]->add(borne, of_this);
  }
  return true;
}

std::int64_t BlockDecider::State::total(std::size_t line) const {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < key.amounts().size(); ++i) sum += amount(i, line);
  return sum;
}

// Only of a limit that is not known is it worth to look whether it is unknown or has no value.
Value BlockDecider::State::last_of(const BlockRuling& ruling, std::size_t line, std::size_t limit) const {
  const NumberColumn& column = values[last[*ruling.row][limit]];
  if (contains(column.known, line)) return Value::integer((*column.numbers)[line]);
  const Claim claim = maker.claim_of(*block, line);
  FactReader reader(program, claim);
  reader.read_line(0);
  expr::Evaluator evaluator(program.code, program.schema, reader.facts());
  return evaluator.evaluate(program.coverage->rows[*ruling.row].limits[limit].last);
}

BlockDecider::BlockDecider(const Policy& policy) : state_(std::make_unique<State>(policy)) {}
BlockDecider::~BlockDecider() = default;
BlockDecider::BlockDecider(BlockDecider&&) noexcept = default;
BlockDecider& BlockDecider::operator=(BlockDecider&&) noexcept = default;

const std::vector<FactId>& BlockDecider::facts() const noexcept { return state_->facts; }

void BlockDecider::decide(const LineBlock& block) { state_->decide(block); }

const Ruling* BlockDecider::ruling(std::size_t line) const noexcept {
  const BlockRuling* found = state_->of_line[line];
  return found == nullptr ? nullptr : &found->ruling;
}

std::span<const std::int64_t> BlockDecider::pays(std::size_t line) const noexcept {
  return std::span(state_->pays).subspan(line * state_->parties, state_->parties);
}

std::int64_t BlockDecider::open(std::size_t line) const noexcept {
  return state_->of_line[line]->ruling.decided ? 0 : total(line);
}

std::int64_t BlockDecider::total(std::size_t line) const noexcept { return state_->total(line); }

Value BlockDecider::last(std::size_t line, std::size_t limit) {
  return state_->last_of(*state_->of_line[line], line, limit);
}

std::size_t BlockDecider::patterns() const noexcept { return state_->of_pattern.size(); }

}  // namespace warrantor::engine
