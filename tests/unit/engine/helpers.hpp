#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "support/made_claim.hpp"

namespace warrantor::test {

/// The rule set that the examples of its policy are tried on; loaded once.
inline const Policy& zhengzhou_nissan() {
  static const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  return *policy;
}

/// A rule set from one text.
inline Policy made_policy(const std::string& rules) {
  const auto policy = load_policy({{"made/rules.yaml", rules}}, "made/rules.yaml");
  REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
  return *policy;
}

/// Facts of a claim with one line, each `"name": value`, those given last replacing those of the same name before.
class Facts {
 public:
  Facts with(const std::string& name, const std::string& json) const {
    Facts other = *this;
    other.without_changes(name);
    other.facts_.emplace_back(name, json);
    return other;
  }
  Facts without(const std::string& name) const {
    Facts other = *this;
    other.without_changes(name);
    return other;
  }
  /// All facts in one object: a claim of a single line.
  [[nodiscard]] std::string json(const Schema& schema) const {
    std::string claim = "{\"claim_id\": \"K1\"";
    std::string line;
    for (const auto& [name, value] : facts_) {
      const auto fact = schema.find_fact(name);
      const bool of_line = fact && schema.fact(*fact).scope == Scope::line;
      const std::string member = "\"" + name + "\": " + value;
      if (of_line) line += (line.empty() ? "" : ", ") + member;
      if (!of_line) claim += ", " + member;
    }
    return claim + ", \"lines\": [{" + line + "}]}";
  }

 private:
  void without_changes(const std::string& name) {
    std::erase_if(facts_, [&](const auto& fact) { return fact.first == name; });
  }

  std::vector<std::pair<std::string, std::string>> facts_;
};

template <class Infos>
std::string ids_of(const Infos& infos) {
  std::string text;
  for (const auto& info : infos) text += (text.empty() ? "" : " ") + info->id;
  return text;
}

inline std::string reasons_of(const LineDecision& line) {
  std::string text;
  for (const Reason& reason : line.reasons) text += (text.empty() ? "" : " ") + reason.rule->id;
  return text;
}

inline std::string steps_of(const LineDecision& line) {
  std::string text;
  for (const StepResult& step : line.steps) text += (text.empty() ? "" : " ") + step.step->id;
  return text;
}

inline std::string names_of(const Policy& policy, const std::vector<FactId>& facts) {
  std::string text;
  for (const FactId fact : facts) text += (text.empty() ? "" : " ") + policy.schema().fact(fact).name;
  return text;
}

/// `manufacturer 100.00, customer 0.50`, and `open 3.00` where something is.
inline std::string payments_of(const Policy& policy, const LineDecision& line) {
  const Currency currency = policy.schema().currency();
  std::string text;
  for (std::size_t i = 0; i < line.pays.size(); ++i) {
    if (line.pays[i] == 0) continue;
    text += (text.empty() ? "" : ", ") + policy.schema().parties()[i].name + " " +
            format_minor_units(line.pays[i], currency);
  }
  if (line.open != 0) text += (text.empty() ? "open " : ", open ") + format_minor_units(line.open, currency);
  return text;
}

}  // namespace warrantor::test
