#pragma once

#include <memory>
#include <set>
#include <vector>

#include "policy/cell_finder.hpp"

namespace warrantor::policy {

/// Finds lists of records that stand for all that an unknown list could be, or that a list could be of which some
/// fields are unknown.
///
/// What rules see of a list are the answers of the conditions that look at it, so two lists with the same answers are
/// one cell. Records are made of values on either side of everything that their fields are compared with, also of each
/// other, and lists of these records: none, all, and all but those of one class or another. Answers that no such list
/// gives are doubtful, and nothing hangs on them where they lead to no other result than the lists do.
class RecordLister {
 public:
  RecordLister(CellFinder& cells, TableId table, std::vector<expr::NodeId> conditions);

  Cells find();
  /// A list that gives certain answers, sought with more patience.
  FoundList find(const ListAnswers& answers);

 private:
  using Records = expr::FactValues::Records;
  struct Candidate {
    std::vector<Value> values;
    std::vector<std::size_t> kind;  ///< by field: the class of its value, relations to other records apart
  };
  struct FieldValue {
    Value value;
    std::size_t kind = 0;
  };

  [[nodiscard]] bool can_be_told() const;
  Cells fill_in();
  void try_values();
  void add_list(std::shared_ptr<Records> records);
  bool make_records();
  bool list_values(FactId field, std::vector<FieldValue>& values);
  void list_ordered(FactId field, std::vector<FieldValue>& values);
  void add_chain(FactId field, std::set<Position>& numbers);
  std::set<Position> reach_of(FactId field, const Cut& cut, Position number);
  [[nodiscard]] bool is_visible(const std::vector<Value>& record);
  void list_operands();
  void list_operands(expr::NodeId id);
  void group();
  void try_lists();
  void try_subsets(const Cell& wanted);
  [[nodiscard]] bool hangs_on_kinds_alone() const;
  [[nodiscard]] const Cell* found_like(const Cell& cell) const;
  void try_list(const std::vector<bool>& kinds_in, int part);
  void add_hidden();
  void add_doubtful();

  CellFinder& cells_;
  const Program& program_;
  TableId table_;
  std::vector<expr::NodeId> conditions_;
  Records stated_;                      ///< of a list that is stated but for fields of its records
  std::vector<expr::NodeId> operands_;  ///< lists that conditions go through, as far as they can be asked from outside
  bool all_visible_ = false;            ///< there is a list that cannot
  bool counts_ = false;                 ///< a condition counts records
  std::vector<bool> seen_;
  std::vector<Candidate> records_;
  std::vector<Candidate> hidden_;                 ///< which no condition sees
  std::vector<std::vector<std::size_t>> groups_;  ///< records of one kind
  Cells found_;
};

}  // namespace warrantor::policy
