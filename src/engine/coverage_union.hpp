#pragma once

#include "engine/verdict.hpp"

namespace warrantor::engine {

/// Coverage of which each row that holds counts with its own limits: a line is covered while one of them keeps all of
/// its own. The first row that covers it is named, else the last that holds. A limit is passed where no row covers and
/// one of those that hold finds it passed.
[[nodiscard]] CoverageFinding find_united(const policy::Program& program, expr::Evaluator& evaluator);

}  // namespace warrantor::engine
