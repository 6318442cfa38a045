#include "engine/grants.hpp"

#include <utility>

#include "engine/claim_cases.hpp"
#include "engine/reasons.hpp"

namespace warrantor::engine {
namespace {

using policy::Grant;
using policy::Program;

/// Lists what is certain of a claim, with what made it so.
class ClaimTeller {
 public:
  ClaimTeller(const Program& program, expr::Evaluator& evaluator, ClaimView& view, const ClaimCases& cases)
      : program_(program), evaluator_(evaluator), view_(view), cases_(cases) {}

  void tell(Decision& decision) {
    std::size_t value = 0;
    std::vector<std::size_t> first_values;
    for (const Grant& grant : program_.grants) {
      first_values.push_back(value);
      value += grant.values.size();
    }
    for (std::size_t i = 0; i < program_.grants.size(); ++i) {
      if (program_.grants[i].listed_as != i || !cases_.is_certain(i)) continue;
      const std::size_t version = cases_.version_of(i);
      decision.grants.push_back(result_of(version, first_values[version]));
    }
    for (const policy::NamedValue& figure : program_.figures) decision.figures.push_back(told(figure, value++));
  }

 private:
  GrantResult result_of(std::size_t place, std::size_t value) {
    const Grant& grant = program_.grants[place];
    GrantResult result;
    result.rule = &grant.info;
    result.line = cases_.line_of(place);
    if (cases_.stated().versions[place].is_true()) {
      view_.load(result.line.value_or(0));
      collect_comparisons(evaluator_, grant.when, true, result.comparisons);
    }
    for (const policy::NamedValue& named : grant.values) result.values.push_back(told(named, value++));
    return result;
  }

  [[nodiscard]] ValueResult told(const policy::NamedValue& named, std::size_t value) const {
    const Value& found = cases_.told(value);
    return {&named.info, found.is_undefined() ? Value::unknown() : found};
  }

  const Program& program_;
  expr::Evaluator& evaluator_;
  ClaimView& view_;
  const ClaimCases& cases_;
};

}  // namespace

void tell_of_claim(const Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
                   const std::vector<LineFacts>& lines, Decision& decision) {
  ClaimView view(program, reader, evaluator, history, lines);
  ClaimCases cases(program, view);
  cases.consider();
  decision.told_exactly = cases.is_exact();
  view.give(cases.stated().granted);
  ClaimTeller(program, evaluator, view, cases).tell(decision);
}

}  // namespace warrantor::engine
