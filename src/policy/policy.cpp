#include <warrantor/policy.hpp>

#include <algorithm>
#include <tuple>

#include "policy/codes.hpp"
#include "policy/compile.hpp"
#include "policy/program.hpp"
#include "rules/context.hpp"
#include "rules/load.hpp"

namespace warrantor {
namespace {

constexpr std::size_t short_digest = 12;

// In the order in which a reader goes through the files.
void sort_by_place(const rules::RuleSet& rule_set, Diagnostics& diagnostics) {
  const auto file_of = [&rule_set](const Diagnostic& diagnostic) {
    const auto& documents = rule_set.documents;
    return std::find_if(documents.begin(), documents.end(),
                        [&](const yaml::Document& document) { return document.file() == diagnostic.span.file; }) -
           documents.begin();
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& left, const Diagnostic& right) {
    return std::tuple(rules::is_rest(left), file_of(left), left.span.line, left.span.column) <
           std::tuple(rules::is_rest(right), file_of(right), right.span.line, right.span.column);
  });
}

Expected<Policy, Diagnostics> compile_loaded(rules::LoadedRuleSet loaded) {
  Diagnostics diagnostics = std::move(loaded.diagnostics);
  // What a file that could not be read declares would be reported as undeclared.
  if (!loaded.is_complete) return diagnostics;
  // A rule set with other mistakes is compiled all the same, so that all of them are reported in one go.
  auto program = policy::compile(loaded.rule_set, diagnostics);
  if (program == nullptr) {
    sort_by_place(loaded.rule_set, diagnostics);
    return diagnostics;
  }
  return Policy(std::move(program));
}

Diagnostics only(Error error, const std::string& file) {
  Diagnostic diagnostic;
  diagnostic.code = policy::codes::no_rule_set;
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
const std::vector<VersionInfo>& Policy::versions() const noexcept { return program_->versions; }
const std::vector<GrantInfo>& Policy::grants() const noexcept { return program_->grant_list; }
const std::vector<const ValueInfo*>& Policy::figures() const noexcept { return program_->figure_list; }
const std::vector<FactId>& Policy::facts_read() const noexcept { return program_->facts_read; }

const std::vector<FactId>& Policy::report_by() const noexcept { return program_->report_by; }
const Diagnostics& Policy::warnings() const noexcept { return program_->warnings; }

bool Policy::lists_earlier_claims() const noexcept {
  const std::vector<Table>& tables = program_->schema.tables();
  return std::any_of(tables.begin(), tables.end(), [](const Table& table) { return table.history.has_value(); });
}

bool Policy::reads_history() const noexcept {
  return lists_earlier_claims() || std::any_of(program_->rules.begin(), program_->rules.end(),
                                               [](const policy::Rule& rule) { return !rule.once_per.empty(); });
}

std::string Policy::name() const {
  return program_->id + " " + program_->version + " " + program_->digest.substr(0, short_digest);
}

Expected<Policy, Diagnostics> load_policy(const std::string& path) {
  auto location = rules::locate_rule_set(path);
  if (!location) return only(std::move(location.error()), path);
  auto policy = compile_loaded(rules::load_rule_set(location->path, rules::read_below(location->root)));
  if (!policy) {
    const std::string before = rules::shown_before(path, *location);
    for (Diagnostic& diagnostic : policy.error()) diagnostic.span.file.insert(0, before);
  }
  return policy;
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
