#include "engine/version_story.hpp"

#include <algorithm>

namespace warrantor::engine {
namespace {

class VersionStory {
 public:
  VersionStory(const Policy& policy, const Decision& decision, const Wording& wording)
      : policy_(policy), decision_(decision), wording_(wording) {}

  std::string tell() const {
    const Value& date = decision_.version_date;
    std::string text = std::string(say("Version of the rules", "规则版本")) + std::string(wording_.say().colon);
    text += decision_.version != nullptr ? name_of(*decision_.version) : std::string(none_taken(date));
    text += std::string(wording_.say().comma) + wording_.subject(policy_.versions().front().valid.by) +
            std::string(wording_.say().colon) + wording_.date(date) + "\n";
    for (const VersionInfo& version : policy_.versions()) {
      if (&version == decision_.version) continue;
      text += std::string(date.is_unknown() ? "  - " : say("  - not ", "  - 不适用 ")) + name_of(version) +
              std::string(wording_.say().colon) + why_not(version, date) + "\n";
    }
    return text;
  }

 private:
  [[nodiscard]] std::string_view say(std::string_view english, std::string_view chinese) const {
    return wording_.is_chinese() ? chinese : english;
  }

  [[nodiscard]] std::string_view none_taken(const Value& date) const {
    return date.is_unknown() ? say("cannot be told yet", "尚不能确定") : say("none is in force", "没有适用的版本");
  }

  [[nodiscard]] std::string name_of(const VersionInfo& version) const {
    const std::string title(version.title.get(wording_.language()));
    return title.empty() ? version.id : title + " [" + version.id + "]";
  }

  [[nodiscard]] std::string day(const Date& date) const {
    return wording_.date(Value::integer(date.days_since_epoch()));
  }

  [[nodiscard]] std::string why_not(const VersionInfo& version, const Value& date) const {
    if (date.is_known() && version.valid.from && date.as_date() < *version.valid.from) {
      return std::string(say("in force only from ", "自 ")) + day(*version.valid.from) +
             std::string(say(" on", " 起适用"));
    }
    if (date.is_known() && version.valid.to && date.as_date() > *version.valid.to) {
      return std::string(say("in force only until ", "适用至 ")) + day(*version.valid.to) + std::string(say("", " 止"));
    }
    return in_force(version);
  }

  [[nodiscard]] std::string in_force(const VersionInfo& version) const {
    std::string text(say("in force", "适用期"));
    if (version.valid.from) text += std::string(say(" from ", " 自 ")) + day(*version.valid.from);
    if (version.valid.to) text += std::string(say(" until ", " 至 ")) + day(*version.valid.to);
    return text;
  }

  const Policy& policy_;
  const Decision& decision_;
  const Wording& wording_;
};

}  // namespace

std::string tell_version(const Policy& policy, const Decision& decision, const Wording& wording) {
  return policy.versions().empty() ? std::string() : VersionStory(policy, decision, wording).tell();
}

std::vector<const RuleInfo*> versions_that_may_hold(const policy::Program& program, expr::Evaluator& evaluator,
                                                    const RuleInfo& reason) {
  const auto found = std::find_if(program.rules.begin(), program.rules.end(),
                                  [&](const policy::Rule& rule) { return &rule.info == &reason; });
  if (found == program.rules.end() || evaluator.evaluate(found->holds).is_true()) return {};
  std::vector<const RuleInfo*> versions;
  for (const std::size_t version : found->versions) {
    const policy::Rule& rule = program.rules[version];
    const auto reads_alike = [&](const RuleInfo* other) {
      return other->title.all() == rule.info.title.all() && other->clause == rule.info.clause;
    };
    const bool is_another = std::none_of(versions.begin(), versions.end(), reads_alike);
    if (is_another && !evaluator.evaluate(rule.holds).is_false()) versions.push_back(&rule.info);
  }
  return versions.size() > 1 ? versions : std::vector<const RuleInfo*>();
}

}  // namespace warrantor::engine
