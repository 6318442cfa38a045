#include <string>
#include <vector>

#include "expr/evaluate.hpp"
#include "expr/evaluate_values.hpp"

// Texts in which patterns are looked for, and texts and lists that are made of each other.
namespace warrantor::expr {
namespace {

/// Beyond it a text has no value, so that replacements within each other cannot multiply without end.
constexpr std::size_t longest_text = std::size_t{1} << 20;

// To read so much takes about as long as an entry that is gone through. A text of 25,000 bytes stays within the steps
// that there are, whatever the pattern.
constexpr std::size_t read_in_a_step = 32;

std::size_t steps_of(const PatternSearch& search) { return 1 + search.bytes_read() / read_in_a_step; }

}  // namespace

// `matches` and `replace`.
Value Evaluator::look_for_pattern(const Node& node) {
  const Value text = child(node, 0);
  if (!text.is_known()) return text.is_none() ? Value::undefined() : text;
  const PatternUse& use = *program_.patterns[node.index];
  if (node.op == Op::matches) return Value::boolean(use.pattern.is_in(text.as_text()));
  const std::string_view all = text.as_text();
  std::vector<std::string_view> groups(use.pattern.groups() + 1);
  std::string replaced;
  std::size_t next = 0;
  const Walk walk(*this);
  PatternSearch search(use.pattern, all);
  while (replaced.size() <= longest_text && search.next(groups)) {
    if (!may_step(steps_of(search))) return Value::undefined();
    const auto begin = static_cast<std::size_t>(groups.front().data() - all.data());
    replaced += all.substr(next, begin - next);
    use.replacement.append_to(replaced, groups);
    next = begin + groups.front().size();
  }
  replaced += all.substr(next);
  return replaced.size() <= longest_text ? Value::text(texts_.keep(replaced)) : Value::undefined();
}

// One entry more than there are matches; some may be empty.
bool Evaluator::split(const Node& node, RecordVisitor visit) {
  const Value text = child(node, 0);
  if (!text.is_known()) return has_no_entries(text.is_none() ? Value::undefined() : text, visit);
  const Pattern& pattern = program_.patterns[node.index]->pattern;
  const std::string_view all = text.as_text();
  const auto show = [&visit](std::string_view part) {
    const Value entry = Value::text(part);
    visit({&entry, 1}, Value::boolean(true));
  };
  std::string_view match;
  std::size_t next = 0;
  PatternSearch search(pattern, all);
  while (search.next({&match, 1})) {
    if (!may_step(steps_of(search))) return has_no_entries(Value::undefined(), visit);
    const auto begin = static_cast<std::size_t>(match.data() - all.data());
    show(all.substr(next, begin - next));
    next = begin + match.size();
  }
  show(all.substr(next));
  return true;
}

// What is none is passed over; a delimiter that is none is left away (DMN 1.5, chapter 10.3.4.4).
Value Evaluator::join_entries(const Node& node) {
  const Value between = program_.children_of(node).size() > 1 ? child(node, 1) : Value::none();
  Entries entries;
  if (!entries_of(program_.children_of(node)[0], entries)) return Value::unknown();
  std::string joined;
  Value open = between.is_known() || between.is_none() ? Value::boolean(true) : between;
  bool is_first = true;
  for (const Entry& entry : entries) {
    const Value text = entry.member.is_true() ? entry.value : entry.member;
    if (text.is_none()) continue;
    if (!text.is_known()) {
      if (!open.is_undefined()) open = text;
    } else if (open.is_known() && joined.size() <= longest_text) {
      if (!is_first && between.is_known()) joined += between.as_text();
      joined += text.as_text();
      is_first = false;
    }
  }
  if (!open.is_known()) return open;
  return joined.size() <= longest_text ? Value::text(texts_.keep(joined)) : Value::undefined();
}

}  // namespace warrantor::expr
