#include "policy/compile.hpp"

#include <algorithm>
#include <utility>

#include "base/edit_distance.hpp"
#include "policy/cells.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"
#include "policy/rule_index.hpp"

namespace warrantor::policy {
namespace {

Currency currency_of(const rules::RuleSet& rule_set, Reporter& reporter) {
  if (const auto currency = Currency::from_code(rule_set.currency.value)) return *currency;
  if (rule_set.currency.given())
    reporter.error(codes::bad_value, rule_set.currency.place,
                   "`" + rule_set.currency.value + "` is not a currency that is known here",
                   "write the three letters of ISO 4217, such as CNY");
  return *Currency::from_code("EUR");  // any one, so that amounts can be read on
}

// Earlier claims are found, and listed, by what the claims state.
void add_facts_of_lists(const Schema& schema, std::vector<FactId>& facts) {
  for (const Table& table : schema.tables()) {
    if (!table.history) continue;
    facts.insert(facts.end(), table.history->by.begin(), table.history->by.end());
    for (const HistoryField& field : table.history->fields) {
      if (field.from == HistoryField::From::fact) facts.push_back(field.fact);
    }
  }
}

std::vector<FactId> facts_read_by(const Schema& schema, const expr::Program& code) {
  std::vector<FactId> facts;
  for (const expr::Node& node : code.nodes) {
    const bool reads =
        node.op == expr::Op::claim_fact || node.op == expr::Op::line_fact || node.op == expr::Op::records;
    if (reads) facts.push_back(node.fact);
  }
  add_facts_of_lists(schema, facts);
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

// Where some row always holds, the last one does where no other does: so a column has a value also while a fact that
// its rows ask for is unknown, as long as all of them say the same.
void close_lookups(const Proofs& proofs, Program& program) {
  for (std::size_t i = 0; i < program.last_choices.size(); ++i) {
    if (!proofs.lookups[i]) continue;
    for (const expr::NodeId choice : program.last_choices[i]) {
      const std::uint32_t first = program.code.node(choice).first_child;
      program.code.children[first + 2] = program.code.children[first + 1];
    }
  }
}

void list_titles(const rules::RuleSet& rule_set, Program& program) {
  const auto add = [&](const rules::Text& name, const rules::Documentation& documentation) {
    if (!documentation.title.empty()) program.titles.emplace(name.value, documentation.title);
  };
  if (!rule_set.versions.empty()) {
    Labels version;
    version.set("en", "version");
    version.set("zh", "规则版本");
    program.titles.emplace("version", std::move(version));
  }
  for (const auto& setting : rule_set.settings) add(setting.name, setting.documentation);
  for (const auto& lookup : rule_set.lookups) {
    for (const auto& column : lookup.columns) {
      if (!column.title.empty()) program.titles.emplace(column.name.value, column.title);
    }
  }
  for (const auto& derived : rule_set.derived) add(derived.name, derived.documentation);
  for (const auto& portion : rule_set.portions) add(portion.name, portion.documentation);
  for (const auto& catalogue : rule_set.catalogues) add(catalogue.group, catalogue.documentation);
  // A figure that is called as what it tells has its title too.
  for (NamedValue& figure : program.figures) {
    const auto found = program.titles.find(figure.info.name);
    if (figure.info.title.empty() && found != program.titles.end()) figure.info.title = found->second;
  }
}

// Versions of a grant may have values of their own, all of which somebody may ask for by name.
void list_grants(Program& program) {
  std::vector<GrantInfo>& list = program.grant_list;
  for (const Grant& grant : program.grants) {
    const auto same = [&](const GrantInfo& other) { return other.rule->id == grant.info.id; };
    auto known = std::find_if(list.begin(), list.end(), same);
    if (known == list.end()) known = list.insert(known, {&grant.info, {}});
    for (const NamedValue& value : grant.values) {
      const auto is_it = [&](const ValueInfo* other) { return other->name == value.info.name; };
      if (std::none_of(known->values.begin(), known->values.end(), is_it)) known->values.push_back(&value.info);
    }
  }
}

void list_rules(Program& program) {
  const auto is_check = [](const Rule& rule) { return rule.info.stage == Stage::validity; };
  for (const Rule& rule : program.validity) program.rule_list.push_back(&rule.info);
  for (const Rule& rule : program.rules) {
    if (is_check(rule)) program.rule_list.push_back(&rule.info);
  }
  for (const Limit& limit : program.limits) program.rule_list.push_back(&limit.info);
  if (program.coverage) {
    for (const CoverageRow& row : program.coverage->rows) program.rule_list.push_back(&row.info);
  }
  for (const Rule& rule : program.rules) {
    if (!is_check(rule)) program.rule_list.push_back(&rule.info);
  }
  for (const Grant& grant : program.grants) program.rule_list.push_back(&grant.info);
  list_grants(program);
  for (const NamedValue& figure : program.figures) program.figure_list.push_back(&figure.info);
  for (const Step& step : program.steps) program.rule_list.push_back(&step.info);
}

}  // namespace

void Reporter::error(std::string_view code, const rules::Place& place, std::string message, std::string help) {
  add(Severity::error, code, rule_set_.span(place), std::move(message), std::move(help));
}

void Reporter::warning(std::string_view code, const rules::Place& place, std::string message, std::string help) {
  add(Severity::warning, code, rule_set_.span(place), std::move(message), std::move(help));
}

void Reporter::fault(const rules::Place& place, expr::Fault fault) {
  SourceSpan span = rule_set_.span(place, fault.range.begin, fault.range.length);
  add(Severity::error, fault.code, std::move(span), std::move(fault.message), std::move(fault.help));
}

void Reporter::add(Severity severity, std::string_view code, SourceSpan span, std::string message, std::string help) {
  // A condition that several rules share is compiled with each of them, but is wrong only once.
  const auto same = [&](const Diagnostic& known) {
    return known.code == code && known.message == message && known.span.file == span.file &&
           known.span.line == span.line && known.span.column == span.column;
  };
  if (std::any_of(diagnostics_.begin(), diagnostics_.end(), same)) return;
  diagnostics_.push_back({severity, std::string(code), std::move(message), std::move(help), std::move(span)});
}

std::string suggest(std::string_view word, const std::vector<std::string_view>& names) {
  base::NearestName nearest(word);
  std::string list;
  for (const std::string_view name : names) {
    nearest.offer(name);
    list += (list.empty() ? "" : ", ") + std::string(name);
  }
  if (nearest.best()) return "did you mean `" + std::string(*nearest.best()) + "`?";
  return names.empty() || names.size() > 12 ? std::string() : "there are " + list;
}

std::shared_ptr<const Program> compile(const rules::RuleSet& rule_set, Diagnostics& diagnostics) {
  Reporter reporter(rule_set, diagnostics);
  auto program = std::make_shared<Program>(compile_schema(rule_set, currency_of(rule_set, reporter), reporter));
  program->id = rule_set.id.value;
  program->version = rule_set.version.value;
  program->digest = rule_set.digest;
  program->title = rule_set.documentation.title;
  check_periods(rule_set, reporter);
  NameTable names(rule_set, *program, reporter);
  document_settings(rule_set, names, *program);
  names.compile_all();
  compile_rules(rule_set, *program, names, reporter);
  check_units(*program, names, reporter);
  if (has_errors(diagnostics)) return nullptr;
  program->representatives = representatives(program->schema, program->code);
  program->reads = reads_of_facts(*program);
  program->facts_read = facts_read_by(program->schema, program->code);
  const Proofs proofs = find_conflicts(rule_set, *program, reporter);
  if (program->coverage) program->coverage->leaves_no_hole = proofs.coverage;
  close_lookups(proofs, *program);
  find_idle_tests(*program, names, reporter);
  if (has_errors(diagnostics)) return nullptr;
  index_conditions(*program);
  list_rules(*program);
  list_titles(rule_set, *program);
  document(rule_set, *program);
  program->warnings = diagnostics;
  return program;
}

}  // namespace warrantor::policy
