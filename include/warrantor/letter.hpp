#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/claim.hpp>
#include <warrantor/date.hpp>
#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/policy.hpp>

namespace warrantor {

/// The template of the letter that tells a customer what was decided, in one language: `letters/en.md` beside the
/// rules.yaml. Checked against the rule set that it belongs to, immutable, cheap to copy, free to use from any number
/// of threads at once. Letters decide nothing, so the digest of a rule set does not cover them.
///
///     auto letter = warrantor::load_letter(*policy, "rules/zhengzhou-nissan", "en");
///     if (!letter) std::cerr << warrantor::render(letter.error());
///     else std::cout << warrantor::write_letter(*letter, *policy, claim, history);
class LetterTemplate {
 public:
  struct Data;
  explicit LetterTemplate(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

  [[nodiscard]] std::string_view language() const noexcept;
  [[nodiscard]] const Data& data() const noexcept { return *data_; }  ///< for the library's own use

 private:
  std::shared_ptr<const Data> data_;
};

/// Reads and checks the template of a language (`en`, `zh`) beside a rule set that was loaded from the same path.
/// Everything that is wrong with it is reported in one go; where there is none, the message names those that there are.
[[nodiscard]] Expected<LetterTemplate, Diagnostics> load_letter(const Policy& policy, const std::string& path,
                                                                std::string_view language);

/// The same from memory, as load_policy takes files.
[[nodiscard]] Expected<LetterTemplate, Diagnostics> load_letter(
    const Policy& policy, const std::vector<std::pair<std::string, std::string>>& files, const std::string& path,
    std::string_view language);

/// The languages of the templates beside a rule set, sorted; none where it has no folder `letters`.
[[nodiscard]] std::vector<std::string> letter_languages(const std::string& path);

/// Decides the claim and writes its letter, in Markdown. What the claim states is escaped, for Markdown and for HTML.
/// No clock is read: the letter has a date where one is given. The template must be of this policy. Any thread.
[[nodiscard]] std::string write_letter(const LetterTemplate& letter, const Policy& policy, const Claim& claim,
                                       const History& history, std::optional<Date> date = std::nullopt);

}  // namespace warrantor
