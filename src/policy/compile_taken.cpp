#include <algorithm>
#include <utility>

#include "policy/codes.hpp"
#include "policy/compiler.hpp"

// Whether all of a portion goes where excluded amounts go, as a condition: then it uses up nothing of a figure that it
// shares with other portions of the line. Who bears what hangs on no adjustment, so this comes before them.
namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;
using rules::RuleSyntax;

class TakenCompiler {
 public:
  TakenCompiler(const std::vector<std::optional<expr::Symbol>>& asked, const std::vector<const RuleSyntax*>& written,
                Program& program, NameTable& names, Reporter& reporter)
      : asked_(asked), written_(written), program_(program), names_(names), reporter_(reporter) {}

  void compile() {
    for (std::size_t portion = 0; portion < asked_.size(); ++portion) {
      if (!asked_[portion]) continue;
      program_.code.definitions[static_cast<std::size_t>(asked_[portion]->definition)].root = taken(portion);
    }
  }

 private:
  // The first that holds decides, as the claimants stand in the order of their ranks.
  NodeId taken(std::size_t portion) {
    NodeId result = otherwise(portion);
    const std::vector<Claimant>& claimants = program_.claimants[portion];
    for (std::size_t i = claimants.size(); i > 0; --i) {
      const Claimant& claimant = claimants[i - 1];
      if (hangs_on_earlier_claims(claimant)) continue;
      const NodeId holds = claimant.rule ? takes(program_.rule(*claimant.rule)) : expired();
      result = names_.add(Op::conditional, Type::boolean(), {holds, takes_all(claimant.allocation), result});
    }
    return result;
  }

  NodeId otherwise(std::size_t portion) {
    const Portion& declared = program_.portions[portion];
    if (declared.same_as) return taken(index_of(*declared.same_as));
    return declared.otherwise ? takes_all(*declared.otherwise) : truth(false);
  }

  NodeId takes(const Rule& rule) {
    std::vector<NodeId> parts{rule.holds};
    if (rule.takes_when) parts.push_back(*rule.takes_when);
    return names_.add_all(Op::conjunction, parts);
  }

  // By weights that are reckoned: nobody else has one.
  NodeId takes_all(AllocationId id) {
    const Allocation& weights = program_.allocation(id);
    const std::size_t excluded = index_of(program_.excluded_party);
    const auto weighed = program_.weighed.find(id);
    if (weights[excluded] == 0) return truth(false);
    if (weighed == program_.weighed.end()) {
      return truth(std::count_if(weights.begin(), weights.end(), [](std::int64_t weight) { return weight != 0; }) == 1);
    }
    std::vector<NodeId> nothing;
    for (std::size_t party = 0; party < weighed->second.size(); ++party) {
      if (party != excluded && weighed->second[party]) nothing.push_back(weighs_nothing(*weighed->second[party]));
    }
    return nothing.empty() ? truth(true) : names_.add_all(Op::conjunction, nothing);
  }

  NodeId weighs_nothing(NodeId weight) {
    const Type type = program_.code.node(weight).type;
    Type present = type;
    present.optional = false;
    const NodeId is_zero =
        names_.add(Op::equal, Type::boolean(), {weight, names_.constant(Value::integer(0), present)});
    if (!type.optional) return is_zero;
    return names_.add_all(Op::disjunction, {names_.add(Op::is_none, Type::boolean(), {weight}), is_zero});
  }

  // Of a claim that coverage should speak of and does not nobody knows.
  NodeId expired() {
    const Coverage& coverage = *program_.coverage;
    const NodeId unanswered =
        names_.add(Op::conditional, Type::boolean(),
                   {coverage.applies, names_.constant(Value::undefined(), Type::boolean()), truth(false)});
    if (coverage.choose == Choose::all) return expired_together(unanswered);
    NodeId result = unanswered;
    for (std::size_t i = coverage.rows.size(); i > 0; --i) {
      const CoverageRow& row = coverage.rows[i - 1];
      result = names_.add(Op::conditional, Type::boolean(), {row.when, is_over(row), result});
    }
    return result;
  }

  NodeId expired_together(NodeId unanswered) {
    std::vector<NodeId> some;
    std::vector<NodeId> all;
    for (const CoverageRow& row : program_.coverage->rows) {
      some.push_back(row.when);
      all.push_back(names_.add_all(Op::disjunction, {negated(row.when), is_over(row)}));
    }
    return names_.add(Op::conditional, Type::boolean(),
                      {names_.add_all(Op::disjunction, some), names_.add_all(Op::conjunction, all), unanswered});
  }

  NodeId is_over(const CoverageRow& row) {
    std::vector<NodeId> passed;
    for (const RowLimit& limit : row.limits) passed.push_back(limit.passed);
    return passed.empty() ? truth(false) : names_.add_all(Op::disjunction, passed);
  }

  // One that goes before all others and takes everything leaves nothing that could use the figure up.
  bool hangs_on_earlier_claims(const Claimant& claimant) {
    if (!claimant.rule || program_.rule(*claimant.rule).once_per.empty()) return false;
    const Rule& rule = program_.rule(*claimant.rule);
    const RuleSyntax* const syntax = written_[index_of(*claimant.rule)];
    if (!takes_everything(rule, claimant.rank) && syntax != nullptr && !std::exchange(told_, true)) {
      reporter_.error(codes::misplaced, syntax->once_per.front().place,
                      "`" + rule.info.id +
                          "` hangs on earlier claims, and may leave some of the portions that use up "
                          "a figure together",
                      "let it take all portions, with no approval before it, or write an adjustment for each portion");
    }
    return true;
  }

  [[nodiscard]] bool takes_everything(const Rule& rule, std::uint16_t rank) const {
    const auto goes_first = [rank](const std::vector<Claimant>& claimants) { return claimants.front().rank == rank; };
    return rule.effects.size() == program_.portions.size() &&
           std::all_of(program_.claimants.begin(), program_.claimants.end(), goes_first);
  }

  NodeId negated(NodeId condition) { return names_.add(Op::negation, Type::boolean(), {condition}); }
  NodeId truth(bool value) { return names_.constant(Value::boolean(value), Type::boolean()); }

  const std::vector<std::optional<expr::Symbol>>& asked_;
  const std::vector<const RuleSyntax*>& written_;
  Program& program_;
  NameTable& names_;
  Reporter& reporter_;
  bool told_ = false;
};

}  // namespace

void compile_taken(const std::vector<std::optional<expr::Symbol>>& asked, const std::vector<const RuleSyntax*>& written,
                   Program& program, NameTable& names, Reporter& reporter) {
  TakenCompiler(asked, written, program, names, reporter).compile();
}

}  // namespace warrantor::policy
