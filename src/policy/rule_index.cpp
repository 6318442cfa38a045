#include "policy/rule_index.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "expr/evaluate.hpp"
#include "policy/cells.hpp"

namespace warrantor::policy {
namespace {

using expr::ConditionIndex;
using expr::Node;
using expr::Op;

constexpr std::size_t most_terms = 8;                        // of one condition; one of more is told less of
constexpr std::size_t most_words = std::size_t{1} << 18U;    // of the bits of one fact: 2 MiB
constexpr std::size_t most_answers = std::size_t{1} << 20U;  // that are worked out for one list of values

/// An operand of a term: a node that must be true, or false.
struct Operand {
  NodeId node{};
  bool truth = true;
  std::optional<FactId> fact;  ///< the one that it reads; nothing: it is not told by one fact
};
using Term = std::vector<Operand>;

/// Finds the one fact that a node reads, where it reads no other, no list, and constants alone cut its values.
class FactFinder {
 public:
  explicit FactFinder(const Program& program)
      : program_(program), nodes_(program.code.nodes.size()), is_cut_(program.code.nodes.size(), Cut::unclear) {}

  [[nodiscard]] std::optional<FactId> only_fact_of(NodeId id) {
    const Reads reads = reads_of(id);
    if (reads.many || !reads.fact || program_.representatives[index_of(*reads.fact)].empty()) return std::nullopt;
    Cut& cut = is_cut_[index_of(id)];
    if (cut == Cut::unclear) cut = cut_by_constants(program_.schema, program_.code, {id}) ? Cut::yes : Cut::no;
    return cut == Cut::yes ? reads.fact : std::nullopt;
  }

 private:
  enum class Cut : std::uint8_t { unclear, yes, no };
  struct Reads {
    std::optional<FactId> fact;
    bool many = false;
    bool looked_at = false;
  };

  Reads reads_of(NodeId id) {
    if (nodes_[index_of(id)].looked_at) return nodes_[index_of(id)];
    const Node& node = program_.code.node(id);
    Reads reads;
    reads.looked_at = true;
    if (const auto fact = as_fact(node)) reads.fact = fact;
    reads.many = node.op == Op::field || node.op == Op::records || node.op == Op::used_up || node.op == Op::granted;
    if (node.op == Op::definition) add(reads_of(program_.code.definitions[node.index].root), reads);
    for (const NodeId operand : program_.code.children_of(node)) add(reads_of(operand), reads);
    return nodes_[index_of(id)] = reads;
  }

  static void add(const Reads& more, Reads& reads) {
    reads.many = reads.many || more.many || (more.fact && reads.fact && *more.fact != *reads.fact);
    if (more.fact) reads.fact = more.fact;
  }

  const Program& program_;
  std::vector<Reads> nodes_;
  std::vector<Cut> is_cut_;
};

/// Cuts conditions into terms.
class TermCutter {
 public:
  explicit TermCutter(const Program& program) : program_(program), facts_(program) {}

  [[nodiscard]] std::vector<Term> terms_of(NodeId id, bool truth) {
    const Node& node = program_.code.node(id);
    if (const auto fact = facts_.only_fact_of(id)) return {{{id, truth, fact}}};
    switch (node.op) {
      case Op::constant:
        if (!node.constant.is_known()) break;
        return node.constant.is_true() == truth ? std::vector<Term>{{}} : std::vector<Term>();
      case Op::negation:
        return terms_of(program_.code.children_of(node)[0], !truth);
      case Op::definition:
        return terms_of(program_.code.definitions[node.index].root, truth);
      case Op::conjunction:
      case Op::disjunction:
        return (node.op == Op::conjunction) == truth ? all_of(node, truth) : any_of(id, truth);
      default:
        break;
    }
    return whole(id, truth);
  }

 private:
  static std::vector<Term> whole(NodeId id, bool truth) { return {{{id, truth, std::nullopt}}}; }

  std::vector<Term> any_of(NodeId id, bool truth) {
    std::vector<Term> terms;
    for (const NodeId operand : program_.code.children_of(program_.code.node(id))) {
      std::vector<Term> more = terms_of(operand, truth);
      terms.insert(terms.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return terms.size() <= most_terms ? std::move(terms) : whole(id, truth);
  }

  // Each term of one operand with each of every other; an operand of too many terms stays whole.
  std::vector<Term> all_of(const Node& node, bool truth) {
    std::vector<Term> terms{{}};
    for (const NodeId operand : program_.code.children_of(node)) {
      std::vector<Term> more = terms_of(operand, truth);
      if (terms.size() * more.size() > most_terms) more = whole(operand, truth);
      std::vector<Term> joined;
      for (const Term& term : terms) {
        for (const Term& other : more) {
          joined.push_back(term);
          joined.back().insert(joined.back().end(), other.begin(), other.end());
        }
      }
      terms = std::move(joined);
    }
    return terms;
  }

  const Program& program_;
  FactFinder facts_;
};

/// What a term asks of one fact: all of these operands.
struct Question {
  std::uint32_t term = 0;
  std::vector<Operand> operands;
};

/// Puts together the bits of the index, fact by fact.
class Indexer {
 public:
  Indexer(const Program& program, ConditionIndex& index)
      : program_(program),
        index_(index),
        evaluator_(program.code, program.schema, facts_),
        questions_(program.schema.facts().size()) {
    facts_.claim.resize(program.schema.claim_facts().size());
    facts_.line.resize(program.schema.line_facts().size());
    facts_.tables.resize(program.schema.tables().size());
  }

  void fill() {
    list_terms();
    index_.told_by_facts.assign((index_.owners.size() + 63) / 64, ~std::uint64_t{0});
    for (std::size_t i = 0; i < questions_.size(); ++i) {
      if (questions_[i].empty() || add_fact(static_cast<FactId>(i))) continue;
      for (const Question& question : questions_[i]) not_told_.push_back(question.term);
    }
    for (const std::uint32_t term : not_told_) clear({index_.told_by_facts.data(), index_.words()}, term);
  }

 private:
  using Bits = std::vector<std::uint64_t>;

  static void clear(std::span<std::uint64_t> bits, std::uint32_t term) {
    bits[term / 64] &= ~(std::uint64_t{1} << term % 64);
  }
  static void put(std::span<std::uint64_t> bits, std::uint32_t term, bool bit) {
    clear(bits, term);
    bits[term / 64] |= std::uint64_t{bit} << term % 64;
  }

  void list_terms() {
    TermCutter cutter(program_);
    for (std::uint32_t condition = 0; condition < index_.conditions.size(); ++condition) {
      index_.first_terms.push_back(static_cast<std::uint32_t>(index_.owners.size()));
      for (const Term& term : cutter.terms_of(index_.conditions[condition], true)) {
        for (const Operand& operand : term) ask(static_cast<std::uint32_t>(index_.owners.size()), operand);
        index_.owners.push_back(condition);
      }
    }
    index_.first_terms.push_back(static_cast<std::uint32_t>(index_.owners.size()));
  }

  void ask(std::uint32_t term, const Operand& operand) {
    if (!operand.fact) return not_told_.push_back(term);
    std::vector<Question>& questions = questions_[index_of(*operand.fact)];
    if (questions.empty() || questions.back().term != term) questions.push_back({term, {}});
    questions.back().operands.push_back(operand);
  }

  // False: the fact has too many values to be of use.
  bool add_fact(FactId id) {
    const Fact& declared = program_.schema.fact(id);
    std::vector<Value> values = program_.representatives[index_of(id)];
    if (values.back().is_none()) values.pop_back();
    const std::size_t begin = index_.bits.size();
    const auto bounds = bounds_of(declared);
    ConditionIndex::IndexedFact fact;
    fact.of_line = declared.scope == Scope::line;
    fact.slot = declared.slot;
    fact.is_ordered = bounds.has_value();
    fact.bits = begin;
    if (bounds) fact.low = bounds->low;
    if (bounds) fact.high = bounds->high;
    if (!(bounds ? add_ordered(id, values, fact) : add_listed(id, values, fact))) {
      index_.bits.resize(begin);
      return false;
    }
    for (const Value value : {Value::none(), Value::unknown()}) add_class(answers_at(id, value));
    add_class(any_answers(id));
    index_.facts.push_back(std::move(fact));
    return true;
  }

  bool add_listed(FactId id, const std::vector<Value>& values, ConditionIndex::IndexedFact& fact) {
    fact.classes = static_cast<std::uint32_t>(values.size());
    if (values.size() * questions_[index_of(id)].size() > most_answers || !has_room(fact)) return false;
    for (const Value value : values) add_class(answers_at(id, value));
    return true;
  }

  // From the lowest value upwards: near a constant the questions that name it are asked anew, and none other.
  bool add_ordered(FactId id, const std::vector<Value>& values, ConditionIndex::IndexedFact& fact) {
    const auto turns = turns_of(id);
    Bits answers = answers_at(id, values.front());
    add_class(answers);
    fact.classes = 1;
    auto turn = turns.begin();
    for (const Value value : values) {
      const Bits before = answers;
      set_fact(id, value);
      for (; turn != turns.end() && turn->first < value.as_integer();) ++turn;
      for (; turn != turns.end() && turn->first == value.as_integer(); ++turn) answer(*turn->second, answers);
      if (answers == before) continue;
      add_class(answers);
      fact.firsts.push_back(value.as_integer());
      ++fact.classes;
      if (!has_room(fact)) return false;
    }
    return true;
  }

  /// Values of an ordered fact at which the answer to a question may be another than below.
  std::vector<std::pair<std::int64_t, const Question*>> turns_of(FactId id) {
    std::vector<std::pair<std::int64_t, const Question*>> turns;
    const Bounds bounds = *bounds_of(program_.schema.fact(id));
    for (const Question& question : questions_[index_of(id)]) {
      std::vector<std::int64_t> constants;
      for (const Operand& operand : question.operands) collect_constants(operand.node, constants);
      for (const std::int64_t constant : constants) {
        for (const std::int64_t value : around(constant, bounds)) turns.emplace_back(value, &question);
      }
    }
    std::sort(turns.begin(), turns.end());
    return turns;
  }

  void collect_constants(NodeId id, std::vector<std::int64_t>& constants) const {
    const Node& node = program_.code.node(id);
    if (node.op == Op::constant && node.constant.is_integer()) constants.push_back(node.constant.as_integer());
    if (node.op == Op::definition) collect_constants(program_.code.definitions[node.index].root, constants);
    for (const NodeId operand : program_.code.children_of(node)) collect_constants(operand, constants);
  }

  [[nodiscard]] bool has_room(const ConditionIndex::IndexedFact& fact) const {
    return (fact.classes + 3) * class_words() <= most_words;
  }

  void add_class(const Bits& answers) { index_.bits.insert(index_.bits.end(), answers.begin(), answers.end()); }

  Bits answers_at(FactId id, Value value) {
    Bits answers(class_words(), ~std::uint64_t{0});
    set_fact(id, value);
    for (const Question& question : questions_[index_of(id)]) answer(question, answers);
    set_fact(id, Value::unknown());
    return answers;
  }

  /// For a value that is in no class: nothing is told.
  Bits any_answers(FactId id) {
    Bits answers(class_words(), ~std::uint64_t{0});
    for (const Question& question : questions_[index_of(id)]) {
      clear(part(answers, 1), question.term);
      clear(part(answers, 2), question.term);
    }
    return answers;
  }

  void answer(const Question& question, Bits& answers) {
    bool may_hold = true;
    bool holds = true;
    bool is_told = true;
    for (const Operand& operand : question.operands) {
      const Value value =
          operand.truth ? evaluator_.evaluate(operand.node) : expr::logical_not(evaluator_.evaluate(operand.node));
      may_hold = may_hold && !value.is_false();
      holds = holds && value.is_true();
      is_told = is_told && (value.is_true() || value.is_unknown());
    }
    put(part(answers, 0), question.term, may_hold);
    put(part(answers, 1), question.term, holds);
    put(part(answers, 2), question.term, is_told);
  }

  /// Which terms may hold, hold, are told.
  [[nodiscard]] std::span<std::uint64_t> part(Bits& answers, std::size_t which) const {
    return std::span(answers).subspan(which * index_.words(), index_.words());
  }
  [[nodiscard]] std::size_t class_words() const { return ConditionIndex::bits_of_class * index_.words(); }

  void set_fact(FactId id, Value value) {
    const Fact& declared = program_.schema.fact(id);
    (declared.scope == Scope::claim ? facts_.claim : facts_.line)[declared.slot] = value;
    evaluator_.forget();
  }

  const Program& program_;
  ConditionIndex& index_;
  expr::FactValues facts_;
  expr::Evaluator evaluator_;
  std::vector<std::vector<Question>> questions_;  ///< by fact
  std::vector<std::uint32_t> not_told_;           ///< terms that hang on more than indexed facts
};

}  // namespace

void index_conditions(Program& program) {
  Conditions conditions;
  const auto list = [&](const auto& items, auto&& condition_of) {
    std::vector<NodeId> nodes;
    for (const auto& item : items) nodes.push_back(condition_of(item));
    return conditions.index.add(nodes);
  };
  conditions.rules = list(program.rules, [](const Rule& rule) { return rule.holds; });
  if (program.coverage) conditions.rows = list(program.coverage->rows, [](const CoverageRow& row) { return row.when; });
  conditions.validity = list(program.validity, [](const Rule& rule) { return rule.holds; });
  conditions.steps = list(program.steps, [](const Step& step) { return step.when; });
  Indexer(program, conditions.index).fill();
  program.conditions = std::move(conditions);
}

}  // namespace warrantor::policy
