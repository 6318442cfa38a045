#pragma once

#include <cstddef>
#include <functional>

#include "engine/verdict.hpp"

namespace warrantor::engine {

/// Adds why the bearers of a portion are open, where no fact could tell.
using NoteContradictions = std::function<void(std::size_t portion)>;

/// Of a line whose rules and bearers are found: what it asks for, what is owed of that, who bears it and who pays it
/// first, and what that makes of the line.
void share_out(const policy::Program& program, expr::Evaluator& evaluator, Verdict& verdict,
               const NoteContradictions& note_contradictions);

}  // namespace warrantor::engine
