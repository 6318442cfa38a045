#pragma once

#include <string>
#include <vector>

#include <warrantor/decision.hpp>

#include "engine/wording.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// What a rule of the adjustments does to the amount, with its figures, so that it can be reckoned again by hand:
/// `2,400.00 CNY × 5,000.00 CNY ÷ 8,000.00 CNY = 1,500.00 CNY`. Of a rule on several portions a row for each, with its
/// name. None for a rule that is none, or where a figure is open.
[[nodiscard]] std::vector<std::string> tell_adjustment(const policy::Program& program, expr::Evaluator& evaluator,
                                                       const RuleInfo& rule, const std::vector<Value>& used_up,
                                                       const Wording& wording);

/// `insurer 1,200.00 CNY`, and of what it does not bear in the end: `, to be recovered: 1,200.00 CNY`.
[[nodiscard]] std::string tell_advances(const LineDecision& line, const Wording& wording, std::size_t party);

/// Of a line that hangs on what earlier lines use up, which are open: which those are. Else empty.
[[nodiscard]] std::string tell_awaited_lines(const LineDecision& line, const Wording& wording);

}  // namespace warrantor::engine
