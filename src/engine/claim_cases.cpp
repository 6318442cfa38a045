#include "engine/claim_cases.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::engine {

using policy::Grant;

ClaimCases::ClaimCases(const policy::Program& program, ClaimView& view)
    : program_(program), view_(view), certain_(program.grants.size(), false) {
  for (std::size_t i = 0; i < program.grants.size(); ++i) {
    for (const policy::NamedValue& value : program.grants[i].values) add_value(value, i);
  }
  for (const policy::NamedValue& figure : program.figures) add_value(figure, std::nullopt);
}

void ClaimCases::add_value(const policy::NamedValue& named, std::optional<std::size_t> grant) {
  Told value;
  value.node = named.value;
  value.named = &named;
  value.grant = grant;
  values_.push_back(std::move(value));
}

void ClaimCases::consider() {
  stated_ = view_.look(std::vector<bool>(program_.grants.size(), true), false);
  const bool stands = find_grants() || has_cases();
  if (!stands) {  // what is stated already breaks a rule of validity, in one way or another
    for (std::size_t i = 0; i < certain_.size(); ++i) certain_[i] = stated_.granted[i].is_true();
    is_exact_ = false;
  }
  find_values(stands);
}

// ---- Grants ----

// Whether all that is certain is so by what is stated.
bool ClaimCases::find_grants() {
  bool by_what_is_stated = true;
  for (std::size_t i = 0; i < certain_.size(); ++i) {
    if (program_.grants[i].listed_as != i) continue;
    certain_[i] = stated_.granted[i].is_true();
    if (!stated_.granted[i].is_unknown()) continue;
    ClaimQuestion question = question_of(i);
    question.expected = Value::boolean(true);
    question.answer = [i](const ClaimCase& here) { return here.granted[i]; };
    const ClaimAnswer answer = ClaimSearch(program_, view_, question).find();
    certain_[i] = answer.common.is_true();
    by_what_is_stated = by_what_is_stated && !certain_[i];
    is_exact_ = is_exact_ && (certain_[i] || answer.differs);
  }
  return by_what_is_stated;
}

ClaimQuestion ClaimCases::question_of(std::size_t first) const {
  ClaimQuestion question;
  question.wanted.assign(program_.grants.size(), false);
  want(first, question);
  assume(question);
  return question;
}

bool ClaimCases::is_never_given(std::size_t version) {
  if (stated_.versions[version].is_known()) return stated_.versions[version].is_false();
  ClaimQuestion question = question_of(program_.grants[version].listed_as);
  question.expected = Value::boolean(false);
  question.answer = [version](const ClaimCase& here) { return here.versions[version]; };
  return ClaimSearch(program_, view_, question).find().common.is_false();
}

// Where no case is one that stands, nothing is certain of it.
bool ClaimCases::has_cases() {
  if (program_.validity.empty()) return true;
  ClaimQuestion question;
  question.wanted.assign(program_.grants.size(), false);
  question.answer = [](const ClaimCase&) { return Value::none(); };
  return ClaimSearch(program_, view_, question).find().any_case;
}

void ClaimCases::want(std::size_t first, ClaimQuestion& question) const {
  if (question.wanted[first]) return;
  question.wanted[first] = true;
  for (const Grant& version : program_.grants) {
    if (version.listed_as != first) continue;
    for (const std::uint32_t asked : version.asks) want(asked, question);
    for (const std::uint32_t other : version.overridden_by) want(program_.grants[other].listed_as, question);
  }
}

void ClaimCases::want_asked(const policy::NamedValue& named, ClaimQuestion& question) const {
  for (const std::uint32_t asked : named.asks) want(asked, question);
}

void ClaimCases::assume(ClaimQuestion& question) const {
  std::vector<bool> is_assumed(program_.grants.size(), false);
  for (const Grant& grant : program_.grants) {
    if (!grant.is_of_line || !question.wanted[grant.listed_as]) continue;
    for (const std::uint32_t asked : grant.asks) is_assumed[asked] = true;
  }
  for (std::size_t i = 0; i < is_assumed.size(); ++i) {
    if (is_assumed[i]) question.assumed.push_back(i);
  }
}

bool ClaimCases::has_versions(std::size_t first) const {
  return std::count_if(program_.grants.begin(), program_.grants.end(),
                       [first](const Grant& grant) { return grant.listed_as == first; }) > 1;
}

std::size_t ClaimCases::version_of(std::size_t first) const {
  for (std::size_t i = first; i < program_.grants.size(); ++i) {
    if (program_.grants[i].listed_as == first && stated_.versions[i].is_true()) return i;
  }
  return first;
}

std::optional<std::size_t> ClaimCases::line_of(std::size_t grant) const {
  const auto& lines = stated_.by_line;
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line[grant].is_true(); });
  return found == lines.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - lines.begin()));
}

// ---- Values ----

void ClaimCases::find_values(bool all_cases) {
  view_.load(0);
  view_.give(stated_.granted);
  for (Told& value : values_) value.answer.common = value_in(value, stated_).value_or(Value::unknown());
  for (Told& value : values_) {
    if (!all_cases || !value.answer.common.is_unknown() || (value.grant && !is_certain(*value.grant))) continue;
    value.answer = ask_value(value);
  }
}

ClaimAnswer ClaimCases::ask_value(const Told& value) {
  ClaimQuestion question;
  question.wanted.assign(program_.grants.size(), false);
  want_asked(*value.named, question);
  question.values = {value.node};
  if (value.grant && has_versions(program_.grants[*value.grant].listed_as)) {
    const std::size_t first = program_.grants[*value.grant].listed_as;
    want(first, question);
    for (const Grant& version : program_.grants) {
      for (const policy::NamedValue& named : version.values) {
        if (version.listed_as != first) continue;
        want_asked(named, question);
        question.values.push_back(named.value);
      }
    }
  }
  assume(question);
  question.answer = [&](const ClaimCase& here) { return value_in(value, here); };
  return ClaimSearch(program_, view_, question).find();
}

// In the version that is given in a case; unknown while that is open, nothing where that one has no such value.
std::optional<Value> ClaimCases::value_in(const Told& value, const ClaimCase& here) {
  if (value.grant && has_versions(program_.grants[*value.grant].listed_as)) {
    const std::size_t first = program_.grants[*value.grant].listed_as;
    const auto is_given = [&](std::size_t i) {
      return program_.grants[i].listed_as == first && here.versions[i].is_true();
    };
    bool any = false;
    for (std::size_t i = first; i < program_.grants.size(); ++i) any = any || is_given(i);
    if (!any) return Value::unknown();
  }
  const auto node = node_of(value, here);
  return node ? std::optional(view_.evaluate(*node)) : std::nullopt;
}

std::optional<expr::NodeId> ClaimCases::node_of(const Told& value, const ClaimCase& here) const {
  if (!value.grant || here.versions[*value.grant].is_true()) return value.node;
  const std::size_t first = program_.grants[*value.grant].listed_as;
  for (std::size_t i = first; i < here.versions.size(); ++i) {
    const Grant& version = program_.grants[i];
    if (version.listed_as != first || !here.versions[i].is_true()) continue;
    for (const policy::NamedValue& named : version.values) {
      const bool is_same = named.info.name == value.named->info.name && named.info.type == value.named->info.type &&
                           named.info.domain == value.named->info.domain;
      if (is_same) return named.value;
    }
    return std::nullopt;
  }
  return value.node;
}

bool ClaimCases::is_exact() const {
  return is_exact_ && std::all_of(values_.begin(), values_.end(), [this](const Told& value) {
           const bool matters = !value.grant || (is_certain(*value.grant) &&
                                                 version_of(program_.grants[*value.grant].listed_as) == *value.grant);
           return !matters || !value.answer.common.is_unknown() || value.answer.differs;
         });
}

}  // namespace warrantor::engine
