#include "audit/diff_lines.hpp"

#include <algorithm>

#include <warrantor/money.hpp>

#include "audit/diff_words.hpp"
#include "base/text.hpp"
#include "io/csv_cell.hpp"

namespace warrantor::audit {
namespace {

/// The cells of one row, in order.
class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}
  void add(std::string_view text) {
    if (!is_first_) out_ += ',';
    is_first_ = false;
    io::append_harmless_csv_field(out_, text);
  }
  void end() { out_ += '\n'; }

 private:
  std::string& out_;
  bool is_first_ = true;
};

template <class Range, class Name>
std::string joined(const Range& range, const Name& name) {
  std::vector<std::string> names;
  for (const auto& item : range) names.push_back(name(item));
  return base::join(names, ";");
}

std::string outcome_of(const LineDecision* side) {
  return side == nullptr ? std::string("rejected") : std::string(name_of(side->outcome));
}

std::string reasons_of(const LineDecision* side) {
  if (side == nullptr) return {};
  return joined(side->reasons, [](const Reason& reason) { return reason.rule->id; });
}

std::string steps_of(const LineDecision* side) {
  if (side == nullptr) return {};
  return joined(side->steps, [](const StepResult& step) { return step.step->id; });
}

std::string coverage_of(const LineDecision* side) {
  return side == nullptr || side->coverage == nullptr ? std::string() : side->coverage->id;
}

std::string facts_of(const Schema& schema, const LineDecision* side, std::vector<FactId> LineDecision::*facts) {
  if (side == nullptr) return {};
  return joined(side->*facts, [&](FactId id) { return schema.fact(id).name; });
}

// Empty where the rule set has no such party, or decides nothing.
std::string pays(const LineDecision* side, const std::vector<std::size_t>& places, std::size_t purse,
                 Currency currency) {
  const auto found = std::find(places.begin(), places.end(), purse);
  if (side == nullptr || found == places.end()) return {};
  const auto party = static_cast<std::size_t>(found - places.begin());
  return format_minor_units(party < side->pays.size() ? side->pays[party] : 0, currency);
}

std::string open(const LineDecision* side, Currency currency) {
  return side == nullptr ? std::string() : format_minor_units(side->open, currency);
}

}  // namespace

ChangedLineCsv::ChangedLineCsv(const Policy& old_policy, const Policy& new_policy)
    : old_schema_(old_policy.schema()), new_schema_(new_policy.schema()), purses_(old_schema_, new_schema_) {}

void ChangedLineCsv::begin(std::string& out) const {
  Row row(out);
  const auto add_both = [&](const std::string& name) {
    row.add(name + "_old");
    row.add(name + "_new");
  };
  for (const char* const name : {"claim_id", "line_id", "changed"}) row.add(name);
  add_both("outcome");
  add_both("reasons");
  for (const std::string& party : purses_.parties) add_both(party);
  for (const char* const name : {"open", "coverage", "missing", "pending", "steps"}) add_both(name);
  for (const char* const name : {"moved", "rules", "causes"}) row.add(name);
  row.end();
}

void ChangedLineCsv::add(const ChangedLine& line, std::string& out) const {
  Row row(out);
  const auto add_both = [&](const std::string& before, const std::string& after) {
    row.add(before);
    row.add(after);
  };
  const LineDecision* const before = line.before;
  const LineDecision* const after = line.after;
  const bool same_outcome = outcome_of(before) == outcome_of(after);
  row.add(line.claim_id);
  row.add(line.line_id());
  row.add(!same_outcome ? "outcome" : line.has_other_result ? "amounts" : "grounds");
  add_both(outcome_of(before), outcome_of(after));
  add_both(reasons_of(before), reasons_of(after));
  for (std::size_t party = 0; party < purses_.parties.size(); ++party) {
    add_both(pays(before, purses_.of_old, party, old_schema_.currency()),
             pays(after, purses_.of_new, party, new_schema_.currency()));
  }
  add_both(open(before, old_schema_.currency()), open(after, new_schema_.currency()));
  add_both(coverage_of(before), coverage_of(after));
  add_both(facts_of(old_schema_, before, &LineDecision::missing), facts_of(new_schema_, after, &LineDecision::missing));
  add_both(facts_of(old_schema_, before, &LineDecision::pending), facts_of(new_schema_, after, &LineDecision::pending));
  add_both(steps_of(before), steps_of(after));
  std::int64_t moved = 0;
  for (const Move& move : line.moves) moved += move.amount;
  row.add(format_minor_units(moved, new_schema_.currency()));
  row.add(joined(line.blame.turned, [](const Turn& turn) { return turn.key.name; }));
  row.add(joined(line.blame.causes, [](const ProvisionKey& key) { return key.name; }));
  row.end();
}

std::string describe(const ChangedLine& line, const Purses& purses, const Schema& schema, std::string_view language) {
  const DiffWords words(language, schema.has_coverage());
  std::string text = std::string(line.claim_id) + "/" + std::string(line.line_id()) + "  ";
  const std::string before = words.outcome(line.before == nullptr ? rejected_outcome : index_of(line.before->outcome));
  const std::string after = words.outcome(line.after == nullptr ? rejected_outcome : index_of(line.after->outcome));
  text += before == after ? before : before + " → " + after;
  for (const Move& move : line.moves) {
    text += std::string(words.say("; ", "；")) + words.purse(purses, move.from) + " → " + words.purse(purses, move.to) +
            " " + format_minor_units(move.amount, schema.currency());
  }
  if (!line.has_other_result) text += words.say("; on other grounds", "；仅依据不同");
  if (!line.blame.causes.empty()) {
    text += "  [" + joined(line.blame.causes, [](const ProvisionKey& key) { return key.name; }) + "]";
  }
  return text;
}

}  // namespace warrantor::audit
