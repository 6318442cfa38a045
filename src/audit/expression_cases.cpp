#include "audit/expression_cases.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "expr/codes.hpp"

namespace warrantor::audit {

namespace {

using expr::Op;

/// Looks for values that this language takes for unknown and the standard does not: an `if` whose condition is unknown,
/// `=` and `!=` with an unknown operand.
class DeviationFinder final : public expr::Observer {
 public:
  explicit DeviationFinder(const expr::Program& program) : program_(program) {}

  void evaluated(expr::NodeId id, Value value) override {
    if (value.is_unknown()) unknown_[id] = true;
    const expr::Node& node = program_.node(id);
    const auto operands = program_.children_of(node);
    const bool equals = node.op == Op::equal || node.op == Op::not_equal;
    if (node.op == Op::conditional || equals) found_ = found_ || is_unknown(operands[0]);
    if (equals) found_ = found_ || is_unknown(operands[1]);
  }
  [[nodiscard]] bool found() const noexcept { return found_; }

 private:
  [[nodiscard]] bool is_unknown(expr::NodeId id) const { return unknown_.contains(id); }

  const expr::Program& program_;
  std::map<expr::NodeId, bool> unknown_;
  bool found_ = false;
};

// `1.50` as `1.5`, `-0.0` as `0`.
std::string plain_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::string digits(text.substr(negative ? 1 : 0));
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.pop_back();
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty() || digits.front() == '.') digits.insert(0, 1, '0');
  return negative && digits != "0" ? '-' + digits : digits;
}

/// A duration as a number of months or of days.
struct Span {
  bool is_months = false;
  std::int64_t count = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// `-P1Y8M`, `P10D`, `PT0S`. Nothing for what has hours or seconds.
std::optional<Span> span_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  if (text == "T0S") return Span{};
  Span span;
  while (!text.empty()) {
    const std::size_t unit = text.find_first_not_of("0123456789");
    const auto number = base::parse_integer(text.substr(0, unit));
    if (unit == std::string_view::npos || !number || !number->fits) return std::nullopt;
    const char letter = text[unit];
    if (letter != 'Y' && letter != 'M' && letter != 'D') return std::nullopt;
    span.is_months = letter != 'D';
    span.count += number->number * (letter == 'Y' ? 12 : 1);
    text.remove_prefix(unit + 1);
  }
  if (negative) span.count = -span.count;
  return span;
}

bool fits_kind(ValueType type, std::string_view stated) {
  switch (type) {
    case ValueType::boolean:
      return stated == "boolean";
    case ValueType::number:
    case ValueType::decimal:
      return stated == "decimal";
    case ValueType::date:
      return stated == "date";
    case ValueType::months:
    case ValueType::days:
      return stated == "duration";
    case ValueType::text:
      return stated == "string";
    default:
      return false;
  }
}

bool meets(const expr::Outcome& outcome, const StatedValue& expected) {
  if (expected.is_null()) return outcome.knowledge != Knowledge::known;
  if (outcome.knowledge != Knowledge::known || outcome.is_list != (expected.type == "list")) return false;
  if (outcome.is_list) {
    return std::equal(outcome.items.begin(), outcome.items.end(), expected.items.begin(), expected.items.end(), meets);
  }
  if (!fits_kind(outcome.type, expected.type)) return false;
  if (expected.type == "decimal") return plain_number(outcome.text) == plain_number(expected.text);
  if (expected.type == "duration") {
    const auto wanted = span_of(expected.text);
    return wanted && span_of(outcome.text) == wanted;
  }
  return outcome.text == expected.text;
}

// A list that would have to stand for its only element has no type that fits.
bool wants_only_element(const ExpressionCase& test, const expr::Fault& fault) {
  if (fault.code != expr::codes::type_mismatch || test.expected.is_null()) return false;
  const auto syntax = expr::parse_expression(test.expression);
  return syntax && std::any_of(syntax->nodes.begin(), syntax->nodes.end(), [](const expr::SyntaxNode& node) {
           return node.kind == expr::SyntaxKind::list && node.children.size() == 1;
         });
}

CaseKind kind_of_refused(const ExpressionCase& test, const expr::LoneFault& fault) {
  if (test.is_error && !fault.given) return CaseKind::passes;
  return wants_only_element(test, fault.fault) ? CaseKind::deviates : CaseKind::unsupported;
}

CaseKind kind_of_outcome(const ExpressionCase& test, const expr::Outcome& outcome, bool deviates) {
  if (test.is_error && outcome.knowledge == Knowledge::none) return CaseKind::wrong;
  if (meets(outcome, test.expected)) return CaseKind::passes;
  return deviates && outcome.knowledge == Knowledge::unknown ? CaseKind::deviates : CaseKind::wrong;
}

std::string written(const StatedValue& value) {
  if (value.is_null()) return "null";
  if (value.type != "list") return value.text;
  std::vector<std::string> items;
  for (const StatedValue& item : value.items) items.push_back(written(item));
  return '[' + base::join(items, ", ") + ']';
}

// Line ends and what is around them as one blank.
std::string on_one_line(std::string_view text) {
  std::string result;
  for (const std::string_view line : base::split(text, '\n')) {
    const std::string_view trimmed = base::trim(line);
    if (!trimmed.empty()) result += (result.empty() ? "" : " ") + std::string(trimmed);
  }
  return result;
}

}  // namespace

std::string_view name_of(CaseKind kind) noexcept {
  switch (kind) {
    case CaseKind::passes:
      return "pass";
    case CaseKind::deviates:
      return "deviates";
    case CaseKind::unsupported:
      return "unsupported";
    case CaseKind::wrong:
      break;
  }
  return "wrong";
}

CaseResult run_expression_case(const ExpressionCase& test) {
  const auto expression = expr::LoneExpression::compile(test.expression, test.given);
  if (!expression) {
    const expr::LoneFault& fault = expression.error().front();
    return {kind_of_refused(test, fault), "refused: " + fault.fault.message};
  }
  DeviationFinder deviations(expression->program());
  const expr::Outcome outcome = expression->evaluate(&deviations);
  return {kind_of_outcome(test, outcome, deviations.found()), written(outcome)};
}

std::string describe(const ExpressionCase& test, const CaseResult& result) {
  std::string text = std::string(name_of(result.kind)) + ' ' + test.suite + ' ' + test.id + ": ";
  text += on_one_line(test.expression) + " → " + on_one_line(result.came_to);
  if (result.kind != CaseKind::passes) text += ", expected " + on_one_line(written(test.expected));
  return text;
}

void CaseTotals::add(CaseKind kind) noexcept {
  switch (kind) {
    case CaseKind::passes:
      ++passes;
      break;
    case CaseKind::deviates:
      ++deviates;
      break;
    case CaseKind::unsupported:
      ++unsupported;
      break;
    case CaseKind::wrong:
      ++wrong;
      break;
  }
}

std::string describe(const CaseTotals& totals) {
  return "pass " + std::to_string(totals.passes) + ", deviates " + std::to_string(totals.deviates) + ", unsupported " +
         std::to_string(totals.unsupported) + ", wrong " + std::to_string(totals.wrong);
}

}  // namespace warrantor::audit
