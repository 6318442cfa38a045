#pragma once

#include <vector>

#include "rules/mapping.hpp"

namespace warrantor::rules {

// A reader for each section of a rule set's files. Each adds what it reads to the tree; what is wrong goes to
// the context, and is read as far as it can be.

/// `when`, `for` and the like under `key`; of kind always where it is not written.
[[nodiscard]] Condition read_condition(Mapping& mapping, std::string_view key);
/// Both must hold; one that is not written does not count.
[[nodiscard]] Condition both(const Condition& first, Condition second);

void read_parties(Context& context, const yaml::Node& node, std::vector<PartySyntax>& parties);
void read_facts(Context& context, const yaml::Node& node, std::vector<FactSyntax>& facts);
void read_catalogues(Context& context, const yaml::Node& node, std::vector<CatalogueSyntax>& catalogues);

void read_settings(Context& context, const yaml::Node& node, std::vector<SettingSyntax>& settings);
void read_derived(Context& context, const yaml::Node& node, std::vector<DerivedSyntax>& derived);
void read_portions(Context& context, const yaml::Node& node, std::vector<PortionSyntax>& portions);
void read_limits(Context& context, const yaml::Node& node, std::vector<LimitSyntax>& limits);
void read_lookups(Context& context, const yaml::Node& node, std::vector<LookupSyntax>& lookups);

[[nodiscard]] CoverageSyntax read_coverage(Context& context, const yaml::Node& node);
/// Any key of a coverage row may be a limit: tells those that are no limit but look like a key misspelt. To
/// be called when all files have been read.
void check_row_limits(RuleSet& rule_set, Mistakes& mistakes);

/// What an adjustment does: one of `becomes`, `at_most`, `at_least`, `less` and `plus`.
void read_adjustment(Mapping& mapping, AdjustmentSyntax& adjustment);

/// One of the sections of rules. Gives the `choose` of a section that has one.
Choose read_rules(Context& context, const yaml::Node& node, Section section, std::vector<RuleSyntax>& rules);
void read_steps(Context& context, const yaml::Node& node, std::vector<StepSyntax>& steps);

/// All sections of one file.
struct FileRole {
  bool is_main = true;
  std::string_view main_file;
};
void read_file(Context& context, const yaml::Node& root, const FileRole& role, RuleSet& rule_set);

}  // namespace warrantor::rules
