#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "expr/evaluate.hpp"
#include "policy/cells.hpp"
#include "policy/mentions.hpp"
#include "policy/program.hpp"

namespace warrantor::policy {

/// What the conditions that look at a list make of it.
using ListAnswers = std::vector<std::pair<expr::NodeId, Value>>;
[[nodiscard]] bool same_answers(const ListAnswers& left, const ListAnswers& right);

/// A class of values of one fact that no open condition can tell apart, with a value that stands for it.
struct Cell {
  Value value;
  Position low = 0;  ///< of an ordered type: the smallest and the largest of the class
  Position high = 0;
  std::vector<std::int64_t> alike;                           ///< of an enumeration: all of the class
  bool has_no_end = false;                                   ///< an amount that may be larger than any
  std::shared_ptr<const expr::FactValues::Records> records;  ///< of a list; null: one that nobody could name
  ListAnswers answers;                                       ///< of a list

  [[nodiscard]] bool is_text() const noexcept { return low > high; }
  /// Whether it holds the value of another cell of the same fact. Lists are told apart by their answers alone.
  [[nodiscard]] bool holds(const Cell& other) const;
};

struct Cells {
  std::vector<Cell> cells;
  /// Answers that no list was found for, though nothing proves that there is none.
  std::vector<Cell> doubtful;
  /// Lists with the answers of one of the cells, which may part from it where other facts have other values.
  std::vector<Cell> alike;
  std::size_t setting = 0;  ///< of a list: which the values are of the facts that its answers hang on
  bool complete = true;     ///< false: other values could lead to other results
};

struct FoundList {
  std::shared_ptr<const expr::FactValues::Records> records;  ///< null: none was found
  bool cannot_be = false;                                    ///< it is proven that there is none
};

/// A text unlike any that a rule names, and one that was noted before wherever there is such a one.
[[nodiscard]] Value fresh_text() noexcept;
[[nodiscard]] Value noted_text() noexcept;

/// Facts that are multiplied by more than this are not cut by what their product equals.
constexpr std::int64_t longest_step = 12;

/// Cuts the values of facts by what a claim states and by the values that its other facts are tried with.
///
/// A comparison cuts a fact at the value at which it turns, which is looked up where the fact stands alone and searched
/// for by halves where it is counted with. Where the other side is unknown too, that side is given each of its own
/// values in turn: so facts that are compared with each other are cut relative to each other, along every chain of
/// comparisons that meets no fact twice.
class CellFinder {
 public:
  /// `facts` are those that the evaluator reads; every value that is set in them is taken back.
  CellFinder(const Program& program, expr::Evaluator& evaluator, expr::FactValues& facts)
      : program_(program), evaluator_(evaluator), facts_(facts) {}

  /// From here on what decisions tell of a fact counts as well, not only what rules make of it.
  void look_at_told() noexcept { looks_at_told_ = true; }

  /// The cells of an unknown fact. Only comparisons that were reached count. `noted` are values of it that were granted
  /// before, for a fact of a rule that holds once for each.
  [[nodiscard]] Cells find(FactId fact, const std::vector<bool>& reached, const std::vector<Value>& noted);
  /// A list that gives certain answers, sought among many more than find() tries.
  [[nodiscard]] FoundList find_list(FactId fact, const ListAnswers& answers);

  /// What the conditions of a setting make of a list, whatever facts are now. The list must outlive the finder.
  [[nodiscard]] const ListAnswers& answers_in(std::size_t setting, const expr::FactValues::Records& records);

  /// What some conditions make of a list, with all other facts as they are.
  [[nodiscard]] ListAnswers answers_of(TableId table, const expr::FactValues::Records& records,
                                       const std::vector<expr::NodeId>& conditions);

 private:
  friend class RecordLister;

  /// A comparison of a date with another one that nobody stated.
  struct Meeting {
    FactId other{};
    Cut cut;
  };
  struct Boundaries {
    std::set<Position> firsts;  ///< the first value of every class but the lowest
    bool complete = true;
    bool related = false;          ///< to another unknown fact
    bool related_to_list = false;  ///< that nobody stated
    std::int64_t step = 1;         ///< of values so far apart only one may equal what another unknown fact comes to
    bool meets_months = false;     ///< compared with days counted by months, or by which days are that are compared
    std::vector<Meeting> meetings;
    std::vector<std::vector<Meeting>> close;  ///< of these, by the other date: those that turn within a few days
  };
  /// Where a comparison turns as the other date grows.
  struct Turn {
    const Cut* cut = nullptr;
    bool strictly = false;
    std::int64_t first = 0;  ///< the day of the other date from which it has turned
  };
  using Step = std::function<void()>;

  Cells find_ordered(FactId fact, const std::vector<Value>& noted);
  void add_values(Cell cell, FactId fact, const Boundaries& found, Cells& cells);
  void add_decimals(Cell cell, FactId fact, const Boundaries& found, Cells& cells) const;
  static void add_equal_days(std::int64_t low, std::int64_t high, std::set<std::int64_t>& values);
  static void add_equal_values(const Fact& fact, const Boundaries& found, std::int64_t low, std::int64_t high,
                               std::set<std::int64_t>& values);
  void find_close_meetings(FactId fact, Boundaries& found);
  [[nodiscard]] bool are_close(FactId fact, const Meeting& left, const Meeting& right);
  [[nodiscard]] std::optional<std::int64_t> distance(FactId fact, const Meeting& meeting);
  void add_close_days(FactId fact, const std::vector<Meeting>& close, std::int64_t low, std::int64_t high,
                      std::set<std::int64_t>& values);
  [[nodiscard]] std::vector<Turn> turns_of(FactId fact, const std::vector<Meeting>& close);
  [[nodiscard]] bool follow(FactId other, Turn& turn);
  [[nodiscard]] std::optional<bool> has_turned(FactId other, const Turn& turn, std::int64_t day);
  Cells find_enumerated(FactId fact) const;
  Cells find_texts(FactId fact, const std::vector<Value>& noted);
  [[nodiscard]] std::vector<std::vector<std::int64_t>> classes(FactId fact) const;
  void add_none(const Fact& fact, Cells& cells) const;

  [[nodiscard]] bool is_read_opaquely(FactId fact) const;
  Boundaries boundaries(FactId fact);
  [[nodiscard]] Cut::Course course_now(FactId fact, const Cut& cut);
  void cut_everywhere(FactId fact, Boundaries& found) const;
  void cut_by(FactId fact, const Cut& cut, Boundaries& found);
  void in_contexts(FactId fact, const Cut& cut, std::uint32_t level, Boundaries& found, const Step& then);
  void in_every_record(FactId fact, const Cut& cut, std::uint32_t level, TableId table, Boundaries& found,
                       const Step& then);
  void cut_by_ways(FactId fact, const Cut& cut, Boundaries& found);
  void add_open_ways(expr::NodeId id, std::vector<expr::NodeId>& ways);
  void in_settings(FactId fact, const Cut& cut, Boundaries& found, const Step& then);
  void in_settings(const std::vector<FactId>& others, std::size_t place, const Cut& cut, Boundaries& found,
                   const Step& then);
  void cut_here(FactId fact, const Cut& cut, Boundaries& found);
  void note_reckoning(FactId fact, const std::vector<FactId>& others, const Cut& cut, Boundaries& found) const;
  [[nodiscard]] bool counts_months(const Cut& cut) const;
  [[nodiscard]] bool months_meet_days();
  [[nodiscard]] bool tells_the_same(NodeId left, NodeId right) const;
  [[nodiscard]] bool are_alike(NodeId left, NodeId right) const;
  [[nodiscard]] bool have_like_operands(NodeId left, NodeId right) const;
  [[nodiscard]] std::int64_t largest_factor(expr::NodeId id) const;
  [[nodiscard]] bool reckons_with_decimals(expr::NodeId id) const;
  [[nodiscard]] bool has(expr::NodeId id, expr::Op op) const;
  void search(FactId fact, const Cut& cut, bool strictly, Boundaries& found);
  [[nodiscard]] std::vector<Value> values_to_try(FactId fact, const Cut& cut, Boundaries& found);
  [[nodiscard]] std::vector<FactId> fields_at(const Cut& cut, std::uint32_t level) const;
  void collect_fields(expr::NodeId id, std::uint32_t level, std::vector<FactId>& fields) const;

  [[nodiscard]] const Cells& find_lists(FactId fact);
  Value& slot_of(FactId fact);
  void set(FactId fact, Value value);

  const Program& program_;
  expr::Evaluator& evaluator_;
  expr::FactValues& facts_;
  const std::vector<bool>* reached_ = nullptr;
  const Cells untold_{{}, {}, {}, 0, false};  ///< of lists that are looked at in ways that nobody knows
  std::vector<FactId> visiting_;
  std::vector<Value> own_record_;  ///< in which a field that is being cut is varied
  expr::FactValues::Records tried_list_;
  std::optional<Mentions> mentions_;  ///< once something hangs on them
  int steps_ = 0;
  bool looks_at_told_ = false;
  bool months_meet_days_ = false;  ///< see months_meet_days()
  /// Lists that were found, by what their conditions hang on.
  struct KnownLists {
    FactId fact{};
    std::vector<expr::NodeId> conditions;
    std::vector<Value> facts;
    Cells cells;
    std::unordered_map<const expr::FactValues::Records*, ListAnswers> answers;
  };
  std::vector<std::unique_ptr<KnownLists>> known_lists_;
};

}  // namespace warrantor::policy
