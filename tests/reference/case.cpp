#include "reference/case.hpp"

#include <algorithm>
#include <stdexcept>

#include "reference/earlier_run.hpp"
#include "reference/functions.hpp"
#include "reference/settle_coverage.hpp"

namespace warrantor::reference {
namespace {

using expr::SyntaxIndex;
using expr::SyntaxKind;
using expr::SyntaxNode;
using Kind = Thing::Kind;

// `list[2]`, `list[-1]`, `list[fact - 1]`: digits, facts that are numbers, and their sums.
bool is_place(const Schema& schema, const expr::Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  switch (node.kind) {
    case SyntaxKind::number_literal:
      return true;
    case SyntaxKind::name: {
      const auto& facts = schema.facts();
      return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
        return fact.name == node.text && fact.scope != Scope::record && fact.type == ValueType::number;
      });
    }
    case SyntaxKind::negate:
    case SyntaxKind::add:
    case SyntaxKind::subtract:
      return std::all_of(node.children.begin(), node.children.end(),
                         [&](SyntaxIndex child) { return is_place(schema, syntax, child); });
    default:
      return false;
  }
}

// Comparisons that stand at one node of an expression, each with an address of its own.
const void* address_of(const SyntaxNode& node, std::int64_t number) {
  const auto offset = static_cast<std::size_t>(number + 8) % sizeof(SyntaxNode);
  return reinterpret_cast<const char*>(&node) + offset;  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
}

Thing negation(const Thing& thing) { return thing.is(Kind::boolean) ? truth(!thing.is_true()) : undefined(); }

}  // namespace

Case Case::with(const Question& question, Thing answer) const {
  Case other(book_, stated_, answers_, nullptr);
  other.answers_[question] = std::move(answer);
  other.scopes_ = scopes_;
  other.stage_ = stage_;
  other.granted_ = granted_;
  other.used_up_ = used_up_;
  other.taken_ = taken_;
  other.of_each_ = of_each_;
  other.run_ = run_;
  return other;
}

Thing Case::evaluate(const rules::Text& expression) {
  const expr::Syntax& syntax = book_.expression(expression);
  return evaluate(syntax, syntax.root);
}

Thing Case::ask(const Question& question) {
  reads_.insert(question);
  const auto answer = answers_.find(question);
  if (answer == answers_.end()) throw question;
  return answer->second;
}

bool Case::decide(const Thing& holds, const std::string& id) {
  return (holds.is(Kind::boolean) ? holds : ask({Question::Kind::choice, id})).is_true();
}

// ---- Names ----

Thing Case::value_of(const std::string& name) {
  if (name == "amount_so_far" && stage_) return owed_until_here();
  const std::string member = "amount_so_far.";
  if (stage_ && name.starts_with(member)) return owed_until_here(name.substr(member.size()));
  const Meaning* const meaning = book_.find(name);
  if (meaning == nullptr && name == "coverage" && book_.rules().coverage) {
    if (const auto known = known_.find(name); known != known_.end()) return known->second.thing;
    const auto scopes = std::exchange(scopes_, {});
    const Questions before = reads_;
    Thing row = row_that_covers(*this);
    scopes_ = scopes;
    reads_ = before;  // what turns it are the comparisons of the rows, each of which is seen by itself
    known_[name] = {row, {}};
    return row;
  }
  if (meaning == nullptr) throw std::logic_error("`" + name + "` is not declared");
  if (meaning->fact != nullptr) return fact(*meaning);
  if (meaning->setting) return *meaning->setting;
  if (meaning->group != nullptr) return group(*meaning->group);
  if (const auto known = known_.find(name); known != known_.end()) {
    reads_.insert(known->second.reads.begin(), known->second.reads.end());
    return known->second.thing;
  }
  // What a name stands for does not see the variables of where it is used.
  const auto scopes = std::exchange(scopes_, {});
  Questions before = std::exchange(reads_, {});
  Thing thing = meaning->column != nullptr   ? look_up(*meaning, name)
                : !meaning->versions.empty() ? version(*meaning)
                                             : evaluate(*meaning->expression);
  known_[name] = {thing, reads_};
  reads_.merge(before);
  scopes_ = scopes;
  return thing;
}

Thing Case::name(const std::string& text) {
  // The innermost comes first.
  for (std::size_t i = scopes_.size(); i > 0; --i) {
    const auto& [variable, thing] = scopes_[i - 1];
    if (variable == text) return thing;
    if (!variable.empty()) continue;
    if (thing.is(Kind::record) && thing.record->contains(text)) return member(thing, text);
    if (text == "item") return thing;
  }
  return value_of(text);
}

Thing Case::fact(const Meaning& meaning) {
  const auto stated = stated_.facts.find(meaning.fact->name);
  if (run_ != nullptr && EarlierRun::fills(*meaning.fact, book_.schema())) {
    return run_->list_of(*this, *meaning.fact,
                         stated == stated_.facts.end() ? std::vector<Thing>() : *stated->second.items);
  }
  return stated == stated_.facts.end() ? meaning_of_blank(meaning) : stated->second;
}

Thing Case::meaning_of_blank(const Meaning& meaning) {
  const Fact& fact = *meaning.fact;
  Blank blank = fact.blank;
  if (fact.blank_is_conditional) {
    const Thing condition = holds(meaning.fact_syntax->blank.when);
    if (!condition.is(Kind::boolean)) throw std::logic_error("a blank whose meaning is undefined");
    if (condition.is_false()) blank = fact.blank_else;
  }
  switch (blank) {
    case Blank::unknown:
      return ask({Question::Kind::unknown, fact.name});
    case Blank::pending:
      return ask({Question::Kind::pending, fact.name});
    case Blank::default_value:
      return thing_of(book_.schema(), fact, fact.default_value);
    case Blank::none:
      return fact.type == ValueType::records ? list_of({}) : none();
    case Blank::reject:
      break;
  }
  throw std::logic_error("a rejected blank of `" + fact.name + "`");
}

// The first row that holds; rows that may hold together say the same.
Thing Case::look_up(const Meaning& meaning, const std::string& column) {
  for (const rules::LookupSyntax::Row& row : meaning.column->rows) {
    const Thing when = holds(row.when);
    if (when.is(Kind::undefined)) return undefined();
    if (!when.is_true()) continue;
    for (const auto& [name, value] : row.values) {
      if (name.value == column) return evaluate(value);
    }
  }
  return undefined();
}

// What is in force; two versions never are.
Thing Case::version(const Meaning& meaning) {
  for (const Meaning::Version& version : meaning.versions) {
    const Thing in_force = holds(version.in_force);
    if (in_force.is(Kind::undefined)) return undefined();
    if (in_force.is_true()) return version.setting ? *version.setting : evaluate(*version.expression);
  }
  return undefined();
}

Thing Case::group(const rules::CatalogueSyntax& catalogue) {
  const Thing value = value_of(catalogue.fact.value);
  if (!value.is(Kind::text)) return value;
  for (const auto& group : catalogue.groups) {
    for (const rules::ValueSyntax& member : group.values) {
      if (member.name.value == value.text) return text_of(group.name.value);
    }
  }
  return undefined();
}

// ---- Conditions ----

// `and` where `neutral` is true: a part that is false decides it. `or` where it is false.
Thing Case::conjunction(const std::vector<std::function<Thing()>>& parts, bool neutral) {
  bool open = false;
  for (const auto& part : parts) {
    const Thing thing = part();
    if (!thing.is(Kind::boolean)) {
      open = true;
    } else if (thing.is_true() != neutral) {
      return thing;
    }
  }
  return open ? undefined() : truth(neutral);
}

Thing Case::holds(const rules::Condition& condition) {
  using Form = rules::Condition::Kind;
  std::vector<std::function<Thing()>> parts;
  switch (condition.kind) {
    case Form::always:
      return truth(true);
    case Form::expression:
      return evaluate(condition.expression);
    case Form::negation:
      return negation(holds(condition.children.front()));
    case Form::all:
    case Form::any:
      for (const rules::Condition& child : condition.children) parts.emplace_back([&] { return holds(child); });
      return conjunction(parts, condition.kind == Form::all);
    case Form::test:
      break;
  }
  for (const rules::Text& text : condition.tests) {
    parts.emplace_back([&] {
      const expr::Syntax& syntax = book_.tests(text);
      const Subject subject = [&](Case& one) { return one.name(condition.subject.value); };
      return test(subject, syntax, syntax.root);
    });
  }
  return conjunction(parts, false);
}

// ---- Expressions ----

Thing Case::evaluate(const expr::Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  const auto operand = [&](std::size_t i) { return evaluate(syntax, node.children[i]); };
  const auto operands = [&] {
    std::vector<std::function<Thing()>> parts;
    for (std::size_t i = 0; i < node.children.size(); ++i) parts.emplace_back([&operand, i] { return operand(i); });
    return parts;
  };
  switch (node.kind) {
    case SyntaxKind::null_literal:
      return none();
    case SyntaxKind::boolean_literal:
      return truth(node.text == "true");
    case SyntaxKind::number_literal:
      return number_of(Kind::digits, Money::parse(node.text, book_.schema().currency())->minor_units());
    case SyntaxKind::string_literal:
      return text_of(node.text);
    case SyntaxKind::date_literal:
      return number_of(Kind::date, Date::parse(node.text)->days_since_epoch());
    case SyntaxKind::duration_literal:
      return duration_of(node.text);
    case SyntaxKind::name:
      return name(node.text);
    case SyntaxKind::negate:
      return multiply(number_of(Kind::digits, -book_.scale()), operand(0), book_.scale());
    case SyntaxKind::add:
      return add(operand(0), operand(1), book_.scale());
    case SyntaxKind::subtract:
      return subtract(operand(0), operand(1), book_.scale());
    case SyntaxKind::multiply:
      return multiply(operand(0), operand(1), book_.scale());
    case SyntaxKind::divide:
      return divide(operand(0), operand(1), book_.scale());
    case SyntaxKind::power:
      return power(operand(0), operand(1), book_.scale());
    case SyntaxKind::list: {
      std::vector<Thing> items;
      for (std::size_t i = 0; i < node.children.size(); ++i) items.push_back(operand(i));
      return list_of(std::move(items));
    }
    case SyntaxKind::for_each:
      return made_by_for(syntax, node);
    case SyntaxKind::conjunction:
      return conjunction(operands(), true);
    case SyntaxKind::disjunction:
      return conjunction(operands(), false);
    case SyntaxKind::conditional: {
      const Thing condition = operand(0);
      if (condition.is(Kind::boolean)) return operand(condition.is_true() ? 1 : 2);
      const Thing one = operand(1);
      return name_of(one) == name_of(operand(2)) ? one : undefined();
    }
    case SyntaxKind::some:
    case SyntaxKind::every:
      return quantified(syntax, node);
    case SyntaxKind::filter:
      return filtered(syntax, node);
    case SyntaxKind::path:
      if (const SyntaxNode& object = syntax.at(node.children[0]);
          stage_ && object.kind == SyntaxKind::name && object.text == "amount_so_far")
        return owed_until_here(node.text);
      return member(operand(0), node.text);
    case SyntaxKind::call:
      return call(syntax, node);
    default:
      return comparison(syntax, node);
  }
}

Thing Case::quantified(const expr::Syntax& syntax, const SyntaxNode& node) {
  const Thing list = evaluate(syntax, node.children[0]);
  if (!list.is(Kind::list)) return undefined();
  std::vector<std::function<Thing()>> parts;
  for (const Thing& item : *list.items) {
    parts.emplace_back([&] {
      scopes_.emplace_back(node.text, item);
      const Thing result = evaluate(syntax, node.children[1]);
      scopes_.pop_back();
      return result;
    });
  }
  return conjunction(parts, node.kind == SyntaxKind::every);
}

Thing Case::filtered(const expr::Syntax& syntax, const SyntaxNode& node) {
  const Thing list = evaluate(syntax, node.children[0]);
  if (!list.is(Kind::list)) return undefined();
  if (is_place(book_.schema(), syntax, node.children[1])) {
    const auto place = [&](Case& one) { return one.evaluate(syntax, node.children[1]); };
    const auto size = static_cast<std::int64_t>(list.items->size());
    for (std::int64_t i = -size; i <= size; ++i) {
      (void)is_equal(address_of(node, i), place, [i](Case&) { return number_of(Kind::number, i); });
    }
    return entry_at(list, place(*this), book_.scale());
  }
  std::vector<Thing> kept;
  for (const Thing& item : *list.items) {
    scopes_.emplace_back("", item);
    const Thing result = evaluate(syntax, node.children[1]);
    scopes_.pop_back();
    if (!result.is(Kind::boolean)) return undefined();
    if (result.is_true()) kept.push_back(item);
  }
  return list_of(std::move(kept));
}

Thing Case::made_by_for(const expr::Syntax& syntax, const SyntaxNode& node) {
  const Thing list = evaluate(syntax, node.children[0]);
  if (!list.is(Kind::list)) return undefined();
  std::vector<Thing> made;
  for (const Thing& item : *list.items) {
    scopes_.emplace_back(node.text, item);
    made.push_back(evaluate(syntax, node.children[1]));
    scopes_.pop_back();
  }
  return list_of(std::move(made));
}

Thing Case::total(const std::vector<Thing>& items) {
  Thing sum = number_of(Kind::digits, 0);
  for (const Thing& item : items) sum = add(sum, item, book_.scale());
  return sum;
}

// Of a list: the list of that field of each record.
Thing Case::member(const Thing& object, const std::string& field) {
  if (object.is(Kind::record)) {
    const auto found = object.record->find(field);
    if (found == object.record->end()) throw std::logic_error("an unknown `" + field + "` of a record");
    const bool is_asked = found->second.is(Kind::undefined) && !found->second.text.empty();
    return is_asked ? ask({Question::Kind::unknown, found->second.text}) : found->second;
  }
  if (!object.is(Kind::list)) return property_of(object, field);
  std::vector<Thing> values;
  for (const Thing& item : *object.items) values.push_back(member(item, field));
  return list_of(std::move(values));
}

Thing Case::extreme(const std::vector<Thing>& items, bool largest) {
  Thing best = undefined();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].has_order()) return undefined();
    const Order order = i == 0 ? Order::unasked : order_of(items[i], best, book_.scale());
    if (i == 0 || order == (largest ? Order::greater : Order::less)) best = items[i];
  }
  return best;
}

// A date that is not there is passed over.
Thing Case::first_or_last(const std::vector<Thing>& dates, bool latest) {
  std::vector<Thing> there;
  for (const Thing& date : dates) {
    if (!date.is(Kind::none)) there.push_back(date);
  }
  return there.empty() ? none() : extreme(there, latest);
}

Thing Case::call(const expr::Syntax& syntax, const SyntaxNode& node) {
  std::vector<Thing> arguments;
  for (const SyntaxIndex argument : node.children) arguments.push_back(evaluate(syntax, argument));
  const Thing& first = arguments.at(0);
  if (node.text == "list contains" && first.is(Kind::list)) watch_entries(syntax, node, first.items->size());
  if (node.text == "not") return negation(first);
  if (node.text == "granted") return truth(granted_->contains(first.text));
  if (node.text == "earliest" || node.text == "latest") return first_or_last(arguments, node.text == "latest");
  if (node.text == "count") {
    if (!first.is(Kind::list)) return undefined();
    return number_of(Kind::number, static_cast<std::int64_t>(first.items->size()));
  }
  if (node.text == "sum") return first.is(Kind::list) ? total(*first.items) : total(arguments);
  if (node.text == "max" || node.text == "min") {
    return extreme(first.is(Kind::list) ? *first.items : arguments, node.text == "max");
  }
  if (node.text == "duration") return duration_of(first.text);
  if (node.text == "even" || node.text == "odd") {
    // Whole numbers of both kinds on either side of whatever else the number is compared with.
    const auto number = [&](Case& one) { return one.evaluate(syntax, node.children[0]); };
    for (std::int64_t i = 0; i < 10; ++i) {
      (void)is_equal(address_of(node, i), number, [i](Case&) { return number_of(Kind::number, i); });
    }
  }
  return function_of(node.text, arguments);
}

// So that values are tried with which an entry is the one that is sought.
void Case::watch_entries(const expr::Syntax& syntax, const SyntaxNode& node, std::size_t count) {
  for (std::size_t i = 0; i < std::min(count, sizeof(SyntaxNode)); ++i) {
    const auto* const place = reinterpret_cast<const char*>(&node) + i;  // one of its own for each entry
    const auto entry = [&](Case& one) {
      const Thing list = one.evaluate(syntax, node.children[0]);
      return list.is(Kind::list) && i < list.items->size() ? (*list.items)[i] : undefined();
    };
    (void)is_equal(place, entry, [&](Case& one) { return one.evaluate(syntax, node.children[1]); });
  }
}

Thing Case::function_of(const std::string& name, const std::vector<Thing>& arguments) const {
  const auto of_lists = function_of_lists(name, arguments, book_.scale());
  const auto result = of_lists ? of_lists : function_of_values(name, arguments, book_.scale());
  if (!result) throw std::logic_error("the function `" + name + "`");
  return *result;
}

}  // namespace warrantor::reference
