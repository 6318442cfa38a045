#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/wording.hpp"
#include "policy/program.hpp"

namespace warrantor::audit {

/// PageWords, values and lists of one language, as a rule set is shown in it. Names of facts and derived values are
/// marked, so that a sentence can hold a name of several words: *in-service date*, 「购车日期」.
class PageWords {
 public:
  PageWords(const policy::Program& program, std::string_view language)
      : program_(program), language_(language), wording_(program, language) {}

  [[nodiscard]] bool is_chinese() const noexcept { return language_ == "zh"; }
  [[nodiscard]] std::string_view language() const noexcept { return language_; }
  [[nodiscard]] std::string_view say(std::string_view english, std::string_view chinese) const noexcept {
    return is_chinese() ? chinese : english;
  }

  /// A text of a rule set in this language, with what Markdown would take for its own marked as text.
  [[nodiscard]] std::string text(const Labels& labels, std::string_view otherwise = {}) const;
  [[nodiscard]] std::string marked(std::string_view name) const;
  [[nodiscard]] std::string fact(FactId id) const;               ///< marked
  [[nodiscard]] std::string title(std::string_view name) const;  ///< of a derived value, setting or portion; not marked
  [[nodiscard]] std::string party(PartyId id) const;
  [[nodiscard]] std::string party_in_sentence(PartyId id) const;  ///< `the dealer`
  [[nodiscard]] std::string portion(PortionId id) const;
  [[nodiscard]] std::string outcome(Outcome outcome) const { return wording_.outcome(outcome); }

  /// `60,000 km`, `24 months`, `5,000.00 CNY`, `yes`, `none`.
  [[nodiscard]] std::string value(ValueType type, DomainId domain, const Value& value, std::string_view unit) const;
  [[nodiscard]] std::string unit(std::string_view unit) const;
  /// Who bears something by which shares.
  [[nodiscard]] std::string bearers(const policy::Allocation& allocation, bool in_sentence = false) const;

  [[nodiscard]] std::string list(const std::vector<std::string>& items) const;    ///< `a, b, c`
  [[nodiscard]] std::string any_of(const std::vector<std::string>& items) const;  ///< `a, b or c`
  /// Values as they stand in a sentence: in quotes where one has several words.
  [[nodiscard]] std::vector<std::string> quoted(std::vector<std::string> values) const;
  [[nodiscard]] std::string all_of(const std::vector<std::string>& items) const;  ///< `a, b and c`
  [[nodiscard]] std::string facts(const std::vector<FactId>& ids) const;          ///< marked, `a, b and c`
  [[nodiscard]] std::string in_brackets(std::string_view text) const;

 private:
  [[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view last) const;

  const policy::Program& program_;
  std::string_view language_;
  engine::Wording wording_;
};

/// A text with what Markdown would take for its own marked as text.
[[nodiscard]] std::string plain(std::string_view text);
/// An id or a name as it stands in files.
[[nodiscard]] std::string code(std::string_view name);

}  // namespace warrantor::audit
