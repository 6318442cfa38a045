#include "engine/limits.hpp"

#include "base/checked.hpp"

namespace warrantor::engine {
namespace {

LimitResult limit_of(const policy::Program& program, expr::Evaluator& evaluator, const policy::RowLimit& row_limit) {
  const policy::Limit& limit = program.limits[row_limit.limit];
  LimitResult result;
  result.limit = &limit.info;
  result.name = limit.name;
  result.subject = program.code.text_of(program.code.node(limit.actual));
  result.is_date = limit.is_period;
  result.unit = limit.unit;
  result.allowed_type = program.code.node(row_limit.allowed).type.kind;
  result.allowed = evaluator.evaluate(row_limit.allowed);
  if (limit.start) result.start = evaluator.evaluate(*limit.start);
  if (limit.extended) result.extended_by = evaluator.evaluate(*limit.extended);
  result.last = evaluator.evaluate(row_limit.last);
  result.actual = evaluator.evaluate(limit.actual);
  if (result.last.is_known() && result.actual.is_known()) {
    const auto margin = base::checked_subtract(result.last.as_integer(), result.actual.as_integer());
    if (margin) result.margin = Value::integer(*margin);
  }
  result.passed = evaluator.evaluate(row_limit.passed);
  return result;
}

}  // namespace

std::vector<LimitResult> limits_of(const policy::Program& program, expr::Evaluator& evaluator,
                                   const policy::CoverageRow& row) {
  std::vector<LimitResult> limits;
  limits.reserve(row.limits.size());
  for (const policy::RowLimit& limit : row.limits) limits.push_back(limit_of(program, evaluator, limit));
  return limits;
}

}  // namespace warrantor::engine
