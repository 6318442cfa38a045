#pragma once

#include <set>
#include <string>

#include <doctest/doctest.h>

#include <warrantor/warrantor.hpp>

namespace warrantor::test {

/// The policy of rules/zhengzhou-nissan, under which properties are tried.
inline const Policy& shipped_rules() {
  static const auto loaded = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE_MESSAGE(loaded.has_value(), (loaded ? std::string() : render(loaded.error())));
  return *loaded;
}

inline bool is_open(const LineDecision& line) {
  return line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
}

inline std::set<std::string> reasons_of(const LineDecision& line) {
  std::set<std::string> ids;
  for (const Reason& reason : line.reasons) ids.insert(reason.rule->id);
  return ids;
}

}  // namespace warrantor::test
