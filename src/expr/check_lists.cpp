#include <array>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"
#include "expr/duration_text.hpp"

namespace warrantor::expr {
namespace {

bool is_one_text(const Syntax& syntax, const SyntaxNode& call) {
  return call.children.size() == 1 && syntax.at(call.children[0]).kind == SyntaxKind::string_literal;
}

}  // namespace

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

// The entries of `[]` have no type, and what is said of them no value.
Checker::OfEntries Checker::look_at_entries(const std::string& name, NodeId list, SyntaxIndex body) {
  if (!type_of(list).is_list || !type_of(list).fits_any) return OfEntries::has_type;
  const std::size_t before = faults_;
  push_variable(name, list);
  variables_.back().is_of_nothing = true;
  const Checked checked = check(body, std::nullopt);
  variables_.pop_back();
  if (faults_ > before) return OfEntries::is_wrong;
  return checked ? OfEntries::has_type : OfEntries::hangs_on_entry;
}

Checker::Checked Checker::check_quantified(const SyntaxNode& syntax) {
  const Checked list =
      check_bound_list(syntax.children[0], "`" + std::string(syntax.kind == SyntaxKind::some ? "some" : "every") + "`");
  if (!list) return std::nullopt;
  const OfEntries entries = look_at_entries(syntax.text, *list, syntax.children[1]);
  if (entries == OfEntries::is_wrong) return std::nullopt;
  if (entries == OfEntries::hangs_on_entry)
    return constant(Value::boolean(syntax.kind == SyntaxKind::every), Type::boolean(), syntax);
  push_variable(syntax.text, *list);
  const Checked condition = check_truth(syntax.children[1], {});
  variables_.pop_back();
  if (!condition) return std::nullopt;
  return add(syntax.kind == SyntaxKind::some ? Op::some : Op::every, Type::boolean(), syntax, {*list, *condition});
}

Checker::Checked Checker::check_path(const SyntaxNode& syntax) {
  // A member of a list of values is a name of its own: `documents.photos`.
  const SyntaxNode& list = syntax_.at(syntax.children[0]);
  if (list.kind == SyntaxKind::name &&
      (schema_.find_value_list(list.text) != nullptr || names_.has_members(list.text))) {
    SyntaxNode member = syntax;
    member.kind = SyntaxKind::name;
    member.text = list.text + "." + syntax.text;
    return check_name(member, std::nullopt);
  }
  Checked object;
  if (list.kind == SyntaxKind::filter) {
    const auto brackets = check_brackets(list);
    if (!brackets) return std::nullopt;
    if (brackets->is_place && type_of(brackets->list).is_list_of_records())
      return check_field_of_record_at(syntax, *brackets);
    object = finish_brackets(list, *brackets);
  } else {
    object = check(syntax.children[0], std::nullopt);
  }
  if (!object) return std::nullopt;
  const Type type = type_of(*object);
  if (type.kind == ValueType::date || is_duration(type)) return check_property(syntax, *object);
  if (type.kind != ValueType::records) {
    return fail(codes::unknown_member, syntax.operator_range, describe(type, schema_) + " has no members");
  }
  const auto field = find_field(syntax, type.table);
  if (!field) return std::nullopt;
  if (!type.is_record) return project(syntax, *object, *field);
  const NodeId id = add(Op::field, type_of_fact(schema_, *field), syntax, {});
  program_.nodes[index_of(id)].index = program_.node(*object).index;
  program_.nodes[index_of(id)].fact = *field;
  return id;
}

std::optional<FactId> Checker::find_field(const SyntaxNode& path, TableId table) {
  const auto field = schema_.find_field(table, path.text);
  if (field) return field;
  base::NearestName nearest(path.text);
  std::string all;
  for (const FactId id : schema_.table(table).fields) {
    nearest.offer(schema_.fact(id).name);
    all += (all.empty() ? "" : ", ") + schema_.fact(id).name;
  }
  return fail(codes::unknown_member, path.operator_range,
              "a record of `" + schema_.table(table).name + "` has no `" + path.text + "`",
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : "it has " + all);
}

NodeId Checker::project(const SyntaxNode& syntax, NodeId list, FactId field) {
  const NodeId id = add(Op::project, type_of_fact(schema_, field).list_of_these(), syntax, {list});
  program_.nodes[index_of(id)].fact = field;
  return id;
}

Checker::Checked Checker::check_call(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const std::string& name = syntax.text;
  if (!syntax.argument_names.empty()) return check_named_call(syntax, hint);
  if (name == "not") return check_not(syntax);
  if (name == "earliest" || name == "latest") return check_first_or_last(syntax);
  if (const ListFunction* const function = find_list_function(name)) return check_list_call(syntax, *function, hint);
  if (name == "date" && is_one_text(syntax_, syntax)) return check_date(syntax_.at(syntax.children[0]));
  if (name == "duration") return check_duration_call(syntax);
  if (name == "granted") return check_granted(syntax);
  if (!rows_of(name).empty()) return check_built_in(syntax);
  if (const std::string_view help = help_for_function(name); !help.empty()) {
    return fail(codes::not_supported, syntax.operator_range, "the function `" + name + "` is not supported",
                std::string(help));
  }
  base::NearestName nearest(name);
  for (const std::string_view function : {"not", "duration", "earliest", "latest"}) nearest.offer(function);
  offer_list_functions(nearest);
  for (const BuiltIn& row : all_built_ins()) nearest.offer(row.name);
  return fail(codes::not_supported, syntax.operator_range, "the function `" + name + "` is not supported",
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : "");
}

Checker::Checked Checker::check_not(const SyntaxNode& syntax) {
  if (syntax.children.size() != 1) return fail(codes::wrong_arguments, syntax.range, "`not` takes one condition");
  const Checked operand = check_truth(syntax.children[0], {});
  if (!operand) return std::nullopt;
  return add(Op::negation, Type::boolean(), syntax, {*operand});
}

std::optional<Symbol> Names::find_granted(std::string_view) { return std::nullopt; }

Checker::Checked Checker::check_granted(const SyntaxNode& syntax) {
  const std::vector<std::string_view> ids = names_.all_granted();
  if (ids.empty()) {
    return fail(codes::not_supported, syntax.operator_range, "nobody can ask here what is `granted`",
                "only grants, values that go with them, and figures ask for grants, where the rule set has any");
  }
  if (!is_one_text(syntax_, syntax)) {
    return fail(codes::wrong_arguments, syntax.range, "`granted` takes the id of a grant, in quotes");
  }
  const SyntaxNode& literal = syntax_.at(syntax.children[0]);
  const auto symbol = names_.find_granted(literal.text);
  if (symbol) return check_symbol(syntax, *symbol);
  base::NearestName nearest(literal.text);
  for (const std::string_view id : ids) nearest.offer(id);
  return fail(codes::unknown_name, literal.range, "there is no grant `" + literal.text + "`",
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : "");
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

Checker::Checked Checker::check_duration_call(const SyntaxNode& syntax) {
  if (!is_one_text(syntax_, syntax)) {
    return fail(codes::wrong_arguments, syntax.range, "`duration` takes one text, such as `duration(\"P36M\")`");
  }
  return check_duration(syntax_.at(syntax.children[0]));
}

// ISO 8601 as FEEL has it: P2Y, P36M, P1Y6M count months; P10D and PT48H count days. The two do not mix.
Checker::Checked Checker::check_duration(const SyntaxNode& literal) {
  const DurationRead duration = read_duration(literal.text);
  switch (duration.kind) {
    case DurationKind::months:
      return constant(Value::integer(duration.count), Type::of(ValueType::months), literal);
    case DurationKind::days:
      return constant(Value::integer(duration.count), Type::of(ValueType::days), literal);
    case DurationKind::part_of_a_day:
      return unsupported(literal, "a duration that is not of whole days");
    case DurationKind::none:
      break;
  }
  return fail(codes::bad_literal, literal.range, "`" + literal.text + "` is not a duration of months or of days",
              "write `P36M`, `P3Y`, `P1Y6M` or `P10D`");
}

}  // namespace warrantor::expr
