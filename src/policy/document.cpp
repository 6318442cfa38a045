#include <algorithm>
#include <utility>

#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

Remark remark_of(const rules::Text& name, const rules::Documentation& documentation) {
  return {name.value, documentation.title, documentation.notes};
}

std::vector<Remark> remarks_on_facts(const rules::RuleSet& rule_set, const Schema& schema) {
  std::vector<Remark> remarks(schema.facts().size());
  const auto keep = [&](std::optional<FactId> id, const rules::FactSyntax& syntax) {
    if (id) remarks[index_of(*id)] = remark_of(syntax.name, syntax.documentation);
  };
  for (const rules::FactSyntax& fact : rule_set.facts) {
    keep(schema.find_fact(fact.name.value), fact);
    const auto table = schema.find_table(fact.name.value);
    for (const rules::FactSyntax& field : fact.fields) {
      if (table) keep(schema.find_field(*table, field.name.value), field);
    }
  }
  return remarks;
}

Setting setting_of(const rules::RuleSet& rule_set, const rules::SettingSyntax& syntax, NameTable& names) {
  Setting setting{remark_of(syntax.name, syntax.documentation),
                  validity_of(rule_set, syntax.valid),
                  ValueType::number,
                  syntax.unit.value,
                  {}};
  if (const auto symbol = names.version_of_setting(syntax)) {
    setting.type = symbol->type.kind;
    setting.value = symbol->constant;
  }
  return setting;
}

Lookup lookup_of(const rules::RuleSet& rule_set, const rules::LookupSyntax& syntax) {
  Lookup lookup{remark_of(syntax.name, syntax.documentation), syntax.choose.is_first(), {}, {}};
  for (const auto& row : syntax.rows) {
    RuleInfo info;
    info.id = row.id.value;
    info.title = row.documentation.title;
    info.note = row.documentation.note.value;
    info.notes = row.documentation.notes;
    info.valid = validity_of(rule_set, row.valid);
    lookup.rows.push_back(std::move(info));
  }
  for (const auto& [column, expression] : syntax.rows.front().values) lookup.columns.push_back(column.value);
  return lookup;
}

/// What one extension of several adds: whatever stands in its own files.
class Additions {
 public:
  Additions(const rules::RuleSet& rule_set, std::size_t level, std::vector<Extension::Change>& list)
      : rule_set_(rule_set), level_(level), list_(list) {}

  void run() {
    for (const auto& setting : rule_set_.settings) add(setting.name, setting.documentation.title);
    for (const auto& lookup : rule_set_.lookups) add(lookup.name, lookup.documentation.title);
    for (const auto& derived : rule_set_.derived) add(derived.name, derived.documentation.title);
    for (const auto& figure : rule_set_.figures) add(figure.name, figure.documentation.title);
    for (const auto& portion : rule_set_.portions) add(portion.name, portion.documentation.title);
    for (const auto& limit : rule_set_.limits) add(limit.id, limit.documentation.title);
    if (rule_set_.coverage) {
      for (const auto& row : rule_set_.coverage->rows) add(row.id, row.documentation.title);
    }
    for (const auto& rule : rule_set_.rules) add(rule.id, rule.documentation.title);
    for (const auto& step : rule_set_.steps) add(step.id, {});
  }

 private:
  void add(const rules::Text& id, const Labels& title) {
    if (id.given() && rule_set_.levels[id.place.document] == level_) list_.push_back({id.value, title, {}});
  }

  const rules::RuleSet& rule_set_;
  std::size_t level_;
  std::vector<Extension::Change>& list_;
};

Labels title_of(const Program& program, const std::string& id) {
  for (const RuleInfo* const info : program.rule_list) {
    if (info->id == id) return info->title;
  }
  const auto found = program.titles.find(id);
  return found == program.titles.end() ? Labels() : found->second;
}

std::vector<Extension> extensions_of(const rules::RuleSet& rule_set, const Program& program) {
  std::vector<Extension> extensions;
  for (const rules::ExtensionSyntax& syntax : rule_set.extensions) {
    Extension extension{syntax.base_id.value, syntax.base_version.value, syntax.base_title, {}, {}, {}};
    for (const auto& change : syntax.changes) {
      extension.changes.push_back({change.id.value, title_of(program, change.id.value), {}});
      for (const rules::Text& key : change.keys) extension.changes.back().keys.push_back(key.value);
    }
    for (const rules::Text& drop : syntax.drops) extension.drops.push_back(drop.value);
    extensions.push_back(std::move(extension));
    Additions(rule_set, rule_set.extensions.size() - extensions.size(), extensions.back().additions).run();
  }
  return extensions;
}

}  // namespace

void document_settings(const rules::RuleSet& rule_set, NameTable& names, Program& program) {
  for (const auto& setting : rule_set.settings) {
    program.documented.settings.push_back(setting_of(rule_set, setting, names));
  }
}

void document(const rules::RuleSet& rule_set, Program& program) {
  Documented& documented = program.documented;
  documented.rule_set = remark_of(rule_set.id, rule_set.documentation);
  documented.extensions = extensions_of(rule_set, program);
  documented.facts = remarks_on_facts(rule_set, program.schema);
  for (const auto& lookup : rule_set.lookups) documented.lookups.push_back(lookup_of(rule_set, lookup));
  for (const auto& derived : rule_set.derived) {
    // Its definition tells its versions apart.
    const auto is_same = [&](const Remark& remark) { return remark.name == derived.name.value; };
    if (std::any_of(documented.derived.begin(), documented.derived.end(), is_same)) continue;
    documented.derived.push_back(remark_of(derived.name, derived.documentation));
  }
  for (const auto& portion : rule_set.portions) {
    documented.portions.push_back(remark_of(portion.name, portion.documentation));
  }
  for (const auto& catalogue : rule_set.catalogues) {
    documented.catalogues.push_back(remark_of(catalogue.group, catalogue.documentation));
  }
}

}  // namespace warrantor::policy
