#pragma once

#include <optional>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "engine/history.hpp"
#include "engine/open_lines.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What the lines of a claim that were decided so far were granted, beside what earlier claims were. Of a line that is
/// open nobody can tell: then a `once_per` rule has no truth for the lines behind it that ask for the same. The program
/// and the history must outlive it.
class GrantedLines {
 public:
  GrantedLines(const policy::Program& program, const History& of_claims);

  /// For the lines behind those that were noted.
  [[nodiscard]] const History& history() const noexcept { return of_lines_ ? *of_lines_ : of_claims_; }
  /// Counts the line that was just decided from the reader's facts, and says in it which lines before it it waits for.
  void note(expr::Evaluator& evaluator, LineDecision& line, FactReader& reader);
  /// Once all lines are noted: asks on each for its facts that a line behind it waits for.
  void ask(std::vector<LineDecision>& lines) const { ask_of_lines(asked_, lines); }

 private:
  void name_awaited(LineDecision& line, const FactReader& reader);
  void note_rule(const policy::Rule& rule, expr::Evaluator& evaluator, const LineDecision& line, FactReader& reader);
  [[nodiscard]] std::vector<FactId> open_facts(const policy::Rule& rule, expr::Evaluator& evaluator,
                                               const LineDecision& line, const FactReader& reader) const;

  const policy::Program& program_;
  const History& of_claims_;
  std::optional<History> of_lines_;    ///< with the lines that were noted; nothing: no rule asks for them
  std::vector<FactId> awaited_facts_;  ///< of the lines that the present one waits for
  std::vector<OpenLine> asked_;        ///< that a line behind waits for
};

}  // namespace warrantor::engine
