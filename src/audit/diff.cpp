#include "audit/diff.hpp"

#include <algorithm>
#include <utility>

#include "audit/diff_grants.hpp"
#include "audit/line_findings.hpp"
#include "batch/check.hpp"
#include "batch/history_files.hpp"
#include "io/chinese_faults.hpp"
#include "io/fact_names.hpp"
#include "io/read_claim.hpp"

namespace warrantor::audit {
namespace {

using Next = batch::ClaimStream::Next;

/// Hears what the second reading of a file says again.
class SilentReports final : public batch::Reports {
 public:
  void reject(const io::Fault&) override {}
  void warn(const io::Warning&) override {}
  void fail(const io::Fault&) override {}
};

/// One of the two rule sets at work on the files.
struct Side {
  Side(const Policy& the_policy, const batch::Inputs& inputs, batch::Reports& reports)
      : policy(the_policy), stream(the_policy.schema(), inputs, reports), claim(the_policy.schema()) {}

  void advance() { next = stream.next(claim); }

  void decide(std::string_view language) {
    faults = claim.faults;
    decision = Decision{};
    if (faults.empty()) decision = adjudicate(policy, claim.claim, history);
    if (decision.rejected()) faults = batch::faults_of(policy, stream.reader(), claim, decision, language);
  }

  void note() {
    if (policy.reads_history() && claim.faults.empty()) history.note(policy, claim.claim, decision);
  }

  [[nodiscard]] bool is_rejected() const { return !faults.empty(); }
  [[nodiscard]] const LineDecision* line(std::size_t i) const {
    return i < decision.lines.size() ? &decision.lines[i] : nullptr;
  }

  const Policy& policy;
  batch::ClaimStream stream;
  io::ReadClaim claim;
  History history;
  Decision decision;
  std::vector<io::Fault> faults;  ///< why it is not decided
  Next next = Next::claim;
};

template <class Range, class Name>
std::vector<std::string_view> names_in(const Range& range, const Name& name) {
  std::vector<std::string_view> names;
  for (const auto& item : range) names.push_back(name(item));
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string_view> reasons_of(const LineDecision& line) {
  return names_in(line.reasons, [](const Reason& reason) -> std::string_view { return reason.rule->id; });
}

std::string_view coverage_of(const LineDecision& line) {
  return line.coverage == nullptr ? std::string_view() : std::string_view(line.coverage->id);
}

bool same_grounds(const Schema& old_schema, const LineDecision& before, const Schema& new_schema,
                  const LineDecision& after) {
  const auto facts = [](const Schema& schema, const std::vector<FactId>& ids) {
    return names_in(ids, [&](FactId id) -> std::string_view { return schema.fact(id).name; });
  };
  const auto steps = [](const LineDecision& line) {
    return names_in(line.steps, [](const StepResult& step) -> std::string_view { return step.step->id; });
  };
  return reasons_of(before) == reasons_of(after) && coverage_of(before) == coverage_of(after) &&
         facts(old_schema, before.missing) == facts(new_schema, after.missing) &&
         facts(old_schema, before.pending) == facts(new_schema, after.pending) && steps(before) == steps(after);
}

std::int64_t amount_of(const std::vector<Move>& moves) {
  std::int64_t amount = 0;
  for (const Move& move : moves) amount += move.amount;
  return amount;
}

/// The same claims under both rule sets.
class Comparison {
 public:
  explicit Comparison(const DiffRun& run)
      : run_(run),
        purses_(run.old_policy.schema(), run.new_policy.schema()),
        old_provisions_(provisions_of(run.old_policy.program(), run.language)),
        new_provisions_(provisions_of(run.new_policy.program(), run.language)),
        old_(run.old_policy, run.old_inputs, silent_),
        new_(run.new_policy, run.new_inputs, run.reports) {
    totals_.changes = compare(old_provisions_, new_provisions_);
    for (const std::string& fact : run.by) totals_.groups.push_back({fact, {}});
  }

  DiffTotals compare_all() {
    const Blaming blaming(old_provisions_, new_provisions_, totals_.changes);
    blaming_ = &blaming;
    if (old_.stream.read_tables() && new_.stream.read_tables() && read_histories()) {
      while (advance()) compare_claim();
    }
    totals_.files_read = std::min(old_.stream.opened_files(), new_.stream.opened_files());
    totals_.files_failed = std::max(old_.stream.failed_files(), new_.stream.failed_files());
    return std::move(totals_);
  }

 private:
  bool read_histories() {
    const auto before = batch::read_history(run_.old_policy, run_.old_inputs, silent_, run_.language, old_.history);
    if (!before) return false;
    const auto after = batch::read_history(run_.new_policy, run_.new_inputs, run_.reports, run_.language, new_.history);
    if (!after) return false;
    totals_.history_has_findings = before->any() || after->any();
    return true;
  }

  // To the next claim of both; a file that one of them cannot use is passed over by the other.
  bool advance() {
    old_.advance();
    new_.advance();
    while (true) {
      if (old_.next == Next::end || new_.next == Next::end) return false;
      const std::size_t old_file = old_.stream.file_number();
      const std::size_t new_file = new_.stream.file_number();
      if (old_file == new_file && old_.next == Next::claim && new_.next == Next::claim) return true;
      if (old_file < new_file || (old_file == new_file && old_.next == Next::claim)) {
        old_.advance();
      } else if (old_file > new_file || new_.next == Next::claim) {
        new_.advance();
      } else {
        old_.advance();
        new_.advance();
      }
    }
  }

  void compare_claim() {
    ++totals_.claims;
    old_.decide(run_.language);
    new_.decide(run_.language);
    for (const io::Warning& warning : new_.claim.warnings) run_.reports.warn(warning);
    if (old_.is_rejected() && new_.is_rejected()) {
      ++totals_.unreadable_claims;
      for (const io::Fault& fault : new_.faults) run_.reports.reject(fault);
    } else {
      report_of_one(old_, is_chinese() ? "（仅旧规则集）" : " (by the old rule set only)");
      report_of_one(new_, is_chinese() ? "（仅新规则集）" : " (by the new rule set only)");
      compare_lines();
      compare_told({old_.policy.schema(), old_.decision}, {new_.policy.schema(), new_.decision}, new_.claim.id,
                   totals_);
    }
    old_.note();
    new_.note();
  }

  [[nodiscard]] bool is_chinese() const { return run_.language == "zh"; }

  void report_of_one(Side& side, std::string_view which) {
    for (io::Fault& fault : side.faults) {
      fault = io::in_language(std::move(fault), run_.language);
      fault.message += which;
      run_.reports.reject(fault);
    }
  }

  void compare_lines() {
    const std::uint64_t changed_before = totals_.changed_lines;
    old_findings_.clear();
    new_findings_.clear();
    const std::size_t lines = std::max(old_.decision.lines.size(), new_.decision.lines.size());
    for (std::size_t i = 0; i < lines; ++i) compare_line(i);
    if (totals_.changed_lines > changed_before) ++totals_.changed_claims;
  }

  void compare_line(std::size_t i) {
    ++totals_.lines;
    ChangedLine line;
    line.claim_id = new_.claim.id;
    line.line = i;
    line.before = old_.line(i);
    line.after = new_.line(i);
    line.moves = moves_between(purses_, line.before, line.after);
    line.has_other_result = !line.moves.empty() || line.before == nullptr || line.after == nullptr ||
                            line.before->outcome != line.after->outcome;
    count_groups(line);
    if (!line.has_other_result && same_grounds(old_.policy.schema(), *line.before, new_.policy.schema(), *line.after)) {
      return;
    }
    line.blame = blame(i);
    count(line);
    run_.sink.add(line);
  }

  // Looked at only where a line is changed.
  Blame blame(std::size_t i) {
    if (!old_.claim.faults.empty()) return blaming_->blame_reading(at_fault(old_));
    if (!new_.claim.faults.empty()) return blaming_->blame_reading(at_fault(new_));
    if (old_findings_.empty()) {
      old_findings_ = findings_of(old_.policy, old_.claim.claim, old_.history);
      new_findings_ = findings_of(new_.policy, new_.claim.claim, new_.history);
    }
    if (i >= old_findings_.size() || i >= new_findings_.size()) return {};
    return blaming_->blame(old_findings_[i], new_findings_[i]);
  }

  void count(const ChangedLine& line) {
    const auto outcome = [](const LineDecision* side) {
      return side == nullptr ? rejected_outcome : static_cast<std::size_t>(side->outcome);
    };
    const std::int64_t moved = amount_of(line.moves);
    ++(line.has_other_result ? totals_.changed_lines : totals_.other_grounds);
    if (line.has_other_result) totals_.outcomes[outcome(line.before)][outcome(line.after)].add(moved);
    for (const Move& move : line.moves) totals_.moves[{move.from, move.to}].add(move.amount);
    count_reasons(line, moved);
    count_blame(line, moved);
  }

  void count_reasons(const ChangedLine& line, std::int64_t moved) {
    const auto before = line.before == nullptr ? std::vector<std::string_view>() : reasons_of(*line.before);
    const auto after = line.after == nullptr ? std::vector<std::string_view>() : reasons_of(*line.after);
    for (const std::string_view reason : after) {
      if (!std::binary_search(before.begin(), before.end(), reason)) {
        totals_.reasons[std::string(reason)].gained.add(moved);
      }
    }
    for (const std::string_view reason : before) {
      if (!std::binary_search(after.begin(), after.end(), reason)) {
        totals_.reasons[std::string(reason)].lost.add(moved);
      }
    }
  }

  void count_blame(const ChangedLine& line, std::int64_t moved) {
    const std::string name = std::string(line.claim_id) + "/" + std::string(line.line_id());
    for (const Turn& turn : line.blame.turned) {
      TurnTotals& turned = totals_.turns[turn.key];
      ++turned.lines[{turn.before, turn.after}];
      turned.changed.add(moved);
      if (turned.example.empty()) turned.example = name;
    }
    for (const ProvisionKey& key : line.blame.causes) {
      CauseTotals& blamed = totals_.causes[key];
      blamed.changed.add(moved);
      if (blamed.example.empty()) blamed.example = name;
    }
  }

  void count_groups(const ChangedLine& line) {
    for (Group& group : totals_.groups) {
      GroupTotals& totals = group.by_value[stated(group.fact, line.line)];
      if (totals.changes.empty()) totals.changes.resize(purses_.count());
      ++totals.lines;
      if (line.has_other_result) totals.changed.add(amount_of(line.moves));
      for (const Move& move : line.moves) {
        totals.changes[move.from].add(-move.amount);
        totals.changes[move.to].add(move.amount);
      }
    }
  }

  // The facts that a rule set cannot read, by name, with their values.
  static std::vector<std::pair<std::string, std::string>> at_fault(const Side& side) {
    const Schema& schema = side.policy.schema();
    const io::FactNames names(schema, io::plain_facts(schema));
    std::vector<std::pair<std::string, std::string>> stated;
    for (const io::Fault& fault : side.claim.faults) {
      // In JSON it is the key at the end of a path.
      const std::string_view name = std::string_view(fault.header).substr(fault.header.rfind('.') + 1);
      for (const FactId id : names.find(name)) stated.emplace_back(schema.fact(id).name, fault.value);
    }
    return stated;
  }

  // What the claim states, by the rule set that knows the fact.
  [[nodiscard]] std::string stated(const std::string& name, std::size_t line) const {
    for (const Side* const side : {&new_, &old_}) {
      const Schema& schema = side->policy.schema();
      const auto id = schema.find_fact(name);
      if (!id || side->claim.claim.line_count() <= line) continue;
      const Fact& fact = schema.fact(*id);
      const Value value = fact.scope == Scope::line ? side->claim.claim.get(line, *id) : side->claim.claim.get(*id);
      if (value.is_known()) return format_value(schema, fact, value);
    }
    return {};
  }

  const DiffRun& run_;
  Purses purses_;
  Provisions old_provisions_;
  Provisions new_provisions_;
  SilentReports silent_;
  Side old_;
  Side new_;
  const Blaming* blaming_ = nullptr;
  std::vector<LineFindings> old_findings_;
  std::vector<LineFindings> new_findings_;
  DiffTotals totals_;
};

}  // namespace

Purses::Purses(const Schema& old_schema, const Schema& new_schema) {
  const auto place_of = [this](const Party& party) {
    const auto found = std::find(parties.begin(), parties.end(), party.name);
    if (found != parties.end()) return static_cast<std::size_t>(found - parties.begin());
    parties.push_back(party.name);
    labels.push_back(party.labels);
    return parties.size() - 1;
  };
  for (const Party& party : old_schema.parties()) of_old.push_back(place_of(party));
  for (const Party& party : new_schema.parties()) of_new.push_back(place_of(party));
}

std::vector<Move> moves_between(const Purses& purses, const LineDecision* before, const LineDecision* after) {
  std::vector<std::int64_t> changes(purses.count());
  const auto add = [&](const LineDecision& line, const std::vector<std::size_t>& places, std::int64_t sign) {
    for (std::size_t party = 0; party < line.pays.size(); ++party) changes[places[party]] += sign * line.pays[party];
    changes[purses.open()] += sign * line.open;
  };
  if (before != nullptr) add(*before, purses.of_old, -1);
  if (after != nullptr) add(*after, purses.of_new, 1);
  std::int64_t sum = 0;
  for (const std::int64_t change : changes) sum += change;
  changes[before != nullptr && after != nullptr ? purses.unasked() : purses.rejected()] -= sum;
  std::vector<Move> moves;
  std::size_t to = 0;
  for (std::size_t from = 0; from < changes.size(); ++from) {
    while (changes[from] < 0) {
      while (changes[to] <= 0) ++to;
      const std::int64_t amount = std::min(-changes[from], changes[to]);
      moves.push_back({from, to, amount});
      changes[from] += amount;
      changes[to] -= amount;
    }
  }
  return moves;
}

DiffTotals diff(const DiffRun& run) { return Comparison(run).compare_all(); }

}  // namespace warrantor::audit
