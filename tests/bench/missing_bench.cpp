// How long lines with unknown facts take: the claims of the conformance cases as they are, and with facts left out.
//   warrantor_bench_missing [rounds]
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "support/json_claims.hpp"

namespace {

using namespace warrantor;
using Clock = std::chrono::steady_clock;

struct Sample {
  double microseconds = 0;
  bool exact = true;
};

double best_of(int rounds, const Policy& policy, const Claim& claim, bool& exact) {
  double best = 1e18;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    const Decision decision = adjudicate(policy, claim);
    const auto end = Clock::now();
    best = std::min(best, std::chrono::duration<double, std::micro>(end - begin).count());
    exact = true;
    for (const LineDecision& line : decision.lines) exact = exact && line.missing_exact;
  }
  return best / static_cast<double>(std::max<std::size_t>(claim.line_count(), 1));
}

// The first line alone, with the facts named in `left_out` blank.
Claim without(const Policy& policy, const Claim& claim, const std::vector<FactId>& left_out) {
  const Schema& schema = policy.schema();
  const auto is_out = [&](FactId fact) { return std::find(left_out.begin(), left_out.end(), fact) != left_out.end(); };
  Claim made = policy.new_claim();
  for (const FactId fact : schema.claim_facts()) {
    if (schema.fact(fact).type == ValueType::records || is_out(fact)) continue;
    const Value value = claim.claim_values()[schema.fact(fact).slot];
    if (!value.is_unknown()) made.set(fact, value);
  }
  const auto line = made.add_line();
  for (const FactId fact : schema.line_facts()) {
    const Value value = claim.line_values(0)[schema.fact(fact).slot];
    if (!value.is_unknown() && !is_out(fact)) made.set(line, fact, value);
  }
  for (std::size_t i = 0; i < schema.tables().size(); ++i) {
    const auto table = static_cast<TableId>(i);
    if (!claim.is_stated(table) || is_out(schema.table(table).fact)) continue;
    made.state_table(table);
    for (std::size_t row = 0; row < claim.record_count(table); ++row) {
      const auto place = made.add_record(table);
      for (const FactId field : schema.table(table).fields) {
        made.set(table, place, field, claim.record(table, row)[schema.fact(field).slot]);
      }
    }
  }
  return made;
}

void report(const char* name, std::vector<Sample>& samples) {
  if (samples.empty()) return;
  std::sort(samples.begin(), samples.end(),
            [](const Sample& left, const Sample& right) { return left.microseconds < right.microseconds; });
  const auto at = [&](double part) {
    return samples[static_cast<std::size_t>(part * static_cast<double>(samples.size() - 1))].microseconds;
  };
  const auto inexact = std::count_if(samples.begin(), samples.end(), [](const Sample& each) { return !each.exact; });
  std::printf("%-28s %6zu lines  median %9.1f us  p90 %9.1f  p99 %9.1f  most %9.1f  inexact %td\n", name,
              samples.size(), at(0.5), at(0.9), at(0.99), at(1.0), inexact);
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 5;
  if (argc > 1) std::from_chars(argv[1], argv[1] + std::string_view(argv[1]).size(), rounds);
  const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  if (!policy) return 1;
  const Schema& schema = policy->schema();
  std::vector<FactId> unknowable;
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    const Fact& fact = schema.facts()[i];
    if (fact.scope != Scope::record && fact.blank == Blank::unknown) unknowable.push_back(static_cast<FactId>(i));
  }
  std::mt19937 random(7);
  std::map<std::size_t, std::vector<Sample>> samples;
  for (const std::string& text :
       test::lines_of(WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/claims.jsonl")) {
    base::JsonReader reader;
    const auto object = reader.read(text);
    Claim whole = policy->new_claim();
    std::string faults;
    if (!object) return 1;
    test::fill_claim(*object, whole, faults);
    for (std::size_t count = 0; count <= 6; ++count) {
      std::shuffle(unknowable.begin(), unknowable.end(), random);
      const std::vector<FactId> left_out(unknowable.begin(), unknowable.begin() + static_cast<std::ptrdiff_t>(count));
      const Claim claim = without(*policy, whole, left_out);
      Sample sample;
      sample.microseconds = best_of(rounds, *policy, claim, sample.exact);
      samples[count].push_back(sample);
    }
  }
  for (auto& [count, all] : samples) report((std::to_string(count) + " facts left out").c_str(), all);
}
