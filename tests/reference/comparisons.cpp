#include <stdexcept>

#include "reference/case.hpp"

// Comparisons and tests: all of them come down to how two values stand to each other.
namespace warrantor::reference {
namespace {

using expr::SyntaxIndex;
using expr::SyntaxKind;
using expr::SyntaxNode;

using Holds = Thing (*)(Order);

// None passes no test by order; it equals nothing but none.
Thing is_one_of(Order order, std::initializer_list<Order> ways) {
  if (order == Order::undefined) return undefined();
  for (const Order way : ways) {
    if (way == order) return truth(true);
  }
  return truth(false);
}

Holds rule_of(SyntaxKind kind) {
  switch (kind) {
    case SyntaxKind::equal:
    case SyntaxKind::test_equal:
      return [](Order order) { return is_one_of(order, {Order::equal}); };
    case SyntaxKind::not_equal:
    case SyntaxKind::test_not_equal:
      return [](Order order) {
        return is_one_of(order, {Order::less, Order::greater, Order::different, Order::absent});
      };
    case SyntaxKind::less:
    case SyntaxKind::test_less:
      return [](Order order) { return is_one_of(order, {Order::less}); };
    case SyntaxKind::less_equal:
    case SyntaxKind::test_less_equal:
      return [](Order order) { return is_one_of(order, {Order::less, Order::equal}); };
    case SyntaxKind::greater:
    case SyntaxKind::test_greater:
      return [](Order order) { return is_one_of(order, {Order::greater}); };
    case SyntaxKind::greater_equal:
    case SyntaxKind::test_greater_equal:
      return [](Order order) { return is_one_of(order, {Order::greater, Order::equal}); };
    default:
      throw std::logic_error("not a comparison");
  }
}

}  // namespace

Thing Case::compare(const void* place, const std::function<Thing(Case&)>& left,
                    const std::function<Thing(Case&)>& right, std::function<Thing(Order)> holds) {
  const std::int64_t scale = book_.scale();
  const auto order = [&left, &right, scale](Case& one) {
    const Thing left_side = left(one);
    return order_of(left_side, right(one), scale);
  };
  Questions before = std::exchange(reads_, {});
  const Thing left_side = left(*this);
  const Thing right_side = right(*this);
  const Thing result = holds(order_of(left_side, right_side, scale));
  if (watcher_ != nullptr && !reads_.empty()) {
    std::string scope;
    for (const auto& [variable, thing] : scopes_) scope += variable + name_of(thing);
    watcher_->see(*this, {place, scope, reads_, {left_side.text, right_side.text}, order, std::move(holds)});
  }
  reads_.merge(before);
  return result;
}

Thing Case::is_above(const void* place, const std::function<Thing(Case&)>& left,
                     const std::function<Thing(Case&)>& right) {
  return compare(place, left, right, rule_of(SyntaxKind::greater));
}

Thing Case::is_equal(const void* place, const std::function<Thing(Case&)>& left,
                     const std::function<Thing(Case&)>& right) {
  return compare(place, left, right, rule_of(SyntaxKind::equal));
}

Thing Case::comparison(const expr::Syntax& syntax, const SyntaxNode& node) {
  const auto side = [&](std::size_t i) {
    return [&syntax, &node, i](Case& one) { return one.evaluate(syntax, node.children[i]); };
  };
  if (node.kind == SyntaxKind::between) {
    const auto is_low_enough = [&] { return compare(&node.text, side(0), side(2), rule_of(SyntaxKind::less_equal)); };
    const auto is_high_enough = [&] { return compare(&node, side(0), side(1), rule_of(SyntaxKind::greater_equal)); };
    return conjunction({is_high_enough, is_low_enough}, true);
  }
  if (node.kind == SyntaxKind::in) {
    return any_test(side(0), syntax, {node.children.begin() + 1, node.children.end()});
  }
  return compare(&node, side(0), side(1), rule_of(node.kind));
}

Thing Case::any_test(const Subject& subject, const expr::Syntax& syntax, const std::vector<SyntaxIndex>& tests) {
  std::vector<std::function<Thing()>> parts;
  for (const SyntaxIndex one : tests) parts.emplace_back([&, one] { return test(subject, syntax, one); });
  return conjunction(parts, false);
}

Thing Case::range_test(const Subject& subject, const expr::Syntax& syntax, const SyntaxNode& range) {
  const auto limit = [&](std::size_t i) {
    return [&syntax, &range, i](Case& one) { return one.evaluate(syntax, range.children[i]); };
  };
  const auto low = range.closed_low ? SyntaxKind::greater_equal : SyntaxKind::greater;
  const auto high = range.closed_high ? SyntaxKind::less_equal : SyntaxKind::less;
  const auto is_high_enough = [&] { return compare(&range, subject, limit(0), rule_of(low)); };
  const auto is_low_enough = [&] { return compare(&range.text, subject, limit(1), rule_of(high)); };
  return conjunction({is_high_enough, is_low_enough}, true);
}

Thing Case::test(const Subject& subject, const expr::Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  switch (node.kind) {
    case SyntaxKind::test_any:
      return truth(true);
    case SyntaxKind::tests:
      return any_test(subject, syntax, node.children);
    case SyntaxKind::test_not: {
      const Thing any = any_test(subject, syntax, node.children);
      return any.is(Thing::Kind::boolean) ? truth(any.is_false()) : any;
    }
    default:
      break;
  }
  const SyntaxNode& operand = syntax.at(node.children[0]);
  if (node.kind == SyntaxKind::test_equal && operand.kind == SyntaxKind::range)
    return range_test(subject, syntax, operand);
  if (node.kind == SyntaxKind::test_equal && operand.kind == SyntaxKind::list) {
    std::vector<std::function<Thing()>> parts;
    for (const SyntaxIndex item : operand.children) {
      const auto value = [&syntax, item](Case& one) { return one.evaluate(syntax, item); };
      parts.emplace_back([&, value] { return compare(&syntax.at(item), subject, value, rule_of(node.kind)); });
    }
    return conjunction(parts, false);
  }
  // A value of a list needs no quotes here.
  const bool is_word = operand.kind == SyntaxKind::name && book_.find(operand.text) == nullptr;
  const auto value = [&syntax, &node, &operand, is_word](Case& one) {
    return is_word ? text_of(operand.text) : one.evaluate(syntax, node.children[0]);
  };
  return compare(&node, subject, value, rule_of(node.kind));
}

}  // namespace warrantor::reference
