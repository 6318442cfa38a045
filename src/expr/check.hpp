#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "base/edit_distance.hpp"
#include "expr/ast.hpp"
#include "expr/functions.hpp"
#include "expr/program.hpp"

namespace warrantor::expr {

/// What a name stands for.
struct Symbol {
  enum class Kind : std::uint8_t {
    fact,
    definition,
    constant,
    broken  ///< declared, but wrong in itself, which has been reported: whatever uses it is passed over in silence
  };
  Kind kind = Kind::broken;
  FactId fact{};
  DefinitionId definition{};
  Value constant;
  Type type;
};

/// Gives names their meaning; whoever compiles a rule set implements it.
class Names {
 public:
  virtual ~Names() = default;
  [[nodiscard]] virtual std::optional<Symbol> find(std::string_view name) = 0;
  /// All names that find knows, for the nearest one.
  [[nodiscard]] virtual std::vector<std::string_view> all() const = 0;

  /// Whether it is a name with members that are names of their own, such as `amount_so_far.parts`.
  [[nodiscard]] virtual bool has_members(std::string_view) const { return false; }
  /// Why a name that find does not know cannot be asked for here; empty: it is no name at all.
  [[nodiscard]] virtual std::string help_for(std::string_view /*name*/) const { return {}; }

  /// What `granted("…")` stands for; nothing where no grant has the id, or nobody may ask.
  [[nodiscard]] virtual std::optional<Symbol> find_granted(std::string_view id);
  [[nodiscard]] virtual std::vector<std::string_view> all_granted() const { return {}; }

 protected:
  Names() = default;
  Names(const Names&) = default;
  Names& operator=(const Names&) = default;
};

/// One mistake in an expression; the range is within its text.
struct Fault {
  std::string_view code;
  TextRange range;
  std::string message;
  std::string help;
};
using ReportFault = std::function<void(Fault)>;

/// Names that are known not to be none where an expression is evaluated.
using Guards = std::set<std::string, std::less<>>;

/// Turns the text of expressions into typed nodes of a program. Every mistake is reported; what is not supported is
/// refused here and never evaluated wrongly.
class Checker {
 public:
  Checker(Program& program, const Schema& schema, Names& names, ReportFault report);

  /// An expression of the expected type (any type where there is none). Nothing where it was wrong.
  std::optional<NodeId> expression(std::string_view text, const std::optional<Type>& expected, Guards guards = {});

  /// A condition: true or false, and never absent.
  std::optional<NodeId> condition(std::string_view text, Guards guards = {});

  /// Unary tests of a subject that is already a node.
  std::optional<NodeId> unary_tests(NodeId subject, std::string_view text, Guards guards = {});

  /// A lone name as a node.
  std::optional<NodeId> subject(std::string_view name);

 private:
  using Checked = std::optional<NodeId>;

  /// A record or a value that names can refer to: `s` in `some s in …`, or the nameless one inside a filter, `item`.
  struct Variable {
    std::string name;
    Type type;  ///< of the record, or of the value
    std::uint32_t level = 0;
    bool is_of_nothing = false;  ///< of an empty list: of no type, and never asked for
  };
  class GuardScope;

  Checked check(SyntaxIndex index, const std::optional<Type>& hint);
  bool refuse_bare_number(const SyntaxNode& syntax);
  Checked check_operator(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_number(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_string(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_date(const SyntaxNode& syntax);
  Checked check_name(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_symbol(const SyntaxNode& syntax, const Symbol& symbol);
  Checked check_unknown_name(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_unknown_value(const SyntaxNode& syntax, const Domain& domain);
  Checked check_logical(const SyntaxNode& syntax);
  Checked check_truth(SyntaxIndex index, const Guards& extra);
  Checked check_comparison(const SyntaxNode& syntax);
  Checked check_arithmetic(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_sum(const SyntaxNode& syntax, NodeId left, NodeId right);
  Checked check_product(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_division(const SyntaxNode& syntax);
  Checked check_power(const SyntaxNode& syntax);
  bool check_operands(const SyntaxNode& syntax, const std::optional<Type>& hint, Checked& left, Checked& right);
  Checked check_negation(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_conditional(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_between(const SyntaxNode& syntax);
  Checked check_in(const SyntaxNode& syntax);
  Checked check_quantified(const SyntaxNode& syntax);
  /// What is said of the entries of a list; `hangs_on_entry`: that it is empty, and it cannot be told of what type.
  enum class OfEntries : std::uint8_t { has_type, hangs_on_entry, is_wrong };
  OfEntries look_at_entries(const std::string& name, NodeId list, SyntaxIndex body);
  Checked check_filter(const SyntaxNode& syntax);
  Checked check_path(const SyntaxNode& syntax);
  Checked check_call(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_not(const SyntaxNode& syntax);
  Checked check_granted(const SyntaxNode& syntax);
  Checked check_count(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_extreme(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_extreme_of_list(const SyntaxNode& syntax, Op op);
  Checked check_first_or_last(const SyntaxNode& syntax);

  // Functions of single values.
  using BuiltIns = std::vector<const BuiltIn*>;
  static BuiltIns rows_of(std::string_view name);
  Checked check_named_call(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_built_in(const SyntaxNode& syntax);
  Checked check_argument(const SyntaxNode& syntax, std::size_t place, BuiltIns& rows);
  Checked check_date_parts(const SyntaxNode& syntax, const BuiltIn& row, std::vector<NodeId> arguments);
  NodeId add_call(const SyntaxNode& syntax, const BuiltIn& row, std::vector<NodeId> arguments);
  [[nodiscard]] Value names_of(DomainId domain);
  [[nodiscard]] bool meets_scale(const BuiltIn& row, const std::vector<NodeId>& arguments) const;
  /// The number (as a decimal), text or other value that is written out there; nothing where it hangs on something.
  [[nodiscard]] std::optional<Value> written_value(NodeId id) const;

  Checked check_duration_call(const SyntaxNode& syntax);
  Checked check_list_operand(SyntaxIndex index, std::string_view user);
  Checked check_bound_list(SyntaxIndex index, std::string_view user);
  Checked check_list(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked make_list(const SyntaxNode& syntax, std::vector<NodeId> entries);
  Checked check_for(const SyntaxNode& syntax);

  /// What stands in brackets behind a list.
  struct Brackets {
    NodeId list{};
    NodeId inner{};
    bool is_place = false;       ///< of one entry; else a condition
    bool keeps_nothing = false;  ///< of the list `[]`; then there is no inner node
  };
  std::optional<Brackets> check_brackets(const SyntaxNode& syntax);
  Checked finish_brackets(const SyntaxNode& syntax, const Brackets& brackets);
  Checked check_field_of_record_at(const SyntaxNode& path, const Brackets& brackets);
  Checked check_element(const SyntaxNode& syntax, const SyntaxNode& filter, NodeId list, NodeId place);
  bool require_place(NodeId place, const SyntaxNode& written);
  [[nodiscard]] bool reads_entry(NodeId id, std::uint32_t level) const;
  std::optional<FactId> find_field(const SyntaxNode& path, TableId table);
  NodeId project(const SyntaxNode& syntax, NodeId list, FactId field);

  Checked check_property(const SyntaxNode& syntax, NodeId object);
  Checked check_duration(const SyntaxNode& literal);
  void push_variable(std::string name, NodeId list);

  // Functions of lists.
  struct ListFunction;
  static std::span<const ListFunction> list_functions();
  static const ListFunction* find_list_function(std::string_view name);
  static void offer_list_functions(base::NearestName& nearest);
  Checked check_list_call(const SyntaxNode& syntax, const ListFunction& function, const std::optional<Type>& hint);
  Checked check_values_as_list(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_total(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_mean(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_junction_of_list(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_joined_lists(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_appended(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_rearranged(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_sublist(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_entry_in_list(const SyntaxNode& syntax, const std::optional<Type>& hint);

  // Functions of patterns.
  Checked check_matches(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_replace(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_split(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_string_join(const SyntaxNode& syntax, const std::optional<Type>& hint);
  Checked check_text(SyntaxIndex index, std::string_view user);
  std::optional<std::string_view> check_written_text(SyntaxIndex index, std::string_view user, std::string_view what);
  std::optional<Pattern> check_pattern(const SyntaxNode& syntax, std::size_t flags_at);
  Checked add_pattern_use(Op op, const Type& type, const SyntaxNode& syntax, NodeId text, PatternUse use);
  std::nullopt_t fail_within_text(SyntaxIndex index, const PatternFault& fault);

  Checked check_test(SyntaxIndex index, NodeId subject);
  Checked check_plain_values(const std::vector<SyntaxIndex>& values, NodeId subject, const SyntaxNode& syntax);
  Checked check_value_test(SyntaxIndex index, NodeId value, NodeId subject);
  Checked check_list_test(SyntaxIndex index, NodeId subject);
  Checked check_equality_test(const SyntaxNode& value, NodeId subject);
  Checked check_range_test(const SyntaxNode& range, NodeId subject);
  Checked compare(Op op, NodeId left, NodeId right, const SyntaxNode& syntax);
  Checked compare_present(Op op, NodeId subject, NodeId operand, const SyntaxNode& syntax);

  /// Checks two operands that must be of one type, the one that says its type first.
  bool check_pair(SyntaxIndex left, SyntaxIndex right, const std::optional<Type>& hint, Checked& left_node,
                  Checked& right_node);
  /// Numbers where decimals are wanted, and amounts where ones that are not rounded are, are widened.
  NodeId adapted(NodeId node, const Type& wanted);
  void unify(NodeId& left, NodeId& right);
  NodeId widened(NodeId node, const Type& wanted);
  [[nodiscard]] int digits_behind_point(ValueType kind) const noexcept;
  bool require_boolean(NodeId node, const SyntaxNode& syntax);
  bool require_present(NodeId node, const SyntaxNode& syntax);
  bool require_type(NodeId node, const Type& expected, const SyntaxNode& syntax);

  // What to write instead of what stands there; empty where there is no better guess.
  [[nodiscard]] bool is_written_out(NodeId id) const;
  [[nodiscard]] std::string help_for_text(std::string_view written) const;
  [[nodiscard]] std::string help_for_literal(const Type& wanted, NodeId literal) const;
  [[nodiscard]] std::string help_for_wrong_type(const Type& wanted, NodeId found) const;
  /// Of a number that stands beside a date.
  [[nodiscard]] std::string help_for_span(NodeId number) const;
  [[nodiscard]] std::string help_for_literals(NodeId left, NodeId right) const;
  [[nodiscard]] static std::optional<std::string> help_for_truth_word(std::string_view word);
  [[nodiscard]] std::optional<std::string> date_meant(const SyntaxNode& syntax) const;

  NodeId add(Op op, Type type, const SyntaxNode& syntax, std::initializer_list<NodeId> operands);
  NodeId add_all(Op op, const SyntaxNode& syntax, const std::vector<NodeId>& operands);  ///< a condition
  NodeId constant(Value value, Type type, const SyntaxNode& syntax);
  [[nodiscard]] const Type& type_of(NodeId node) const { return program_.node(node).type; }
  std::nullopt_t fail(std::string_view code, TextRange range, std::string message, std::string help = {});
  std::nullopt_t unsupported(const SyntaxNode& syntax, std::string_view what);
  bool begin(std::string_view text, Expected<Syntax, SyntaxFault> parsed, Guards guards);

  Program& program_;
  const Schema& schema_;
  Names& names_;
  ReportFault report_;
  Syntax syntax_;
  std::uint32_t source_ = 0;
  Guards guards_;
  std::vector<Variable> variables_;
  std::size_t faults_ = 0;    ///< reported so far
  bool bare_values_ = false;  ///< unary tests name the values of an enumeration without quotes
};

/// Numbers, amounts, dates, durations and texts can be ordered.
[[nodiscard]] bool is_ordered(const Type& type) noexcept;
[[nodiscard]] bool is_duration(const Type& type) noexcept;
/// Whether every value of the one type is one of the other, written with more decimals.
[[nodiscard]] bool can_widen(const Type& from, const Type& to) noexcept;

/// A duration that is written out, or made of nothing else, says of what it is; digits beside it are no duration.
[[nodiscard]] bool is_written_duration(const Syntax& syntax, SyntaxIndex index);

/// Literals take their type from what stands beside them.
[[nodiscard]] bool takes_type_from_beside(const Syntax& syntax, SyntaxIndex index);

/// What to write in place of a function that other languages have; empty where there is nothing to say.
[[nodiscard]] std::string_view help_for_function(std::string_view name);
/// Some of the values that there are.
[[nodiscard]] std::string help_for_values(const Domain& domain);

/// What to ask for instead of a list of values.
[[nodiscard]] std::string help_for_members(const ValueList& list);

/// The name by which guards know a value that can be asked for: `x`, or `s.x` of a record.
[[nodiscard]] std::optional<std::string> guarded_name(const Syntax& syntax, const SyntaxNode& node);

/// Names that are known not to be none where the expression is known to be `truth`.
void collect_guards(const Syntax& syntax, SyntaxIndex index, bool truth, Guards& guards);

}  // namespace warrantor::expr
