#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/date.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

namespace warrantor::engine {

struct LetterContent;

/// What a name of a template stands for on one claim: a text that is not escaped yet, and whether its section is there;
/// or a list.
struct LetterItem {
  std::string text;
  bool holds = false;
  std::vector<LetterContent> items;
};

struct LetterContent {
  std::map<std::string, LetterItem, std::less<>> items;
};

/// All that a letter can say of a decision: an item for every name of letter_names() and of the families.
[[nodiscard]] LetterContent letter_content(const Policy& policy, const Claim& claim, const Decision& decision,
                                           std::string_view language, std::optional<Date> date);

}  // namespace warrantor::engine
