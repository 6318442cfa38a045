#pragma once

#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

#include "engine/verdict.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Whether a party bears all of a line's cost: every portion above zero. A line that asks for nothing is borne by
/// whoever would bear its first portion. Unknown while that is open; also where no fact could settle it.
[[nodiscard]] Value bears_line(const policy::Program& program, const Verdict& verdict, PartyId party);

}  // namespace warrantor::engine
