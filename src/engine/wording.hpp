#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/decision.hpp>

#include "engine/phrases.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// How a day is written: 2024-01-05, as systems show it, or 5 January 2024 and 2024年1月5日, as letters do.
enum class Dates : std::uint8_t { numbered, written };

/// Writes values, facts and rules as a person reads them in one language. What a claim states as a text keeps to its
/// line: control characters and those that turn the direction of writing are blanks.
class Wording {
 public:
  Wording(const policy::Program& program, std::string_view language, Dates dates = Dates::numbered)
      : program_(program),
        schema_(program.schema),
        titles_(program.titles),
        language_(language),
        say_(phrases(language)),
        dates_(dates) {}

  /// Of a limit in months: whether a month without the day of its start ends on the first of the next one.
  [[nodiscard]] bool rounds_up(const RuleInfo& limit) const;

  [[nodiscard]] const Phrases& say() const { return say_; }
  [[nodiscard]] std::string_view language() const { return language_; }

  [[nodiscard]] bool writes_dates() const { return dates_ == Dates::written; }
  [[nodiscard]] bool is_chinese() const { return language_ == "zh"; }

  [[nodiscard]] std::string value(ValueType type, DomainId domain, const Value& value) const;
  /// With what it is counted in: `60,000 km`, `24 months`, `5,000.00 CNY`.
  [[nodiscard]] std::string_view unit(std::string_view written) const;  ///< of km, mi and h also in Chinese
  [[nodiscard]] std::string measure(ValueType type, DomainId domain, const Value& value, std::string_view unit) const;
  [[nodiscard]] std::string date(const Value& value) const { return this->value(ValueType::date, {}, value); }
  /// What a name or an expression is called.
  [[nodiscard]] std::string subject(std::string_view name) const;
  [[nodiscard]] std::string fact(FactId id) const;
  [[nodiscard]] std::string facts(const std::vector<FactId>& ids) const;
  [[nodiscard]] std::string party(std::size_t index) const;
  [[nodiscard]] std::string amount(std::int64_t minor_units) const;
  [[nodiscard]] std::string currency() const;
  [[nodiscard]] std::string outcome(Outcome outcome) const;
  [[nodiscard]] std::string_view why() const;  ///< it is paid
  [[nodiscard]] std::string_view why_not() const;
  [[nodiscard]] std::string rule(const RuleInfo& info) const;  ///< with its clause and id, as a trace names it
  [[nodiscard]] std::string comparisons(const std::vector<Comparison>& all) const;

 private:
  [[nodiscard]] std::string comparison(const Comparison& comparison) const;
  [[nodiscard]] std::string_view relation(Relation relation) const;

  const policy::Program& program_;
  const Schema& schema_;
  const std::map<std::string, Labels, std::less<>>& titles_;
  std::string_view language_;
  const Phrases& say_;
  Dates dates_;
};

/// A text on one line, without characters that a terminal or a reader would obey instead of showing.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace warrantor::engine
