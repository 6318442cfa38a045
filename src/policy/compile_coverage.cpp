#include <algorithm>
#include <utility>

#include "expr/codes.hpp"
#include "policy/codes.hpp"
#include "policy/declared.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Text;

class CoverageCompiler {
 public:
  CoverageCompiler(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                   Reporter& reporter, AllocationId excluded)
      : rule_set_(rule_set),
        program_(program),
        names_(names),
        declared_(declared),
        reporter_(reporter),
        excluded_(excluded) {}

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
        actual = reading(syntax.of);
        if (const auto fact = program_.schema.find_fact(syntax.of.value)) limit.unit = program_.schema.fact(*fact).unit;
      }
      if (actual) limit.actual = *actual;
      limit_is_sound_.push_back(actual && (!limit.is_period || limit.start));
      program_.limits.push_back(std::move(limit));
    }
  }

  std::optional<NodeId> reading(const Text& text) {
    const auto node = names_.expression(text, std::nullopt);
    if (!node) return std::nullopt;
    const Type& type = program_.code.node(*node).type;
    const bool has_order = type.kind == ValueType::number || type.kind == ValueType::money ||
                           type.kind == ValueType::date || type.kind == ValueType::months ||
                           type.kind == ValueType::days;
    if (has_order && !type.is_list && !type.is_record) return node;
    reporter_.error(codes::bad_value, text.place, "a limit cannot be set on " + expr::describe(type, program_.schema),
                    "measure a number, an amount, a date, months or days");
    return std::nullopt;
  }

  void compile_rows(const rules::CoverageSyntax& syntax) {
    Coverage coverage;
    coverage.applies = names_.condition(syntax.applies).value_or(NodeId{});
    coverage.first_counts = syntax.choose.is_first();
    compile_expiry(syntax, coverage);
    for (const rules::CoverageRowSyntax& row : syntax.rows) {
      CoverageRow compiled;
      compiled.info = declared_.info_of(row.id, row.documentation, Stage::coverage, row.valid);
      compiled.when = names_.conditions({&syntax.applies, &row.when}).value_or(NodeId{});
      compiled.awaits = declared_.awaited(row.awaits);
      const expr::Guards present = names_.present_in({&syntax.applies, &row.when});
      for (const auto& [name, expression] : row.limits) compile_row_limit(name, expression, present, compiled);
      compiled.terms = terms_of(compiled, coverage.rows);
      coverage.rows.push_back(std::move(compiled));
    }
    program_.coverage = std::move(coverage);
  }

  void compile_expiry(const rules::CoverageSyntax& syntax, Coverage& coverage) {
    const bool has_limits =
        std::any_of(syntax.rows.begin(), syntax.rows.end(), [](const auto& row) { return !row.limits.empty(); });
    if (has_limits && syntax.expiry_takes.empty()) {
      reporter_.error(codes::missing, syntax.place, "rows have limits, but nothing is taken away where one is passed",
                      "name the portion under `expiry_takes:`");
    }
    const bool takes_all = syntax.expiry_takes.size() == 1 && syntax.expiry_takes.front().value == "all";
    for (std::size_t i = 0; takes_all && i < program_.portions.size(); ++i) take(static_cast<PortionId>(i), coverage);
    for (const Text& name : syntax.expiry_takes) {
      if (takes_all) break;
      if (const auto taken = declared_.portion(name)) take(*taken, coverage);
    }
  }

  void take(PortionId portion, Coverage& coverage) {
    coverage.expiry.push_back({portion, excluded_});
    program_.claimants[index_of(portion)].push_back({rank_of_exclusions, std::nullopt, excluded_});
  }

  [[nodiscard]] std::size_t terms_of(const CoverageRow& row, const std::vector<CoverageRow>& before) const {
    const expr::Program& code = program_.code;
    const auto same_limit = [&code](const RowLimit& a, const RowLimit& b) {
      return a.limit == b.limit && code.text_of(code.node(a.allowed)) == code.text_of(code.node(b.allowed));
    };
    const auto same = std::find_if(before.begin(), before.end(), [&](const CoverageRow& other) {
      return std::equal(row.limits.begin(), row.limits.end(), other.limits.begin(), other.limits.end(), same_limit);
    });
    return same == before.end() ? before.size() : same->terms;
  }

  // Without it a limit is neither kept nor passed. `null` alone says that there is no such limit.
  void require_present(NodeId node, const Text& text, const expr::Guards& present) {
    if (!program_.code.node(node).type.optional || present.contains(text.value)) return;
    reporter_.error(expr::codes::may_be_absent, text.place, "this may be absent, and a limit cannot be",
                    "ask under `when:` that it is there, or say with `if … then … else …` what it is then");
  }

  void compile_row_limit(const Text& name, const Text& expression, const expr::Guards& present, CoverageRow& row) {
    const auto& limits = program_.limits;
    const auto found =
        std::find_if(limits.begin(), limits.end(), [&](const Limit& limit) { return limit.name == name.value; });
    if (found == limits.end()) {
      std::vector<std::string_view> names;
      for (const Limit& limit : limits) names.emplace_back(limit.name);
      reporter_.error(codes::undeclared, name.place, "the limit `" + name.value + "` is not declared",
                      suggest(name.value, names));
      return;
    }
    const auto place = static_cast<std::size_t>(found - limits.begin());
    if (!limit_is_sound_[place] || expression.value == "null") return;  // null: no limit of this kind
    const rules::LimitSyntax& syntax = rule_set_.limits[place];
    Type type = Type::of(ValueType::number);
    if (found->is_period) type = Type::of(syntax.months_from.given() ? ValueType::months : ValueType::days);
    if (!found->is_period) type = program_.code.node(found->actual).type;
    type.optional = false;
    const auto allowed = names_.expression(expression, type);
    if (!allowed) return;
    const expr::Node& written = program_.code.node(*allowed);
    if (written.op == Op::negate ||
        (written.op == Op::constant && written.constant.is_known() && written.constant.as_integer() < 0)) {
      reporter_.error(codes::bad_value, expression.place, "a limit below zero covers nothing");
    }
    require_present(*allowed, expression, present);
    if (found->is_period) require_present(found->actual, syntax.at, present);
    RowLimit limit{place, *allowed, *allowed, NodeId{}};
    const Type boolean = Type::boolean();
    // A period that has not begun cannot be over; a reading that does not exist passes no limit.
    const NodeId measured_from = found->is_period ? *found->start : found->actual;
    const NodeId begun = names_.add(Op::negation, boolean, {names_.add(Op::is_none, boolean, {measured_from})});
    if (found->is_period) {
      limit.last = names_.add(type.kind == ValueType::months ? Op::plus_months : Op::plus_days,
                              Type::of(ValueType::date), {*found->start, *allowed});
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
