#pragma once

#include <string>
#include <vector>

#include <warrantor/expected.hpp>

#include "cli/options.hpp"
#include "expr/expression.hpp"

namespace warrantor::cli {

/// `--fact NAME=VALUE` as it was given.
struct NamedValue {
  std::string name;
  std::string text;
};

/// The options `--fact`, each name once.
[[nodiscard]] Expected<std::vector<NamedValue>> parse_facts(const Options& options);

/// A value as a line of the command's output.
[[nodiscard]] std::string shown(const expr::Outcome& outcome, bool with_type);

/// Evaluates an expression over the names of a rule set, and of claims where a file is given; the result is an exit
/// code.
[[nodiscard]] int evaluate_with_rules(const std::string& text, const std::vector<NamedValue>& values,
                                      const Options& options);

}  // namespace warrantor::cli
