#include "policy/record_lists.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "policy/cells.hpp"

namespace warrantor::policy {
namespace {

using expr::Node;
using expr::NodeId;
using expr::Op;

constexpr std::size_t most_records = 600;
constexpr std::size_t most_in_chain = 200;
constexpr std::size_t most_conditions = 8;
constexpr std::size_t most_subsets = 7;  // kinds of records of which every combination is tried

bool is_truth(Op op) { return op == Op::some || op == Op::every; }

}  // namespace

RecordLister::RecordLister(CellFinder& cells, TableId table, std::vector<NodeId> conditions)
    : cells_(cells),
      program_(cells.program_),
      table_(table),
      conditions_(std::move(conditions)),
      seen_(program_.code.nodes.size(), false) {
  const Records& now = cells.facts_.tables[index_of(table)];
  if (now.known) stated_ = now;
}

Cells RecordLister::find() {
  if (stated_.known) return fill_in();
  found_.complete = can_be_told() && make_records();
  if (!found_.complete) return std::move(found_);
  group();
  try_lists();
  if (found_.complete) add_hidden();
  if (found_.complete) add_doubtful();
  return std::move(found_);
}

FoundList RecordLister::find(const ListAnswers& answers) {
  FoundList list;
  Cell wanted;
  wanted.answers = answers;
  if (stated_.known) {
    found_.complete = can_be_told();
    try_values();
  } else {
    found_.complete = can_be_told() && make_records();
    if (!found_.complete) return list;
    group();
    if (groups_.size() > most_subsets) return list;
    try_subsets(wanted);
  }
  const Cell* found = found_like(wanted);
  if (found != nullptr) list.records = found->records;
  list.cannot_be = found == nullptr && found_.complete && hangs_on_kinds_alone();
  return list;
}

// What a stated list leaves unknown; the rest of it stays as it is.
Cells RecordLister::fill_in() {
  found_.complete = can_be_told();
  try_values();
  if (found_.complete && !hangs_on_kinds_alone()) add_doubtful();
  return std::move(found_);
}

// Every value of each unknown field, beside every value of the others.
void RecordLister::try_values() {
  std::vector<std::pair<std::size_t, std::vector<FieldValue>>> open;
  std::size_t count = 1;
  for (std::size_t place = 0; place < stated_.values.size() && found_.complete; ++place) {
    if (!stated_.values[place].is_unknown()) continue;
    std::vector<FieldValue> values;
    const FactId field = program_.schema.table(table_).fields[place % stated_.width];
    if (!list_values(field, values)) return;
    count *= values.size();
    found_.complete = count <= most_records;
    open.emplace_back(place, std::move(values));
  }
  for (std::size_t i = 0; i < count && found_.complete; ++i) {
    auto records = std::make_shared<Records>(stated_);
    std::size_t rest = i;
    for (const auto& [place, values] : open) {
      records->values[place] = values[rest % values.size()].value;
      rest /= values.size();
    }
    add_list(std::move(records));
  }
}

// Where no record is related to another and none are counted, lists with records of the same kinds are alike, so that
// every combination of kinds is every list.
bool RecordLister::hangs_on_kinds_alone() const {
  const auto relates = [this](const Cut& cut) {
    return cut.levels > 1 && (*cells_.reached_)[index_of(cut.comparison)];
  };
  const auto& fields = program_.schema.table(table_).fields;
  return !counts_ && std::none_of(fields.begin(), fields.end(), [&](FactId field) {
    const auto& cuts = program_.reads[index_of(field)].cuts;
    return std::any_of(cuts.begin(), cuts.end(), relates);
  });
}

// Counts and extremes have more answers than can be gone through.
bool RecordLister::can_be_told() const {
  return !conditions_.empty() && conditions_.size() <= most_conditions &&
         std::all_of(conditions_.begin(), conditions_.end(),
                     [this](NodeId condition) { return is_truth(program_.code.node(condition).op); });
}

const Cell* RecordLister::found_like(const Cell& cell) const {
  const auto found = std::find_if(found_.cells.begin(), found_.cells.end(),
                                  [&](const Cell& other) { return same_answers(cell.answers, other.answers); });
  return found == found_.cells.end() ? nullptr : &*found;
}

bool RecordLister::make_records() {
  list_operands();
  std::vector<std::vector<FieldValue>> values;
  std::size_t count = 1;
  for (const FactId field : program_.schema.table(table_).fields) {
    values.emplace_back();
    if (!list_values(field, values.back())) return false;
    count *= values.back().size();
    if (count > most_records) return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    Candidate record;
    std::size_t rest = i;
    for (const auto& of_field : values) {
      const FieldValue& chosen = of_field[rest % of_field.size()];
      record.values.push_back(chosen.value);
      record.kind.push_back(chosen.kind);
      rest /= of_field.size();
    }
    (is_visible(record.values) ? records_ : hidden_).push_back(std::move(record));
  }
  return true;
}

bool RecordLister::list_values(FactId field, std::vector<FieldValue>& values) {
  const Fact& declared = program_.schema.fact(field);
  const auto add = [&](Value value) { values.push_back({value, values.size()}); };
  if (range_of(declared)) {
    list_ordered(field, values);
  } else if (declared.type == ValueType::boolean) {
    add(Value::boolean(true));
    add(Value::boolean(false));
  } else if (declared.type == ValueType::enumeration) {
    for (const auto& alike : cells_.classes(field)) add(Value::integer(alike.front()));
  } else {
    for (const Cell& cell : cells_.find_texts(field, {}).cells) add(cell.value);
  }
  if (declared.blank == Blank::none) add(Value::none());
  return found_.complete;
}

void RecordLister::list_ordered(FactId field, std::vector<FieldValue>& values) {
  const Fact& declared = program_.schema.fact(field);
  const Range range = *range_of(declared);
  const CellFinder::Boundaries cut = cells_.boundaries(field);
  found_.complete = found_.complete && cut.complete;
  std::set<Position> numbers;
  if (has_minimum(declared)) numbers.insert(range.low);
  for (const Position first : cut.firsts) numbers.insert({first - 1, first});
  if (numbers.empty()) numbers.insert(std::clamp(Position{0}, range.low, range.high));
  add_chain(field, numbers);
  for (const Position number : numbers) {
    const auto place = cut.firsts.upper_bound(number);
    const auto kind = static_cast<std::size_t>(std::distance(cut.firsts.begin(), place));
    values.push_back({value_at(declared, number), kind});
  }
}

// Where a condition relates one record to another, a record as far from each as the relation reaches, unless there is
// one nearer, and again from that one: so that a list of all records has none that lacks the other.
void RecordLister::add_chain(FactId field, std::set<Position>& numbers) {
  const Position lowest = *numbers.begin();
  for (const Cut& cut : program_.reads[index_of(field)].cuts) {
    if (cut.levels != 2 || cut.level != 1 || !(*cells_.reached_)[index_of(cut.comparison)]) continue;
    // Between two decimals there is always room for one more.
    if (program_.schema.fact(field).type == ValueType::decimal) found_.complete = false;
    const auto others = cells_.fields_at(cut, 0);
    if (others.size() != 1 || others.front() != field) continue;
    const std::size_t most = numbers.size() + most_in_chain;
    for (Position number = *numbers.rbegin(); number > lowest && found_.complete;) {
      const auto place = numbers.find(number);
      const Position next = *std::prev(place);
      for (const Position reach : reach_of(field, cut, number)) {
        if (reach > lowest && reach < number && next < reach) numbers.insert(reach);
      }
      number = *std::prev(numbers.find(number));
      found_.complete = found_.complete && numbers.size() <= most;
    }
  }
}

// Where a comparison of two records turns for the one, the other having a certain value.
std::set<Position> RecordLister::reach_of(FactId field, const Cut& cut, Position number) {
  std::vector<Value> other(program_.schema.table(table_).fields.size(), Value::unknown());
  other[program_.schema.fact(field).slot] = value_at(program_.schema.fact(field), number);
  CellFinder::Boundaries reach;
  cells_.own_record_.assign(other.size(), Value::unknown());
  cells_.evaluator_.enter(other);
  cells_.evaluator_.enter(cells_.own_record_);
  cells_.cut_here(field, cut, reach);
  cells_.evaluator_.leave();
  cells_.evaluator_.leave();
  found_.complete = found_.complete && reach.complete;
  return std::move(reach.firsts);
}

// Records that every list leaves out are seen by nobody.
bool RecordLister::is_visible(const std::vector<Value>& record) {
  return all_visible_ || std::any_of(operands_.begin(), operands_.end(), [&](NodeId list) {
           return !cells_.evaluator_.membership(list, record).is_false();
         });
}

void RecordLister::list_operands() {
  for (const NodeId condition : conditions_) list_operands(condition);
}

void RecordLister::list_operands(NodeId id) {
  if (seen_[index_of(id)]) return;
  seen_[index_of(id)] = true;
  const Node& node = program_.code.node(id);
  const auto operands = program_.code.children_of(node);
  if (node.op == Op::some || node.op == Op::every || node.op == Op::count || node.op == Op::project) {
    const Node& list = program_.code.node(operands[0]);
    const bool is_context_free =
        list.type.is_list_of_records() && (list.op == Op::definition || list.op == Op::records);
    if (is_context_free && list.type.table == table_) operands_.push_back(operands[0]);
    all_visible_ = all_visible_ || !is_context_free;
  }
  counts_ = counts_ || node.op == Op::count;
  for (const NodeId operand : operands) list_operands(operand);
  if (node.op == Op::definition) list_operands(program_.code.definitions[node.index].root);
}

void RecordLister::group() {
  std::map<std::vector<std::size_t>, std::size_t> places;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const auto [place, is_new] = places.emplace(records_[i].kind, groups_.size());
    if (is_new) groups_.emplace_back();
    groups_[place->second].push_back(i);
  }
}

void RecordLister::try_lists() {
  std::vector<bool> kinds(groups_.size(), true);
  try_list(kinds, 0);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    kinds[i] = false;
    try_list(kinds, 0);
    kinds[i] = true;
  }
  kinds.assign(groups_.size(), false);
  try_list(kinds, 0);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    kinds[i] = true;
    try_list(kinds, 0);
    kinds[i] = false;
  }
}

// Also with only the first or the last record of each kind, so that there are gaps between them.
void RecordLister::try_subsets(const Cell& wanted) {
  std::vector<bool> kinds(groups_.size(), false);
  for (const int part : {1, -1, 0}) {
    for (std::size_t subset = 0; subset < std::size_t{1} << groups_.size(); ++subset) {
      if (found_like(wanted) != nullptr) return;
      for (std::size_t i = 0; i < groups_.size(); ++i) kinds[i] = (subset >> i & 1U) != 0;
      try_list(kinds, part);
    }
  }
}

void RecordLister::try_list(const std::vector<bool>& kinds_in, int part) {
  auto records = std::make_shared<Records>();
  records->known = true;
  records->width = program_.schema.table(table_).fields.size();
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    if (!kinds_in[i]) continue;
    const std::vector<std::size_t>& group = groups_[i];
    for (std::size_t j = 0; j < group.size(); ++j) {
      if ((part > 0 && j > 0) || (part < 0 && j + 1 < group.size())) continue;
      const std::vector<Value>& values = records_[group[j]].values;
      records->values.insert(records->values.end(), values.begin(), values.end());
      ++records->count;
    }
  }
  add_list(std::move(records));
}

void RecordLister::add_list(std::shared_ptr<Records> records) {
  Cell cell;
  cell.answers = cells_.answers_of(table_, *records, conditions_);
  for (const auto& [node, answer] : cell.answers) found_.complete = found_.complete && !answer.is_unknown();
  const bool is_known = found_like(cell) != nullptr;
  cell.records = std::move(records);
  (is_known ? found_.alike : found_.cells).push_back(std::move(cell));
}

// Records that nobody sees here may be seen where other facts have other values.
void RecordLister::add_hidden() {
  records_ = std::move(hidden_);
  groups_.clear();
  group();
  std::vector<bool> kinds(groups_.size(), false);
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    kinds[i] = true;
    try_list(kinds, 0);
    kinds[i] = false;
  }
}

void RecordLister::add_doubtful() {
  for (std::size_t i = 0; i < std::size_t{1} << conditions_.size(); ++i) {
    Cell cell;
    for (std::size_t j = 0; j < conditions_.size(); ++j) {
      cell.answers.emplace_back(conditions_[j], Value::boolean((i >> j & 1U) != 0));
    }
    if (found_like(cell) == nullptr) found_.doubtful.push_back(std::move(cell));
  }
}

}  // namespace warrantor::policy
