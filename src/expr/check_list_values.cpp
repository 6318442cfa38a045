#include <algorithm>
#include <array>
#include <utility>

#include "base/edit_distance.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"

// Lists of values: written out, made by `for`, one of their entries; and what dates and durations are made of.
namespace warrantor::expr {
namespace {

struct PropertyName {
  std::string_view name;
  Property property;
  ValueType owner;
};

constexpr std::array<PropertyName, 7> properties{{{"year", Property::year, ValueType::date},
                                                  {"month", Property::month, ValueType::date},
                                                  {"day", Property::day, ValueType::date},
                                                  {"weekday", Property::weekday, ValueType::date},
                                                  {"years", Property::years, ValueType::months},
                                                  {"months", Property::months, ValueType::months},
                                                  {"days", Property::days, ValueType::days}}};

}  // namespace

// Literals take the type of the other entries.
Checker::Checked Checker::check_list(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  std::vector<NodeId> entries(syntax.children.size());
  std::optional<Type> wanted;
  if (hint && hint->is_list && !hint->fits_any) wanted = hint->entry();
  for (const bool literals : {false, true}) {
    for (std::size_t i = 0; i < syntax.children.size(); ++i) {
      if (takes_type_from_beside(syntax_, syntax.children[i]) != literals) continue;
      const Checked entry = check(syntax.children[i], wanted);
      if (!entry) return std::nullopt;
      const Type& type = type_of(*entry);
      if (!type.is_single()) {
        return unsupported(syntax_.at(syntax.children[i]), type.is_list ? "a list of lists" : "a list of records");
      }
      if (!type.is_null && (!wanted || can_widen(*wanted, type))) wanted = type;
      entries[i] = *entry;
    }
  }
  return make_list(syntax, std::move(entries));
}

Checker::Checked Checker::make_list(const SyntaxNode& syntax, std::vector<NodeId> entries) {
  std::optional<Type> wanted;
  bool optional = false;
  for (const NodeId entry : entries) {
    const Type& type = type_of(entry);
    optional = optional || type.optional || type.is_null;
    if (!type.is_null && (!wanted || can_widen(*wanted, type))) wanted = type;
  }
  if (!wanted && !entries.empty()) return unsupported(syntax, "a list of nothing but `null`");
  for (NodeId& entry : entries) {
    entry = adapted(entry, *wanted);
    if (same_kind(type_of(entry), *wanted)) continue;
    return fail(codes::type_mismatch, syntax.range,
                "the entries of a list are of one kind: one is " + describe(*wanted, schema_) + ", another " +
                    describe(type_of(entry), schema_));
  }
  Node node;
  node.op = Op::list;
  node.type = wanted ? wanted->list_of_these() : Type::boolean().list_of_these();
  node.type.fits_any = !wanted;
  node.type.optional = optional;
  node.source = source_;
  node.range = syntax.range;
  return program_.add(node, std::span<const NodeId>(entries));
}

Checker::Checked Checker::check_for(const SyntaxNode& syntax) {
  const Checked list = check_bound_list(syntax.children[0], "`for`");
  if (!list) return std::nullopt;
  const OfEntries entries = look_at_entries(syntax.text, *list, syntax.children[1]);
  if (entries != OfEntries::has_type) return entries == OfEntries::is_wrong ? std::nullopt : list;
  push_variable(syntax.text, *list);
  const Checked body = check(syntax.children[1], std::nullopt);
  variables_.pop_back();
  if (!body) return std::nullopt;
  Type type = type_of(*body);
  const bool gives_values = syntax.is_joined ? type.is_list_of_values() : type.is_single() && !type.is_null;
  if (!gives_values) {
    return unsupported(syntax_.at(syntax.children[1]), type.is_null   ? "a list of nothing but `null`"
                                                       : type.is_list ? "a list of lists"
                                                                      : "a list of records that `for` makes");
  }
  const NodeId id = add(Op::for_each, type.list_of_these(), syntax, {*list, *body});
  program_.nodes[index_of(id)].index = syntax.is_joined ? 1 : 0;
  return id;
}

Checker::Checked Checker::check_property(const SyntaxNode& syntax, NodeId object) {
  const Type& type = type_of(object);
  if (!type.is_single()) return unsupported(syntax, "a member of every entry of a list of values");
  base::NearestName nearest(syntax.text);
  std::string all;
  for (const PropertyName& known : properties) {
    if (known.owner != type.kind) continue;
    if (known.name == syntax.text) {
      if (!require_present(object, syntax_.at(syntax.children[0]))) return std::nullopt;
      const NodeId id = add(Op::property, Type::of(ValueType::number), syntax, {object});
      program_.nodes[index_of(id)].index = static_cast<std::uint32_t>(known.property);
      return id;
    }
    nearest.offer(known.name);
    all += (all.empty() ? "" : ", ") + std::string(known.name);
  }
  return fail(codes::unknown_member, syntax.operator_range, describe(type, schema_) + " has no `" + syntax.text + "`",
              nearest.best() ? "did you mean `" + std::string(*nearest.best()) + "`?" : "it has " + all);
}

}  // namespace warrantor::expr
