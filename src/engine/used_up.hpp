#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>

#include "engine/facts.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What the lines of a claim that were decided so far used up of figures that all of them share. Of a line that is open
/// nobody can tell, unless what is open of it makes no difference there: then the figure has no value for the lines
/// behind it, where they hang on it. The program must outlive it.
class UsedUp {
 public:
  explicit UsedUp(const policy::Program& program)
      : program_(program), open_lines_(program.counted_by_claim), asked_(program.counted_by_claim) {}

  /// Counts the line that was just decided from the reader's facts, and says in it which lines before it it waits for.
  void note(expr::Evaluator& evaluator, LineDecision& line, FactReader& reader);
  /// Once all lines are noted: asks on each for its facts that a line behind it waits for.
  void ask(std::vector<LineDecision>& lines) const;

 private:
  /// A line that leaves open what it uses up.
  struct OpenLine {
    std::size_t place = 0;
    std::string id;
    std::vector<FactId> facts;  ///< of the line, that nobody stated
  };

  void name_awaited(LineDecision& line);
  OpenLine& open_line(std::uint32_t figure, std::size_t place, const LineDecision& line);
  [[nodiscard]] OpenUse open_use(expr::Evaluator& evaluator, const LineDecision& line,
                                 const policy::Adjustment& adjustment, FactReader& reader) const;
  void collect_of_line(expr::Evaluator& evaluator, std::vector<FactId>& facts) const;
  void collect_of_portion(expr::Evaluator& evaluator, std::size_t portion, std::vector<FactId>& facts) const;
  void leave_out_of_others(expr::Evaluator& evaluator, PortionId portion, std::vector<FactId>& missing) const;
  [[nodiscard]] bool is_stuck(expr::Evaluator& evaluator, const LineDecision& line,
                              const policy::Adjustment& adjustment, FactReader& reader, bool facts_need_not_help) const;
  [[nodiscard]] Value used_if_first(expr::Evaluator& evaluator, const LineDecision& line,
                                    const policy::Adjustment& adjustment, FactReader& reader) const;

  const policy::Program& program_;
  std::vector<std::vector<OpenLine>> open_lines_;  ///< by figure, each line once
  std::vector<std::size_t> asked_;                 ///< by figure: for how many of these a line behind waits
  std::size_t lines_ = 0;                          ///< noted so far
};

/// Whether an allocation gives all of a portion to where excluded amounts go.
[[nodiscard]] bool takes_all(const policy::Program& program, const policy::Allocation& weights);

}  // namespace warrantor::engine
