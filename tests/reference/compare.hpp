#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "reference/reference.hpp"

namespace warrantor::reference {

/// True once the engine promises the smallest `missing` and decides wherever every case leads to the same result. Then
/// each line must equal the reference in every key. Until then it must only never contradict it.
inline constexpr bool engine_is_exact = true;

/// Lines of which the engine says itself that it could not cut every condition are held to soundness alone.
template <class Line>
bool claims_to_be_exact(const Line& line) {
  if constexpr (requires { line.missing_exact; }) return line.missing_exact;
  return true;
}

inline std::string joined(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

/// A decision of the engine in the words of the reference.
inline LineResult result_of(const Policy& policy, const LineDecision& line) {
  LineResult result;
  result.line_id = line.line_id;
  result.outcome = line.outcome;
  result.pays = line.pays;
  result.advances = line.advances;
  result.open = line.open;
  for (const Reason& reason : line.reasons) result.reasons.insert(reason.rule->id);
  for (const RuleInfo* rule : line.possible) result.possible.insert(rule->id);
  for (const FactId fact : line.missing) result.missing.insert(policy.schema().fact(fact).name);
  for (const FactId fact : line.pending) result.pending.insert(policy.schema().fact(fact).name);
  if (line.coverage != nullptr) result.coverage = line.coverage->id;
  for (const StepResult& step : line.steps) result.steps.push_back(step.step->id);
  for (const RuleInfo* rule : line.contradictions) result.contradictions.insert(rule->id);
  return result;
}

using Differences = std::map<std::string, std::string>;  ///< what the engine says and what the reference, by key

inline bool is_open(const LineResult& line) {
  return line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
}

/// A step may be left out whose condition asks for something blank, though it holds in every case.
inline void compare_steps(const LineResult& engine, const LineResult& reference, Differences& found) {
  std::string left;
  std::string right;
  for (const std::string& step : engine.steps) left += step + " ";
  for (const std::string& step : reference.steps) {
    const bool is_there = std::find(engine.steps.begin(), engine.steps.end(), step) != engine.steps.end();
    if (is_there || reference.plain_steps.contains(step)) right += step + " ";
  }
  if (left != right) found["steps"] = "engine: " + left + "| reference: " + right;
}

/// Everything in which two decisions differ.
inline Differences differences(const LineResult& engine, const LineResult& reference) {
  Differences found;
  const auto compare = [&](const std::string& key, const std::string& left, const std::string& right) {
    if (left != right) found[key] = "engine: " + left + " | reference: " + right;
  };
  const auto amounts = [](const LineResult& line) {
    std::string text;
    for (const std::int64_t amount : line.pays) text += std::to_string(amount) + " ";
    for (const std::int64_t amount : line.advances) text += "first " + std::to_string(amount) + " ";
    return text + "open " + std::to_string(line.open);
  };
  // On a line that waits for something else, the engine names rules without a truth whether they matter or not.
  const bool waits = !engine.missing.empty() || !engine.pending.empty();
  const auto compared = [&](Ids ids) {
    for (const std::string& id : engine.contradictions) {
      if (waits) ids.erase(id);
    }
    return joined(ids);
  };
  compare("line_id", engine.line_id, reference.line_id);
  compare("outcome", std::string(name_of(engine.outcome)), std::string(name_of(reference.outcome)));
  compare("pays and open", amounts(engine), amounts(reference));
  compare("reasons", compared(engine.reasons), compared(reference.reasons));
  compare("possible", compared(engine.possible), compared(reference.possible));
  compare("missing", joined(engine.missing), joined(reference.missing));
  compare("pending", joined(engine.pending), joined(reference.pending));
  compare("coverage", engine.coverage, reference.coverage);
  compare_steps(engine, reference, found);
  return found;
}

/// In what the engine is wrong, not merely less exact than could be: it decided otherwise or too early, lists a reason
/// or a coverage row that does not hold in every case, or does not ask for an unknown fact that matters.
inline Differences contradictions(const LineResult& engine, const LineResult& reference) {
  Differences all = differences(engine, reference);
  const auto includes = [](const Ids& whole, const Ids& part) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
  };
  const auto excuse = [&](const std::string& key, bool excused) {
    if (excused) all.erase(key);
  };
  const bool same_outcome = engine.outcome == reference.outcome;
  // It may leave open what is settled. It may also wait where it should ask: values that would have the claim rejected
  // are tried all the same.
  const bool is_cautious = is_open(engine) && !same_outcome;
  for (const char* key : {"outcome", "pays and open", "steps", "pending"}) excuse(key, is_cautious);
  Ids without_reason;
  for (const std::string& id : engine.reasons) {
    if (!reference.reasons.contains(id) && !engine.contradictions.contains(id)) without_reason.insert(id);
  }
  for (const std::string& id : reference.may_await) without_reason.erase(id);
  excuse("reasons", is_cautious || without_reason.empty());
  excuse("steps", engine.pending != reference.pending);
  excuse("coverage", engine.coverage.empty());
  excuse("missing", engine.outcome != Outcome::needs_information || includes(engine.missing, reference.missing));
  excuse("pending", is_open(engine));
  excuse("possible", true);
  return all;
}

/// Nothing where the engine's line is as good as is asked of it; else what is not.
inline Differences faults(const LineResult& engine, const LineResult& reference, bool claims_exact) {
  return (engine_is_exact || reference.is_certain) && claims_exact ? differences(engine, reference)
                                                                   : contradictions(engine, reference);
}

/// How often each key was not yet exact.
class Shortfall {
 public:
  void count(const LineResult& engine, const LineResult& reference) {
    ++lines_;
    open_ += is_open(reference) ? 1 : 0;
    const Differences found = differences(engine, reference);
    inexact_ += found.empty() ? 0 : 1;
    for (const auto& [key, what] : found) ++keys_[key];
  }
  [[nodiscard]] std::string told() const {
    std::string text = std::to_string(lines_) + " lines, " + std::to_string(open_) +
                       " of them open; not exact: " + std::to_string(inexact_);
    for (const auto& [key, count] : keys_) text += ", " + key + " " + std::to_string(count);
    return text;
  }
  [[nodiscard]] int lines() const { return lines_; }

 private:
  int lines_ = 0;
  int open_ = 0;
  int inexact_ = 0;
  std::map<std::string, int> keys_;
};

}  // namespace warrantor::reference
