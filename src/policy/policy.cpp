#include <warrantor/policy.hpp>

#include <algorithm>

#include "policy/compile.hpp"
#include "policy/program.hpp"
#include "rules/load.hpp"

namespace warrantor {
namespace {

constexpr std::size_t short_digest = 12;

Expected<Policy, Diagnostics> compile_loaded(rules::LoadedRuleSet loaded) {
  Diagnostics diagnostics = std::move(loaded.diagnostics);
  // A rule set whose files could be read is compiled even with errors, so that all of them are reported in one go.
  auto program = policy::compile(loaded.rule_set, diagnostics);
  if (program == nullptr) return diagnostics;
  return Policy(std::move(program));
}

Diagnostics only(Error error, const std::string& file) {
  Diagnostic diagnostic;
  diagnostic.code = "W0200";
  diagnostic.message = std::move(error.message);
  diagnostic.span.file = file;
  return {std::move(diagnostic)};
}

}  // namespace

std::string_view Policy::id() const noexcept { return program_->id; }
std::string_view Policy::version() const noexcept { return program_->version; }
std::string_view Policy::digest() const noexcept { return program_->digest; }
const Labels& Policy::title() const noexcept { return program_->title; }
const Schema& Policy::schema() const noexcept { return program_->schema; }
const std::vector<const RuleInfo*>& Policy::rules() const noexcept { return program_->rule_list; }
const std::vector<FactId>& Policy::facts_read() const noexcept { return program_->facts_read; }
const Diagnostics& Policy::warnings() const noexcept { return program_->warnings; }

bool Policy::reads_history() const noexcept {
  return std::any_of(program_->rules.begin(), program_->rules.end(),
                     [](const policy::Rule& rule) { return !rule.once_per.empty(); });
}

std::string Policy::name() const {
  return program_->id + " " + program_->version + " " + program_->digest.substr(0, short_digest);
}

Expected<Policy, Diagnostics> load_policy(const std::string& path) {
  auto location = rules::locate_rule_set(path);
  if (!location) return only(std::move(location.error()), path);
  return compile_loaded(rules::load_rule_set(location->path, rules::read_below(location->root)));
}

Expected<Policy, Diagnostics> load_policy(const std::vector<std::pair<std::string, std::string>>& files,
                                          const std::string& path) {
  const auto read = [&files](const std::string& name) -> Expected<std::string> {
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.first == name; });
    if (found == files.end()) return Error{"there is no file `" + name + "`"};
    return found->second;
  };
  return compile_loaded(rules::load_rule_set(path, read));
}

}  // namespace warrantor
