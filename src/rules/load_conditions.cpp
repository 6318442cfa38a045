#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

/// Reads the conditions of one rule, row or step, which its mistakes name.
class ConditionReader {
 public:
  ConditionReader(Context& context, const Subject& subject) : context_(context), subject_(subject) {}

  Condition mapping(const yaml::Node& node, std::string_view key) {
    Condition all = made(Condition::Kind::all, node);
    if (!expect_conditions(node, key)) return all;
    all.children.reserve(node.entries().size());
    for (const yaml::Entry& entry : node.entries()) add_entry(entry, all);
    return simplified(std::move(all));
  }

 private:
  [[nodiscard]] Condition made(Condition::Kind kind, const yaml::Node& node) const {
    Condition condition;
    condition.kind = kind;
    condition.place = context_.place(node);
    return condition;
  }

  static Condition simplified(Condition all) {
    if (all.children.size() != 1) return all;
    Condition only = std::move(all.children.front());
    return only;
  }

  bool expect_conditions(const yaml::Node& node, std::string_view key) {
    if (!context_.expect_mapping(node, key, subject_)) return false;
    if (node.entries().empty()) report_empty(node, "mapping", key);
    return true;
  }

  void report_empty(const yaml::Node& node, std::string_view kind, std::string_view key) {
    context_.error(codes::nothing_given, node,
                   "an empty " + std::string(kind) + " for " + base::quote(key) + " in " + describe(subject_));
  }

  void add_entry(const yaml::Entry& entry, Condition& all) {
    const std::string_view key = entry.key->text();
    if (key == "any") {
      all.children.push_back(list(*entry.value, key, Condition::Kind::any));
    } else if (key == "all") {
      all.children.push_back(list(*entry.value, key, Condition::Kind::all));
    } else if (key == "not") {
      all.children.push_back(negation(*entry.value));
    } else if (key == "if") {
      add_expressions(*entry.value, all);
    } else {
      all.children.push_back(test(entry));
    }
  }

  Condition list(const yaml::Node& node, std::string_view key, Condition::Kind kind) {
    Condition condition = made(kind, node);
    if (!context_.expect_list(node, key, subject_)) return condition;
    if (node.items().empty()) report_empty(node, "list", key);
    condition.children.reserve(node.items().size());
    for (const yaml::Node* const item : node.items()) condition.children.push_back(mapping(*item, key));
    return condition;
  }

  Condition negation(const yaml::Node& node) {
    Condition condition = made(Condition::Kind::negation, node);
    condition.children.push_back(node.is_sequence() ? simplified(list(node, "not", Condition::Kind::all))
                                                    : mapping(node, "not"));
    return condition;
  }

  void add_expressions(const yaml::Node& node, Condition& all) {
    if (!node.is_sequence()) return add_expression(node, all);
    if (node.items().empty()) report_empty(node, "list", "if");
    for (const yaml::Node* const item : node.items()) add_expression(*item, all);
  }

  void add_expression(const yaml::Node& node, Condition& all) {
    Condition condition = made(Condition::Kind::expression, node);
    condition.expression = context_.expression(node, "if", subject_);
    if (condition.expression.given()) all.children.push_back(std::move(condition));
  }

  Condition test(const yaml::Entry& entry) {
    Condition condition = made(Condition::Kind::test, *entry.value);
    condition.subject = context_.text(*entry.key);
    const std::string_view subject = entry.key->text();
    if (!entry.value->is_sequence()) {
      add_test(*entry.value, subject, condition);
      return condition;
    }
    if (entry.value->items().empty()) report_empty(*entry.value, "list", subject);
    condition.tests.reserve(entry.value->items().size());
    for (const yaml::Node* const item : entry.value->items()) add_test(*item, subject, condition);
    return condition;
  }

  void add_test(const yaml::Node& node, std::string_view subject, Condition& condition) {
    Text test = context_.expression(node, subject, subject_);
    if (test.given()) condition.tests.push_back(std::move(test));
  }

  Context& context_;
  const Subject& subject_;
};

}  // namespace

Condition read_condition(Mapping& mapping, std::string_view key) {
  const yaml::Node* const node = mapping.find(key);
  if (node == nullptr) return {};
  return ConditionReader(mapping.context(), mapping.subject()).mapping(*node, key);
}

Condition both(const Condition& first, Condition second) {
  if (first.kind == Condition::Kind::always) return second;
  if (second.kind == Condition::Kind::always) return first;
  Condition all;
  all.kind = Condition::Kind::all;
  all.place = second.place;
  all.children.push_back(first);
  all.children.push_back(std::move(second));
  return all;
}

}  // namespace warrantor::rules
