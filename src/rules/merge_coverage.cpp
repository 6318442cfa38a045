#include <utility>

#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

void guard_rows(const Condition& applies, std::vector<CoverageRowSyntax>& rows) {
  for (CoverageRowSyntax& row : rows) row.when = both(applies, std::move(row.when));
}

Condition either(Condition first, Condition second) {
  if (first.kind == Condition::Kind::always) return first;
  if (second.kind == Condition::Kind::always) return second;
  Condition any;
  any.kind = Condition::Kind::any;
  any.place = first.place;
  any.children.push_back(std::move(first));
  any.children.push_back(std::move(second));
  return any;
}

void append(std::vector<CoverageRowSyntax> more, std::vector<CoverageRowSyntax>& rows) {
  for (CoverageRowSyntax& row : more) rows.push_back(std::move(row));
}

}  // namespace

CoverageSyntax of_version(Context& context, CoverageSyntax coverage) {
  if (context.version() == 0) return coverage;
  guard_rows(coverage.applies, coverage.rows);
  ValidSyntax valid;
  valid.version = context.version();
  coverage.applies = both(context.in_force(valid), std::move(coverage.applies));
  coverage.of_versions = true;
  return coverage;
}

void add_coverage(CoverageSyntax more, CoverageSyntax& coverage) {
  if (!coverage.of_versions) guard_rows(coverage.applies, coverage.rows);
  if (!more.of_versions) guard_rows(more.applies, more.rows);
  coverage.of_versions = true;
  coverage.applies = either(std::move(coverage.applies), std::move(more.applies));
  if (!coverage.choose.text.given()) coverage.choose = std::move(more.choose);
  if (coverage.expiry_takes.empty()) coverage.expiry_takes = std::move(more.expiry_takes);
  append(std::move(more.rows), coverage.rows);
}

void extend_coverage(CoverageSyntax more, CoverageSyntax& coverage) {
  if (more.applies.kind != Condition::Kind::always) {
    guard_rows(coverage.applies, coverage.rows);
    guard_rows(more.applies, more.rows);
    coverage.applies = either(std::move(coverage.applies), std::move(more.applies));
  }
  if (more.choose.text.given()) coverage.choose = std::move(more.choose);
  if (!more.expiry_takes.empty()) coverage.expiry_takes = std::move(more.expiry_takes);
  append(std::move(more.rows), coverage.rows);
}

}  // namespace warrantor::rules
