#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "expr/check.hpp"

namespace warrantor::expr {
namespace {

constexpr std::string_view truth_help = "write `true` or `false`";

bool is_number(const Syntax& syntax, SyntaxIndex index, std::size_t least_digits, std::size_t most_digits) {
  const SyntaxNode& node = syntax.at(index);
  return node.kind == SyntaxKind::number_literal && base::is_all_digits(node.text) &&
         node.text.size() >= least_digits && node.text.size() <= most_digits;
}

std::string two_digits(const std::string& text) { return text.size() < 2 ? "0" + text : text; }

}  // namespace

// Constants of a rule set have names; only what is written out has the form of a wrong type.
bool Checker::is_written_out(NodeId id) const {
  const Node& node = program_.node(id);
  if (node.op == Op::negate) return is_written_out(program_.children_of(node)[0]);
  if (node.op != Op::constant) return false;
  const std::string_view written = program_.text_of(node);
  return !written.empty() && (base::is_digit(written[0]) || written[0] == '.' || written[0] == '"' ||
                              written[0] == '@' || node.type.kind == ValueType::boolean);
}

std::string Checker::help_for_text(std::string_view written) const {
  if (bare_values_) {
    return "write texts in double quotes inside single quotes: `'\"" + std::string(written) + "\"'`";
  }
  return "a text stands in quotes: `\"" + std::string(written) + "\"`";
}

std::string Checker::help_for_literal(const Type& wanted, NodeId literal) const {
  if (!wanted.is_single() || !is_written_out(literal)) return {};
  switch (wanted.kind) {
    case ValueType::text:
      return help_for_text(program_.text_of(program_.node(literal)));
    case ValueType::boolean:
      return std::string(truth_help);
    case ValueType::date:
      return "write a date as `2024-01-10`";
    default:
      return {};
  }
}

// A setting or a column of bare digits is a number until it says otherwise.
std::string Checker::help_for_wrong_type(const Type& wanted, NodeId found) const {
  std::string help = help_for_literal(wanted, found);
  const Node& node = program_.node(found);
  const bool is_named = (node.op == Op::constant && !is_written_out(found)) || node.op == Op::definition;
  const bool is_number = node.type.kind == ValueType::number || node.type.kind == ValueType::decimal;
  const bool takes_digits =
      wanted.kind == ValueType::months || wanted.kind == ValueType::days || wanted.kind == ValueType::money;
  if (!help.empty() || !is_named || !is_number || !takes_digits || !wanted.is_single() || !node.type.is_single())
    return help;
  return "where a setting or a column of a lookup gives it, say `type: " + std::string(name_of(wanted.kind)) +
         "` there";
}

std::string Checker::help_for_span(NodeId number) const {
  if (!is_written_out(number)) return "declare the number as of type months or days";
  const std::string digits(program_.text_of(program_.node(number)));
  return "say of what: `duration(\"P" + digits + "D\")` of days, `duration(\"P" + digits + "M\")` of months";
}

std::string Checker::help_for_literals(NodeId left, NodeId right) const {
  std::string help = help_for_literal(type_of(left), right);
  return help.empty() ? help_for_literal(type_of(right), left) : help;
}

std::optional<std::string> Checker::help_for_truth_word(std::string_view word) {
  constexpr std::array<std::string_view, 6> words{"yes", "no", "on", "off", "true", "false"};
  const auto* found = std::find_if(words.begin(), words.end(),
                                   [word](std::string_view known) { return base::equal_ignoring_case(known, word); });
  if (found == words.end()) return std::nullopt;
  return std::string(truth_help);
}

// `2024/1/5` and `2024-1-5` are two divisions or differences of numbers.
std::optional<std::string> Checker::date_meant(const SyntaxNode& syntax) const {
  if (syntax.kind != SyntaxKind::divide && syntax.kind != SyntaxKind::subtract) return std::nullopt;
  const SyntaxNode& front = syntax_.at(syntax.children[0]);
  if (front.kind != syntax.kind || !is_number(syntax_, front.children[0], 4, 4) ||
      !is_number(syntax_, front.children[1], 1, 2) || !is_number(syntax_, syntax.children[1], 1, 2)) {
    return std::nullopt;
  }
  return syntax_.at(front.children[0]).text + '-' + two_digits(syntax_.at(front.children[1]).text) + '-' +
         two_digits(syntax_.at(syntax.children[1]).text);
}

std::string_view help_for_function(std::string_view name) {
  struct Meant {
    std::string_view name;
    std::string_view help;
  };
  constexpr std::string_view no_today =
      "a decision never depends on the day on which it is made: state the date as a fact";
  constexpr std::array<Meant, 8> others{{{"today", no_today},
                                         {"now", no_today},
                                         {"round", "say which way: `round half up(n, scale)`"},
                                         {"trunc", "write `round down(n, scale)`"},
                                         {"average", "write `mean(list)`"},
                                         {"len", "`string length(text)` counts characters, `count(list)` entries"},
                                         {"length", "`string length(text)` counts characters, `count(list)` entries"},
                                         {"concat", "texts are joined by `+`"}}};
  const auto* const found = std::find_if(others.begin(), others.end(), [&](const Meant& m) { return m.name == name; });
  return found == others.end() ? std::string_view() : found->help;
}

std::string help_for_values(const Domain& domain) {
  constexpr std::size_t most = 6;
  std::string values;
  for (std::size_t i = 0; i < domain.values.size() && i < most; ++i) {
    values += (i == 0 ? "`" : ", `") + domain.values[i].name + "`";
  }
  return values.empty() ? "" : "it takes " + values + (domain.values.size() > most ? ", …" : "");
}

std::string help_for_members(const ValueList& list) {
  constexpr std::size_t most = 3;
  std::string names;
  for (std::size_t i = 0; i < list.members.size() && i < most; ++i) {
    names += (i == 0 ? "`" : ", `") + list.name + "." + list.members[i].name + "`";
  }
  return "each of its values is true or false by itself: " + names + (list.members.size() > most ? ", …" : "");
}

}  // namespace warrantor::expr
