#include <algorithm>
#include <utility>

#include "policy/codes.hpp"
#include "policy/declared.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Text;

class CoverageCompiler {
 public:
  CoverageCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared, Reporter& reporter,
                   AllocationId excluded)
      : rule_set_(rule_set), program_(program), names_(names), declared_(declared), reporter_(reporter), excluded_(excluded) {}

  void compile() {
    compile_limits();
    if (rule_set_.coverage) compile_rows(*rule_set_.coverage);
  }

 private:
  void compile_limits() {
    for (const rules::LimitSyntax& syntax : rule_set_.limits) {
      Limit limit;
      limit.info = declared_.info_of(syntax.id, syntax.documentation, Stage::coverage);
      limit.name = syntax.name.value;
      limit.is_period = !syntax.of.given();
      const Type date = Type::of(ValueType::date);
      std::optional<NodeId> actual;
      if (limit.is_period) {
        limit.start = names_.expression(syntax.months_from.given() ? syntax.months_from : syntax.days_from, date);
        actual = names_.expression(syntax.at, date);
      } else {
        actual = names_.expression(syntax.of, std::nullopt);
        if (const auto fact = program_.schema.find_fact(syntax.of.value)) limit.unit = program_.schema.fact(*fact).unit;
      }
      if (actual) limit.actual = *actual;
      limit_is_sound_.push_back(actual && (!limit.is_period || limit.start));
      program_.limits.push_back(std::move(limit));
    }
  }

  void compile_rows(const rules::CoverageSyntax& syntax) {
    Coverage coverage;
    coverage.applies = names_.condition(syntax.applies).value_or(NodeId{});
    coverage.first_counts = syntax.choose.is_first();
    for (const Text& name : syntax.expiry_takes) {
      const auto taken = declared_.portion(name);
      if (!taken) continue;
      coverage.expiry.push_back({*taken, excluded_});
      program_.claimants[index_of(*taken)].push_back({rank_of_exclusions, std::nullopt, excluded_});
    }
    for (const rules::CoverageRowSyntax& row : syntax.rows) {
      CoverageRow compiled;
      compiled.info = declared_.info_of(row.id, row.documentation, Stage::coverage);
      compiled.when = names_.conditions({&syntax.applies, &row.when}).value_or(NodeId{});
      compiled.awaits = declared_.awaited(row.awaits);
      for (const auto& [name, expression] : row.limits) compile_row_limit(name, expression, compiled);
      coverage.rows.push_back(std::move(compiled));
    }
    program_.coverage = std::move(coverage);
  }

  void compile_row_limit(const Text& name, const Text& expression, CoverageRow& row) {
    const auto& limits = program_.limits;
    const auto found = std::find_if(limits.begin(), limits.end(), [&](const Limit& limit) { return limit.name == name.value; });
    if (found == limits.end()) {
      std::vector<std::string_view> names;
      for (const Limit& limit : limits) names.emplace_back(limit.name);
      reporter_.error(codes::undeclared, name.place, "the limit `" + name.value + "` is not declared", suggest(name.value, names));
      return;
    }
    const auto place = static_cast<std::size_t>(found - limits.begin());
    if (!limit_is_sound_[place]) return;
    const rules::LimitSyntax& syntax = rule_set_.limits[place];
    Type type = Type::of(ValueType::number);
    if (found->is_period) type = Type::of(syntax.months_from.given() ? ValueType::months : ValueType::days);
    if (!found->is_period) type = program_.code.node(found->actual).type;
    type.optional = false;
    const auto allowed = names_.expression(expression, type);
    if (!allowed) return;
    RowLimit limit{place, *allowed, *allowed, NodeId{}};
    const Type boolean = Type::boolean();
    // A period that has not begun cannot be over; a reading that does not exist passes no limit.
    const NodeId measured_from = found->is_period ? *found->start : found->actual;
    const NodeId begun = names_.add(Op::negation, boolean, {names_.add(Op::is_none, boolean, {measured_from})});
    if (found->is_period) {
      limit.last = names_.add(type.kind == ValueType::months ? Op::plus_months : Op::plus_days, Type::of(ValueType::date), {*found->start, *allowed});
      if (syntax.rounding.value == "up") program_.code.nodes[index_of(limit.last)].rounding = MonthRounding::up;
    }
    const NodeId past = names_.add(Op::greater, boolean, {found->actual, limit.last});
    limit.passed = names_.add(Op::conjunction, boolean, {begun, past});
    row.limits.push_back(limit);
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Declared& declared_;
  Reporter& reporter_;
  AllocationId excluded_;
  std::vector<bool> limit_is_sound_;
};

}  // namespace

void compile_coverage(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                      Reporter& reporter, AllocationId excluded) {
  CoverageCompiler(rule_set, program, names, declared, reporter, excluded).compile();
}

}  // namespace warrantor::policy
