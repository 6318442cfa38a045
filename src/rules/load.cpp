#include "rules/load.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/include_path.hpp"
#include "rules/overlay.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

constexpr std::size_t most_files = 200;
constexpr std::size_t deepest_include = 16;

/// Reads a rule set's files, each once, and what they include before what they say themselves.
class Loader {
 public:
  Loader(const std::string& path, const ReadFile& read_file)
      : main_file_(path), read_file_(read_file), mistakes_(loaded_.diagnostics) {}

  LoadedRuleSet run() {
    SourceSpan whole;
    whole.file = main_file_;
    FileRole role;
    role.main_file = main_file_;
    load(main_file_, whole, role, 0);
    check_row_limits(loaded_.rule_set, mistakes_);
    loaded_.rule_set.digest = digest_.hex_digest();
    sort_diagnostics();
    return std::move(loaded_);
  }

 private:
  void load(const std::string& name, const SourceSpan& asked_by, FileRole role, std::uint32_t version) {
    order_.emplace(name, order_.size());
    versions_.emplace(name, version);
    Expected<std::string> text = read_file_(name);
    if (!text) {
      loaded_.is_complete = false;
      mistakes_.add(codes::unreadable, text.error().message, {}, asked_by);
      return;
    }
    digest(name, *text);
    Expected<yaml::Document, Diagnostics> document = yaml::parse(name, std::move(*text));
    if (!document) {
      loaded_.is_complete = false;
      for (Diagnostic& diagnostic : document.error()) loaded_.diagnostics.push_back(std::move(diagnostic));
      return;
    }
    RuleSet& rule_set = loaded_.rule_set;
    const auto place = static_cast<std::uint32_t>(rule_set.documents.size());
    const yaml::Node* root = &document->root();
    rule_set.documents.push_back(std::move(*document));
    role.level = overlays_.size();
    rule_set.levels.push_back(role.level);
    Context context(mistakes_, place);
    open_.push_back(name);
    role.extends = role.is_main && follow_extends(context, name, *root, role);
    root = &with_changes(*root);
    context.set_versions(rule_set, version);
    if (role.is_main) read_valid_by(context, *root, rule_set);
    follow_includes(context, name, *root, version);
    if (role.is_main) follow_versions(context, name, *root);
    open_.pop_back();
    rules::read_file(context, *root, role, rule_set);
  }

  // Extensions of extensions change it in turn, the nearest first.
  const yaml::Node& with_changes(const yaml::Node& root) {
    const yaml::Node* changed = &root;
    for (std::size_t i = overlays_.size(); i > 0; --i) {
      loaded_.rule_set.grafts.emplace_back();
      changed = &overlays_[i - 1]->apply(*changed, loaded_.rule_set.grafts.back());
    }
    return *changed;
  }

  // Whether a file has a base. Without one that can be read, what is in it would be reported as missing.
  bool follow_extends(Context& context, const std::string& name, const yaml::Node& root, const FileRole& role) {
    const yaml::Node* const extends = root.find("extends");
    if (extends == nullptr) return false;
    ExtensionSyntax extension;
    extension.path = context.required_text(*extends, "extends", {});
    const std::optional<std::string> file = base_file(context, name, *extends, extension.path);
    if (!file) {
      loaded_.is_complete = false;
      return true;
    }
    Overlay overlay(context, root, extension);
    overlays_.push_back(&overlay);
    load(*file, extends->span(), role, 0);
    overlays_.pop_back();
    if (loaded_.is_complete) overlay.finish();
    const RuleSet& base = loaded_.rule_set;
    extension.base_id = base.id;
    extension.base_version = base.version;
    extension.base_title = base.documentation.title;
    loaded_.rule_set.extensions.push_back(std::move(extension));
    return true;
  }

  std::optional<std::string> base_file(Context& context, const std::string& name, const yaml::Node& extends,
                                       const Text& path) {
    if (!path.given()) return std::nullopt;
    Expected<std::string> file = resolve_include(name, path.value);
    if (!file) {
      context.error(codes::bad_include, extends, file.error().message);
      return std::nullopt;
    }
    if (!file->ends_with(".yaml")) *file += "/rules.yaml";
    if (order_.count(*file) > 0) {
      report_loop(context, extends, *file, "extended");
      return std::nullopt;
    }
    return is_within_bounds(context, extends) ? std::optional(std::move(*file)) : std::nullopt;
  }

  void follow_versions(Context& context, const std::string& name, const yaml::Node& root) {
    const yaml::Node* const versions = root.find("versions");
    if (versions == nullptr || versions->is_left_out()) return;
    RuleSet& rule_set = loaded_.rule_set;
    if (!rule_set.versions.empty()) {
      context.error(codes::stated_twice, *versions, "the base has `versions` already",
                    "say with `valid` when a rule of the extension is in force");
      return;
    }
    rules::read_versions(context, *versions, rule_set.valid_by, rule_set.versions);
    if (!rule_set.versions.empty() && !rule_set.valid_by.given()) {
      context.error(codes::missing_key, *versions, "`versions` names no date",
                    "name a fact of type date as `valid_by` in the head");
    }
    std::uint32_t version = 0;
    for (const yaml::Node* const item : versions->items()) {
      if (item->is_mapping()) follow_includes(context, name, *item, ++version);
    }
  }

  void digest(const std::string& name, const std::string& text) {
    const std::string_view end("\0", 1);
    digest_.update(name);
    digest_.update(end);
    digest_.update(std::to_string(text.size()));
    digest_.update(end);
    digest_.update(text);
  }

  void follow_includes(Context& context, const std::string& name, const yaml::Node& root, std::uint32_t version) {
    const yaml::Node* const includes = root.find("include");
    if (includes == nullptr || includes->is_left_out()) return;
    if (includes->is_mapping()) return context.wrong_kind(*includes, "a list of files", "include", {});
    std::unordered_set<std::string> listed;
    if (!includes->is_sequence()) return follow(context, name, *includes, version, listed);
    for (const yaml::Node* const include : includes->items()) follow(context, name, *include, version, listed);
  }

  void follow(Context& context, const std::string& name, const yaml::Node& node, std::uint32_t version,
              std::unordered_set<std::string>& listed) {
    const Text path = context.required_text(node, "include", {});
    if (!path.given()) return;
    const Expected<std::string> file = resolve_include(name, path.value);
    if (!file) return context.error(codes::bad_include, node, file.error().message);
    if (!listed.insert(*file).second) {
      return context.error(codes::bad_include, node, base::quote(*file) + " is included twice", "remove one of them");
    }
    if (std::find(open_.begin(), open_.end(), *file) != open_.end())
      return report_loop(context, node, *file, "included");
    if (is_loaded(*file, version) || !is_within_bounds(context, node)) return;
    FileRole role;
    role.is_main = false;
    role.main_file = main_file_;
    load(*file, node.span(), role, version);
  }

  // A file that stands in two versions is read for each of them.
  [[nodiscard]] bool is_loaded(const std::string& file, std::uint32_t version) const {
    const auto [first, last] = versions_.equal_range(file);
    return std::any_of(first, last,
                       [version](const auto& known) { return known.second == 0 || known.second == version; });
  }

  void report_loop(Context& context, const yaml::Node& node, const std::string& file, const std::string& done) {
    std::vector<std::string> way(std::find(open_.begin(), open_.end(), file), open_.end());
    way.push_back(file);
    context.error(codes::bad_include, node, base::quote(file) + " is " + done + " from within itself",
                  "the way is " + base::join(way, " → "));
  }

  bool is_within_bounds(Context& context, const yaml::Node& node) {
    if (open_.size() >= deepest_include) {
      context.error(codes::too_many, node, "files are included more than " + std::to_string(deepest_include) + " deep");
      return false;
    }
    if (versions_.size() < most_files) return true;
    if (!std::exchange(is_told_of_too_many_, true)) {
      context.error(codes::too_many, node, "the rule set has more than " + std::to_string(most_files) + " files");
    }
    return false;
  }

  // A file is read after those that it includes; its mistakes are told in the order in which it stands, and
  // first.
  void sort_diagnostics() {
    const auto key = [this](const Diagnostic& diagnostic) {
      const auto found = order_.find(diagnostic.span.file);
      return std::tuple(is_rest(diagnostic), found == order_.end() ? order_.size() : found->second,
                        diagnostic.span.line, diagnostic.span.column);
    };
    Diagnostics& diagnostics = loaded_.diagnostics;
    std::stable_sort(diagnostics.begin(), diagnostics.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  }

  const std::string& main_file_;
  const ReadFile& read_file_;
  LoadedRuleSet loaded_;
  Mistakes mistakes_;
  base::Sha256 digest_;
  std::vector<std::string> open_;                       ///< the files that include each other down to this one
  std::unordered_map<std::string, std::size_t> order_;  ///< of all files, in which they were met
  std::unordered_multimap<std::string, std::uint32_t> versions_;  ///< of all files, in which they stand
  std::vector<Overlay*> overlays_;                                ///< of the extensions of what is read, nearest last
  bool is_told_of_too_many_ = false;
};

}  // namespace

LoadedRuleSet load_rule_set(const std::string& path, const ReadFile& read_file) {
  return Loader(path, read_file).run();
}

}  // namespace warrantor::rules
