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

/// `valid`, where it is written, and the version that the file stands in.
[[nodiscard]] ValidSyntax read_valid(Mapping& mapping);
/// The date that decides what is in force, which the files of a rule set must know before they are read.
void read_valid_by(Context& context, const yaml::Node& root, RuleSet& rule_set);
/// The versions of a rule set, without what their files say. The list of `node` may have others, which are no mappings.
void read_versions(Context& context, const yaml::Node& node, const Text& valid_by,
                   std::vector<VersionSyntax>& versions);

void read_parties(Context& context, const yaml::Node& node, std::vector<PartySyntax>& parties);
void read_facts(Context& context, const yaml::Node& node, std::vector<FactSyntax>& facts);
void read_catalogues(Context& context, const yaml::Node& node, std::vector<CatalogueSyntax>& catalogues);

void read_settings(Context& context, const yaml::Node& node, std::vector<SettingSyntax>& settings);
void read_derived(Context& context, const yaml::Node& node, std::vector<DerivedSyntax>& derived);
void read_figures(Context& context, const yaml::Node& node, std::vector<DerivedSyntax>& figures);
void read_portions(Context& context, const yaml::Node& node, std::vector<PortionSyntax>& portions);
void read_limits(Context& context, const yaml::Node& node, std::vector<LimitSyntax>& limits);
void read_lookups(Context& context, const yaml::Node& node, std::vector<LookupSyntax>& lookups);

/// Whether another version of a lookup has the columns of the one that is known.
void compare_columns(Context& context, const LookupSyntax& known, const LookupSyntax& more);

/// An extension need not have rows: it may only change how those of the base are chosen.
[[nodiscard]] CoverageSyntax read_coverage(Context& context, const yaml::Node& node, bool extends);
/// The same within the version of its file.
[[nodiscard]] CoverageSyntax of_version(Context& context, CoverageSyntax coverage);
/// Rows of another version: each section speaks of what its own `for` speaks of.
void add_coverage(CoverageSyntax more, CoverageSyntax& coverage);
/// Rows of an extension, which may have another `choose` and `expiry_takes` than its base.
void extend_coverage(CoverageSyntax more, CoverageSyntax& coverage);
/// Any key of a coverage row may be a limit: tells those that are no limit but look like a key misspelt. To
/// be called when all files have been read.
void check_row_limits(RuleSet& rule_set, Mistakes& mistakes);

/// What an adjustment does: one of `becomes`, `at_most`, `at_least`, `less` and `plus`.
void read_adjustment(Mapping& mapping, AdjustmentSyntax& adjustment);

/// What a grant says beside its condition: `of`, `borne_by`, `with`.
void read_grant(Mapping& mapping, GrantSyntax& grant);
/// The values under `with`, of a grant or of a block of grants; they are added to the others.
void read_with(Mapping& mapping, std::vector<DerivedSyntax>& values);

/// One of the sections of rules. Gives the `choose` of a section that has one.
Choose read_rules(Context& context, const yaml::Node& node, Section section, std::vector<RuleSyntax>& rules);
void read_steps(Context& context, const yaml::Node& node, std::vector<StepSyntax>& steps);

/// All sections of one file.
struct FileRole {
  bool is_main = true;
  bool extends = false;   ///< a main file that has a base
  std::size_t level = 0;  ///< as in RuleSet::levels
  std::string_view main_file;
};
void read_file(Context& context, const yaml::Node& root, const FileRole& role, RuleSet& rule_set);

}  // namespace warrantor::rules
