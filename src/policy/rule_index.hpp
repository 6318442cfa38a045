#pragma once

#include "policy/program.hpp"

namespace warrantor::policy {

/// Lists the conditions of a program that is compiled otherwise, and finds out by the ordinary evaluation which of them
/// each class of values of each fact leaves possible.
void index_conditions(Program& program);

}  // namespace warrantor::policy
