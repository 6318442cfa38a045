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

namespace warrantor::expr {

/// The type of an expression. A list is always a list of records or of one field of them.
struct Type {
  ValueType kind = ValueType::boolean;
  DomainId domain{};       ///< of enumerations
  TableId table{};         ///< of records
  bool is_list = false;    ///< several values of `kind`; with kind records a list of records
  bool is_record = false;  ///< one record of `table`
  bool optional = false;   ///< may be none
  bool is_null = false;    ///< the literal `null`, which fits every type

  /// Neither a list nor a record: what can be compared, tested and chosen.
  [[nodiscard]] bool is_single() const noexcept { return !is_list && !is_record && kind != ValueType::records; }

  [[nodiscard]] static Type of(ValueType kind) {
    Type type;
    type.kind = kind;
    return type;
  }
  [[nodiscard]] static Type boolean() { return of(ValueType::boolean); }
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
  conditional,   ///< condition, then, else
  map_value,     ///< operand of an enumeration; index: of the map
  records,       ///< table
  filter,        ///< list, condition
  project,       ///< list; fact: the field
  some,          ///< list, condition
  every,         ///< list, condition
  count,         ///< list
  minimum,
  maximum,     ///< a list of one field, or several values
  proportion,  ///< amount, times, over: amount × times / over, rounded once by `index`, an AmountRounding
  used_up      ///< index: of what is used up line by line, as much as the lines before this one have
};

/// How an amount is rounded to the minor unit.
enum class AmountRounding : std::uint8_t { half_up, half_down, half_even, up, down };

struct Node {
  Op op = Op::constant;
  Type type;
  MonthRounding rounding = MonthRounding::down;  ///< of plus_months
  FactId fact{};
  std::uint32_t index = 0;  ///< slot, level, definition, map, rounding of a proportion, what is used up
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

}  // namespace warrantor::expr
