#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/compiler.hpp"

namespace warrantor::policy {

// Ranks of what decides a portion, the lowest first. Rules that are ranked by their order count on from these.
inline constexpr std::uint16_t rank_of_special_cases = 0;
inline constexpr std::uint16_t rank_of_responsibility = 1;
inline constexpr std::uint16_t rank_of_exclusions = 20000;
inline constexpr std::uint16_t rank_of_last_approvals = 40000;

/// Finds what rules name (parties, portions, facts) and reports what is not declared. A text that is not given where it
/// must be has been reported by the loader and is passed over in silence.
class Declared {
 public:
  Declared(const rules::RuleSet& rule_set, Program& program, Reporter& reporter)
      : rule_set_(rule_set), program_(program), reporter_(reporter) {}

  /// What a rule says of itself; reports an id that is taken. Versions of one rule have the same: whether they go
  /// together check_periods() looks at. `valid` is null where there are no versions.
  RuleInfo info_of(const rules::Text& id, const rules::Documentation& documentation, Stage stage,
                   const rules::ValidSyntax* valid = nullptr);
  std::optional<PartyId> party(const rules::Text& name);
  std::optional<PortionId> portion(const rules::Text& name);
  std::vector<FactId> facts(const std::vector<rules::Text>& texts);
  /// Facts of which a blank may be pending.
  std::vector<FactId> awaited(const std::vector<rules::Text>& texts);

  /// Facts that totals can be told by: of claims and lines, and no lists.
  std::vector<FactId> reported(const std::vector<rules::Text>& texts);

  AllocationId allocation(Allocation weights);
  AllocationId all_to(PartyId party);

 private:
  struct Known {
    Stage stage;
    bool may_have_versions;
    bool has_versions;
  };

  const rules::RuleSet& rule_set_;
  Program& program_;
  Reporter& reporter_;
  std::map<std::string, Known> known_;  ///< by id
};

/// Limits and coverage rows; a passed limit gives what it takes away to `excluded`.
void compile_coverage(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                      Reporter& reporter, AllocationId excluded);

/// Remedies, and the values that decisions tell.
void compile_grants(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                    Reporter& reporter);

void compile_steps(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                   Reporter& reporter);

}  // namespace warrantor::policy
