#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

#include <warrantor/diagnostic.hpp>

#include "rules/load.hpp"

namespace warrantor::rules {

/// Files in memory, by their path below the root.
using Files = std::map<std::string, std::string>;

inline LoadedRuleSet load_from(const Files& files, const std::string& path = "a/rules.yaml") {
  return load_rule_set(path, [&files](const std::string& name) -> Expected<std::string> {
    const auto found = files.find(name);
    if (found == files.end()) return Error{"there is no file `" + name + "`"};
    return found->second;
  });
}

/// What every main file must have. Takes up three lines.
inline const std::string head = "rule_set: sample\nversion: \"1\"\ncurrency: CNY\n";

inline LoadedRuleSet load_text(const std::string& text) { return load_from({{"a/rules.yaml", head + text}}); }

inline RuleSet rule_set_of(const std::string& text) {
  LoadedRuleSet loaded = load_text(text);
  if (!loaded.diagnostics.empty()) FAIL(render(loaded.diagnostics));
  return std::move(loaded.rule_set);
}

inline std::string underlined(const SourceSpan& span) {
  if (span.column == 0 || span.column - 1 > span.text.size()) return "(nothing)";
  return span.text.substr(span.column - 1, span.length);
}

/// `code: message | help | underlined text`
inline std::string shown(const Diagnostic& diagnostic) {
  return diagnostic.code + ": " + diagnostic.message + " | " + diagnostic.help + " | " + underlined(diagnostic.span);
}

inline std::string shown(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics) all += (all.empty() ? "" : "\n") + shown(diagnostic);
  return all;
}

/// All mistakes of a text that follows the head.
inline std::string mistakes(const std::string& text) { return shown(load_text(text).diagnostics); }

}  // namespace warrantor::rules
