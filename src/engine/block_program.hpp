#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "expr/program.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

enum class NumberSlot : std::uint32_t {};  ///< a column of numbers in BlockValues
enum class TruthSlot : std::uint32_t {};   ///< a column of truths there

/// What is done to columns to make another: those up to `largest` make numbers, the others truths.
enum class BlockOp : std::uint8_t {
  fact,
  add,
  subtract,
  multiply,
  plus_months,
  plus_months_up,  ///< rounded up
  plus_days,
  choose,   ///< condition, then, else
  look_up,  ///< index: of the map
  smallest,
  largest,
  fact_truth,
  all_of,
  any_of,
  negation,
  equal,
  less,
  among,  ///< index: of the set
  is_none,
  truth_is_none,
  same_truth,
  choose_truth
};

/// Operands are slots of numbers or of truths, as the operation wants them; a fact stands in `index`.
struct BlockStep {
  BlockOp op{};
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint32_t third = 0;
  std::uint32_t index = 0;
  auto operator<=>(const BlockStep&) const = default;
};

/// What a blank of a fact is taken for; see FactReader.
struct BlankMeaning {
  Blank meaning = Blank::unknown;
  std::optional<TruthSlot> condition;  ///< where given, `meaning` is for where it holds
  Blank otherwise = Blank::unknown;
  std::int64_t default_number = 0;
};

/// A set of numbers from 0 on: bit n % 64 of word n / 64.
using NumberSet = std::vector<std::uint64_t>;

/// Conditions and amounts of a policy's program as a list of steps over the columns of a block, each taken once a block
/// however many expressions share it. Means what Evaluator says of claims without records. Texts cannot be told here:
/// what hangs on them is open. Immutable once all that is wanted was asked for.
class BlockProgram {
 public:
  /// The policy's program must outlive it.
  explicit BlockProgram(const policy::Program& program);

  // Where the value of an expression will stand.
  [[nodiscard]] NumberSlot number(expr::NodeId id);
  [[nodiscard]] TruthSlot truth(expr::NodeId id);
  [[nodiscard]] TruthSlot both(TruthSlot left, TruthSlot right);
  [[nodiscard]] TruthSlot opposite(TruthSlot slot);
  [[nodiscard]] TruthSlot equal(NumberSlot left, NumberSlot right);
  [[nodiscard]] TruthSlot constant_truth(Value value);
  [[nodiscard]] NumberSlot constant_number(Value value);

  /// False: it may be open only because texts cannot be told here.
  [[nodiscard]] bool is_exact(NumberSlot slot) const { return numbers_[index_of(slot)].is_exact; }
  [[nodiscard]] bool is_exact(TruthSlot slot) const { return truths_[index_of(slot)].is_exact; }

  /// Facts that must be stated, in some cases at least; of texts the claim's id is left out.
  [[nodiscard]] const std::vector<FactId>& required() const noexcept { return required_; }
  /// Whether records must be stated, so that no claim without them can be decided.
  [[nodiscard]] bool requires_records() const noexcept { return requires_records_; }
  /// All facts that it asks for: those that are read and those that are required.
  [[nodiscard]] std::vector<FactId> facts() const;

  // For BlockValues.
  struct Step {
    BlockStep what;
    std::uint32_t result = 0;
  };
  struct Column {
    std::optional<Value> constant;
    bool is_exact = true;
    bool may_be_none = false;
  };
  [[nodiscard]] const std::vector<Step>& steps() const noexcept { return steps_; }
  [[nodiscard]] const std::vector<Column>& numbers() const noexcept { return numbers_; }
  [[nodiscard]] const std::vector<Column>& truths() const noexcept { return truths_; }
  [[nodiscard]] const BlankMeaning& blank(FactId fact) const { return *blanks_[index_of(fact)]; }
  [[nodiscard]] const NumberSet& set(std::uint32_t index) const { return sets_[index]; }
  [[nodiscard]] const std::vector<std::int64_t>& map(std::uint32_t index) const { return program_.code.maps[index]; }

 private:
  using Node = expr::Node;
  using NodeId = expr::NodeId;

  template <class Id>
  static std::uint32_t at(Id id) noexcept {
    return static_cast<std::uint32_t>(id);
  }
  static bool is_text(ValueType type) noexcept { return type == ValueType::text || type == ValueType::vin; }

  [[nodiscard]] bool has_no_column(const Node& node) const;
  NumberSlot make_number(NodeId id);
  NumberSlot fact_number(FactId fact);
  NumberSlot arithmetic(const Node& node);
  NumberSlot first_or_last(const Node& node);
  NumberSlot extreme(NodeId id);
  TruthSlot make_truth(NodeId id);
  TruthSlot fact_truth(FactId fact);
  TruthSlot joined(BlockOp op, const Node& node);
  TruthSlot join(BlockOp op, TruthSlot left, TruthSlot right);
  TruthSlot as_condition(TruthSlot slot);
  TruthSlot equality(NodeId left, NodeId right);
  TruthSlot order(NodeId left, NodeId right);
  TruthSlot one_of(const Node& node);
  TruthSlot among(NodeId operand, std::vector<bool> members);
  TruthSlot absence(NodeId operand);

  NumberSlot add_number(const BlockStep& step, bool is_exact, bool may_be_none = false);
  TruthSlot add_truth(const BlockStep& step, bool is_exact, bool may_be_none = false);
  NumberSlot text();
  TruthSlot truth_about_text();
  void read_blank(FactId id);
  [[nodiscard]] bool blank_is_exact(FactId fact) const;
  [[nodiscard]] Value without_records(NodeId id) const;
  [[nodiscard]] ValueType kind_of(NodeId left, NodeId right) const;
  [[nodiscard]] std::optional<std::vector<bool>> members(const Node& subject, std::span<const NodeId> values) const;
  std::uint32_t keep_set(const std::vector<bool>& members);
  void list_required();

  const policy::Program& program_;
  std::vector<Step> steps_;
  std::vector<Column> numbers_;
  std::vector<Column> truths_;
  std::map<BlockStep, std::uint32_t> made_;  ///< the result of each step
  std::map<NodeId, NumberSlot> number_of_;
  std::map<NodeId, TruthSlot> truth_of_;
  std::map<std::pair<Knowledge, std::int64_t>, NumberSlot> number_constants_;
  std::map<std::pair<Knowledge, std::int64_t>, TruthSlot> truth_constants_;
  std::optional<NumberSlot> text_;
  std::optional<TruthSlot> truth_about_text_;
  std::vector<std::optional<BlankMeaning>> blanks_;  ///< by fact, of those that were asked for
  std::vector<NumberSet> sets_;
  std::vector<FactId> required_;
  bool requires_records_ = false;
};

}  // namespace warrantor::engine
