#pragma once

#include <string>
#include <string_view>

#include "audit/diff.hpp"

namespace warrantor::audit {

/// The words of a comparison in one language.
class DiffWords {
 public:
  /// For a rule set that has coverage or not.
  DiffWords(std::string_view language, bool has_coverage)
      : is_chinese_(language == "zh"), has_coverage_(has_coverage), language_(language) {}

  [[nodiscard]] std::string_view say(std::string_view english, std::string_view chinese) const noexcept {
    return is_chinese_ ? chinese : english;
  }
  [[nodiscard]] std::string outcome(std::size_t outcome) const;  ///< a place in DiffTotals::outcomes
  [[nodiscard]] std::string purse(const Purses& purses, std::size_t purse) const;
  [[nodiscard]] std::string kind(ProvisionKind kind) const;
  [[nodiscard]] std::string kind(Change::Kind kind) const;
  [[nodiscard]] std::string truth(std::string_view truth) const;  ///< empty: the rule set does not have it

 private:
  bool is_chinese_;
  bool has_coverage_;
  std::string_view language_;
};

/// The name of a kind of provision in files.
[[nodiscard]] std::string_view name_of(ProvisionKind kind) noexcept;

}  // namespace warrantor::audit
