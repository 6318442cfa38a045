#include "engine/letter_names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "engine/codes.hpp"

namespace warrantor::engine {
namespace {

using Kind = LetterNameKind;

constexpr auto names = std::to_array<LetterName>({
    {"", "claim_id", Kind::value},
    {"", "date", Kind::value},
    {"", "outcome", Kind::value},
    {"", "approved", Kind::flag},
    {"", "partial", Kind::flag},
    {"", "denied", Kind::flag},
    {"", "needs_information", Kind::flag},
    {"", "referred", Kind::flag},
    {"", "rejected", Kind::flag},
    {"", "total", Kind::value},
    {"", "open", Kind::value},
    {"", "several_lines", Kind::flag},
    {"", "rule_set.title", Kind::value},
    {"", "rule_set.name", Kind::value},
    {"", "lines", Kind::list},
    {"", "payments", Kind::list},
    {"", "advances", Kind::list},
    {"", "missing", Kind::list},
    {"", "pending", Kind::list},
    {"", "steps", Kind::list},
    {"", "rejections", Kind::list},
    {"", "grants", Kind::list},
    {"*", "first", Kind::flag},
    {"*", "last", Kind::flag},
    {"lines", "line_id", Kind::value},
    {"lines", "number", Kind::value},
    {"lines", "item", Kind::value},
    {"lines", "coverage", Kind::value},
    {"lines", "coverage_until", Kind::value},
    {"lines", "reasons", Kind::list},
    {"lines", "limits", Kind::list},
    {"lines", "coverages", Kind::list},
    {"lines", "portions", Kind::list},
    {"lines", "adjustments", Kind::list},
    {"reasons", "title", Kind::value},
    {"reasons", "clause", Kind::value},
    {"reasons", "id", Kind::value},
    {"reasons", "details", Kind::value},
    {"reasons", "awaited", Kind::flag},
    {"reasons", "refers", Kind::flag},
    {"limits", "subject", Kind::value},
    {"limits", "coverage", Kind::value},
    {"limits", "granted", Kind::value},
    {"limits", "allowed", Kind::value},
    {"limits", "start", Kind::value},
    {"limits", "until", Kind::value},
    {"limits", "actual", Kind::value},
    {"limits", "margin", Kind::value},
    {"limits", "kept", Kind::flag},
    {"limits", "passed", Kind::flag},
    {"coverages", "title", Kind::value},
    {"coverages", "until", Kind::value},
    {"coverages", "covers", Kind::flag},
    {"portions", "name", Kind::value},
    {"portions", "amount", Kind::value},
    {"portions", "bearers", Kind::value},
    {"portions", "owed", Kind::value},
    {"payments", "party", Kind::value},
    {"payments", "amount", Kind::value},
    {"advances", "party", Kind::value},
    {"advances", "amount", Kind::value},
    {"adjustments", "title", Kind::value},
    {"adjustments", "id", Kind::value},
    {"adjustments", "portion", Kind::value},
    {"adjustments", "before", Kind::value},
    {"adjustments", "after", Kind::value},
    {"missing", "fact", Kind::value},
    {"pending", "fact", Kind::value},
    {"steps", "text", Kind::value},
    {"steps", "id", Kind::value},
    {"grants", "title", Kind::value},
    {"grants", "clause", Kind::value},
    {"grants", "id", Kind::value},
    {"grants", "details", Kind::value},
    {"rejections", "title", Kind::value},
    {"rejections", "clause", Kind::value},
    {"rejections", "id", Kind::value},
    {"rejections", "fact", Kind::value},
    {"rejections", "line", Kind::value},
});

constexpr auto families = std::to_array<LetterFamily>({
    {"facts.", Kind::value},
    {"pays.", Kind::value},
    {"advances.", Kind::value},
    {"figures.", Kind::value},
    {"with.", Kind::value},
    {"reasons.", Kind::flag},
    {"steps.", Kind::flag},
    {"grants.", Kind::flag},
    {"missing.", Kind::flag},
    {"pending.", Kind::flag},
});

class LetterChecker {
 public:
  LetterChecker(const Policy& policy, const yaml::Source& source, Diagnostics& diagnostics)
      : policy_(policy), source_(source), diagnostics_(diagnostics) {}

  void check(const std::vector<LetterPart>& parts) {
    for (const LetterPart& part : parts) {
      if (part.kind != LetterPart::Kind::text) check_part(part);
    }
  }

 private:
  void error(std::string_view code, const LetterPart& part, std::string message, std::string help = {}) {
    diagnostics_.push_back({Severity::error, std::string(code), std::move(message), std::move(help),
                            source_.span(part.begin, part.begin + part.text.size())});
  }

  void check_part(const LetterPart& part) {
    const auto kind = kind_of(part);
    if (kind) check_use(part, *kind);
    const bool goes_through = kind == Kind::list && part.kind == LetterPart::Kind::section;
    if (goes_through) lists_.push_back(part.text);
    check(part.parts);
    if (goes_through) lists_.pop_back();
  }

  void check_use(const LetterPart& part, Kind kind) {
    const std::string name = base::quote(part.text);
    if (!part.is_section() && kind == Kind::list) {
      error(codes::wrong_use, part, name + " is a list", "write `{{#" + part.text + "}}…{{/" + part.text + "}}`");
    } else if (!part.is_section() && kind == Kind::flag) {
      error(codes::wrong_use, part, name + " is a condition and has no text",
            "write `{{#" + part.text + "}}…{{/" + part.text + "}}`");
    } else if (kind == Kind::list && is_open(part.text)) {
      error(codes::wrong_use, part, "the list " + name + " stands within itself");
    }
  }

  [[nodiscard]] bool is_open(std::string_view list) const {
    return std::find(lists_.begin(), lists_.end(), list) != lists_.end();
  }

  std::optional<Kind> kind_of(const LetterPart& part) {
    const LetterName* elsewhere = nullptr;
    for (const LetterName& known : names) {
      if (known.name != part.text) continue;
      if (has_meaning(known)) return known.kind;
      elsewhere = &known;
    }
    if (elsewhere != nullptr) return report_misplaced(part);
    for (const LetterFamily& family : families) {
      if (part.text.starts_with(family.prefix)) return check_member(part, family);
    }
    report_unknown(part);
    return std::nullopt;
  }

  [[nodiscard]] bool has_meaning(const LetterName& known) const {
    if (known.within.empty()) return true;
    return known.within == "*" ? !lists_.empty() : is_open(known.within);
  }

  std::optional<Kind> report_misplaced(const LetterPart& part) {
    std::vector<std::string> places;
    for (const LetterName& known : names) {
      if (known.name == part.text) places.push_back("`{{#" + std::string(known.within) + "}}`");
    }
    const bool in_any = places.front() == "`{{#*}}`";
    error(codes::misplaced, part, base::quote(part.text) + " has no meaning in this place",
          "it stands within the section of " + (in_any ? std::string("a list") : base::join(places, " or ")));
    return std::nullopt;
  }

  void report_unknown(const LetterPart& part) {
    const std::string_view name = part.text;
    const std::size_t dot = name.find('.');
    std::vector<std::string_view> known;
    for (const LetterName& each : names) known.push_back(each.name);
    std::string help = base::did_you_mean(base::nearest(name, known));
    if (dot != std::string_view::npos) {
      known.clear();
      for (const LetterFamily& family : families) known.push_back(family.prefix);
      const auto prefix = base::nearest(name.substr(0, dot + 1), known);
      if (prefix) help = "did you mean " + base::quote(std::string(*prefix).append(name.substr(dot + 1))) + "?";
    }
    error(codes::unknown_name, part, "there is no placeholder " + base::quote(part.text), std::move(help));
  }

  std::optional<Kind> check_member(const LetterPart& part, const LetterFamily& family) {
    const std::string_view member = std::string_view(part.text).substr(family.prefix.size());
    const Schema& schema = policy_.schema();
    if (family.prefix == "pays." || family.prefix == "advances.") {
      if (schema.find_party(member)) return family.kind;
      return report_member(part, member, "party", names_of(schema.parties()));
    }
    if (family.prefix == "reasons." || family.prefix == "steps.") return check_rule(part, family, member);
    if (family.prefix == "figures.") return check_figure(part, member);
    if (family.prefix == "grants." || family.prefix == "with.") return check_grant(part, family, member);
    const auto fact = schema.find_fact(member);
    if (!fact) return report_member(part, member, "fact", names_of(schema.facts()));
    if (family.prefix == "facts.") return check_fact(part, schema.fact(*fact));
    return family.kind;
  }

  std::optional<Kind> check_figure(const LetterPart& part, std::string_view name) {
    std::vector<std::string_view> known;
    for (const ValueInfo* const figure : policy_.figures()) known.push_back(figure->name);
    if (std::find(known.begin(), known.end(), name) != known.end()) return Kind::value;
    return report_member(part, name, "figure", known);
  }

  // A grant by its id, or what goes with the grant in whose section it stands.
  std::optional<Kind> check_grant(const LetterPart& part, const LetterFamily& family, std::string_view member) {
    std::vector<std::string_view> known;
    const bool is_value = family.prefix == "with.";
    for (const GrantInfo& grant : policy_.grants()) {
      if (!is_value) known.push_back(grant.rule->id);
      for (const ValueInfo* const value : grant.values) {
        if (is_value) known.push_back(value->name);
      }
    }
    if (std::find(known.begin(), known.end(), member) == known.end())
      return report_member(part, member, is_value ? "value of a grant" : "grant", known);
    if (!is_value || is_open("grants")) return family.kind;
    error(codes::misplaced, part, base::quote(part.text) + " goes with a grant",
          "it stands within the section of `{{#grants}}`");
    return std::nullopt;
  }

  std::optional<Kind> check_fact(const LetterPart& part, const Fact& fact) {
    if (fact.type == ValueType::records) {
      error(codes::wrong_use, part, "the fact " + base::quote(fact.name) + " is a list of records");
    } else if (fact.scope == Scope::line && !is_open("lines")) {
      error(codes::misplaced, part, base::quote(fact.name) + " is a fact of a line",
            "it stands within the section of `{{#lines}}`");
    } else {
      return Kind::value;
    }
    return std::nullopt;
  }

  std::optional<Kind> check_rule(const LetterPart& part, const LetterFamily& family, std::string_view id) {
    const bool is_step = family.prefix == "steps.";
    std::vector<std::string_view> ids;
    for (const RuleInfo* info : policy_.rules()) {
      if ((info->stage == Stage::steps) != is_step || info->stage == Stage::grants) continue;
      if (info->id == id) return family.kind;
      ids.push_back(info->id);
    }
    return report_member(part, id, is_step ? "step" : "rule", ids);
  }

  template <class Declared>
  static std::vector<std::string_view> names_of(const std::vector<Declared>& all) {
    std::vector<std::string_view> list;
    for (const Declared& declared : all) list.push_back(declared.name);
    return list;
  }

  std::optional<Kind> report_member(const LetterPart& part, std::string_view member, std::string_view kind,
                                    const std::vector<std::string_view>& known) {
    error(codes::unknown_name, part, "the rule set has no " + std::string(kind) + " " + base::quote(member),
          base::did_you_mean(base::nearest(member, known)));
    return std::nullopt;
  }

  const Policy& policy_;
  const yaml::Source& source_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> lists_;  ///< whose sections are open
};

}  // namespace

std::span<const LetterName> letter_names() noexcept { return names; }
std::span<const LetterFamily> letter_families() noexcept { return families; }

void check_letter(const Policy& policy, const std::vector<LetterPart>& parts, const yaml::Source& source,
                  Diagnostics& diagnostics) {
  LetterChecker(policy, source, diagnostics).check(parts);
}

}  // namespace warrantor::engine
