#include "engine/grant_story.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/add_once.hpp"
#include "base/text.hpp"
#include "engine/plain_words.hpp"
#include "engine/reasons.hpp"
#include "engine/value_story.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

using policy::Grant;

namespace {

void add_each_once(const std::vector<FactId>& more, std::vector<FactId>& facts) {
  for (const FactId fact : more) base::add_once(facts, fact);
}

}  // namespace

GrantStory::GrantStory(const Policy& policy, ClaimView& view, ClaimCases& cases, expr::Evaluator& evaluator,
                       const FactReader& reader, const History& history, const Decision& decision,
                       const Wording& wording)
    : program_(policy.program()),
      view_(view),
      evaluator_(evaluator),
      reader_(reader),
      history_(history),
      decision_(decision),
      wording_(wording),
      stated_(cases.stated()),
      sights_(program_.grants.size()) {
  for (std::size_t i = 0; i < program_.grants.size(); ++i)
    may_be_given_.push_back(stated_.versions[i].is_unknown() && !cases.is_never_given(i));
  view.give(stated_.granted);
  for (std::size_t line = 0; line < view.line_count(); ++line) {
    view.load(line);
    for (std::size_t i = 0; i < program_.grants.size(); ++i) {
      const bool is_of_line = program_.grants[i].is_of_line;
      if (!is_of_line && line > 0) continue;
      sights_[i].push_back(sight_of(i));
      if (is_of_line) sights_[i].back().line = line;
    }
  }
  view.load(0);
  look_at_values();
}

GrantStory::Sight GrantStory::sight_of(std::size_t place) {
  const Grant& grant = program_.grants[place];
  Sight sight;
  const Value met = evaluator_.evaluate(grant.holds);
  if (met.is_known()) {
    const bool applies = evaluator_.evaluate(grant.applies).is_true();
    collect_comparisons(evaluator_, applies ? grant.when : grant.holds, met.is_true(), sight.comparisons);
  }
  sight.truth = grant.is_of_line ? view_.at_line(place) : met;
  if (!met.is_false() && grant.borne_by) sight.is_borne_by_others = view_.bearing_at_line(*grant.borne_by).is_false();
  if (!sight.truth.is_unknown()) return sight;
  grant.is_of_line ? view_.collect_at_line(place, sight.open) : view_.collect(grant.holds, sight.open);
  return sight;
}

void GrantStory::look_at_values() {
  const auto look_at = [this](const policy::NamedValue& named) {
    if (!evaluator_.evaluate(named.value).is_unknown()) return;
    std::vector<FactId>& facts = open_values_[&named.info];
    view_.collect(named.value, facts);
    for (const std::uint32_t asked : named.asks) {
      if (stated_.granted[asked].is_unknown()) add_each_once(facts_of_versions(asked), facts);
    }
  };
  for (const Grant& grant : program_.grants) {
    for (const policy::NamedValue& named : grant.values) look_at(named);
  }
  for (const policy::NamedValue& figure : program_.figures) look_at(figure);
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

std::string GrantStory::tell_briefly() const {
  const std::string colon(wording_.say().colon);
  const std::string stop(wording_.say().stop);
  std::string text;
  for (const GrantResult& grant : decision_.grants) {
    if (text.empty()) text = std::string(say("Granted", "可享权益")) + std::string(wording_.say().colon_at_end) + "\n";
    const auto same = [&](const Grant& declared) { return &declared.info == grant.rule; };
    const auto declared = std::find_if(program_.grants.begin(), program_.grants.end(), same);
    text += "  - " + titles_of_versions(static_cast<std::size_t>(declared - program_.grants.begin()));
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
  std::string text;
  std::set<std::uint32_t> told;
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    const Grant& grant = program_.grants[i];
    if (is_given(i) || !may_be_given(i) || !told.insert(grant.listed_as).second) continue;
    if (!text.empty()) text += wording_.say().semicolon;
    text += titles_of_versions(i) + hangs_on(facts_of_versions(grant.listed_as));
  }
  return text;
}

// Of the version that is given; where that is open, of all that may be.
std::string GrantStory::titles_of_versions(std::size_t grant) const {
  const PlainWords words(program_, wording_);
  if (stated_.versions[grant].is_true()) return words.title_and_clause(program_.grants[grant].info);
  std::vector<std::string> titles;
  for (std::size_t i = 0; i < program_.grants.size(); ++i) {
    if (program_.grants[i].listed_as != program_.grants[grant].listed_as || !may_be_given(i)) continue;
    std::string title = words.title_and_clause(program_.grants[i].info);
    base::add_once(titles, title);
  }
  if (titles.empty()) return words.title_and_clause(program_.grants[grant].info);
  return base::join(titles, say(" or ", "或"));
}

std::string GrantStory::hangs_on(const std::vector<FactId>& facts) const {
  if (facts.empty()) return {};
  return std::string(wording_.say().in_brackets_before) + std::string(wording_.say().because) +
         std::string(wording_.say().colon) + wording_.facts(facts) + std::string(wording_.say().in_brackets_after);
}

std::vector<FactId> GrantStory::facts_of_versions(std::uint32_t listed_as) const {
  std::vector<FactId> facts;
  std::vector<bool> seen(program_.grants.size(), false);
  add_facts(listed_as, seen, facts);
  return facts;
}

// With those of the grants that it hangs on.
void GrantStory::add_facts(std::uint32_t listed_as, std::vector<bool>& seen, std::vector<FactId>& facts) const {
  if (seen[listed_as] || stated_.granted[listed_as].is_known()) return;
  seen[listed_as] = true;
  for (std::size_t i = listed_as; i < program_.grants.size(); ++i) {
    const Grant& grant = program_.grants[i];
    if (grant.listed_as != listed_as || !may_be_given(i)) continue;
    for (const Sight& sight : sights_[i]) add_each_once(sight.open, facts);
    for (const std::uint32_t asked : grant.asks) add_facts(asked, seen, facts);
    for (const std::uint32_t other : grant.overridden_by) add_facts(program_.grants[other].listed_as, seen, facts);
  }
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
    const auto open = open_values_.find(result.info);
    const std::string awaited = open == open_values_.end()
                                    ? std::string()
                                    : tell_open_claims(program_, reader_.facts(), history_, open->second, wording_);
    if (!awaited.empty()) text += deeper + awaited + "\n";
  }
  for (const std::string& line : tell_inputs(program_, evaluator_, decision_, node, wording_))
    text += deeper + line + "\n";
}

void GrantStory::tell_grant(std::size_t place, std::string& text) const {
  const Grant& grant = program_.grants[place];
  const GrantResult* const result = result_of(place);
  const bool is_open = may_be_given(place);
  if (result == nullptr && is_open && is_given(place)) return;  // another version of it is told
  const std::string_view verdict = result != nullptr ? say("granted", "享有")
                                   : is_open         ? say("cannot be told yet", "尚不能确定")
                                                     : say("not granted", "不享有");
  text += (result != nullptr ? "  * " : "  - ") + wording_.rule(grant.info) + std::string(wording_.say().colon) +
          std::string(verdict) + "\n";
  for (const Sight& sight : sights_[place]) {
    const bool is_part_of_it = result == nullptr || !sight.truth.is_false();
    if (is_part_of_it) tell_sight(place, sight, text);
  }
  tell_overriders(place, text);
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
  } else if (!sight.open.empty() && (is_given(place) || !may_be_given(place))) {
    line += std::string(say("whatever this is", "无论以下情况如何")) + colon + wording_.facts(sight.open);
  } else if (!sight.open.empty()) {
    line += std::string(wording_.say().because) + colon + wording_.facts(sight.open);
  } else if (!sight.comparisons.empty()) {
    line += wording_.comparisons(sight.comparisons);
  } else {
    return;
  }
  text += line + "\n";
}

// What keeps a grant from being given that is met, and what may.
void GrantStory::tell_overriders(std::size_t place, std::string& text) const {
  const bool is_met = std::any_of(sights_[place].begin(), sights_[place].end(),
                                  [](const Sight& sight) { return !sight.truth.is_false(); });
  if (!is_met || result_of(place) != nullptr) return;
  for (const std::uint32_t other : program_.grants[place].overridden_by) {
    if (stated_.versions[other].is_false()) continue;
    const std::string_view reason = stated_.versions[other].is_true()
                                        ? say("this is granted instead: ", "改为享有：")
                                        : say("this may be granted instead: ", "可能改为享有：");
    text += "      " + std::string(reason) + wording_.rule(program_.grants[other].info) + "\n";
  }
}

std::string GrantStory::name_of(const ValueInfo& info) const {
  return std::string(info.title.get(wording_.language(), info.name));
}

std::string GrantStory::value_of(const ValueResult& value) const {
  if (value.value.is_none()) return std::string(wording_.say().absent);
  if (!value.value.is_known()) {
    const auto open = open_values_.find(value.info);
    return std::string(say("cannot be told yet", "尚不能确定")) +
           (open == open_values_.end() ? std::string() : hangs_on(open->second));
  }
  return wording_.measure(value.info->type, value.info->domain, value.value, {});
}

}  // namespace warrantor::engine
