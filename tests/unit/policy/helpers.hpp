#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/warrantor.hpp>

namespace warrantor::test {

/// What every small rule set of these tests starts with.
inline std::string beginning() {
  return R"(rule_set: made
version: "1"
currency: CNY
parties: {maker: {en: maker}, dealer: {en: dealer}, owner: {en: owner}}
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  km: {type: number, minimum: 0}
  sold: {type: date}
  failed: {type: date}
  resold: {type: date, blank: none}
  colour: {values: {red: {en: red}, green: {en: green}, blue: {en: blue}}}
  rented: {type: boolean, default: false}
  consent: {type: boolean, blank: pending}
  note: {type: text}
  parts: {of: line, type: money, minimum: 0, default: 0}
  visits: {type: records, fields: {visit_km: {type: number}}}
)";
}

/// The portion that a rule set needs.
inline std::string portions() { return "portions:\n  main: {amount: parts, else: maker}\n"; }

inline Expected<Policy, Diagnostics> load(const std::string& rules) {
  return load_policy({{"made/rules.yaml", rules}}, "made/rules.yaml");
}

inline Policy loaded(const std::string& rules) {
  const auto policy = load(rules);
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  return *policy;
}

/// A mistake as `W0402 at "mker": the party …`.
inline std::string short_text(const Diagnostic& diagnostic) {
  const SourceSpan& span = diagnostic.span;
  std::string text = diagnostic.code;
  if (span.line > 0) text += " at \"" + span.text.substr(span.column - 1, span.length) + "\"";
  text += ": " + diagnostic.message;
  return diagnostic.help.empty() ? text : text + " (" + diagnostic.help + ")";
}

/// All mistakes, one a line; empty where the rule set is sound.
inline std::string mistakes(const std::string& rules) {
  const auto policy = load(rules);
  std::string text;
  if (policy) return text;
  for (const Diagnostic& diagnostic : policy.error()) text += short_text(diagnostic) + "\n";
  return text;
}

}  // namespace warrantor::test
