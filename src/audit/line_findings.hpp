#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/adjudicate.hpp>

#include "audit/provisions.hpp"

namespace warrantor::audit {

/// Behind the truth of a rule that refers a line.
inline constexpr std::string_view refers_the_line = ", refers";
/// Behind the truth of a rule that is listed and does not take, as where another one overrides it.
inline constexpr std::string_view without_effect = ", without effect";
/// Behind that of a rule of which it is not known whether it takes.
inline constexpr std::string_view effect_is_open = ", effect open";

/// What a rule set finds of one line. As texts, so that findings of two rule sets compare.
struct LineFindings {
  /// Truths of rules, limits and coverage rows (of rows of which one counts, whether it is that one), the amount and
  /// the bearers of each portion, the values of facts and derived names.
  std::map<ProvisionKey, std::string> texts;
  std::map<std::string, std::string> decided_by;  ///< by portion: the rule that decides who bears it, where one does
  std::map<std::string, std::string> steps;       ///< by adjustment that holds: the amount before and after it

  /// What is found of a provision; empty where there is none of that name.
  [[nodiscard]] std::string_view text(const ProvisionKey& key) const {
    const auto found = texts.find(key);
    return found == texts.end() ? std::string_view() : std::string_view(found->second);
  }
};

/// The findings of each line of a claim. Of a claim that is rejected, those that its rejection rests on are among them.
[[nodiscard]] std::vector<LineFindings> findings_of(const Policy& policy, const Claim& claim, const History& history);

}  // namespace warrantor::audit
