#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

namespace warrantor {

namespace policy {
struct Program;
}

/// A compiled rule set: valid, immutable, cheap to copy (the copies share one program), free to use from any number of
/// threads at once.
///
///     auto policy = warrantor::load_policy("rules/zhengzhou-nissan");
///     if (!policy) std::cerr << warrantor::render(policy.error());
class Policy {
 public:
  explicit Policy(std::shared_ptr<const policy::Program> program) noexcept : program_(std::move(program)) {}

  [[nodiscard]] std::string_view id() const noexcept;
  [[nodiscard]] std::string_view version() const noexcept;
  /// SHA-256 of the rule set's files, in hexadecimal.
  [[nodiscard]] std::string_view digest() const noexcept;
  /// `id version digest` with the digest cut to twelve digits, as decisions name it.
  [[nodiscard]] std::string name() const;
  [[nodiscard]] const Labels& title() const noexcept;

  [[nodiscard]] const Schema& schema() const noexcept;
  /// Every rule, coverage row, limit and step, in the order in which reasons are listed.
  [[nodiscard]] const std::vector<const RuleInfo*>& rules() const noexcept;
  /// The versions of the rule set, in the order of its file; empty where it has one for all times. Of each claim one is
  /// in force, by the date that Decision::version_date holds.
  [[nodiscard]] const std::vector<VersionInfo>& versions() const noexcept;
  /// The remedies that a claim may be granted, in the order of the rule set.
  [[nodiscard]] const std::vector<GrantInfo>& grants() const noexcept;
  /// The figures that every decision tells, in the order of the rule set.
  [[nodiscard]] const std::vector<const ValueInfo*>& figures() const noexcept;
  /// Facts that some rule reads.
  [[nodiscard]] const std::vector<FactId>& facts_read() const noexcept;
  /// Facts that the rule set wants totals to be told by: those of its `report_by`.
  [[nodiscard]] const std::vector<FactId>& report_by() const noexcept;
  /// True where a rule looks at earlier claims: by `once_per`, or in a list that is filled from them.
  [[nodiscard]] bool reads_history() const noexcept;
  /// True where a list is filled from earlier claims, so that every claim counts for those after it.
  [[nodiscard]] bool lists_earlier_claims() const noexcept;
  /// Warnings of the rule set's files.
  [[nodiscard]] const Diagnostics& warnings() const noexcept;

  /// The text of a step in a language, its {placeholders} filled in from the line's decision.
  [[nodiscard]] std::string step_text(const LineDecision& line, const StepResult& step,
                                      std::string_view language) const;

  /// An empty claim of this policy; it must not outlive it.
  [[nodiscard]] Claim new_claim() const { return Claim(schema()); }

  [[nodiscard]] const policy::Program& program() const noexcept { return *program_; }  ///< for the library's own use

 private:
  std::shared_ptr<const policy::Program> program_;
};

/// Reads, checks and compiles a rule set: a folder with a rules.yaml, or that file. Everything that is wrong with it is
/// reported in one go; a rule set with an error decides nothing. Files are read below the folder that holds the rule
/// set's folder and nowhere else.
[[nodiscard]] Expected<Policy, Diagnostics> load_policy(const std::string& path);

/// The same from memory: `files` holds names such as `zhengzhou-nissan/rules.yaml` with their texts, `path` is the name
/// of the rules.yaml among them.
[[nodiscard]] Expected<Policy, Diagnostics> load_policy(const std::vector<std::pair<std::string, std::string>>& files,
                                                        const std::string& path);

}  // namespace warrantor
