#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "expr/codes.hpp"
#include "policy/codes.hpp"
#include "policy/compile_covering.hpp"
#include "policy/declared.hpp"
#include "policy/units.hpp"

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
      const bool is_sound = limit.is_period ? compile_period(syntax, limit) : compile_reading(syntax, limit);
      limit_is_sound_.push_back(is_sound);
      program_.limits.push_back(std::move(limit));
    }
  }

  bool compile_period(const rules::LimitSyntax& syntax, Limit& limit) {
    const Type date = Type::of(ValueType::date);
    limit.start = names_.expression(syntax.months_from.given() ? syntax.months_from : syntax.days_from, date);
    const auto actual = names_.expression(syntax.at, date);
    if (actual) limit.actual = *actual;
    if (syntax.extended_by.given()) limit.extended = extension(syntax.extended_by);
    return actual && limit.start && limit.extended.has_value() == syntax.extended_by.given();
  }

  // Days, as a length of time or as a number of them.
  std::optional<NodeId> extension(const Text& text) {
    const auto node = names_.expression(text, std::nullopt);
    if (!node) return std::nullopt;
    const expr::Node& written = program_.code.node(*node);
    const bool is_days = written.type.kind == ValueType::days || written.type.kind == ValueType::number;
    if (!is_days || !written.type.is_single() || written.type.is_null) {
      reporter_.error(expr::codes::type_mismatch, text.place,
                      "a period is extended by days, but this is " + expr::describe(written.type, program_.schema),
                      "count the days");
      return std::nullopt;
    }
    refuse_below_zero(written, text, "a period cannot be extended by less than no days");
    require_present(*node, text, {}, "say with `if … then … else 0` by how much it is extended then");
    return node;
  }

  bool compile_reading(const rules::LimitSyntax& syntax, Limit& limit) {
    const auto actual = reading(syntax.of);
    if (!actual) return false;
    limit.actual = *actual;
    limit.unit = unit_of(program_, *actual);
    if (syntax.unit.given() && !limit.unit.empty() && limit.unit != syntax.unit.value) {
      reporter_.error(codes::bad_value, syntax.unit.place,
                      "`" + syntax.of.value + "` is measured in " + limit.unit + ", not in " + syntax.unit.value,
                      "leave `unit` away, or measure something else: nothing is converted");
      return false;
    }
    if (syntax.unit.given()) limit.unit = syntax.unit.value;
    return !syntax.from.given() || compile_first_reading(syntax.from, limit);
  }

  bool compile_first_reading(const Text& text, Limit& limit) {
    Type type = program_.code.node(limit.actual).type;
    if (type.kind == ValueType::date) {
      reporter_.error(codes::misplaced, text.place, "a date does not count from a reading",
                      "use `days_from` or `months_from` with `at`");
      return false;
    }
    type.optional = false;
    limit.start = names_.expression(text, type);
    if (!limit.start) return false;
    const std::string_view unit = unit_of(program_, *limit.start);
    if (unit.empty() || limit.unit.empty() || unit == limit.unit) return true;
    reporter_.error(codes::bad_value, text.place,
                    "this is measured in " + std::string(unit) + ", and what counts from it in " + limit.unit,
                    "nothing is converted");
    return false;
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
    coverage.choose = syntax.choose.is_union() ? Choose::all : syntax.choose.is_first() ? Choose::first : Choose::only;
    compile_expiry(syntax, coverage);
    for (const rules::CoverageRowSyntax& row : syntax.rows) {
      CoverageRow compiled;
      compiled.info = declared_.info_of(row.id, row.documentation, Stage::coverage, &row.valid);
      compiled.own = names_.conditions({&syntax.applies, &row.when}).value_or(NodeId{});
      compiled.when = compiled.own;
      compiled.awaits = declared_.awaited(row.awaits);
      const expr::Guards present = names_.present_in({&syntax.applies, &row.when});
      for (const auto& [name, expression] : row.limits) compile_row_limit(name, expression, present, compiled);
      compiled.terms = terms_of(compiled, coverage.rows);
      coverage.rows.push_back(std::move(compiled));
    }
    compile_replacements(syntax, coverage.rows);
    program_.coverage = std::move(coverage);
  }

  // A row steps aside wherever the own condition of one that is named instead of it holds.
  void compile_replacements(const rules::CoverageSyntax& syntax, std::vector<CoverageRow>& rows) {
    std::vector<std::vector<NodeId>> replaced_by(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const Text& name : syntax.rows[i].instead_of) {
        const auto other = replaced_row(syntax, name, i);
        if (!other) continue;
        rows[i].instead_of.push_back(*other);
        replaced_by[*other].push_back(rows[i].own);
      }
    }
    refuse_circles(syntax, rows);
    const Type boolean = Type::boolean();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::vector<NodeId>& others = replaced_by[i];
      if (others.empty()) continue;
      const NodeId any = others.size() == 1 ? others.front() : names_.add_all(Op::disjunction, others);
      rows[i].when = names_.add(Op::conjunction, boolean, {rows[i].own, names_.add(Op::negation, boolean, {any})});
    }
  }

  std::optional<std::size_t> replaced_row(const rules::CoverageSyntax& syntax, const Text& name, std::size_t row) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < syntax.rows.size(); ++i) {
      if (syntax.rows[i].id.value == name.value && i != row) return i;
      if (i != row) names.emplace_back(syntax.rows[i].id.value);
    }
    if (syntax.rows[row].id.value == name.value) {
      reporter_.error(codes::circular, name.place, "`" + name.value + "` cannot stand instead of itself");
    } else {
      reporter_.error(codes::undeclared, name.place, "there is no coverage row `" + name.value + "`",
                      suggest(name.value, names));
    }
    return std::nullopt;
  }

  // Rows that stand instead of each other would all step aside together.
  void refuse_circles(const rules::CoverageSyntax& syntax, const std::vector<CoverageRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::vector<bool> seen(rows.size(), false);
      std::vector<std::size_t> next = rows[i].instead_of;
      while (!next.empty() && !seen[i]) {
        const std::size_t row = next.back();
        next.pop_back();
        if (seen[row]) continue;
        seen[row] = true;
        next.insert(next.end(), rows[row].instead_of.begin(), rows[row].instead_of.end());
      }
      if (!seen[i]) continue;
      reporter_.error(codes::circular, syntax.rows[i].instead_of.front().place,
                      "`" + syntax.rows[i].id.value + "` stands instead of rows that stand instead of it",
                      "where all of them hold none would be left: keep one of the two");
      return;
    }
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

  // Without it a limit is neither kept nor passed.
  void require_present(
      NodeId node, const Text& text, const expr::Guards& present,
      std::string help = "ask under `when:` that it is there, or say with `if … then … else …` what it is then") {
    if (!program_.code.node(node).type.optional || present.contains(text.value)) return;
    reporter_.error(expr::codes::may_be_absent, text.place, "this may be absent, and a limit cannot be",
                    std::move(help));
  }

  // The rules themselves say `null`, in a table or a branch: there is no such limit. What a claim leaves blank must not
  // come to mean that.
  bool require_granted(NodeId node, const Text& text, const expr::Guards& present) {
    if (!program_.code.node(node).type.optional || present.contains(text.value)) return false;
    if (is_none_by_rules_alone(node)) return true;
    require_present(node, text, present);
    return false;
  }

  [[nodiscard]] bool is_none_by_rules_alone(NodeId id) {
    const expr::Node& node = program_.code.node(id);
    if (!node.type.optional) return true;
    const auto operands = program_.code.children_of(node);
    switch (node.op) {
      case Op::constant:
        return true;
      case Op::definition:
        return is_named_none_by_rules_alone(node.index);
      case Op::conditional:
        return is_none_by_rules_alone(operands[1]) && is_none_by_rules_alone(operands[2]);
      default:
        return false;
    }
  }

  // Names may use one name several times each.
  [[nodiscard]] bool is_named_none_by_rules_alone(std::uint32_t definition) {
    const auto known = none_by_rules_alone_.find(definition);
    if (known != none_by_rules_alone_.end()) return known->second;
    const bool is_none = is_none_by_rules_alone(program_.code.definitions[definition].root);
    none_by_rules_alone_.emplace(definition, is_none);
    return is_none;
  }

  bool refuse_below_zero(const expr::Node& written, const Text& text, std::string message) {
    const bool is_number = written.op == Op::constant && written.constant.is_known();
    const bool is_below = written.op == Op::negate || (is_number && written.constant.as_integer() < 0);
    if (is_below) reporter_.error(codes::bad_value, text.place, std::move(message));
    return is_below;
  }

  // Nothing is converted: a limit in miles is no limit on kilometres.
  void require_unit(NodeId node, const Text& text, const Limit& limit) {
    const std::string_view unit = unit_of(program_, node);
    if (unit.empty() || limit.unit.empty() || unit == limit.unit) return;
    reporter_.error(codes::bad_value, text.place,
                    "`" + limit.name + "` is measured in " + limit.unit + ", and this is in " + std::string(unit),
                    "nothing is converted: write it in " + limit.unit);
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
    refuse_below_zero(program_.code.node(*allowed), expression, "a limit below zero covers nothing");
    const bool may_be_none = require_granted(*allowed, expression, present);
    if (found->is_period) require_present(found->actual, syntax.at, present);
    if (!found->is_period) require_unit(*allowed, expression, *found);
    RowLimit limit{place, *allowed, last_of(*found, *allowed, syntax), NodeId{}};
    const NodeId past = names_.add(Op::greater, Type::boolean(), {found->actual, limit.last});
    limit.passed = names_.add(Op::conjunction, Type::boolean(), {has_begun(*found), past});
    if (may_be_none) limit.passed = names_.add(Op::conjunction, Type::boolean(), {is_there(*allowed), limit.passed});
    row.limits.push_back(limit);
  }

  // The last covered day or the largest covered reading.
  NodeId last_of(const Limit& limit, NodeId allowed, const rules::LimitSyntax& syntax) {
    const Type type = program_.code.node(allowed).type;
    if (!limit.start) return allowed;
    if (!limit.is_period) return names_.add(Op::add, type, {*limit.start, allowed});
    const Type date = Type::of(ValueType::date);
    NodeId last =
        names_.add(syntax.months_from.given() ? Op::plus_months : Op::plus_days, date, {*limit.start, allowed});
    if (syntax.rounding.value == "up") program_.code.nodes[index_of(last)].rounding = MonthRounding::up;
    return limit.extended ? names_.add(Op::plus_days, date, {last, *limit.extended}) : last;
  }

  // A period or a reading that has no start has not begun and cannot be over; a reading that does not exist passes no
  // limit.
  NodeId has_begun(const Limit& limit) {
    if (limit.is_period) return is_there(*limit.start);
    if (!limit.start) return is_there(limit.actual);
    return names_.add(Op::conjunction, Type::boolean(), {is_there(*limit.start), is_there(limit.actual)});
  }

  NodeId is_there(NodeId node) {
    const NodeId is_none = names_.add(Op::is_none, Type::boolean(), {node});
    return names_.add(Op::negation, Type::boolean(), {is_none});
  }

  const rules::RuleSet& rule_set_;
  Program& program_;
  NameTable& names_;
  Declared& declared_;
  Reporter& reporter_;
  AllocationId excluded_;
  std::vector<bool> limit_is_sound_;
  std::map<std::uint32_t, bool> none_by_rules_alone_;  ///< by definition
};

}  // namespace

void compile_coverage(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                      Reporter& reporter, AllocationId excluded) {
  CoverageCompiler(rule_set, program, names, declared, reporter, excluded).compile();
  if (program.coverage) names.set_covering([&program, &names] { return compile_covering(program, names); });
}

}  // namespace warrantor::policy
