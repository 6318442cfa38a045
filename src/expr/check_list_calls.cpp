#include <algorithm>
#include <array>
#include <utility>

#include "expr/check.hpp"
#include "expr/codes.hpp"

// Functions of lists, and those of patterns.
namespace warrantor::expr {

struct Checker::ListFunction {
  std::string_view name;
  Checked (Checker::*check)(const SyntaxNode& syntax, const std::optional<Type>& hint);
  std::size_t fewest;
  std::size_t most;
  std::string_view takes;
};

std::span<const Checker::ListFunction> Checker::list_functions() {
  constexpr std::size_t any_number = 1'000'000;
  static constexpr std::array<ListFunction, 19> functions{{
      {"count", &Checker::check_count, 1, 1, "one list"},
      {"min", &Checker::check_extreme, 1, any_number, "a list or values"},
      {"max", &Checker::check_extreme, 1, any_number, "a list or values"},
      {"sum", &Checker::check_total, 1, any_number, "a list or values"},
      {"mean", &Checker::check_mean, 1, any_number, "a list or values"},
      {"all", &Checker::check_junction_of_list, 1, any_number, "a list of conditions, or conditions"},
      {"any", &Checker::check_junction_of_list, 1, any_number, "a list of conditions, or conditions"},
      {"list contains", &Checker::check_entry_in_list, 2, 2, "a list and a value"},
      {"index of", &Checker::check_entry_in_list, 2, 2, "a list and a value"},
      {"append", &Checker::check_appended, 2, any_number, "a list and values"},
      {"concatenate", &Checker::check_joined_lists, 1, any_number, "lists"},
      {"union", &Checker::check_joined_lists, 1, any_number, "lists"},
      {"distinct values", &Checker::check_rearranged, 1, 1, "one list"},
      {"reverse", &Checker::check_rearranged, 1, 1, "one list"},
      {"sublist", &Checker::check_sublist, 2, 3, "a list, a place, and how many entries"},
      {"matches", &Checker::check_matches, 2, 3, "a text, a pattern, and flags"},
      {"replace", &Checker::check_replace, 3, 4, "a text, a pattern, a replacement, and flags"},
      {"split", &Checker::check_split, 2, 2, "a text and the pattern that it is split by"},
      {"string join", &Checker::check_string_join, 1, 2, "a list of texts, and what stands between them"},
  }};
  return functions;
}

const Checker::ListFunction* Checker::find_list_function(std::string_view name) {
  const auto functions = list_functions();
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [name](const ListFunction& function) { return function.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

void Checker::offer_list_functions(base::NearestName& nearest) {
  for (const ListFunction& function : list_functions()) nearest.offer(function.name);
}

Checker::Checked Checker::check_list_call(const SyntaxNode& syntax, const ListFunction& function,
                                          const std::optional<Type>& hint) {
  if (syntax.children.size() < function.fewest || syntax.children.size() > function.most) {
    return fail(codes::wrong_arguments, syntax.range, "`" + syntax.text + "` takes " + std::string(function.takes));
  }
  return (this->*function.check)(syntax, hint);
}

// One list, or values that make one.
Checker::Checked Checker::check_values_as_list(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  if (syntax.children.size() > 1) return check_list(syntax, hint ? std::optional(hint->list_of_these()) : hint);
  const Checked only = check(syntax.children[0], hint ? std::optional(hint->list_of_these()) : hint);
  if (!only || type_of(*only).is_list_of_values()) return only;
  if (type_of(*only).is_single() && !type_of(*only).is_null) return make_list(syntax, {*only});
  const std::string help = type_of(*only).is_list_of_records() ? "name the field: `list.field`" : "";
  return fail(codes::type_mismatch, syntax.range,
              "`" + syntax.text + "` needs a list of values, but this is " + describe(type_of(*only), schema_), help);
}

Checker::Checked Checker::check_count(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const Checked list = check_list_operand(syntax.children[0], "`count`");
  if (!list) return std::nullopt;
  return add(Op::count, Type::of(ValueType::number), syntax, {*list});
}

Checker::Checked Checker::check_total(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Checked list = check_values_as_list(syntax, hint);
  if (!list) return std::nullopt;
  Type type = type_of(*list).entry();
  if (type.fits_any)
    type = hint && hint->is_single() && hint->kind == ValueType::money ? *hint : Type::of(ValueType::number);
  if (!is_ordered(type) || type.kind == ValueType::date || type.kind == ValueType::text) {
    return fail(codes::type_mismatch, syntax.range, "`sum` needs a list of numbers, amounts, months or days");
  }
  type.optional = false;
  return add(Op::sum, type, syntax, {*list});
}

Checker::Checked Checker::check_mean(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const Checked list = check_values_as_list(syntax, std::nullopt);
  if (!list) return std::nullopt;
  const Type type = type_of(*list).entry();
  const bool is_amount = type.kind == ValueType::money || type.is_unrounded;
  if (!is_amount && type.kind != ValueType::number && type.kind != ValueType::decimal && !type.fits_any)
    return fail(codes::type_mismatch, syntax.range, "`mean` needs a list of numbers or amounts");
  const NodeId id = add(Op::mean, is_amount ? Type::unrounded_amount() : Type::of(ValueType::decimal), syntax, {*list});
  program_.nodes[index_of(id)].index = static_cast<std::uint32_t>(digits_behind_point(type.kind));
  return id;
}

Checker::Checked Checker::check_junction_of_list(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const Checked list = check_values_as_list(syntax, Type::boolean());
  if (!list) return std::nullopt;
  if (!require_type(*list, Type::boolean().list_of_these(), syntax)) return std::nullopt;
  return add(syntax.text == "all" ? Op::all_hold : Op::any_holds, Type::boolean(), syntax, {*list});
}

// `list contains` and `index of`.
Checker::Checked Checker::check_entry_in_list(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const bool is_place = syntax.text == "index of";
  Checked list = check_list_operand(syntax.children[0], "`" + syntax.text + "`");
  if (!list) return std::nullopt;
  if (type_of(*list).is_list_of_records()) return unsupported(syntax, "looking for a record in a list");
  const Type entry = type_of(*list).entry();
  const Checked value = check(syntax.children[1], entry.fits_any ? std::nullopt : std::optional(entry));
  if (!value) return std::nullopt;
  const NodeId wanted = adapted(*value, entry);
  list = adapted(*list, type_of(wanted).list_of_these());
  const Type found = type_of(*list).entry();
  if (!type_of(wanted).is_single() || (!found.fits_any && !same_kind(type_of(wanted), found))) {
    return fail(codes::type_mismatch, syntax.range,
                describe(type_of(wanted), schema_) + " is no entry of " + describe(type_of(*list), schema_));
  }
  const Type places = Type::of(ValueType::number).list_of_these();
  return add(is_place ? Op::places_of : Op::list_contains, is_place ? places : Type::boolean(), syntax,
             {*list, wanted});
}

Checker::Checked Checker::check_joined_lists(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  std::vector<NodeId> lists;
  std::optional<Type> wanted;
  if (hint && hint->is_list && !hint->fits_any) wanted = hint;
  bool optional = false;
  for (const SyntaxIndex argument : syntax.children) {
    const Checked list = check(argument, wanted);
    if (!list) return std::nullopt;
    const Type& type = type_of(*list);
    if (!type.is_list_of_values())
      return fail(codes::type_mismatch, syntax_.at(argument).range,
                  "`" + syntax.text + "` needs lists of values, but this is " + describe(type, schema_));
    optional = optional || type.optional;
    if (!type.fits_any && (!wanted || can_widen(*wanted, type))) wanted = type;
    lists.push_back(*list);
  }
  Type type = wanted.value_or(type_of(lists.front()));
  for (NodeId& list : lists) {
    list = adapted(list, type);
    if (!require_type(list, type, syntax)) return std::nullopt;
  }
  type.optional = optional;
  const NodeId joined = add_all(Op::join_lists, syntax, lists);
  program_.nodes[index_of(joined)].type = type;
  if (syntax.text != "union") return joined;
  return add(Op::distinct, type, syntax, {joined});
}

Checker::Checked Checker::check_appended(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Checked list = check(syntax.children[0], hint);
  if (!list) return std::nullopt;
  if (!type_of(*list).is_list_of_values())
    return fail(codes::type_mismatch, syntax.range,
                "`append` needs a list of values, but this is " + describe(type_of(*list), schema_));
  SyntaxNode values = syntax;
  values.children.erase(values.children.begin());
  const Checked more = check_list(values, type_of(*list));
  if (!more) return std::nullopt;
  NodeId front = *list;
  NodeId back = *more;
  unify(front, back);
  if (!require_type(back, type_of(front), syntax)) return std::nullopt;
  Type type = type_of(type_of(front).fits_any ? back : front);
  type.optional = type_of(front).optional || type_of(back).optional;
  return add(Op::join_lists, type, syntax, {front, back});
}

// `distinct values` and `reverse`.
Checker::Checked Checker::check_rearranged(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Checked list = check(syntax.children[0], hint);
  if (!list) return std::nullopt;
  if (!type_of(*list).is_list_of_values())
    return fail(codes::type_mismatch, syntax.range,
                "`" + syntax.text + "` needs a list of values, but this is " + describe(type_of(*list), schema_));
  return add(syntax.text == "reverse" ? Op::reverse : Op::distinct, type_of(*list), syntax, {*list});
}

Checker::Checked Checker::check_sublist(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  std::vector<NodeId> operands;
  for (const SyntaxIndex argument : syntax.children) {
    const bool is_list = operands.empty();
    const Checked node = check(argument, is_list ? hint : std::optional(Type::of(ValueType::number)));
    if (!node) return std::nullopt;
    if (is_list && !type_of(*node).is_list_of_values())
      return fail(codes::type_mismatch, syntax_.at(argument).range,
                  "`sublist` needs a list of values, but this is " + describe(type_of(*node), schema_));
    if (!is_list && (!require_type(*node, Type::of(ValueType::number), syntax_.at(argument)) ||
                     !require_present(*node, syntax_.at(argument))))
      return std::nullopt;
    operands.push_back(*node);
  }
  const NodeId part = add_all(Op::sublist, syntax, operands);
  program_.nodes[index_of(part)].type = type_of(operands.front());
  return part;
}

Checker::Checked Checker::check_extreme_of_list(const SyntaxNode& syntax, Op op) {
  const Checked list = check_list_operand(syntax.children[0], "`" + syntax.text + "`");
  if (!list) return std::nullopt;
  Type type = type_of(*list);
  if (type.fits_any) type = Type::of(ValueType::number).list_of_these();
  const bool has_order = type.is_list_of_values() && type.kind != ValueType::text && is_ordered(type.entry());
  if (!has_order) {
    return fail(codes::type_mismatch, syntax.range, "`" + syntax.text + "` needs a list of numbers, amounts or dates",
                "name the field: `list.field`");
  }
  type.is_list = false;
  type.optional = false;
  return add(op, type, syntax, {*list});
}

Checker::Checked Checker::check_extreme(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const Op op = syntax.text == "min" ? Op::minimum : Op::maximum;
  if (syntax.children.empty())
    return fail(codes::wrong_arguments, syntax.range, "`" + syntax.text + "` takes a list or values");
  if (syntax.children.size() == 1) return check_extreme_of_list(syntax, op);
  std::vector<NodeId> values;
  std::optional<Type> wanted = hint;
  for (const bool literals : {false, true}) {
    for (const SyntaxIndex argument : syntax.children) {
      if (takes_type_from_beside(syntax_, argument) != literals) continue;
      const Checked value = check(argument, wanted);
      if (!value || !require_present(*value, syntax_.at(argument))) return std::nullopt;
      if (!values.empty() && !compare(Op::less, values.front(), *value, syntax)) return std::nullopt;
      if (values.empty() || can_widen(*wanted, type_of(*value))) wanted = type_of(*value);
      values.push_back(*value);
    }
  }
  for (NodeId& value : values) value = adapted(value, *wanted);
  Node node;
  node.op = op;
  node.type = type_of(values.front());
  node.source = source_;
  node.range = syntax.range;
  return program_.add(node, std::span<const NodeId>(values));
}

}  // namespace warrantor::expr
