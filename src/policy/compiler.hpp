#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>

#include "expr/check.hpp"
#include "policy/program.hpp"
#include "rules/rule_set.hpp"

namespace warrantor::policy {

/// When something is in force, as its readers see it.
[[nodiscard]] Validity validity_of(const rules::RuleSet& rule_set, const rules::ValidSyntax& valid);

/// Collects the mistakes of one rule set, each at its place in the files.
class Reporter {
 public:
  Reporter(const rules::RuleSet& rule_set, Diagnostics& diagnostics) : rule_set_(rule_set), diagnostics_(diagnostics) {}

  void error(std::string_view code, const rules::Place& place, std::string message, std::string help = {});
  void warning(std::string_view code, const rules::Place& place, std::string message, std::string help = {});
  /// A mistake inside the text of a scalar.
  void fault(const rules::Place& place, expr::Fault fault);

 private:
  void add(Severity severity, std::string_view code, SourceSpan span, std::string message, std::string help);

  const rules::RuleSet& rule_set_;
  Diagnostics& diagnostics_;
};

/// `did you mean …?` for the nearest of several names, or nothing.
[[nodiscard]] std::string suggest(std::string_view word, const std::vector<std::string_view>& names);

/// Reports versions of the rule set, or of one thing in it, that are in force on the same day or leave a hole.
void check_periods(const rules::RuleSet& rule_set, Reporter& reporter);

/// Facts, lists of values, tables, parties and portions: what claims are made of. Reports what is declared twice or
/// does not fit; conditions of blanks are compiled later.
[[nodiscard]] Schema compile_schema(const rules::RuleSet& rule_set, Currency currency, Reporter& reporter);

/// The fields of lists that are filled from earlier claims; when all facts of claims and lines are declared.
void add_earlier_claims(const rules::RuleSet& rule_set, Schema& schema, Reporter& reporter);

/// The names of a rule set: facts, groups of catalogues, settings, derived facts, columns of lookups, portions. A
/// derived name is compiled when it is first asked for, so that their order in the file does not count.
class NameTable final : public expr::Names {
 public:
  NameTable(const rules::RuleSet& rule_set, Program& program, Reporter& reporter);

  std::optional<expr::Symbol> find(std::string_view name) override;
  [[nodiscard]] std::vector<std::string_view> all() const override;
  [[nodiscard]] bool has_members(std::string_view name) const override;
  /// A setting as one of its versions has it.
  [[nodiscard]] std::optional<expr::Symbol> version_of_setting(const rules::SettingSyntax& syntax) {
    const expr::Symbol symbol = setting(syntax);
    return symbol.kind == expr::Symbol::Kind::constant ? std::optional(symbol) : std::nullopt;
  }
  void compile_all();  ///< also what nothing uses, so that its mistakes are found

  /// A condition as a node; nothing where it was wrong. A condition that is not written always holds.
  std::optional<NodeId> condition(const rules::Condition& condition);
  /// Several conditions that must hold together, what one asks for being known in the others; what `given` asks for is
  /// known too.
  std::optional<NodeId> conditions(const std::vector<const rules::Condition*>& all,
                                   const std::vector<const rules::Condition*>& given = {});
  std::optional<NodeId> expression(const rules::Text& text, const std::optional<expr::Type>& expected,
                                   const expr::Guards& guards = {});
  /// Names that are not none where several conditions hold together.
  [[nodiscard]] expr::Guards present_in(const std::vector<const rules::Condition*>& conditions) const;

  /// A value that is written once, or in several versions. Digits that stand alone are of the type that is expected.
  std::optional<NodeId> formula(const std::vector<const rules::DerivedSyntax*>& versions,
                                const std::optional<expr::Type>& expected = std::nullopt);

  [[nodiscard]] std::string help_for(std::string_view name) const override;

  /// What `coverage` means from here on, made when it is first asked for. A name of the rule set goes before it.
  void set_covering(std::function<expr::Symbol()> make) { make_covering_ = std::move(make); }

  std::optional<expr::Symbol> find_granted(std::string_view id) override;
  [[nodiscard]] std::vector<std::string_view> all_granted() const override;
  /// What `granted("…")` means from here on, by id; nothing: it means nothing.
  void set_granted(std::map<std::string, expr::Symbol, std::less<>> granted) { granted_ = std::move(granted); }

  /// What `amount_so_far` means from here on; nothing: it means nothing.
  void set_so_far(std::optional<expr::Symbol> symbol) { so_far_ = std::move(symbol); }
  /// What `amount_so_far.PORTION` means wherever `amount_so_far` means something.
  using SoFarOf = std::function<std::optional<expr::Symbol>(std::string_view portion)>;
  void set_so_far_of(SoFarOf find) { so_far_of_ = std::move(find); }
  /// A name for a node, which is evaluated at most once a line.
  expr::Symbol define(std::string_view name, NodeId root);
  /// The value of a name that was defined.
  NodeId value_of(const expr::Symbol& definition);

  /// A test of a subject as it stands in a condition.
  struct Test {
    NodeId subject{};
    NodeId node{};
    rules::Place place;
  };
  [[nodiscard]] const std::vector<Test>& tests() const noexcept { return tests_; }

  /// Where the text of a source stands in the files.
  [[nodiscard]] const rules::Place& place_of(std::uint32_t source) const { return places_[source]; }

  NodeId constant(Value value, expr::Type type);
  NodeId add(expr::Op op, expr::Type type, std::initializer_list<NodeId> operands);
  NodeId add_all(expr::Op op, const std::vector<NodeId>& operands);
  /// Alternatives of a test that each ask for one value become one question about a list of values.
  NodeId any_of(const std::vector<NodeId>& tests);

 private:
  struct Entry {
    enum class State : std::uint8_t { waiting, in_progress, done };
    State state = State::waiting;
    int depth = 0;  ///< of the names that it is made of, and those of theirs
    const rules::Text* name = nullptr;
    const rules::Text* expression = nullptr;            ///< of a derived fact or a portion
    std::optional<std::size_t> lookup;                  ///< of a column: the place of its lookup in the rule set
    std::vector<const rules::SettingSyntax*> settings;  ///< of a setting with versions
    std::vector<const rules::DerivedSyntax*> derived;   ///< of a derived fact with versions
    bool is_version = false;                            ///< of the rule set
    std::optional<expr::Type> expected;
    expr::Symbol symbol;
  };

  void declare(const rules::Text& name, Entry entry);
  void declare_facts();
  void declare_settings();
  void check_unit(const rules::SettingSyntax& syntax, const rules::SettingSyntax& other);
  void declare_lookups();
  std::optional<expr::Symbol> covering();
  void add_group(const rules::CatalogueSyntax& catalogue);
  [[nodiscard]] expr::Symbol setting(const rules::SettingSyntax& syntax);
  /// The type that a setting or a column says it has; reported where there is none of that name.
  [[nodiscard]] std::optional<expr::Type> type_written(const rules::Text& type, std::string_view of_what);
  void compile_entry(std::string_view name, Entry& entry);
  void refuse_depth(std::string_view name, Entry& entry);
  void declare_derived();
  std::optional<NodeId> compile_column(const Entry& entry);
  std::optional<NodeId> compile_setting(const Entry& entry);
  std::optional<NodeId> compile_derived(const Entry& entry);
  std::optional<NodeId> compile_version();
  /// The value of the version that is in force; undefined where none is.
  std::optional<NodeId> choose_version(const std::vector<const rules::ValidSyntax*>& valid,
                                       const std::vector<NodeId>& values);
  /// Whether one of them is in force on every day, so that the last needs no test where the others are not.
  [[nodiscard]] bool leave_no_day(const std::vector<const rules::ValidSyntax*>& valid);
  [[nodiscard]] std::string quoted_value(NodeId subject, const std::string& text) const;
  const std::vector<NodeId>& compile_rows(std::size_t lookup);
  std::optional<NodeId> condition_within(const rules::Condition& condition, const expr::Guards& guards);
  std::optional<NodeId> join(expr::Op op, const std::vector<const rules::Condition*>& parts,
                             const expr::Guards& guards);
  std::optional<NodeId> test(const rules::Condition& condition, const expr::Guards& guards);
  [[nodiscard]] bool says_present(const std::string& test) const;
  void collect_guards_of(const rules::Condition& condition, expr::Guards& guards) const;
  expr::Checker checker(const rules::Place& place);

  const rules::RuleSet& rule_set_;
  Program& program_;
  Reporter& reporter_;
  std::map<std::string, Entry, std::less<>> entries_;
  std::vector<Test> tests_;
  std::vector<rules::Place> places_;  ///< by source of the code
  std::optional<expr::Symbol> so_far_;
  SoFarOf so_far_of_;
  std::function<expr::Symbol()> make_covering_;
  std::optional<expr::Symbol> covering_;
  std::map<std::string, expr::Symbol, std::less<>> granted_;
  int depth_ = 0;    ///< of names that are being compiled within each other
  int deepest_ = 0;  ///< of the names that the one being compiled has asked for
};

/// What the rule set says to its readers of names that are no rules.
void document(const rules::RuleSet& rule_set, Program& program);
/// Before anything asks for the unit of a setting.
void document_settings(const rules::RuleSet& rule_set, NameTable& names, Program& program);

/// The versions of a rule set: when each is in force, and a check that refers what none of them speaks of.
void compile_versions(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter);
/// Rules, rows and steps that share an id are versions of one.
void link_versions(Program& program);

/// Where a rule that overrides others has its effects, those do not have theirs.
/// `written` has for each rule of the program what it was written as, null where nobody wrote it.
void compile_overrides(const rules::RuleSet& rule_set, const std::vector<const rules::RuleSyntax*>& written,
                       Program& program, NameTable& names, Reporter& reporter);

/// Puts grants behind those that their conditions ask for and that are given instead of them.
void order_grants(const std::vector<const rules::RuleSyntax*>& written, Program& program, Reporter& reporter);

/// The name by which adjustments know what a portion is owed so far.
inline constexpr std::string_view so_far_name = "amount_so_far";
/// Whether a definition is one that adjustments made: what they are owed so far, of a portion by its name, or whether
/// all of a portion is taken away.
[[nodiscard]] bool is_of_adjustments(std::string_view definition) noexcept;

/// Gives the definitions that stand for whether all of a portion is taken away what is to be known of it, once all
/// rules are compiled. By portion; nothing where nobody asks.
void compile_taken(const std::vector<std::optional<expr::Symbol>>& asked,
                   const std::vector<const rules::RuleSyntax*>& written, Program& program, NameTable& names,
                   Reporter& reporter);

/// Portions, limits, coverage, rules and steps. Gives false where something was wrong.
void compile_rules(const rules::RuleSet& rule_set, Program& program, NameTable& names, Reporter& reporter);

/// Reports unranked rules or rows that can hold together and disagree, each with an example claim, and holes between
/// rows. The result: of what it is proven that one of its rows always holds.
struct Proofs {
  bool coverage = false;
  std::vector<bool> lookups;
};
[[nodiscard]] Proofs find_conflicts(const rules::RuleSet& rule_set, const Program& program, Reporter& reporter);

/// Reports values of two units that are compared, added up or chosen between.
void check_units(const Program& program, const NameTable& names, Reporter& reporter);

/// Warns of tests that every value passes, or none.
void find_idle_tests(const Program& program, const NameTable& names, Reporter& reporter);

}  // namespace warrantor::policy
