#include <algorithm>

#include "base/text.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::Condition;
using rules::Text;

}  // namespace

// Whether a test that holds says that its subject is there. `null` passes `not(…)` and `!=`, and it may be what a name
// stands for.
bool NameTable::says_present(const std::string& test) const {
  const std::string_view text = base::trim(test);
  if (text == "not(null)") return true;
  const bool excludes_null = text != "-" && !text.starts_with("not") && text.find("null") == std::string_view::npos &&
                             text.find("!=") == std::string_view::npos;
  return excludes_null && !entries_.contains(text);
}

void NameTable::collect_guards_of(const Condition& condition, expr::Guards& guards) const {
  switch (condition.kind) {
    case Condition::Kind::all:
      for (const Condition& child : condition.children) collect_guards_of(child, guards);
      return;
    case Condition::Kind::test:
      if (std::all_of(condition.tests.begin(), condition.tests.end(),
                      [this](const Text& test) { return says_present(test.value); })) {
        guards.insert(condition.subject.value);
      }
      return;
    case Condition::Kind::expression:
      if (const auto syntax = expr::parse_expression(condition.expression.value)) {
        expr::collect_guards(*syntax, syntax->root, true, guards);
      }
      return;
    default:
      return;
  }
}

std::optional<NodeId> NameTable::condition(const Condition& condition) { return condition_within(condition, {}); }

expr::Guards NameTable::present_in(const std::vector<const Condition*>& conditions) const {
  expr::Guards guards;
  for (const Condition* condition : conditions) collect_guards_of(*condition, guards);
  return guards;
}

std::optional<NodeId> NameTable::conditions(const std::vector<const Condition*>& all,
                                            const std::vector<const Condition*>& given) {
  const expr::Guards known = present_in(given);
  std::vector<const Condition*> written;
  for (const Condition* part : all) {
    if (part->kind != Condition::Kind::always) written.push_back(part);
  }
  if (written.empty()) return constant(Value::boolean(true), Type::boolean());
  return join(Op::conjunction, written, known);
}

std::optional<NodeId> NameTable::condition_within(const Condition& condition, const expr::Guards& guards) {
  switch (condition.kind) {
    case Condition::Kind::always:
      return constant(Value::boolean(true), Type::boolean());
    case Condition::Kind::test:
      return test(condition, guards);
    case Condition::Kind::expression:
      return checker(condition.expression.place).condition(condition.expression.value, guards);
    case Condition::Kind::negation: {
      const auto operand = condition_within(condition.children.front(), guards);
      if (!operand) return std::nullopt;
      return add(Op::negation, Type::boolean(), {*operand});
    }
    case Condition::Kind::all:
    case Condition::Kind::any:
      break;
  }
  std::vector<const Condition*> children;
  children.reserve(condition.children.size());
  for (const Condition& child : condition.children) children.push_back(&child);
  return join(condition.kind == Condition::Kind::all ? Op::conjunction : Op::disjunction, children, guards);
}

std::optional<NodeId> NameTable::join(Op op, const std::vector<const Condition*>& parts, const expr::Guards& guards) {
  std::vector<NodeId> operands;
  bool sound = true;
  for (const Condition* part : parts) {
    expr::Guards known = guards;
    for (const Condition* other : parts) {
      if (op == Op::conjunction && other != part) collect_guards_of(*other, known);
    }
    const auto operand = condition_within(*part, known);
    if (operand) operands.push_back(*operand);
    sound = sound && operand.has_value();
  }
  if (!sound) return std::nullopt;
  return operands.size() == 1 ? operands.front() : add_all(op, operands);
}

std::optional<NodeId> NameTable::test(const Condition& condition, const expr::Guards& guards) {
  const auto subject = checker(condition.subject.place).subject(condition.subject.value);
  if (!subject) return std::nullopt;
  std::vector<NodeId> tests;
  for (const Text& text : condition.tests) {
    const auto node = checker(text.place).unary_tests(*subject, quoted_value(*subject, text.value), guards);
    if (!node) return std::nullopt;
    tests.push_back(*node);
  }
  if (tests.empty()) return std::nullopt;  // reported by the loader
  const NodeId any = any_of(tests);
  const bool asks_anything = std::any_of(condition.tests.begin(), condition.tests.end(),
                                         [](const Text& test) { return base::trim(test.value) == "-"; });
  if (!asks_anything) tests_.push_back({*subject, any, condition.tests.front().place});
  return any;
}

NodeId NameTable::any_of(const std::vector<NodeId>& tests) {
  if (tests.size() == 1) return tests.front();
  const auto is_equality = [this](NodeId test) { return program_.code.node(test).op == Op::equal; };
  if (!std::all_of(tests.begin(), tests.end(), is_equality)) return add_all(Op::disjunction, tests);
  std::vector<NodeId> values{program_.code.children_of(program_.code.node(tests.front()))[0]};
  for (const NodeId test : tests) values.push_back(program_.code.children_of(program_.code.node(test))[1]);
  return add_all(Op::one_of, values);
}

}  // namespace warrantor::policy
