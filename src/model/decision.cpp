#include <warrantor/decision.hpp>

#include <algorithm>
#include <cassert>

namespace warrantor {

std::string_view name_of(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::approved:
      return "approved";
    case Outcome::partial:
      return "partial";
    case Outcome::denied:
      return "denied";
    case Outcome::needs_information:
      return "needs_information";
    case Outcome::referred:
      return "referred";
  }
  return {};
}

std::string_view name_of(Stage stage) noexcept {
  switch (stage) {
    case Stage::validity:
      return "validity";
    case Stage::coverage:
      return "coverage";
    case Stage::adjustments:
      return "adjustments";
    case Stage::exclusions:
      return "exclusions";
    case Stage::responsibility:
      return "responsibility";
    case Stage::advances:
      return "advances";
    case Stage::approvals:
      return "approvals";
    case Stage::grants:
      return "grants";
    case Stage::steps:
      return "steps";
  }
  return {};
}

std::string_view name_of(Relation relation) noexcept {
  switch (relation) {
    case Relation::equal:
      return "=";
    case Relation::not_equal:
      return "!=";
    case Relation::less:
      return "<";
    case Relation::less_equal:
      return "<=";
    case Relation::greater:
      return ">";
    case Relation::greater_equal:
      return ">=";
    case Relation::in:
      return "in";
    case Relation::not_in:
      return "not in";
  }
  return {};
}

bool CoverageResult::covers() const noexcept {
  return std::all_of(limits.begin(), limits.end(), [](const LimitResult& limit) { return limit.passed.is_false(); });
}

Outcome combine(const std::vector<LineDecision>& lines) noexcept {
  assert(!lines.empty());
  for (const Outcome open : {Outcome::needs_information, Outcome::referred}) {
    const auto has_it = [open](const LineDecision& line) { return line.outcome == open; };
    if (std::any_of(lines.begin(), lines.end(), has_it)) return open;
  }
  const Outcome first = lines.front().outcome;
  const bool agreed =
      std::all_of(lines.begin(), lines.end(), [first](const LineDecision& line) { return line.outcome == first; });
  return agreed ? first : Outcome::partial;
}

}  // namespace warrantor
