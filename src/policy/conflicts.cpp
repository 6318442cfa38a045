#include <algorithm>
#include <string>
#include <utility>

#include <warrantor/claim.hpp>

#include "expr/evaluate.hpp"
#include "policy/cells.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using rules::RuleSyntax;

// Combinations tried for one question before the search gives up; a question of this size is no longer about lists,
// ranges and booleans that a person could have overlooked.
constexpr int most_trials = 200'000;
constexpr int most_trials_in_all = 5'000'000;

/// Searches for a claim that makes one node true and others false or true, by giving the facts that still leave it open
/// one representative value after another.
class ExampleSearch {
 public:
  explicit ExampleSearch(const Program& program) : program_(program), evaluator_(program.code, program.schema, facts_) {
    facts_.claim.resize(program.schema.claim_facts().size());
    facts_.line.resize(program.schema.line_facts().size());
    facts_.tables.resize(program.schema.tables().size());
    for (std::size_t i = 0; i < facts_.tables.size(); ++i) {
      facts_.tables[i].width = program.schema.tables()[i].fields.size();
    }
    for (const Rule& rule : program.validity) {
      validity_is_cut_.push_back(cut_by_constants(program.schema, program.code, {rule.holds}));
    }
  }

  /// A claim in which all of `wanted` hold and none of `unwanted` does, as `fact = value, …`; nothing where there is
  /// none or the search gave up.
  std::optional<std::string> find(const std::vector<NodeId>& wanted, const std::vector<NodeId>& unwanted) {
    trials_ = 0;
    gave_up_ = false;
    chosen_.clear();
    if (!search(wanted, unwanted)) return std::nullopt;
    return describe();
  }

  /// What the claim that find() found states of a fact; nothing where that does not matter.
  [[nodiscard]] std::optional<Value> stated(std::string_view fact) const {
    const auto found = std::find_if(chosen_.begin(), chosen_.end(), [&](const auto& chosen) {
      return program_.schema.fact(chosen.first).name == fact;
    });
    return found == chosen_.end() ? std::nullopt : std::optional(found->second);
  }

  /// After find() found nothing: whether it gave up somewhere, so that nothing is proven.
  [[nodiscard]] bool gave_up() const noexcept { return gave_up_; }

 private:
  bool search(const std::vector<NodeId>& wanted, const std::vector<NodeId>& unwanted) {
    if (++trials_ > most_trials || ++all_trials_ > most_trials_in_all) return give_up();
    std::optional<NodeId> open;
    for (const NodeId node : wanted) {
      const Value value = evaluator_.evaluate(node);
      if (value.is_true()) continue;
      if (!value.is_unknown()) return false;
      open = open ? open : node;
    }
    for (const NodeId node : unwanted) {
      const Value value = evaluator_.evaluate(node);
      if (value.is_true()) return false;
      if (value.is_unknown()) open = open ? open : node;
    }
    if (breaks_validity()) return false;
    if (!open) return true;
    std::vector<FactId> facts;
    evaluator_.collect_unknown(*open, facts);
    for (const FactId fact : facts) {
      if (!program_.representatives[index_of(fact)].empty()) return branch(fact, wanted, unwanted);
    }
    return give_up();  // what is left open hangs on texts or lists, which prove nothing
  }

  bool give_up() {
    gave_up_ = true;
    return false;
  }

  // A claim that is rejected for certain is no example of anything. Where it is by facts that are compared with each
  // other, claims near to it that were not tried may stand.
  bool breaks_validity() {
    for (std::size_t i = 0; i < program_.validity.size(); ++i) {
      if (!evaluator_.evaluate(program_.validity[i].holds).is_true()) continue;
      gave_up_ = gave_up_ || !validity_is_cut_[i];
      return true;
    }
    return false;
  }

  bool branch(FactId fact, const std::vector<NodeId>& wanted, const std::vector<NodeId>& unwanted) {
    const Fact& declared = program_.schema.fact(fact);
    Value& slot = (declared.scope == Scope::claim ? facts_.claim : facts_.line)[declared.slot];
    for (const Value value : program_.representatives[index_of(fact)]) {
      slot = value;
      evaluator_.forget();
      chosen_.emplace_back(fact, value);
      if (search(wanted, unwanted)) {
        reset(slot);
        return true;
      }
      chosen_.pop_back();
    }
    reset(slot);
    return false;
  }

  void reset(Value& slot) {
    slot = Value::unknown();
    evaluator_.forget();
  }

  std::string describe() const {
    std::string text;
    for (const auto& [fact, value] : chosen_) {
      const Fact& declared = program_.schema.fact(fact);
      text += (text.empty() ? "" : ", ") + declared.name + " = ";
      text += value.is_none() ? "null" : format_value(program_.schema, declared, value);
    }
    return text.empty() ? "any claim" : text;
  }

  const Program& program_;
  expr::FactValues facts_;
  expr::Evaluator evaluator_;
  std::vector<bool> validity_is_cut_;  ///< by rule: by constants
  std::vector<std::pair<FactId, Value>> chosen_;
  int trials_ = 0;
  int all_trials_ = 0;
  bool gave_up_ = false;
};

class ConflictFinder {
 public:
  ConflictFinder(const rules::RuleSet& rule_set, const Program& program, Reporter& reporter)
      : rule_set_(rule_set), program_(program), reporter_(reporter), search_(program) {}

  Proofs find() {
    Proofs proofs;
    proofs.coverage = program_.coverage && check_coverage(*program_.coverage);
    for (std::size_t i = 0; i < rule_set_.lookups.size(); ++i) {
      proofs.lookups.push_back(check_lookup(rule_set_.lookups[i], program_.lookup_rows[i]));
    }
    for (std::size_t i = 0; i < program_.claimants.size(); ++i) check_portion(i, program_.claimants[i]);
    return proofs;
  }

 private:
  bool check_coverage(const Coverage& coverage) {
    const auto& rows = coverage.rows;
    const auto& syntax = rule_set_.coverage->rows;
    for (std::size_t i = 0; coverage.choose == Choose::only && i < rows.size(); ++i) {
      for (std::size_t j = i + 1; j < rows.size(); ++j) {
        if (rows[i].terms == rows[j].terms) continue;
        const auto example = search_.find({rows[i].when, rows[j].when}, {});
        if (example) report_overlap("coverage rows", syntax[i].id, syntax[j].id, *example);
      }
    }
    if (rows.empty()) {
      reporter_.error(codes::hole, rule_set_.coverage->place, "there is no coverage row",
                      "add one: a claim that no row speaks of could not be decided");
      return false;
    }
    std::vector<NodeId> none_of;
    for (const CoverageRow& row : rows) none_of.push_back(row.when);
    if (const auto example = search_.find(in_force({coverage.applies}), none_of)) {
      const rules::Text* const dropped = dropped_row("coverage", {});
      reporter_.error(codes::hole, dropped != nullptr ? dropped->place : rule_set_.coverage->place,
                      "no coverage row holds where " + *example + without(dropped),
                      "add a row for it: a claim that no row speaks of could not be decided");
      return false;
    }
    if (program_.in_force && search_.find({coverage.applies}, none_of)) return false;
    none_of.push_back(coverage.applies);
    return !search_.gave_up() && cut_by_constants(program_.schema, program_.code, none_of);
  }

  // A row of the base that an extension drops: where the others leave a hole, one that could hold there filled it.
  [[nodiscard]] const rules::Text* dropped_row(std::string_view section, std::string_view name) const {
    for (const rules::ExtensionSyntax& extension : rule_set_.extensions) {
      for (const rules::Text& drop : extension.drops) {
        for (const yaml::Document& document : rule_set_.documents) {
          const yaml::Node* holder = document.root().find(section);
          if (holder != nullptr && !name.empty()) holder = holder->find(name);
          const yaml::Node* const rows = holder == nullptr ? nullptr : holder->find("rows");
          const yaml::Node* const row = rows == nullptr ? nullptr : row_of(*rows, drop.value);
          if (row != nullptr && !asks_for_another_value(*row)) return &drop;
        }
      }
    }
    return nullptr;
  }

  static const yaml::Node* row_of(const yaml::Node& rows, std::string_view id) {
    const auto items = rows.items();
    const auto found = std::find_if(items.begin(), items.end(), [id](const yaml::Node* row) {
      const yaml::Node* const own = row->find("id");
      return own != nullptr && own->is_scalar() && own->text() == id;
    });
    return found == items.end() ? nullptr : *found;
  }

  // Than the example states, by a plain test of a fact. What is not plain is not compiled any more.
  [[nodiscard]] bool asks_for_another_value(const yaml::Node& row) const {
    const yaml::Node* const when = row.find("when");
    if (when == nullptr || !when->is_mapping()) return false;
    const auto entries = when->entries();
    return std::any_of(entries.begin(), entries.end(), [this](const yaml::Entry& entry) {
      const std::optional<Value> stated = search_.stated(entry.key->text());
      return stated && !may_be(*entry.value, entry.key->text(), *stated);
    });
  }

  [[nodiscard]] bool may_be(const yaml::Node& test, std::string_view name, Value stated) const {
    const Fact& fact = program_.schema.fact(*program_.schema.find_fact(name));
    const auto is_plain = [&](const yaml::Node& node) { return node.is_scalar() && plain(fact, node.text()); };
    const auto is_it = [&](const yaml::Node& node) { return plain(fact, node.text())->same_as(stated); };
    if (test.is_scalar()) return !is_plain(test) || is_it(test);
    const auto items = test.items();
    return !test.is_sequence() || std::any_of(items.begin(), items.end(),
                                              [&](const yaml::Node* item) { return !is_plain(*item) || is_it(*item); });
  }

  [[nodiscard]] std::optional<Value> plain(const Fact& fact, std::string_view text) const {
    if (fact.type == ValueType::boolean && (text == "true" || text == "false")) return Value::boolean(text == "true");
    if (fact.type != ValueType::enumeration) return std::nullopt;
    const auto place = program_.schema.domain(fact.domain).find(text);
    return place ? std::optional(Value::integer(*place)) : std::nullopt;
  }

  static std::string without(const rules::Text* dropped) {
    return dropped == nullptr ? std::string() : ", now that `" + dropped->value + "` is dropped";
  }

  // A claim that no version of the rule set speaks of is referred, whatever rows say.
  [[nodiscard]] std::vector<NodeId> in_force(std::vector<NodeId> wanted) const {
    if (program_.in_force) wanted.push_back(*program_.in_force);
    return wanted;
  }

  bool check_lookup(const rules::LookupSyntax& lookup, const std::vector<NodeId>& when) {
    for (std::size_t i = 0; !lookup.choose.is_first() && i < when.size(); ++i) {
      for (std::size_t j = i + 1; j < when.size(); ++j) {
        if (same_values(lookup.rows[i], lookup.rows[j])) continue;
        const auto example = search_.find({when[i], when[j]}, {});
        if (example)
          report_overlap("rows of `" + lookup.name.value + "`", lookup.rows[i].id, lookup.rows[j].id, *example);
      }
    }
    if (const auto example = search_.find(in_force({}), when)) {
      const rules::Text* const dropped = dropped_row("lookups", lookup.name.value);
      reporter_.error(codes::hole, dropped != nullptr ? dropped->place : lookup.name.place,
                      "no row of `" + lookup.name.value + "` holds where " + *example + without(dropped),
                      "add a row for it, with `null` where there is no value");
      return false;
    }
    if (program_.in_force && search_.find({}, when)) return false;
    return !search_.gave_up() && cut_by_constants(program_.schema, program_.code, when);
  }

  static bool same_values(const rules::LookupSyntax::Row& left, const rules::LookupSyntax::Row& right) {
    return std::equal(left.values.begin(), left.values.end(), right.values.begin(), right.values.end(),
                      [](const auto& a, const auto& b) {
                        return a.first.value == b.first.value && a.second.value == b.second.value;
                      });
  }

  void check_portion(std::size_t portion, const std::vector<Claimant>& claimants) {
    const auto differs = [](const Claimant& left, const Claimant& right) {
      return left.rank == right.rank && left.allocation != right.allocation;
    };
    // Long lists of exclusions all say the same.
    if (std::adjacent_find(claimants.begin(), claimants.end(), differs) == claimants.end()) return;
    for (std::size_t i = 0; i < claimants.size(); ++i) {
      for (std::size_t j = i + 1; j < claimants.size() && claimants[j].rank == claimants[i].rank; ++j) {
        if (claimants[i].allocation == claimants[j].allocation || !claimants[i].rule || !claimants[j].rule) continue;
        check_pair(portion, program_.rule(*claimants[i].rule), program_.rule(*claimants[j].rule));
      }
    }
  }

  void check_pair(std::size_t portion, const Rule& left, const Rule& right) {
    std::vector<NodeId> wanted{left.holds, right.holds};
    if (left.takes_when) wanted.push_back(*left.takes_when);
    if (right.takes_when) wanted.push_back(*right.takes_when);
    const auto example = search_.find(wanted, {});
    if (!example) return;
    report_overlap("rules about `" + program_.schema.portions()[portion].name + "`", syntax_of(left), syntax_of(right),
                   *example);
  }

  void report_overlap(const std::string& what, const rules::Text& left, const rules::Text& right,
                      const std::string& example) {
    reporter_.error(codes::conflict, right.place,
                    "the " + what + " `" + left.value + "` and `" + right.value +
                        "` can hold together and disagree, as where " + example,
                    "make their conditions exclude each other, or let their order count with `choose: first`");
  }

  const rules::Text& syntax_of(const Rule& rule) const {
    const auto found = std::find_if(rule_set_.rules.begin(), rule_set_.rules.end(), [&](const RuleSyntax& syntax) {
      const SourceSpan place = rule_set_.span(syntax.id.place);
      return syntax.id.value == rule.info.id && place.line == rule.info.place.line &&
             place.file == rule.info.place.file;
    });
    assert(found != rule_set_.rules.end());
    return found->id;
  }

  const rules::RuleSet& rule_set_;
  const Program& program_;
  Reporter& reporter_;
  ExampleSearch search_;
};

}  // namespace

Proofs find_conflicts(const rules::RuleSet& rule_set, const Program& program, Reporter& reporter) {
  return ConflictFinder(rule_set, program, reporter).find();
}

}  // namespace warrantor::policy
