#include "engine/block_rulings.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include <warrantor/adjudicate.hpp>
#include <warrantor/money.hpp>

#include "engine/facts.hpp"
#include "engine/verdict.hpp"

namespace warrantor::engine {
namespace {

bool is_text(const Fact& fact) { return fact.type == ValueType::text || fact.type == ValueType::vin; }

bool is_settled(const LineDecision& line) {
  return line.outcome != Outcome::needs_information && line.missing.empty() && line.pending.empty() &&
         line.possible.empty() && line.missing_exact;
}

bool is_decided(Outcome outcome) {
  return outcome == Outcome::approved || outcome == Outcome::partial || outcome == Outcome::denied;
}

}  // namespace

RulingMaker::RulingMaker(const Policy& policy, std::vector<FactId> facts)
    : policy_(policy),
      program_(policy_.program()),
      facts_(std::move(facts)),
      divisions_(program_.allocations.begin(), program_.allocations.end()),
      limits_(program_.coverage ? program_.coverage->rows.size() : 0) {}

Claim RulingMaker::claim_of(const LineBlock& block, std::size_t line) const {
  const Value any_text = Value::text("?");
  Claim claim = policy_.new_claim();
  const Claim::LineIndex index = claim.add_line();
  claim.set(program_.schema.claim_id(), any_text);
  for (const FactId id : facts_) {
    const Fact& fact = program_.schema.fact(id);
    const Value stated = block.column(id)->get(line);
    const Value value = is_text(fact) && stated.is_known() ? any_text : stated;
    if (fact.scope == Scope::claim) claim.set(id, value);
    if (fact.scope == Scope::line) claim.set(index, id, value);
  }
  return claim;
}

std::optional<BlockRuling> RulingMaker::make(const LineBlock& block, std::size_t line) {
  const Claim claim = claim_of(block, line);
  const Decision decision = adjudicate(policy_, claim);
  if (decision.rejected() || !is_settled(decision.lines.front())) return std::nullopt;
  const LineDecision& decided = decision.lines.front();
  BlockRuling made;
  made.ruling.outcome = decided.outcome;
  made.ruling.decided = is_decided(decided.outcome);
  made.ruling.coverage = decided.coverage;
  for (const Reason& reason : decided.reasons) made.ruling.reasons.push_back(reason.rule);
  for (const StepResult& step : decided.steps) made.ruling.steps.push_back(step.step);
  if (made.ruling.decided) made.shares = shares_of(claim);
  if (!reckons_as(decided, made)) return std::nullopt;
  for (std::size_t row = 0; row < limits_.size(); ++row) {
    if (&program_.coverage->rows[row].info != decided.coverage) continue;
    made.row = row;
    made.ruling.limits = limits_of(row, decided);
  }
  made.ruling.number = next_number_++;
  return made;
}

std::vector<const Division*> RulingMaker::shares_of(const Claim& claim) const {
  FactReader reader(program_, claim);
  reader.read_line(0);
  expr::Evaluator evaluator(program_.code, program_.schema, reader.facts(), nullptr, &program_.conditions.index);
  const Verdict verdict = judge(program_, evaluator, reader.facts(), History());
  std::vector<const Division*> shares(program_.portions.size(), nullptr);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto& possible = verdict.bearers[i].possible;
    if (verdict.counts[i] && possible.size() == 1) shares[i] = &divisions_[index_of(possible.front())];
  }
  return shares;
}

// Holds a new ruling against the decision that it comes from: what cannot be reckoned by it is left to the engine.
bool RulingMaker::reckons_as(const LineDecision& decision, const BlockRuling& made) const {
  std::vector<std::int64_t> pays(program_.schema.parties().size());
  for (std::size_t i = 0; i < made.shares.size(); ++i) {
    if (made.shares[i] != nullptr) made.shares[i]->add(decision.portions[i].amount.as_integer(), pays);
  }
  return pays == decision.pays && decision.open == (made.ruling.decided ? 0 : decision.total);
}

std::span<const LimitResult> RulingMaker::limits_of(std::size_t row, const LineDecision& decision) {
  std::vector<LimitResult>& limits = limits_[row];
  if (!limits.empty()) return limits;
  limits = decision.limits;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    LimitResult& limit = limits[i];
    const expr::Node& allowed = program_.code.node(program_.coverage->rows[row].limits[i].allowed);
    if (allowed.op != expr::Op::constant) limit.allowed = Value::unknown();
    limit.start = limit.extended_by = limit.last = Value::unknown();
    limit.actual = limit.margin = limit.passed = Value::unknown();
  }
  return limits;
}

// So many times the sum of the weights is so many times the weights, and only the rest is to be divided.
Division::Division(const policy::Allocation& weights) : weights_(weights) {
  constexpr std::int64_t most_rests = 1000;
  std::size_t bearing = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    sum_ += weights[i];
    if (weights[i] == 0) continue;
    alone_ = ++bearing == 1 ? std::optional(i) : std::nullopt;
  }
  for (std::int64_t rest = 0; !alone_ && sum_ <= most_rests && rest < sum_; ++rest) {
    const auto shares = divide_by_largest_remainder(rest, weights);
    of_rests_.insert(of_rests_.end(), shares.begin(), shares.end());
  }
}

void Division::add(std::int64_t amount, std::span<std::int64_t> pays) const {
  if (alone_) {
    pays[*alone_] += amount;
    return;
  }
  if (of_rests_.empty() || amount < 0) {
    const auto shares = divide_by_largest_remainder(amount, weights_);
    for (std::size_t party = 0; party < shares.size(); ++party) pays[party] += shares[party];
    return;
  }
  const std::int64_t times = amount / sum_;
  const std::int64_t* of_rest = of_rests_.data() + (amount - times * sum_) * static_cast<std::int64_t>(pays.size());
  for (std::size_t party = 0; party < pays.size(); ++party) pays[party] += times * weights_[party] + of_rest[party];
}

KeyTable::KeyTable(std::size_t words, std::size_t most) : words_(words), most_(most), slots_(2 * std::bit_ceil(most)) {}

std::optional<std::uint32_t> KeyTable::find(std::span<const std::uint64_t> key) const noexcept {
  const std::uint32_t found = slots_[slot_of(key)];
  return found == 0 ? std::nullopt : std::optional(found - 1);
}

std::uint32_t KeyTable::add(std::span<const std::uint64_t> key) {
  assert(!is_full());
  const auto place = static_cast<std::uint32_t>(size());
  slots_[slot_of(key)] = place + 1;
  keys_.insert(keys_.end(), key.begin(), key.end());
  return place;
}

std::size_t KeyTable::slot_of(std::span<const std::uint64_t> key) const noexcept {
  std::uint64_t hash = 0;
  for (const std::uint64_t word : key) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15;  // 2^64 by the golden ratio: spreads a few bits over all
    hash ^= hash >> 32U;
  }
  const std::size_t last = slots_.size() - 1;
  std::size_t slot = hash & last;
  while (slots_[slot] != 0 && !is_at(slots_[slot] - 1, key)) slot = (slot + 1) & last;
  return slot;
}

// Keys are a word or two: a loop is over before memcmp has begun.
bool KeyTable::is_at(std::uint32_t place, std::span<const std::uint64_t> key) const noexcept {
  std::uint64_t differences = 0;
  for (std::size_t i = 0; i < words_; ++i) differences |= key[i] ^ keys_[place * words_ + i];
  return differences == 0;
}

}  // namespace warrantor::engine
