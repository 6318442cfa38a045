#include <array>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {
namespace {

bool is_record_list(const Type& type) { return type.kind == ValueType::records && !type.is_record; }

}  // namespace

Checker::Checked Checker::check_list_operand(SyntaxIndex index, std::string_view user) {
  const Checked list = check(index, std::nullopt);
  if (!list) return std::nullopt;
  const Type& type = type_of(*list);
  if (is_record_list(type) || type.is_list) return list;
  return fail(codes::type_mismatch, syntax_.at(index).range,
              std::string(user) + " needs a list, but this is " + describe(type, schema_));
}

Checker::Checked Checker::check_quantified(const SyntaxNode& syntax) {
  const Checked list = check_list_operand(syntax.children[0],
                                          "`" + std::string(syntax.kind == SyntaxKind::some ? "some" : "every") + "`");
  if (!list) return std::nullopt;
  if (!is_record_list(type_of(*list))) return unsupported(syntax, "going through a list of plain values");
  variables_.push_back({syntax.text, type_of(*list).table, static_cast<std::uint32_t>(variables_.size())});
  const Checked condition = check_truth(syntax.children[1], {});
  variables_.pop_back();
  if (!condition) return std::nullopt;
  return add(syntax.kind == SyntaxKind::some ? Op::some : Op::every, Type::boolean(), syntax, {*list, *condition});
}

Checker::Checked Checker::check_filter(const SyntaxNode& syntax) {
  const Checked list = check_list_operand(syntax.children[0], "`[…]`");
  if (!list) return std::nullopt;
  if (!is_record_list(type_of(*list))) return unsupported(syntax, "filtering a list of plain values");
  variables_.push_back({"", type_of(*list).table, static_cast<std::uint32_t>(variables_.size())});
  const Checked condition = check(syntax.children[1], Type::boolean());
  const bool sound = condition && require_boolean(*condition, syntax_.at(syntax.children[1]));
  variables_.pop_back();
  if (!sound) return std::nullopt;
  return add(Op::filter, type_of(*list), syntax, {*list, *condition});
}

Checker::Checked Checker::check_path(const SyntaxNode& syntax) {
  const Checked object = check(syntax.children[0], std::nullopt);
  if (!object) return std::nullopt;
  const Type type = type_of(*object);
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
  if (name == "not") return check_not(syntax);
  if (name == "count") return check_count(syntax);
  if (name == "max" || name == "min") return check_extreme(syntax, hint);
  if (name == "earliest" || name == "latest") return check_first_or_last(syntax);
  if (name == "date") return check_date_call(syntax);
  if (name == "duration") return check_duration_call(syntax);
  static constexpr std::array<std::string_view, 8> known{"not",  "count",    "max",      "min",
                                                         "date", "duration", "earliest", "latest"};
  base::NearestName nearest(name);
  for (const std::string_view function : known) nearest.offer(function);
  return fail(codes::not_supported, syntax.operator_range, "the function `" + name + "` is not supported",
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?"
                             : "there are count, date, duration, earliest, latest, max, min and not");
}

Checker::Checked Checker::check_not(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1) return fail(codes::wrong_arguments, syntax.range, "`not` takes one condition");
  const Checked operand = check_truth(syntax.children[0], {});
  if (!operand) return std::nullopt;
  return add(Op::negation, Type::boolean(), syntax, {*operand});
}

Checker::Checked Checker::check_count(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1) return fail(codes::wrong_arguments, syntax.range, "`count` takes one list");
  const Checked list = check_list_operand(syntax.children[0], "`count`");
  if (!list) return std::nullopt;
  return add(Op::count, Type::of(ValueType::number), syntax, {*list});
}

Checker::Checked Checker::check_extreme(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Op op = syntax.text == "min" ? Op::minimum : Op::maximum;
  if (syntax.children.empty())
    return fail(codes::wrong_arguments, syntax.range, "`" + syntax.text + "` takes a list or values");
  if (syntax.children.size() == 1) {
    const Checked list = check_list_operand(syntax.children[0], "`" + syntax.text + "`");
    if (!list) return std::nullopt;
    Type type = type_of(*list);
    const bool has_order = type.is_list && type.kind != ValueType::enumeration && type.kind != ValueType::text &&
                           type.kind != ValueType::vin && type.kind != ValueType::boolean;
    if (!has_order || program_.node(*list).op != Op::project) {
      return fail(codes::type_mismatch, syntax.range, "`" + syntax.text + "` needs a list of numbers, amounts or dates",
                  "name the field: `list.field`");
    }
    type.is_list = false;
    type.optional = false;
    return add(op, type, syntax, {*list});
  }
  std::vector<NodeId> values;
  std::optional<Type> wanted = hint;
  for (const bool literals : {false, true}) {
    for (const SyntaxIndex argument : syntax.children) {
      if (takes_type_from_beside(syntax_, argument) != literals) continue;
      const Checked value = check(argument, wanted);
      if (!value || !require_present(*value, syntax_.at(argument))) return std::nullopt;
      if (!values.empty() && !compare(Op::less, values.front(), *value, syntax)) return std::nullopt;
      wanted = type_of(*value);
      values.push_back(*value);
    }
  }
  Node node;
  node.op = op;
  node.type = type_of(values.front());
  node.source = source_;
  node.range = syntax.range;
  return program_.add(node, std::span<const NodeId>(values));
}

Checker::Checked Checker::check_first_or_last(const SyntaxNode& syntax) {
  if (syntax.children.size() < 2) {
    return fail(codes::wrong_arguments, syntax.range, "`" + syntax.text + "` takes two dates or more");
  }
  Type type = Type::of(ValueType::date);
  type.optional = true;
  std::vector<NodeId> dates;
  for (const SyntaxIndex argument : syntax.children) {
    const Checked date = check(argument, Type::of(ValueType::date));
    if (!date) return std::nullopt;
    const Type& given = type_of(*date);
    if (!given.is_single() || given.is_null || given.kind != ValueType::date) {
      return fail(codes::type_mismatch, syntax_.at(argument).range,
                  "`" + syntax.text + "` takes dates, but this is " + describe(given, schema_));
    }
    type.optional = type.optional && given.optional;
    dates.push_back(*date);
  }
  Node node;
  node.op = syntax.text == "earliest" ? Op::earliest : Op::latest;
  node.type = type;
  node.source = source_;
  node.range = syntax.range;
  return program_.add(node, std::span<const NodeId>(dates));
}

Checker::Checked Checker::check_date_call(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1 || syntax_.at(syntax.children[0]).kind != SyntaxKind::string_literal) {
    return fail(codes::wrong_arguments, syntax.range, "`date` takes one text, such as `date(\"2024-01-05\")`");
  }
  return check_date(syntax_.at(syntax.children[0]));
}

// ISO 8601 as FEEL has it: P2Y, P36M, P1Y6M count months; P10D counts days. The two do not mix.
Checker::Checked Checker::check_duration_call(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1 || syntax_.at(syntax.children[0]).kind != SyntaxKind::string_literal) {
    return fail(codes::wrong_arguments, syntax.range, "`duration` takes one text, such as `duration(\"P36M\")`");
  }
  const SyntaxNode& literal = syntax_.at(syntax.children[0]);
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
    if (digits == 0 || digits > 6) return bad();
    const std::size_t unit = std::string_view("YMD").find(rest[digits]);
    if (unit == std::string_view::npos || unit < next) return bad();
    parts[unit] = base::parse_integer(rest.substr(0, digits))->number;
    next = unit + 1;
    rest.remove_prefix(digits + 1);
  }
  const std::int64_t months = parts[0] * 12 + parts[1];
  if (months != 0 && parts[2] != 0) return bad();
  const std::int64_t number = (next == 3 ? parts[2] : months) * (negative ? -1 : 1);
  return constant(Value::integer(number), Type::of(next == 3 ? ValueType::days : ValueType::months), syntax);
}

}  // namespace warrantor::expr
