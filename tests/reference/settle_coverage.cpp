#include "reference/settle_coverage.hpp"

#include <algorithm>

namespace warrantor::reference {
namespace {

using Kind = Thing::Kind;

Thing is_passed(Case& one_case, const rules::LimitSyntax& limit, const rules::Text& granted) {
  const auto value = [](const rules::Text& text) { return [&text](Case& one) { return one.evaluate(text); }; };
  if (limit.of.given()) {
    if (one_case.evaluate(limit.of).is(Kind::none)) return truth(false);
    if (!limit.from.given()) return one_case.is_above(&granted, value(limit.of), value(granted));
    if (one_case.evaluate(limit.from).is(Kind::none)) return truth(false);
    const auto largest = [&limit, &granted, scale = one_case.book().scale()](Case& one) {
      return add(one.evaluate(limit.from), one.evaluate(granted), scale);
    };
    return one_case.is_above(&granted, value(limit.of), largest);
  }
  const bool in_months = limit.months_from.given();
  const rules::Text& from = in_months ? limit.months_from : limit.days_from;
  const auto rounding = limit.rounding.value == "up" ? MonthRounding::up : MonthRounding::down;
  const std::int64_t scale = one_case.book().scale();
  if (one_case.evaluate(from).is(Kind::none)) return truth(false);
  const auto last_day = [&limit, &from, &granted, in_months, rounding, scale](Case& one) {
    const Thing start = one.evaluate(from);
    const Thing length = one.evaluate(granted);
    if (!start.is(Kind::date) || !length.has_order()) return undefined();
    const Date day = Date::from_days(static_cast<std::int32_t>(start.number));
    const std::int64_t count = length.is(Kind::digits) ? length.number / scale : length.number;
    const Period period = in_months ? period_of_months(day, count, rounding) : period_of_days(day, count);
    const std::int64_t last = period.last_day.days_since_epoch();
    if (!limit.extended_by.given()) return number_of(Kind::date, last);
    const Thing more = one.evaluate(limit.extended_by);
    if (!more.has_order()) return undefined();
    const std::int64_t days = more.is(Kind::digits) ? more.number / scale : more.number;
    return number_of(Kind::date, std::clamp<std::int64_t>(last + days, Date::earliest().days_since_epoch(),
                                                          Date::latest().days_since_epoch()));
  };
  return one_case.is_above(&granted, value(limit.at), last_day);
}

class CoverageSettler {
 public:
  CoverageSettler(Case& one, Findings& findings)
      : case_(one), book_(one.book()), rules_(book_.rules()), findings_(findings) {}

  CoverageResult find() {
    findings_.coverage.emplace();
    if (!rules_.coverage) return result_;
    const rules::CoverageSyntax& coverage = *rules_.coverage;
    const Thing applies = case_.holds(coverage.applies);
    // A line that coverage may or may not speak of may be covered or not.
    if (!applies.is(Kind::boolean)) note_open_rows();
    if (!applies.is_true()) result_.is_over = case_.decide(applies, open_rows() + " (coverage)");
    if (!applies.is_true()) return result_;
    std::vector<Ids> passed_by_row;
    std::string named;
    for (const rules::CoverageRowSyntax& row : coverage.rows) {
      if (!case_.decide(case_.holds(row.when), row.id.value) || is_replaced(row)) continue;
      findings_.coverage->insert(row.id.value);
      findings_.active.insert(row.id.value);
      passed_by_row.push_back(passed_limits(row));
      if (coverage.choose.is_first()) break;
      if (!is_covered(passed_by_row, passed_by_row.size() - 1)) named = row.id.value;
    }
    if (coverage.choose.is_union() && !passed_by_row.empty()) {
      findings_.coverage = Ids{named};
      unite(passed_by_row);
      return result_;
    }
    // A line that coverage should speak of and does not, and rows that disagree, may go either way.
    if (passed_by_row.empty()) {
      result_.is_over = case_.decide(undefined(), "(no row)");
      return result_;
    }
    result_.passed = passed_by_row.front();
    result_.is_over = !result_.passed.empty();
    for (const Ids& passed : passed_by_row) {
      Ids in_both;
      for (const std::string& id : passed) {
        if (result_.passed.contains(id)) in_both.insert(id);
      }
      result_.passed = in_both;
      if (passed.empty() == result_.is_over) result_.is_over = case_.decide(undefined(), "(rows)");
    }
    return result_;
  }

 private:
  // One of the first so many rows that hold passes none of its limits.
  static bool is_covered(const std::vector<Ids>& passed_by_row, std::size_t count) {
    const auto end = passed_by_row.begin() + static_cast<std::ptrdiff_t>(count);
    return std::any_of(passed_by_row.begin(), end, [](const Ids& passed) { return passed.empty(); });
  }

  // Rows that count side by side: what one of them covers is covered, and then no limit counts.
  void unite(const std::vector<Ids>& passed_by_row) {
    result_.is_over = !is_covered(passed_by_row, passed_by_row.size());
    for (const Ids& passed : passed_by_row) {
      if (result_.is_over) result_.passed.insert(passed.begin(), passed.end());
    }
  }

  // By a row whose own condition holds, be that one replaced or not.
  bool is_replaced(const rules::CoverageRowSyntax& row) {
    for (const rules::CoverageRowSyntax& other : rules_.coverage->rows) {
      const bool names = std::any_of(other.instead_of.begin(), other.instead_of.end(),
                                     [&](const rules::Text& name) { return name.value == row.id.value; });
      if (names && case_.decide(case_.holds(other.when), other.id.value)) return true;
    }
    return false;
  }

  // Those that could hold if coverage applies.
  std::string open_rows() {
    std::string ids;
    for (const rules::CoverageRowSyntax& row : rules_.coverage->rows) {
      if (!case_.holds(row.when).is_false()) ids += (ids.empty() ? "" : "+") + row.id.value;
    }
    return ids;
  }

  void note_open_rows() {
    for (const rules::CoverageRowSyntax& row : rules_.coverage->rows) {
      if (!case_.holds(row.when).is_false()) findings_.active.insert(row.id.value);
    }
  }

  Ids passed_limits(const rules::CoverageRowSyntax& row) {
    Ids passed;
    for (const auto& [name, granted] : row.limits) {
      if (granted.value == "null" || case_.evaluate(granted).is(Kind::none)) continue;
      for (const rules::LimitSyntax& limit : rules_.limits) {
        if (limit.name.value != name.value) continue;
        if (case_.decide(is_passed(case_, limit, granted), limit.id.value)) passed.insert(limit.id.value);
      }
    }
    return passed;
  }

  Case& case_;
  const Book& book_;
  const rules::RuleSet& rules_;
  Findings& findings_;
  CoverageResult result_;
};

/// Which row covers, as a value that conditions ask for.
class Covering {
 public:
  explicit Covering(Case& one) : case_(one), rules_(one.book().rules()), coverage_(*rules_.coverage) {}

  Thing find() {
    for (const rules::CoverageRowSyntax& row : coverage_.rows) {
      const Thing stands = holds(row);
      const Thing over = is_over(row);
      if (!coverage_.choose.is_union()) {
        if (stands.is_false()) continue;
        if (!stands.is_true() || !over.is(Kind::boolean)) return undefined();
        return over.is_true() ? none() : text_of(row.id.value);
      }
      if (stands.is_false() || over.is_true()) continue;
      if (!stands.is_true() || !over.is_false()) return undefined();
      return text_of(row.id.value);
    }
    return none();
  }

 private:
  Thing own(const rules::CoverageRowSyntax& row) {
    const Thing applies = case_.holds(coverage_.applies);
    const Thing when = case_.holds(row.when);
    if (applies.is_false() || when.is_false()) return truth(false);
    return applies.is_true() && when.is_true() ? truth(true) : undefined();
  }

  Thing holds(const rules::CoverageRowSyntax& row) {
    Thing stands = own(row);
    for (const rules::CoverageRowSyntax& other : coverage_.rows) {
      const bool replaces = std::any_of(other.instead_of.begin(), other.instead_of.end(),
                                        [&](const rules::Text& name) { return name.value == row.id.value; });
      if (!replaces) continue;
      const Thing replaced = own(other);
      if (stands.is_false() || replaced.is_true()) return truth(false);
      if (!replaced.is_false()) stands = undefined();
    }
    return stands;
  }

  Thing is_over(const rules::CoverageRowSyntax& row) {
    Thing over = truth(false);
    for (const auto& [name, granted] : row.limits) {
      if (granted.value == "null") continue;
      for (const rules::LimitSyntax& limit : rules_.limits) {
        if (limit.name.value != name.value) continue;
        const Thing passed = is_passed(case_, limit, granted);
        if (passed.is_true()) over = passed;
        if (!passed.is(Kind::boolean) && !over.is_true()) over = passed;
      }
    }
    return over;
  }

  Case& case_;
  const rules::RuleSet& rules_;
  const rules::CoverageSyntax& coverage_;
};

}  // namespace

Thing row_that_covers(Case& one) { return Covering(one).find(); }

CoverageResult settle_coverage(Case& one, Findings& findings) { return CoverageSettler(one, findings).find(); }

}  // namespace warrantor::reference
