#include <algorithm>
#include <map>
#include <utility>

#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using rules::Text;
using rules::ValidSyntax;

/// One version of something.
struct Version {
  const Text* name;
  const ValidSyntax* valid;

  [[nodiscard]] bool is_of_all_times() const { return valid->version == 0 && !valid->has_period(); }
  /// Whether the loader has reported one of its days, which is then empty.
  [[nodiscard]] bool is_faulty() const { return (valid->from.given() && !from()) || (valid->to.given() && !to()); }
  [[nodiscard]] std::optional<Date> from() const { return day(valid->from); }
  [[nodiscard]] std::optional<Date> to() const { return day(valid->to); }

 private:
  static std::optional<Date> day(const Text& text) {
    const auto date = Date::parse(text.value);
    return text.given() && date ? std::optional(*date) : std::nullopt;
  }
};

Date day_before(Date day) { return day.plus_days(-1).value_or(day); }
Date day_after(Date day) { return day.plus_days(1).value_or(day); }

class PeriodCheck {
 public:
  PeriodCheck(const rules::RuleSet& rule_set, Reporter& reporter) : rule_set_(rule_set), reporter_(reporter) {}

  void run() {
    std::vector<Version> versions;
    for (const rules::VersionSyntax& version : rule_set_.versions) versions.push_back({&version.id, &version.valid});
    check_sequence(versions);
    for (const rules::RuleSyntax& rule : rule_set_.rules) add("rule", rule.id, rule.valid);
    if (rule_set_.coverage) {
      for (const rules::CoverageRowSyntax& row : rule_set_.coverage->rows) add("row", row.id, row.valid);
    }
    for (const rules::StepSyntax& step : rule_set_.steps) add("step", step.id, step.valid);
    for (const rules::SettingSyntax& setting : rule_set_.settings) add("setting", setting.name, setting.valid);
    for (const rules::DerivedSyntax& derived : rule_set_.derived) add("derived", derived.name, derived.valid);
    for (const rules::DerivedSyntax& figure : rule_set_.figures) add("figure", figure.name, figure.valid);
    for (const rules::LookupSyntax& lookup : rule_set_.lookups) {
      for (const auto& row : lookup.rows) add("row of " + lookup.name.value, row.id, row.valid);
    }
    for (auto& [key, same] : groups_) check_group(same);
  }

 private:
  void add(std::string kind, const Text& name, const ValidSyntax& valid) {
    if (name.given()) groups_[{std::move(kind), name.value}].push_back({&name, &valid});
  }

  // In different versions of the rule set a name is free to stand; within one its own days must tell its versions
  // apart. Of two that are in force at all times somebody else has told.
  void check_group(std::vector<Version>& same) {
    std::map<std::uint32_t, std::vector<Version>> by_version;
    for (const Version& one : same) by_version[one.valid->version].push_back(one);
    const auto common = by_version.find(0);
    if (common != by_version.end() && by_version.size() > 1) {
      const Version& other = std::next(common)->second.front();
      reporter_.error(codes::twice_in_force, other.name->place,
                      "`" + other.name->value + "` stands in the version `" +
                          rule_set_.versions[other.valid->version - 1].id.value + "` and in every version",
                      "move the other one to the files of the other versions");
      return;
    }
    for (auto& [version, list] : by_version) check_sequence(list);
  }

  void check_sequence(std::vector<Version> list) {
    const auto is_faulty = [](const Version& one) { return one.is_faulty(); };
    if (list.size() < 2 || std::any_of(list.begin(), list.end(), is_faulty)) return;
    const auto is_always = [](const Version& one) { return one.is_of_all_times(); };
    if (std::all_of(list.begin(), list.end(), is_always)) return;
    for (const Version& one : list) {
      const bool is_counted_alike = one.valid->by.value == list.front().valid->by.value;
      if (one.valid->has_period() && is_counted_alike) continue;
      if (!one.valid->has_period()) return report_always(one);
      reporter_.error(codes::twice_in_force, one.valid->by.place,
                      "one version of `" + one.name->value + "` is in force by `" + list.front().valid->by.value +
                          "`, another by `" + one.valid->by.value + "`",
                      "let the same date decide between its versions");
      return;
    }
    std::stable_sort(list.begin(), list.end(), [](const Version& left, const Version& right) {
      return right.from() && (!left.from() || *left.from() < *right.from());
    });
    for (std::size_t i = 1; i < list.size(); ++i) check_neighbours(list[i - 1], list[i]);
  }

  void report_always(const Version& one) {
    reporter_.error(codes::twice_in_force, one.name->place,
                    "one version of `" + one.name->value + "` is in force at all times",
                    "say with `valid` from when, or to when, this one is");
  }

  void check_neighbours(const Version& earlier, const Version& later) {
    const auto end = earlier.to();
    const auto begin = later.from();
    const std::string name = "`" + later.name->value + "`";
    const std::string both = earlier.name->value == later.name->value
                                 ? name + " has two versions"
                                 : "`" + earlier.name->value + "` and " + name + " are both";
    if (!begin || !end || *end >= *begin) {
      const auto last = end && later.to() ? std::min(*end, *later.to()) : end ? end : later.to();
      reporter_.error(codes::twice_in_force, place_of(later),
                      both + " in force" + (begin ? " from " + begin->to_string() : "") +
                          (last ? " to " + last->to_string() : " on"),
                      begin ? "end the earlier one the day before: `to: " + day_before(*begin).to_string() + "`"
                            : "say from when this one is in force");
    } else if (day_after(*end) < *begin) {
      const bool is_lone_day = day_after(*end) == day_before(*begin);
      const std::string days = is_lone_day
                                   ? " on " + day_after(*end).to_string()
                                   : " from " + day_after(*end).to_string() + " to " + day_before(*begin).to_string();
      const bool is_rule_set = earlier.name->value != later.name->value;
      reporter_.error(
          codes::not_in_force, place_of(later),
          (is_rule_set ? "no version of the rule set is" : "no version of " + name + " is") + " in force" + days,
          "let this one begin on " + day_after(*end).to_string() + ", or the one before end on " +
              day_before(*begin).to_string());
    }
  }

  static const rules::Place& place_of(const Version& version) {
    return version.valid->from.given() ? version.valid->from.place : version.valid->place;
  }

  const rules::RuleSet& rule_set_;
  Reporter& reporter_;
  std::map<std::pair<std::string, std::string>, std::vector<Version>> groups_;
};

}  // namespace

void check_periods(const rules::RuleSet& rule_set, Reporter& reporter) { PeriodCheck(rule_set, reporter).run(); }

}  // namespace warrantor::policy
