#include <algorithm>

#include "expr/check.hpp"
#include "expr/codes.hpp"

// What stands in brackets behind a list: a condition that its entries must meet, or the place of one of them.
namespace warrantor::expr {
namespace {

bool goes_through_a_list(const Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  const bool is_iteration = node.kind == SyntaxKind::some || node.kind == SyntaxKind::every ||
                            node.kind == SyntaxKind::for_each || node.kind == SyntaxKind::filter;
  return is_iteration || std::any_of(node.children.begin(), node.children.end(),
                                     [&](SyntaxIndex child) { return goes_through_a_list(syntax, child); });
}

}  // namespace

// A single value counts as a list of one.
std::optional<Checker::Brackets> Checker::check_brackets(const SyntaxNode& syntax) {
  Checked list = check(syntax.children[0], std::nullopt);
  if (!list) return std::nullopt;
  if (type_of(*list).is_single() && !type_of(*list).is_null) list = make_list(syntax_.at(syntax.children[0]), {*list});
  if (!list) return std::nullopt;
  if (!type_of(*list).is_list_of_records() && !type_of(*list).is_list) {
    return fail(codes::type_mismatch, syntax_.at(syntax.children[0]).range,
                "`[…]` needs a list, but this is " + describe(type_of(*list), schema_));
  }
  const OfEntries entries = look_at_entries("", *list, syntax.children[1]);
  if (entries == OfEntries::is_wrong) return std::nullopt;
  if (entries == OfEntries::hangs_on_entry) return Brackets{*list, {}, false, true};
  push_variable("", *list);
  const Checked inner = check(syntax.children[1], Type::boolean());
  variables_.pop_back();
  if (!inner) return std::nullopt;
  const Type& type = type_of(*inner);
  return Brackets{*list, *inner, type.is_single() && !type.is_null && type.kind == ValueType::number, false};
}

Checker::Checked Checker::finish_brackets(const SyntaxNode& syntax, const Brackets& brackets) {
  if (brackets.keeps_nothing) return brackets.list;
  if (brackets.is_place && type_of(brackets.list).is_list_of_records()) {
    if (!require_place(brackets.inner, syntax_.at(syntax.children[1]))) return std::nullopt;
    return fail(codes::not_supported, syntax.range, "a record by itself is not supported",
                "take one of its fields: `list[1].field`");
  }
  if (brackets.is_place) return check_element(syntax, syntax, brackets.list, brackets.inner);
  const Type& inner = type_of(brackets.inner);
  if (!inner.is_single() || (inner.kind != ValueType::boolean && !inner.is_null)) {
    const bool is_number = inner.is_single() && inner.kind == ValueType::decimal;
    const char* const entry = type_of(brackets.list).is_list_of_records() ? "field" : "item";
    return fail(codes::type_mismatch, syntax_.at(syntax.children[1]).range,
                "in `[…]` stands a condition or a place, but this is " + describe(inner, schema_),
                is_number
                    ? "a place is a whole number, which `floor(…)` gives"
                    : "compare it, as in `list[" + std::string(entry) + " = …]`, or write a place, as in `list[1]`");
  }
  if (!require_boolean(brackets.inner, syntax_.at(syntax.children[1]))) return std::nullopt;
  return add(Op::filter, type_of(brackets.list), syntax, {brackets.list, brackets.inner});
}

Checker::Checked Checker::check_filter(const SyntaxNode& syntax) {
  const auto brackets = check_brackets(syntax);
  return brackets ? finish_brackets(syntax, *brackets) : std::nullopt;
}

// The field of the record at a place is what stands at that place among the fields of all records.
Checker::Checked Checker::check_field_of_record_at(const SyntaxNode& path, const Brackets& brackets) {
  const auto field = find_field(path, type_of(brackets.list).table);
  if (!field) return std::nullopt;
  const SyntaxNode& filter = syntax_.at(path.children[0]);
  return check_element(path, filter, project(filter, brackets.list, *field), brackets.inner);
}

bool Checker::reads_entry(NodeId id, std::uint32_t level) const {
  const Node& node = program_.node(id);
  if ((node.op == Op::field || node.op == Op::item) && node.index == level) return true;
  const auto operands = program_.children_of(node);
  return std::any_of(operands.begin(), operands.end(), [&](NodeId operand) { return reads_entry(operand, level); });
}

bool Checker::require_place(NodeId place, const SyntaxNode& written) {
  if (!reads_entry(place, static_cast<std::uint32_t>(variables_.size()))) return require_present(place, written);
  fail(codes::type_mismatch, written.range,
       "this is a number of the entry itself, which says neither whether the entry is meant nor its place",
       "compare it, as in `list[field = 5]`, or write a place, as in `list[1]`");
  return false;
}

// What stands in the brackets was checked as if it stood at an entry.
Checker::Checked Checker::check_element(const SyntaxNode& syntax, const SyntaxNode& filter, NodeId list, NodeId place) {
  const SyntaxNode& written = syntax_.at(filter.children[1]);
  if (goes_through_a_list(syntax_, filter.children[1]))
    return unsupported(written, "a place that is found by going through a list");
  if (!require_place(place, written)) return std::nullopt;
  return add(Op::element, type_of(list).entry(), syntax, {list, place});
}

}  // namespace warrantor::expr
