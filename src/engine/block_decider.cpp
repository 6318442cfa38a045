#include "engine/block_decider.hpp"

#include <algorithm>
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

bool asks_for_payer(const policy::Program& program) {
  return std::any_of(program.steps.begin(), program.steps.end(),
                     [](const policy::Step& step) { return step.borne_by.has_value(); });
}

/// Lines with the same key.
struct Pattern {
  bool is_ruled = false;
  const BlockRuling* ruling = nullptr;  ///< null: each is for adjudicate()
};

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
        keys(key.words(), most_patterns),
        parties(program.schema.parties().size()),
        asks_who_pays(asks_for_payer(program)),
        keys_of_word(64 * key.words()),
        pays(lines_of_block * parties) {}

  void decide(const LineBlock& decided);
  void decide_word(std::size_t word, std::uint64_t lines);
  const BlockRuling* ruling_by(std::span<const std::uint64_t> key_of_line, std::size_t line);
  [[nodiscard]] bool is_worth_adding() const;
  void rule(Pattern& pattern, std::size_t line);
  [[nodiscard]] bool leaves_someone_out(const BlockRuling& ruling, std::size_t line) const;
  void reckon(const BlockRuling& ruling, std::size_t line);
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
  KeyTable keys;
  std::vector<Pattern> patterns;    ///< by the place of its key
  std::deque<BlockRuling> rulings;  ///< by number
  std::size_t lines_with_key = 0;   ///< so far

  const LineBlock* block = nullptr;
  std::size_t parties;
  bool asks_who_pays;  ///< a step asks who bears an amount: then it matters whether a share comes to nothing
  std::vector<std::uint64_t> keys_of_word;                   ///< of 64 lines
  std::array<const BlockRuling*, lines_of_block> of_line{};  ///< null: none
  std::vector<std::int64_t> pays;                            ///< line after line
};

void BlockDecider::State::decide(const LineBlock& decided) {
  block = &decided;
  of_line.fill(nullptr);
  if (code.requires_records() || program.settles_in_steps() || program.tells_of_claims()) return;
  values.run(decided);
  const LineMask lines = key.lines_with_key(values);
  for (std::size_t word = 0; word * 64 < decided.size(); ++word) {
    const std::size_t left = decided.size() - word * 64;
    const std::uint64_t within = left < 64 ? (std::uint64_t{1} << left) - 1 : ~std::uint64_t{0};
    if ((lines[word] & within) != 0) decide_word(word, lines[word] & within);
  }
}

void BlockDecider::State::decide_word(std::size_t word, std::uint64_t lines) {
  key.read(values, word, keys_of_word);
  lines_with_key += static_cast<std::size_t>(std::popcount(lines));
  for (; lines != 0; lines &= lines - 1) {
    const auto i = static_cast<std::size_t>(std::countr_zero(lines));
    const std::size_t line = word * 64 + i;
    of_line[line] = ruling_by(std::span(keys_of_word).subspan(i * key.words(), key.words()), line);
    if (of_line[line] != nullptr) reckon(*of_line[line], line);
  }
}

const BlockRuling* BlockDecider::State::ruling_by(std::span<const std::uint64_t> key_of_line, std::size_t line) {
  auto place = keys.find(key_of_line);
  if (!place && !is_worth_adding()) return nullptr;
  if (!place) {
    place = keys.add(key_of_line);
    patterns.emplace_back();
  }
  Pattern& pattern = patterns[*place];
  if (!pattern.is_ruled) rule(pattern, line);
  return pattern.ruling == nullptr || leaves_someone_out(*pattern.ruling, line) ? nullptr : pattern.ruling;
}

// A ruling costs more than to decide a line by itself: where many patterns do not come back, not all are taken in.
bool BlockDecider::State::is_worth_adding() const {
  constexpr std::size_t some_patterns = 1024;
  return !keys.is_full() && (keys.size() < some_patterns || keys.size() * 2 < lines_with_key);
}

// A line that leaves someone out does not speak for its pattern: others may need more steps.
void BlockDecider::State::rule(Pattern& pattern, std::size_t line) {
  std::optional<BlockRuling> made = maker.make(*block, line);
  if (made && leaves_someone_out(*made, line)) return;
  pattern.is_ruled = true;
  if (made) pattern.ruling = &rulings.emplace_back(std::move(*made));
}

// Below zero too, since shares of either sign could come to nothing together.
bool BlockDecider::State::leaves_someone_out(const BlockRuling& ruling, std::size_t line) const {
  if (!asks_who_pays) return false;
  for (std::size_t i = 0; i < ruling.shares.size(); ++i) {
    const std::int64_t shared = amount(i, line);  // of nothing nobody bears anything, on all lines of the pattern
    if (ruling.shares[i] != nullptr && shared != 0 && shared < ruling.shares[i]->all_bear_from()) return true;
  }
  return false;
}

void BlockDecider::State::reckon(const BlockRuling& ruling, std::size_t line) {
  const std::span<std::int64_t> of_this = std::span(pays).subspan(line * parties, parties);
  std::fill(of_this.begin(), of_this.end(), 0);
  for (std::size_t i = 0; i < ruling.shares.size(); ++i) {
    if (ruling.shares[i] != nullptr) ruling.shares[i]->add(amount(i, line), of_this);
  }
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

std::size_t BlockDecider::patterns() const noexcept { return state_->patterns.size(); }

}  // namespace warrantor::engine
