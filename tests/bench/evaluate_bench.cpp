// How long the library takes to decide claims that are in memory:
//
//     warrantor_bench_evaluate tests/bench/rules claims.csv
//
// Prints `name value` lines, in nanoseconds but for the counts of outcomes, by which the decisions can be checked. In
// blocks is how `check` decides plain lines: `_first` with the rulings still to be made.

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include <warrantor/adjudicate.hpp>

#include "engine/block_decider.hpp"
#include "timing.hpp"
#include "workload_claims.hpp"

namespace warrantor::bench {
namespace {

constexpr int rounds = 7;

/// By outcome: what the decisions of one round were, so that no work can be left away.
using Counts = std::array<std::size_t, 5>;

Counts decide_all(const Policy& policy, const std::vector<Claim>& claims) {
  Counts counts{};
  for (const Claim& claim : claims) ++counts[static_cast<std::size_t>(adjudicate(policy, claim).outcome)];
  return counts;
}

double median_of_all(const Policy& policy, const std::vector<Claim>& claims) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    times.push_back(processor_nanoseconds([&] { (void)decide_all(policy, claims); }));
  }
  return median(times) / static_cast<double>(claims.size());
}

/// One claim at a time, with a clock around each: what a service sees that decides a claim now and then.
double median_of_each(const Policy& policy, const std::vector<Claim>& claims) {
  std::vector<double> times;
  std::size_t reasons = 0;
  for (const Claim& claim : claims) {
    times.push_back(nanoseconds([&] { reasons += adjudicate(policy, claim).lines.front().reasons.size(); }));
  }
  return reasons == 0 ? 0.0 : median(times);
}

/// The same from texts: the claim is filled by the names of facts, then decided.
double median_from_texts(const Policy& policy, const WorkloadClaims& texts) {
  std::vector<double> times;
  std::size_t reasons = 0;
  Claim claim = policy.new_claim();
  for (std::size_t row = 0; row < texts.rows.size(); ++row) {
    times.push_back(nanoseconds([&] {
      claim.clear();
      claim.add_line();
      fill(texts, row, claim);
      reasons += adjudicate(policy, claim).lines.front().reasons.size();
    }));
  }
  return reasons == 0 ? 0.0 : median(times);
}

/// The claims, of one line each, in blocks.
std::vector<engine::LineBlock> make_blocks(const Policy& policy, const std::vector<FactId>& facts,
                                           const std::vector<Claim>& claims) {
  std::vector<engine::LineBlock> blocks;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const std::size_t line = i % engine::lines_of_block;
    if (line == 0) blocks.emplace_back(policy.schema(), facts);
    engine::LineBlock& block = blocks.back();
    block.resize(line + 1);
    for (const FactId fact : facts) {
      const bool is_of_line = policy.schema().fact(fact).scope == Scope::line;
      const Value value = is_of_line ? claims[i].get(0, fact) : claims[i].get(fact);
      if (value.is_known()) block.column(fact)->set(line, value.as_integer());
    }
  }
  return blocks;
}

/// What one pass over all blocks gave: lines by outcome, those without a ruling, and all amounts, so that no work can
/// be left away.
struct BlockCounts {
  Counts lines{};
  std::size_t left_over = 0;
  std::int64_t amounts = 0;
};

BlockCounts decide_blocks(engine::BlockDecider& decider, const std::vector<engine::LineBlock>& blocks) {
  BlockCounts counts;
  for (const engine::LineBlock& block : blocks) {
    decider.decide(block);
    for (std::size_t line = 0; line < block.size(); ++line) {
      const engine::Ruling* ruling = decider.ruling(line);
      if (ruling == nullptr) {
        ++counts.left_over;
        continue;
      }
      ++counts.lines[static_cast<std::size_t>(ruling->outcome)];
      for (const std::int64_t amount : decider.pays(line)) counts.amounts += amount;
      counts.amounts += decider.open(line);
    }
  }
  return counts;
}

/// Whether every ruling says what adjudicate says.
bool agree(const Policy& policy, engine::BlockDecider& decider, const std::vector<engine::LineBlock>& blocks,
           const std::vector<Claim>& claims) {
  std::size_t next = 0;
  for (const engine::LineBlock& block : blocks) {
    decider.decide(block);
    for (std::size_t line = 0; line < block.size(); ++line) {
      const LineDecision expected = adjudicate(policy, claims[next++]).lines.front();
      const engine::Ruling* ruling = decider.ruling(line);
      if (ruling == nullptr) continue;
      const auto pays = decider.pays(line);
      const bool same = ruling->outcome == expected.outcome && ruling->reasons.size() == expected.reasons.size() &&
                        std::equal(pays.begin(), pays.end(), expected.pays.begin()) &&
                        decider.open(line) == expected.open;
      if (!same) return false;
    }
  }
  return true;
}

/// False: they are decided wrongly.
bool measure_blocks(const Policy& policy, const std::vector<Claim>& claims) {
  engine::BlockDecider decider(policy);
  const auto blocks = make_blocks(policy, decider.facts(), claims);
  const double first =
      processor_nanoseconds([&] { (void)decide_blocks(decider, blocks); }) / static_cast<double>(claims.size());
  if (!agree(policy, decider, blocks, claims)) return false;
  const BlockCounts counts = decide_blocks(decider, blocks);
  for (std::size_t i = 0; i < counts.lines.size(); ++i) {
    std::printf("blocks_%s %zu\n", std::string(name_of(static_cast<Outcome>(i))).c_str(), counts.lines[i]);
  }
  std::printf("blocks_left_over %zu\nblocks_patterns %zu\nblocks_amounts %lld\n", counts.left_over, decider.patterns(),
              static_cast<long long>(counts.amounts));
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    times.push_back(processor_nanoseconds([&] { (void)decide_blocks(decider, blocks); }));
  }
  std::printf("evaluate_blocks_first %.1f\n", first);
  std::printf("evaluate_blocks %.1f\n", median(times) / static_cast<double>(claims.size()));
  return true;
}

int run(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: warrantor_bench_evaluate RULES CLAIMS.csv\n");
    return 2;
  }
  const auto policy = load_policy(argv[1]);
  if (!policy) {
    std::fputs(render(policy.error()).c_str(), stderr);
    return 3;
  }
  WorkloadClaims texts;
  read_workload(argv[2], texts);
  const std::vector<Claim> claims = make_claims(*policy, texts);
  if (claims.empty()) {
    std::fprintf(stderr, "no claims, or values that the rule set does not take: %s\n", argv[2]);
    return 4;
  }
  const Counts counts = decide_all(*policy, claims);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::printf("%s %zu\n", std::string(name_of(static_cast<Outcome>(i))).c_str(), counts[i]);
  }
  if (!measure_blocks(*policy, claims)) {
    std::fprintf(stderr, "blocks are not decided as claims are one by one\n");
    return 5;
  }
  std::printf("evaluate %.1f\n", median_of_all(*policy, claims));
  std::printf("one_claim %.1f\n", median_of_each(*policy, claims));
  std::printf("one_claim_from_texts %.1f\n", median_from_texts(*policy, texts));
  return 0;
}

}  // namespace
}  // namespace warrantor::bench

int main(int argc, char** argv) { return warrantor::bench::run(argc, argv); }
