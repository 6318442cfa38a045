#include "expr/expression.hpp"

#include <utility>

#include <warrantor/claim.hpp>

#include "base/text.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {

namespace {

constexpr std::int64_t months_a_year = 12;

std::string months_text(std::int64_t months) {
  std::string text = months < 0 ? "-P" : "P";
  const std::int64_t years = months / months_a_year;
  const std::int64_t rest = months % months_a_year;
  if (years != 0) text += std::to_string(years < 0 ? -years : years) + 'Y';
  if (rest != 0 || years == 0) text += std::to_string(rest < 0 ? -rest : rest) + 'M';
  return text;
}

std::string days_text(std::int64_t days) {
  return (days < 0 ? "-P" : "P") + std::to_string(days < 0 ? -days : days) + 'D';
}

std::string text_of(const Schema& schema, const Type& type, const Value& value) {
  if (type.kind == ValueType::months) return months_text(value.as_integer());
  if (type.kind == ValueType::days) return days_text(value.as_integer());
  return format_value(schema, type.kind, type.domain, value);
}

Outcome outcome_of(const Schema& schema, const Type& type, const Value& value) {
  Outcome outcome;
  outcome.knowledge = value.knowledge();
  outcome.type = type.kind;
  if (value.is_known()) outcome.text = text_of(schema, type, value);
  return outcome;
}

// Known where it is known of every entry that it is one, and what it is.
Outcome list_outcome(Evaluator& evaluator, NodeId list, const Schema& schema, const Type& type) {
  Outcome outcome;
  outcome.type = type.kind;
  outcome.is_list = true;
  Entries entries;
  if (!evaluator.entries_of(list, entries)) return outcome;
  Value open = Value::boolean(true);
  for (const Entry& entry : entries) {
    for (const Value value : {entry.member, entry.value}) {
      if (value.is_unknown() || (value.is_undefined() && open.is_known())) open = value;
    }
    outcome.items.push_back(outcome_of(schema, type.entry(), entry.value));
  }
  outcome.knowledge = open.knowledge();
  return outcome;
}

// As the language writes a text: only what must be is escaped.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
      case '\\':
        result += '\\';
        result += c;
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        result += c;
    }
  }
  return result + '"';
}

}  // namespace

std::string written(const Outcome& outcome) {
  switch (outcome.knowledge) {
    case Knowledge::known:
      break;
    case Knowledge::none:
      return "none";
    case Knowledge::unknown:
      return "unknown";
    case Knowledge::undefined:
      return "undefined";
  }
  if (outcome.is_list) {
    std::vector<std::string> items;
    for (const Outcome& item : outcome.items) items.push_back(written(item));
    return '[' + base::join(items, ", ") + ']';
  }
  const bool is_text = outcome.type == ValueType::text || outcome.type == ValueType::enumeration;
  return is_text ? quoted(outcome.text) : outcome.text;
}

std::string type_of(const Outcome& outcome) {
  return (outcome.is_list ? "list of " : "") + std::string(name_of(outcome.type));
}

Expected<Expression, std::vector<Fault>> Expression::compile(std::string_view text, Program program,
                                                             const Schema& schema, Names& names) {
  std::vector<Fault> faults;
  Checker checker(program, schema, names, [&faults](Fault fault) { faults.push_back(std::move(fault)); });
  const auto root = checker.expression(text, std::nullopt);
  if (!root) return faults;
  const Type& type = program.node(*root).type;
  if (!type.is_single() && !type.is_list_of_values()) {
    faults.push_back({codes::not_supported,
                      {0, static_cast<std::uint32_t>(text.size())},
                      "this is " + describe(type, schema) + ", which is no value by itself",
                      "ask for something of it: `count(…)`, `some x in … satisfies …`"});
    return faults;
  }
  return Expression(std::move(program), *root);
}

Outcome Expression::evaluate(const Schema& schema, const FactValues& facts, Observer* observer) const {
  Evaluator evaluator(program_, schema, facts, observer);
  const Type& type = program_.node(root_).type;
  Outcome outcome =
      type.is_list ? list_outcome(evaluator, root_, schema, type) : outcome_of(schema, type, evaluator.evaluate(root_));
  if (outcome.knowledge != Knowledge::unknown) return outcome;
  std::vector<FactId> unknown;
  evaluator.collect_unknown(root_, unknown);
  for (const FactId fact : unknown) outcome.hangs_on.push_back(schema.fact(fact).name);
  return outcome;
}

}  // namespace warrantor::expr
