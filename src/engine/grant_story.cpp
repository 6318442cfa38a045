#include "engine/grant_story.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/bearing.hpp"
#include "engine/plain_words.hpp"
#include "engine/reasons.hpp"
#include "engine/value_story.hpp"
#include "engine/verdict.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

using policy::Grant;

GrantStory::GrantStory(const Policy& policy, const FactReader& reader, expr::Evaluator& evaluator,
                       const History& history, const Decision& decision, const Wording& wording)
    : program_(policy.program()),
      reader_(reader),
      evaluator_(evaluator),
      history_(history),
      decision_(decision),
      wording_(wording),
      sights_(program_.grants.size()) {}

void GrantStory::look_at(std::size_t line) {
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    const bool is_of_line = program_.grants[i].is_of_line;
    if (!is_of_line && line > 0) continue;
    sights_[i].push_back(sight_of(i));
    if (is_of_line) sights_[i].back().line = line;
  }
}

GrantStory::Sight GrantStory::sight_of(std::size_t place) {
  const Grant& grant = program_.grants[place];
  Sight sight;
  sight.truth = evaluator_.evaluate(grant.holds);
  if (sight.truth.is_unknown()) evaluator_.collect_unknown(grant.holds, sight.open);
  if (sight.truth.is_known()) {
    const bool applies = evaluator_.evaluate(grant.applies).is_true();
    collect_comparisons(evaluator_, applies ? grant.when : grant.holds, sight.truth.is_true(), sight.comparisons);
  }
  if (sight.truth.is_false() || !grant.borne_by) return sight;
  const Verdict verdict = judge(program_, evaluator_, reader_.facts(), history_);
  const Value borne = bears_line(program_, verdict, *grant.borne_by);
  sight.is_borne_by_others = borne.is_false();
  sight.truth = expr::logical_and(sight.truth, borne);
  return sight;
}

const GrantResult* GrantStory::result_of(std::size_t grant) const {
  for (const GrantResult& result : decision_.grants) {
    if (result.rule == &program_.grants[grant].info) return &result;
  }
  return nullptr;
}

// In any of its versions.
bool GrantStory::is_given(std::size_t grant) const {
  const std::string& id = program_.grants[grant].info.id;
  return std::any_of(decision_.grants.begin(), decision_.grants.end(),
                     [&](const GrantResult& result) { return result.rule->id == id; });
}

bool GrantStory::is_open(std::size_t grant) const {
  return std::any_of(sights_[grant].begin(), sights_[grant].end(),
                     [](const Sight& sight) { return sight.truth.is_unknown(); });
}

std::string GrantStory::tell_briefly() const {
  const PlainWords words(program_, wording_);
  const std::string colon(wording_.say().colon);
  const std::string stop(wording_.say().stop);
  std::string text;
  for (const GrantResult& grant : decision_.grants) {
    if (text.empty()) text = std::string(say("Granted", "可享权益")) + std::string(wording_.say().colon_at_end) + "\n";
    text += "  - " + words.title_and_clause(*grant.rule);
    for (std::size_t i = 0; i < grant.values.size(); ++i) {
      text += i == 0 ? colon : std::string(wording_.say().comma);
      text += name_of(*grant.values[i].info) + " " + value_of(grant.values[i]);
    }
    text += stop + "\n";
  }
  const std::string open = tell_open();
  if (open.empty()) return text;
  return text + std::string(say("May be granted once more is known", "待补充信息后可能享有")) + colon + open + stop +
         "\n";
}

// Versions of one grant are one.
std::string GrantStory::tell_open() const {
  const PlainWords words(program_, wording_);
  std::string text;
  std::set<std::uint32_t> told;
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    const Grant& grant = program_.grants[i];
    if (is_given(i) || !is_open(i) || !told.insert(grant.listed_as).second) continue;
    if (!text.empty()) text += wording_.say().semicolon;
    text += words.title_and_clause(grant.info);
    const std::vector<FactId> facts = facts_of_versions(grant.listed_as);
    if (facts.empty()) continue;
    text += std::string(wording_.say().in_brackets_before) + std::string(wording_.say().because) +
            std::string(wording_.say().colon) + wording_.facts(facts) + std::string(wording_.say().in_brackets_after);
  }
  return text;
}

std::vector<FactId> GrantStory::facts_of_versions(std::uint32_t listed_as) const {
  std::vector<FactId> facts;
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    if (program_.grants[i].listed_as != listed_as) continue;
    for (const Sight& sight : sights_[i]) {
      for (const FactId fact : sight.open) {
        if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
      }
    }
  }
  return facts;
}

std::string GrantStory::tell() const {
  std::string text;
  if (!program_.grants.empty()) text += "\n" + std::string(say("What the claim is granted", "可享权益")) + "\n";
  for (std::size_t i = 0; i < program_.grants.size(); ++i) tell_grant(i, text);
  if (decision_.figures.empty()) return text;
  text += "\n" + std::string(say("Figures", "数值")) + "\n";
  for (std::size_t i = 0; i < decision_.figures.size(); ++i)
    tell_value(decision_.figures[i], program_.figures[i].value, "  ", text);
  return text;
}

void GrantStory::tell_value(const ValueResult& result, expr::NodeId node, const std::string& indent,
                            std::string& text) const {
  text += indent + name_of(*result.info) + std::string(wording_.say().colon) + value_of(result) + "\n";
  const std::string deeper = indent + "    ";
  if (result.value.is_unknown()) {
    const std::string awaited = tell_what_it_awaits(program_, evaluator_, reader_.facts(), history_, node, wording_);
    if (!awaited.empty()) text += deeper + awaited + "\n";
  }
  for (const std::string& line : tell_inputs(program_, evaluator_, decision_, node, wording_))
    text += deeper + line + "\n";
}

void GrantStory::tell_grant(std::size_t place, std::string& text) const {
  const Grant& grant = program_.grants[place];
  const GrantResult* const result = result_of(place);
  const bool may_be_given = is_open(place);
  if (result == nullptr && may_be_given && is_given(place)) return;  // another version of it is told
  const std::string_view verdict = result != nullptr ? say("granted", "享有")
                                   : may_be_given    ? say("cannot be told yet", "尚不能确定")
                                                     : say("not granted", "不享有");
  text += (result != nullptr ? "  * " : "  - ") + wording_.rule(grant.info) + std::string(wording_.say().colon) +
          std::string(verdict) + "\n";
  for (const Sight& sight : sights_[place]) {
    const bool is_part_of_it = result == nullptr || !sight.truth.is_false();
    if (is_part_of_it) tell_sight(place, sight, text);
  }
  if (result == nullptr) return;
  for (std::size_t i = 0; i < result->values.size(); ++i)
    tell_value(result->values[i], grant.values[i].value, "      ", text);
}

void GrantStory::tell_sight(std::size_t place, const Sight& sight, std::string& text) const {
  const std::string colon(wording_.say().colon);
  std::string line = "      ";
  if (sight.line && decision_.lines.size() > 1) {
    line += std::string(wording_.say().line) + " " + on_one_line(decision_.lines[*sight.line].line_id) + colon;
  }
  if (sight.is_borne_by_others) {
    line += std::string(say("not all of the cost is borne by ", "费用并非全部由以下方承担：")) +
            wording_.party(index_of(*program_.grants[place].borne_by));
  } else if (!sight.open.empty()) {
    line += std::string(wording_.say().because) + colon + wording_.facts(sight.open);
  } else if (!sight.comparisons.empty()) {
    line += wording_.comparisons(sight.comparisons);
  } else {
    return;
  }
  text += line + "\n";
}

std::string GrantStory::name_of(const ValueInfo& info) const {
  return std::string(info.title.get(wording_.language(), info.name));
}

std::string GrantStory::value_of(const ValueResult& value) const {
  if (value.value.is_none()) return std::string(wording_.say().absent);
  if (!value.value.is_known()) return std::string(say("cannot be told yet", "尚不能确定"));
  return wording_.measure(value.info->type, value.info->domain, value.value, {});
}

}  // namespace warrantor::engine
