#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>

#include "rules/rule_set.hpp"

namespace warrantor::rules {

/// Reads a file by its path below the root folder of a rule set (`vehicle/facts.yaml`). The Error says why
/// not.
using ReadFile = std::function<Expected<std::string>(const std::string& path)>;

/// A rule set together with what was found wrong with it: warnings, or errors, in which case it must not be
/// compiled (a compiler may still look at it to report its own errors in the same go).
struct LoadedRuleSet {
  RuleSet rule_set;
  Diagnostics diagnostics;
  bool is_complete = true;  ///< false: some file could not be read, so that much may seem not to be declared
};

/// Loads `<folder>/rules.yaml` and what it includes. Paths of includes are relative to the including file;
/// none may leave the root, and no file may be included from within itself. Everything that is wrong is
/// reported in one go. What a file includes counts as standing before what it says itself, and once only.
[[nodiscard]] LoadedRuleSet load_rule_set(const std::string& path, const ReadFile& read_file);

/// Where a rule set given on a command line stands: `path` is a folder with a rules.yaml, or that file
/// itself.
struct RuleSetLocation {
  std::string root;  ///< the folder that holds the rule set's folder; nothing outside it is read
  std::string path;  ///< of rules.yaml, below the root
};
[[nodiscard]] Expected<RuleSetLocation> locate_rule_set(const std::string& path);

/// Reads below a root folder on disk; symbolic links that lead out of it are refused.
[[nodiscard]] ReadFile read_below(std::string root);

/// The names of the files in a folder below the root, sorted; none where it cannot be read.
[[nodiscard]] std::vector<std::string> list_below(const std::string& root, const std::string& folder);

/// What stands before the names of files in messages, so that they read as the user wrote the path; empty or with a
/// slash at its end.
[[nodiscard]] std::string shown_before(const std::string& path, const RuleSetLocation& location);

}  // namespace warrantor::rules
