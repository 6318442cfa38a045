#pragma once

namespace warrantor::cli {

/// What the program leaves with. Where several fit, the last of them.
enum ExitCode : int {
  done = 0,           ///< and clean
  findings = 1,       ///< done, but rows were rejected, or what was looked for is not there
  wrong_call = 2,     ///< options or arguments are wrong; nothing was done
  invalid_rules = 3,  ///< the rule set is invalid; nothing was decided
  io_failed = 4       ///< a file could not be read or written
};

}  // namespace warrantor::cli
