#include <array>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {
Checker::Checked Checker::check_list_operand(SyntaxIndex index, std::string_view user) {
  const Checked list = check(index, std::nullopt);
  if (!list) return std::nullopt;
  const Type& type = type_of(*list);
  if (type.is_list_of_records() || type.is_list) return list;
  return fail(codes::type_mismatch, syntax_.at(index).range,
              std::string(user) + " needs a list, but this is " + describe(type, schema_));
}

// `x in 1..5` goes through whole numbers.
Checker::Checked Checker::check_bound_list(SyntaxIndex index, std::string_view user) {
  const SyntaxNode& syntax = syntax_.at(index);
  if (syntax.kind != SyntaxKind::range) return check_list_operand(index, user);
  Checked ends[2];
  for (const std::size_t end : {0U, 1U}) {
    ends[end] = check(syntax.children[end], Type::of(ValueType::number));
    const SyntaxNode& written = syntax_.at(syntax.children[end]);
    if (!ends[end] || !require_type(*ends[end], Type::of(ValueType::number), written) ||
        !require_present(*ends[end], written))
      return std::nullopt;
  }
  if (!syntax.closed_low || !syntax.closed_high) return unsupported(syntax, "going through a range without its ends");
  return add(Op::sequence, Type::of(ValueType::number).list_of_these(), syntax, {*ends[0], *ends[1]});
}

void Checker::push_variable(std::string name, NodeId list) {
  Type type = type_of(list);
  if (type.is_list_of_records()) {
    type.is_record = true;
  } else {
    type = type.entry();
  }
  variables_.push_back({std::move(name), type, static_cast<std::uint32_t>(variables_.size())});
}

Checker::Checked Checker::check_quantified(const SyntaxNode& syntax) {
  const Checked list = check_bound_list(syntax.children[0],
                                        "`" + std::string(syntax.kind == SyntaxKind::some ? "some" : "every") + "`");
  if (!list) return std::nullopt;
  push_variable(syntax.text, *list);
  const Checked condition = check_truth(syntax.children[1], {});
  variables_.pop_back();
  if (!condition) return std::nullopt;
  return add(syntax.kind == SyntaxKind::some ? Op::some : Op::every, Type::boolean(), syntax, {*list, *condition});
}

// A condition that entries must meet, or the place of one entry. A single value counts as a list of one.
Checker::Checked Checker::check_filter(const SyntaxNode& syntax) {
  Checked list = check(syntax.children[0], std::nullopt);
  if (!list) return std::nullopt;
  if (type_of(*list).is_single() && !type_of(*list).is_null) list = make_list(syntax_.at(syntax.children[0]), {*list});
  if (!list) return std::nullopt;
  if (!type_of(*list).is_list_of_records() && !type_of(*list).is_list) {
    return fail(codes::type_mismatch, syntax_.at(syntax.children[0]).range,
                "`[…]` needs a list, but this is " + describe(type_of(*list), schema_));
  }
  push_variable("", *list);
  const SyntaxNode& inner = syntax_.at(syntax.children[1]);
  const Checked condition = check(syntax.children[1], Type::boolean());
  variables_.pop_back();
  if (!condition) return std::nullopt;
  if (type_of(*condition).is_single() && !type_of(*condition).is_null && type_of(*condition).kind == ValueType::number)
    return check_element(syntax, *list, *condition);
  if (!require_boolean(*condition, inner)) return std::nullopt;
  return add(Op::filter, type_of(*list), syntax, {*list, *condition});
}

Checker::Checked Checker::check_path(const SyntaxNode& syntax) {
  const Checked object = check(syntax.children[0], std::nullopt);
  if (!object) return std::nullopt;
  const Type type = type_of(*object);
  if (type.kind == ValueType::date || is_duration(type)) return check_property(syntax, *object);
  if (type.kind != ValueType::records) {
    return fail(codes::unknown_member, syntax.operator_range, describe(type, schema_) + " has no members");
  }
  const auto field = schema_.find_field(type.table, syntax.text);
  if (!field) {
    base::NearestName nearest(syntax.text);
    for (const FactId id : schema_.table(type.table).fields) nearest.offer(schema_.fact(id).name);
    return fail(codes::unknown_member, syntax.operator_range,
                "a record of `" + schema_.table(type.table).name + "` has no `" + syntax.text + "`",
                nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : "");
  }
  Type member = type_of_fact(schema_, *field);
  NodeId id{};
  if (type.is_record) {
    id = add(Op::field, member, syntax, {});
    program_.nodes[index_of(id)].index = program_.node(*object).index;
  } else {
    member.is_list = true;
    id = add(Op::project, member, syntax, {*object});
  }
  program_.nodes[index_of(id)].fact = *field;
  return id;
}

Checker::Checked Checker::check_call(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const std::string& name = syntax.text;
  if (!syntax.argument_names.empty()) {
    return fail(codes::not_supported, syntax.argument_names.front().range, "a named argument is not supported here",
                "write the arguments in their order, without names");
  }
  if (name == "not") return check_not(syntax);
  if (const ListFunction* const function = find_list_function(name)) return check_list_call(syntax, *function, hint);
  if (name == "date") return check_date_call(syntax);
  if (name == "duration") return check_duration_call(syntax);
  static constexpr std::array<std::string_view, 16> known{
      "not", "count",         "max",    "min",         "date",    "duration",        "sum",      "mean",
      "all", "list contains", "append", "concatenate", "reverse", "distinct values", "index of", "any"};
  base::NearestName nearest(name);
  for (const std::string_view function : known) nearest.offer(function);
  return fail(codes::not_supported, syntax.operator_range, "the function `" + name + "` is not supported",
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?"
                             : "there are all, any, count, date, duration, max, mean, min, not, sum and some more");
}

Checker::Checked Checker::check_not(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1) return fail(codes::wrong_arguments, syntax.range, "`not` takes one condition");
  const Checked operand = check_truth(syntax.children[0], {});
  if (!operand) return std::nullopt;
  return add(Op::negation, Type::boolean(), syntax, {*operand});
}

Checker::Checked Checker::check_date_call(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1 || syntax_.at(syntax.children[0]).kind != SyntaxKind::string_literal) {
    return fail(codes::wrong_arguments, syntax.range, "`date` takes one text, such as `date(\"2024-01-05\")`");
  }
  return check_date(syntax_.at(syntax.children[0]));
}

Checker::Checked Checker::check_duration_call(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1 || syntax_.at(syntax.children[0]).kind != SyntaxKind::string_literal) {
    return fail(codes::wrong_arguments, syntax.range, "`duration` takes one text, such as `duration(\"P36M\")`");
  }
  return check_duration(syntax_.at(syntax.children[0]));
}

// ISO 8601 as FEEL has it: P2Y, P36M, P1Y6M count months; P10D counts days. The two do not mix.
Checker::Checked Checker::check_duration(const SyntaxNode& literal) {
  constexpr std::size_t most_digits = 12;
  std::string_view rest = literal.text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const auto bad = [&] {
    return fail(codes::bad_literal, literal.range, "`" + literal.text + "` is not a duration of months or of days",
                "write `P36M`, `P3Y`, `P1Y6M` or `P10D`");
  };
  if (!rest.starts_with('P') || rest.size() < 3) return bad();
  rest.remove_prefix(1);
  std::array<std::int64_t, 3> parts{};  // years, months, days
  std::size_t next = 0;
  while (!rest.empty()) {
    const std::size_t digits = rest.find_first_not_of("0123456789");
    if (digits == 0 || digits > most_digits) return bad();
    const std::size_t unit = std::string_view("YMD").find(rest[digits]);
    if (unit == std::string_view::npos || unit < next) return bad();
    parts[unit] = base::parse_integer(rest.substr(0, digits))->number;
    next = unit + 1;
    rest.remove_prefix(digits + 1);
  }
  const std::int64_t months = parts[0] * 12 + parts[1];
  if (months != 0 && parts[2] != 0) return bad();
  const std::int64_t number = (next == 3 ? parts[2] : months) * (negative ? -1 : 1);
  return constant(Value::integer(number), Type::of(next == 3 ? ValueType::days : ValueType::months), literal);
}

}  // namespace warrantor::expr
