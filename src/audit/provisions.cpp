#include "audit/provisions.hpp"

#include <algorithm>
#include <set>

#include "audit/content.hpp"
#include "audit/fact_words.hpp"
#include "audit/page.hpp"
#include "base/text.hpp"
#include "policy/compiler.hpp"

namespace warrantor::audit {
namespace {

using policy::Program;

/// Collects the provisions of one program.
class Collector {
 public:
  Collector(const Program& program, std::string_view language)
      : program_(program), page_(program, language), content_(program) {}

  Provisions collect() {
    add_settings();
    add_facts();
    add_derived();
    add_parties();
    add_portions();
    add_limits();
    add_rows();
    for (const policy::Rule& rule : program_.validity) add_rule(rule);
    for (const policy::Rule& rule : program_.rules) add_rule(rule);
    for (const policy::Grant& grant : program_.grants) add_grant(grant);
    for (const policy::NamedValue& figure : program_.figures) {
      add(ProvisionKind::figure, figure.info.name, content_.node(figure.value), page_.sentences.value(figure.value));
    }
    for (const policy::Step& step : program_.steps) add_step(step);
    add_orders();
    return std::move(provisions_);
  }

 private:
  void add(ProvisionKind kind, const std::string& name, std::string content, std::string words, SourceSpan place = {}) {
    Provision provision{std::move(content), std::move(words), std::move(place), content_.take_named()};
    const auto [known, is_new] = provisions_.try_emplace(ProvisionKey{kind, name}, provision);
    if (!is_new) add_version(std::move(provision), known->second);
  }

  // Versions of one thing are laid down together.
  static void add_version(Provision version, Provision& known) {
    known.content += "\n" + version.content;
    known.words += "; " + version.words;
    known.rests_on.insert(known.rests_on.end(), version.rests_on.begin(), version.rests_on.end());
  }

  void add_settings() {
    for (const policy::Setting& setting : program_.documented.settings) {
      const std::string valid = page_.when_valid(setting.valid);
      add(ProvisionKind::setting, setting.remark.name,
          content_.value(setting.type, {}, setting.value) + setting.unit + valid,
          page_.words.value(setting.type, {}, setting.value, setting.unit) +
              (valid.empty() ? "" : page_.words.in_brackets(valid)));
    }
  }

  void add_facts() {
    for (std::size_t i = 0; i < program_.schema.facts().size(); ++i) {
      const auto id = static_cast<FactId>(i);
      const Fact& fact = program_.schema.fact(id);
      std::string name = fact.name;
      if (fact.scope == Scope::record) name = program_.schema.table(fact.table).name + "." + fact.name;
      add(ProvisionKind::fact, name, content_of(id, fact),
          kind_of(page_, fact) + page_.say("; ", "；") + blank_of(page_, id));
    }
  }

  // By what earlier claims are found, or what a field holds of them.
  std::string content_of_history(const Fact& fact) {
    const bool is_of_list = fact.type == ValueType::records || fact.scope == Scope::record;
    if (!is_of_list || !program_.schema.table(fact.table).history) return {};
    const TableHistory& history = *program_.schema.table(fact.table).history;
    if (fact.type == ValueType::records)
      return (history.of_claims ? "claims by " : "lines by ") + content_.facts(history.by);
    const HistoryField& field = history.fields[fact.slot];
    switch (field.from) {
      case HistoryField::From::outcome:
        return " outcome";
      case HistoryField::From::pays:
        return " pays " + program_.schema.parties()[index_of(field.party)].name;
      case HistoryField::From::fact:
        break;
    }
    return " of " + program_.schema.fact(field.fact).name;
  }

  std::string content_of(FactId id, const Fact& fact) {
    std::string text = std::to_string(static_cast<int>(fact.type)) + std::to_string(static_cast<int>(fact.scope)) +
                       std::to_string(static_cast<int>(fact.blank)) +
                       std::to_string(static_cast<int>(fact.blank_else)) +
                       std::to_string(static_cast<int>(fact.length_and_letters)) +
                       std::to_string(static_cast<int>(fact.check_digit)) + fact.unit;
    for (const auto& bound : {fact.minimum, fact.maximum}) text += " " + (bound ? std::to_string(*bound) : "");
    for (const auto& bound : {fact.least, fact.greatest}) text += bound ? " " + bound->to_text() : "";
    text += content_.value(fact.type, fact.domain, fact.default_value) + content_of_history(fact);
    if (const auto& condition = program_.blank_conditions[index_of(id)]) text += content_.node(*condition);
    // The entries of a catalogue are provisions of their own.
    if (fact.type != ValueType::enumeration || grouping_of(page_, fact.domain) != nullptr) return text;
    std::set<std::string> values;
    for (const DomainValue& value : program_.schema.domain(fact.domain).values) values.insert(value.name);
    return text + base::join(values, ",");
  }

  void add_derived() {
    for (const expr::Definition& definition : program_.code.definitions) {
      const expr::Node& root = program_.code.node(definition.root);
      const bool is_of_rows =
          program_.covering && &definition == &program_.code.definitions[index_of(*program_.covering)];
      if (policy::is_of_adjustments(definition.name) || is_of_rows || root.op == expr::Op::granted) continue;
      if (root.op == expr::Op::map_value) {
        add_catalogue(definition, root);
        continue;
      }
      std::string content = content_.node(definition.root);
      const SourceSpan place =
          root.source < program_.source_places.size() ? program_.source_places[root.source] : SourceSpan{};
      add(ProvisionKind::derived, definition.name, std::move(content), page_.sentences.value(definition.root), place);
    }
  }

  // The entries count, each for itself, and not the table as a whole.
  void add_catalogue(const expr::Definition& definition, const expr::Node& root) {
    const Domain& entries = program_.schema.domain(program_.code.node(program_.code.children_of(root)[0]).type.domain);
    const std::vector<DomainValue>& groups = program_.schema.domain(root.type.domain).values;
    std::string content = content_.node(program_.code.children_of(root)[0]);
    add(ProvisionKind::derived, definition.name, std::move(content), {});
    for (std::size_t i = 0; i < entries.values.size(); ++i) {
      const DomainValue& group = groups[static_cast<std::size_t>(program_.code.maps[root.index][i])];
      const ProvisionKey key = catalogue_entry(entries.name, entries.values[i].name);
      add(key.kind, key.name, group.name, page_.words.text(group.labels, group.name));
    }
  }

  void add_parties() {
    for (std::size_t i = 0; i < program_.schema.parties().size(); ++i) {
      const bool approves = program_.approves[i];
      add(ProvisionKind::party, program_.schema.parties()[i].name, approves ? "approves" : "",
          page_.words.party(static_cast<PartyId>(i)));
    }
  }

  void add_portions() {
    for (std::size_t i = 0; i < program_.portions.size(); ++i) {
      const policy::Portion& portion = program_.portions[i];
      std::string content = content_.node(portion.amount);
      std::string words = page_.sentences.value(portion.amount);
      if (portion.otherwise) {
        content += " else " + content_.allocation(*portion.otherwise);
        words += page_.say("; ", "；") + page_.words.bearers(program_.allocation(*portion.otherwise));
      }
      if (portion.advanced_by) content += " first " + content_.allocation(*portion.advanced_by);
      if (portion.same_as) {
        content += " as " + name_of(*portion.same_as);
        content_.note({ProvisionKind::portion, name_of(*portion.same_as)});
      }
      add(ProvisionKind::portion, name_of(static_cast<PortionId>(i)), std::move(content), std::move(words));
    }
  }

  [[nodiscard]] const std::string& name_of(PortionId id) const { return program_.schema.portions()[index_of(id)].name; }

  void add_limits() {
    for (const policy::Limit& limit : program_.limits) {
      std::string content = content_.node(limit.actual) + limit.unit;
      if (limit.start) content += " from " + content_.node(*limit.start);
      if (limit.extended) content += " extended by " + content_.node(*limit.extended);
      if (program_.coverage) content += " takes " + content_of(program_.coverage->expiry);
      std::string words = page_.sentences.value(limit.actual);
      add(ProvisionKind::limit, limit.info.id, std::move(content), std::move(words), limit.info.place);
    }
  }

  void add_rows() {
    if (!program_.coverage) return;
    const policy::Coverage& coverage = *program_.coverage;
    for (const policy::CoverageRow& row : coverage.rows) {
      std::string content =
          content_.node(coverage.applies) + content_.node(row.when) + " awaits " + content_.facts(row.awaits);
      std::string words = page_.when(row.own);
      if (coverage.choose == policy::Choose::all) {
        content += " side by side";
        words += page_.say("; counts beside the other rows", "；与其他条款同时有效");
      }
      for (const std::size_t other : row.instead_of) {
        words += page_.say("; instead of ", "；代替") + coverage.rows[other].info.id;
      }
      for (const policy::RowLimit& row_limit : row.limits) {
        const policy::Limit& limit = program_.limits[row_limit.limit];
        content += " " + limit.name + content_.node(row_limit.allowed) + content_.node(row_limit.last);
        words += page_.say("; ", "；") + limit.name + " " + allowed_words(row_limit, limit);
      }
      add(ProvisionKind::coverage_row, row.info.id, std::move(content), std::move(words), row.info.place);
    }
  }

  std::string allowed_words(const policy::RowLimit& row_limit, const policy::Limit& limit) {
    const expr::Node& allowed = program_.code.node(row_limit.allowed);
    if (allowed.op != expr::Op::constant) return page_.sentences.value(row_limit.allowed);
    return page_.words.value(allowed.type.kind, {}, allowed.constant, limit.unit);
  }

  std::string content_of(const std::vector<policy::Effect>& effects) {
    std::set<std::string> texts;
    for (const policy::Effect& effect : effects) {
      texts.insert(name_of(effect.portion) + ":" + content_.allocation(effect.allocation));
    }
    return base::join(texts, ";");
  }

  void add_rule(const policy::Rule& rule) {
    std::string content = content_.node(rule.holds) + " bears " + content_of(rule.effects) + " awaits " +
                          content_.facts(rule.awaits) + " once per " + content_.facts(rule.once_per) + " " +
                          std::to_string(static_cast<int>(rule.listed)) + (rule.decides_last ? " last" : "") +
                          (rule.info.refers ? " refers" : "") + std::string(name_of_stage(rule));
    std::string words = page_.when(rule.holds);
    if (!rule.advances.empty()) content += " first " + content_of(rule.advances);
    if (rule.info.stage == Stage::adjustments) add_adjustment(rule, content, words);
    if (rule.takes_when) {
      content += " takes when " + content_.node(*rule.takes_when);
      words += page_.say("; takes only where ", "；仅在下列情形承担：") +
               page_.sentences.condition(rule.own_takes_when ? *rule.own_takes_when : *rule.takes_when);
    }
    words += bearers_of(rule);
    if (rule.info.refers) words += page_.say("; a person decides the line", "；该行由人工决定");
    add(ProvisionKind::rule, rule.info.id, std::move(content), std::move(words), rule.info.place);
  }

  void add_adjustment(const policy::Rule& rule, std::string& content, std::string& words) {
    for (const policy::Adjustment& adjustment : program_.adjustments) {
      if (&program_.rule(adjustment.rule) != &rule) continue;
      content += " " + name_of(adjustment.portion) + std::to_string(static_cast<int>(adjustment.kind)) +
                 content_.node(adjustment.figure) + (adjustment.used_up ? " per claim" : "");
    }
    words += page_.say("; ", "；") + adjustment_of(page_, rule);
  }

  static std::string_view name_of_stage(const policy::Rule& rule) { return warrantor::name_of(rule.info.stage); }

  std::string bearers_of(const policy::Rule& rule) {
    std::string words;
    for (const policy::Effect& effect : rule.effects) {
      words += page_.say("; ", "；") + page_.words.portion(effect.portion) + page_.say(": ", "：") +
               audit::bearers_of(page_, effect.allocation);
    }
    for (const policy::Effect& effect : rule.advances) {
      words += page_.say("; paid first, ", "；先行支付，") + page_.words.portion(effect.portion) +
               page_.say(": ", "：") + audit::bearers_of(page_, effect.allocation);
    }
    return words;
  }

  void add_grant(const policy::Grant& grant) {
    std::string content = content_.node(grant.holds) + (grant.is_of_line ? " of line" : "");
    if (grant.borne_by) content += " by " + program_.schema.parties()[index_of(*grant.borne_by)].name;
    for (const policy::NamedValue& value : grant.values)
      content += " with " + value.info.name + content_.node(value.value);
    add(ProvisionKind::grant, grant.info.id, std::move(content), grant_of(page_, grant), grant.info.place);
  }

  void add_step(const policy::Step& step) {
    std::string content = content_.node(step.when);
    if (step.outcomes) {
      for (const Outcome outcome : *step.outcomes) content += std::string(warrantor::name_of(outcome));
    }
    if (step.pending) content += " pending " + content_.facts(*step.pending);
    if (step.borne_by) {
      for (const PartyId party : *step.borne_by) content += " by " + program_.schema.parties()[index_of(party)].name;
    }
    add(ProvisionKind::step, step.info.id, std::move(content), page_.when(step.when), step.info.place);
  }

  // Names in an order that counts; compare() looks only at those that both rule sets have.
  void add_orders() {
    if (program_.coverage && program_.coverage->choose != policy::Choose::only) {
      std::vector<std::string> rows;
      for (const policy::CoverageRow& row : program_.coverage->rows) rows.push_back(row.info.id);
      add(ProvisionKind::order, "coverage", base::join(rows, "\n"), base::join(rows, ", "));
    }
    for (std::size_t i = 0; i < program_.claimants.size(); ++i) {
      std::string order;
      std::optional<std::uint16_t> rank;
      std::set<std::string> equals;
      const auto close = [&] {
        for (const std::string& name : equals) order += (order.empty() ? "" : "\n") + name;
        equals.clear();
      };
      for (const policy::Claimant& claimant : program_.claimants[i]) {
        if (rank != claimant.rank) close();
        rank = claimant.rank;
        equals.insert(claimant.rule ? program_.rule(*claimant.rule).info.id : "coverage");
      }
      close();
      const std::string portion = name_of(static_cast<PortionId>(i));
      const auto names = base::split(order, '\n');
      add(ProvisionKind::order, portion, order, base::join(names, ", "));
    }
  }

  const Program& program_;
  Page page_;
  ContentWriter content_;
  Provisions provisions_;
};

std::vector<std::string_view> common_part(std::string_view order, std::string_view other) {
  const auto others = base::split(other, '\n');
  std::vector<std::string_view> common;
  for (const std::string_view name : base::split(order, '\n')) {
    if (std::find(others.begin(), others.end(), name) != others.end()) common.push_back(name);
  }
  return common;
}

// A rule more or less is no other order of the rest.
bool is_same(const ProvisionKey& key, const Provision& left, const Provision& right) {
  if (key.kind != ProvisionKind::order) return left.content == right.content;
  return common_part(left.content, right.content) == common_part(right.content, left.content);
}

}  // namespace

ProvisionKey catalogue_entry(std::string_view fact, std::string_view entry) {
  return {ProvisionKind::catalogue_entry, std::string(fact) + " " + std::string(entry)};
}

Provisions provisions_of(const Program& program, std::string_view language) {
  return Collector(program, language).collect();
}

std::vector<Change> compare(const Provisions& old_provisions, const Provisions& new_provisions) {
  std::vector<Change> changes;
  for (const auto& [key, old_one] : old_provisions) {
    const auto found = new_provisions.find(key);
    if (found == new_provisions.end()) {
      if (key.kind != ProvisionKind::order) {
        changes.push_back({key, Change::Kind::dropped, old_one.words, {}, old_one.place});
      }
    } else if (!is_same(key, old_one, found->second)) {
      changes.push_back({key, Change::Kind::changed, old_one.words, found->second.words, found->second.place});
    }
  }
  for (const auto& [key, new_one] : new_provisions) {
    if (old_provisions.contains(key) || key.kind == ProvisionKind::order) continue;
    changes.push_back({key, Change::Kind::added, {}, new_one.words, new_one.place});
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& left, const Change& right) { return left.key < right.key; });
  return changes;
}

}  // namespace warrantor::audit
