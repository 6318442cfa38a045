#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

#include "expr/ast.hpp"
#include "expr/pattern.hpp"

namespace warrantor::expr {

/// The type of an expression. The entries of a list are records, or single values of one kind; there are no lists of
/// lists.
struct Type {
  ValueType kind = ValueType::boolean;
  DomainId domain{};       ///< of enumerations
  TableId table{};         ///< of records
  bool is_list = false;    ///< several values of `kind`; with kind records a list of records
  bool fits_any = false;   ///< the list `[]`, which fits every type of list
  bool is_record = false;  ///< one record of `table`
  bool optional = false;   ///< may be none; of a list: an entry may be
  /// A decimal that is an amount of money in whole units (not minor ones), with more decimals than the currency has: it
  /// can be compared and reckoned with, and is an amount once it is rounded.
  bool is_unrounded = false;
  bool is_null = false;  ///< the literal `null`, which fits every type

  /// Neither a list nor a record: what can be compared, tested and chosen.
  [[nodiscard]] bool is_single() const noexcept { return !is_list && !is_record && kind != ValueType::records; }

  [[nodiscard]] static Type of(ValueType kind) {
    Type type;
    type.kind = kind;
    return type;
  }
  [[nodiscard]] static Type boolean() { return of(ValueType::boolean); }
  [[nodiscard]] static Type unrounded_amount() {
    Type type = of(ValueType::decimal);
    type.is_unrounded = true;
    return type;
  }
  [[nodiscard]] bool is_list_of_records() const noexcept { return kind == ValueType::records && !is_record; }
  [[nodiscard]] bool is_list_of_values() const noexcept { return is_list && kind != ValueType::records; }
  /// Of a list of values: one of its entries.
  [[nodiscard]] Type entry() const {
    Type type = *this;
    type.is_list = false;
    return type;
  }
  [[nodiscard]] Type list_of_these() const {
    Type type = *this;
    type.is_list = true;
    return type;
  }
};

/// The type of a fact as expressions see it; optional where a blank may mean none.
[[nodiscard]] Type type_of_fact(const Schema& schema, FactId id);
/// Whether two types hold the same kind of value, be it optional or not.
[[nodiscard]] bool same_kind(const Type& left, const Type& right) noexcept;
/// For messages: `a whole number`, `a date`, `one of the values of cause`.
[[nodiscard]] std::string describe(const Type& type, const Schema& schema);

enum class NodeId : std::uint32_t {};
enum class DefinitionId : std::uint32_t {};
enum class MapId : std::uint16_t {};

enum class Op : std::uint8_t {
  constant,
  claim_fact,   ///< fact; index: its slot
  line_fact,    ///< fact; index: its slot
  field,        ///< fact, level: of the record that the level-th enclosing iteration of this definition stands at
  item,         ///< level: the value that an iteration over values stands at
  definition,   ///< index: a derived value, evaluated at most once a line
  conjunction,  ///< n
  disjunction,  ///< n
  negation,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  one_of,  ///< operand, then the values of which it must equal one
  is_none,
  add,
  subtract,
  multiply,
  negate,
  plus_months,   ///< date, months
  plus_days,     ///< date, days
  days_between,  ///< later date, earlier date
  widen,         ///< a whole number as a decimal; index: how many of its digits are decimals (of an amount)
  divide,        ///< decimals
  power,         ///< decimals
  scale_span,    ///< months or days, a decimal: their product without what is beyond whole ones
  divide_span,   ///< months or days, a decimal
  join_texts,    ///< texts, one behind the other
  conditional,   ///< condition, then, else
  map_value,     ///< operand of an enumeration; index: of the map
  records,       ///< table
  filter,        ///< list, condition
  project,       ///< list; fact: the field
  some,          ///< list, condition
  every,         ///< list, condition
  count,         ///< list
  minimum,
  maximum,   ///< a list of values, or several values
  earliest,  ///< of several dates that are there; none where none is
  latest,
  proportion,  ///< amount, times, over (whole or decimals): times / over of it, rounded once by `index`, AmountRounding
  used_up,     ///< index: of what is used up line by line, as much as the lines before this one have
  granted,     ///< index: of a grant; whether the claim is given it
  // All that follows is opaque, see is_opaque.
  property,       ///< a date or a duration; index: which Property
  call,           ///< index: a built-in function of functions.hpp; strict in all its arguments
  matches,        ///< text; index: of the pattern
  replace,        ///< text; index: of the pattern and its replacement
  sum,            ///< list
  mean,           ///< list; index: how many digits of its entries are decimals (of amounts)
  all_hold,       ///< list of truths
  any_holds,      ///< list of truths
  list_contains,  ///< list, value
  same_list,      ///< two lists, entry by entry
  element,        ///< list, place: 1 the first, -1 the last
  join_entries,   ///< list of texts[, what stands between them]
  // Lists of values; each has a list type.
  list,        ///< values
  sequence,    ///< low, high: whole numbers
  for_each,    ///< list, body; index 1: the body is a list, the entries of which follow one another
  join_lists,  ///< lists, one behind the other
  distinct,    ///< list
  reverse,     ///< list
  sublist,     ///< list, start[, length]
  places_of,   ///< list, value: where it stands in the list
  split,       ///< text; index: of the pattern between the entries
};

/// What `.year` and the like ask for.
enum class Property : std::uint8_t { year, month, day, weekday, years, months, days };

/// How an amount is rounded to the minor unit.
enum class AmountRounding : std::uint8_t { half_up, half_down, half_even, up, down };

struct Node {
  Op op = Op::constant;
  Type type;
  MonthRounding rounding = MonthRounding::down;  ///< of plus_months
  FactId fact{};
  std::uint32_t index = 0;  ///< slot, level, definition, map, rounding of a proportion; see Op
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  Value constant;
  std::uint32_t source = 0;  ///< index into Program::sources
  TextRange range;           ///< within that source; where the node was written
};

/// A named expression: a derived fact, a column of a lookup, the amount of a portion.
struct Definition {
  std::string name;
  NodeId root{};
  Type type;
};

/// The one typed program of conditions of a policy: evaluation, explanation, analysis and coverage all read this and
/// nothing else. Children stand before their parents. Immutable once compiled.
struct Program {
  std::vector<Node> nodes;
  std::vector<NodeId> children;
  std::vector<Definition> definitions;
  std::vector<std::string> sources;                 ///< texts of expressions as written
  std::vector<std::vector<std::int64_t>> maps;      ///< from an entry of an enumeration to another's
  std::vector<std::unique_ptr<std::string>> texts;  ///< what text constants view
  std::vector<std::shared_ptr<const PatternUse>> patterns;

  [[nodiscard]] const Node& node(NodeId id) const { return nodes[index_of(id)]; }
  [[nodiscard]] std::span<const NodeId> children_of(const Node& node) const {
    return {children.data() + node.first_child, node.child_count};
  }
  [[nodiscard]] const Definition& definition(DefinitionId id) const { return definitions[index_of(id)]; }
  /// The text that a node was written as.
  [[nodiscard]] std::string_view text_of(const Node& node) const;

  NodeId add(Node node, std::span<const NodeId> operands);
  NodeId add(const Node& node, std::initializer_list<NodeId> operands) {
    return add(node, std::span<const NodeId>(operands.begin(), operands.size()));
  }
};

/// A call of a function that rounds to a scale that is written out: what it gives never falls as its number grows.
[[nodiscard]] bool is_rounding(const Program& program, const Node& node);

/// Whether what a node gives hangs on the facts that it reads in a way that nobody but its evaluation knows: functions,
/// lists of values, texts in their order. Each value of a fact that such a node reads is a class of its own.
[[nodiscard]] bool is_opaque(const Program& program, const Node& node);

/// Whether a list is taken from records alone, so that it is empty for whoever has none.
[[nodiscard]] bool is_made_of_records(const Program& program, NodeId list);

}  // namespace warrantor::expr
