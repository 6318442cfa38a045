#pragma once

#include <string>
#include <string_view>

#include "audit/markdown.hpp"
#include "audit/page_words.hpp"
#include "audit/sentences.hpp"
#include "policy/program.hpp"

namespace warrantor::audit {

/// What the sections of a shown rule set share.
struct Page {
  Page(const policy::Program& the_program, std::string_view language)
      : program(the_program), words(the_program, language), sentences(the_program, words) {}
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  [[nodiscard]] std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(words.say(english, chinese));
  }
  /// The sentence of a condition, or that there is none.
  [[nodiscard]] std::string when(NodeId condition, std::optional<NodeId> given = std::nullopt) {
    std::string text = sentences.condition(condition, given);
    return text.empty() ? say("always", "所有情形") : text;
  }
  /// The title of a rule, its id, its source and its note; a note that marks an assumption stands in the list of these
  /// instead.
  [[nodiscard]] std::string titled(const RuleInfo& info) const;
  [[nodiscard]] std::string marked_note(const Labels& note) const;
  /// Where a rule comes from, as its rule set says; empty where it does not.
  [[nodiscard]] std::string sourced(const RuleInfo& info) const;
  /// `*invoice date* from 2022-01-01 on`; empty where it is in force at all times.
  [[nodiscard]] std::string when_valid(const Validity& valid) const;

  const policy::Program& program;
  PageWords words;
  Sentences sentences;
  Markdown markdown;
};

/// Who bears something, with the share of each where there are several.
[[nodiscard]] std::string bearers_of(Page& page, policy::AllocationId allocation);
/// What a rule of the adjustments does, as a sentence; empty for any other rule.
[[nodiscard]] std::string adjustment_of(Page& page, const policy::Rule& rule);
/// Where a grant is given and what goes with it, as a sentence.
[[nodiscard]] std::string grant_of(Page& page, const policy::Grant& grant);
/// The conditions of a rule, with what else bears on whether it is listed.
[[nodiscard]] std::string sentence_of(Page& page, const policy::Rule& rule);

/// Whether some rule of the approvals leaves it to a person, so that a line may have to wait; else they only decide
/// first or last.
[[nodiscard]] bool asks_persons(const Page& page);

/// Whether a note marks an assumption, in any of its languages.
[[nodiscard]] bool is_assumption(const Labels& note);

// The sections, in the order of the page.
void show_extensions(Page& page);
void show_versions(Page& page);
void show_coverage(Page& page);
void show_adjustments(Page& page);
void show_exclusions(Page& page);
void show_responsibility(Page& page);
void show_advances(Page& page);
void show_approvals(Page& page);
void show_grants(Page& page);
void show_figures(Page& page);
void show_validity(Page& page);
void show_lookups(Page& page);
void show_portions(Page& page);
void show_steps(Page& page);
void show_settings(Page& page);
void show_facts(Page& page);
void show_derived(Page& page);
void show_catalogues(Page& page);
void show_assumptions(Page& page);

}  // namespace warrantor::audit
