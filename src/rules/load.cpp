#include "rules/load.hpp"

#include <algorithm>
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
    load(main_file_, whole);
    check_row_limits(loaded_.rule_set, mistakes_);
    loaded_.rule_set.digest = digest_.hex_digest();
    sort_diagnostics();
    return std::move(loaded_);
  }

 private:
  void load(const std::string& name, const SourceSpan& asked_by) {
    order_.emplace(name, order_.size());
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
    const auto place = static_cast<std::uint32_t>(loaded_.rule_set.documents.size());
    const yaml::Node& root = document->root();
    loaded_.rule_set.documents.push_back(std::move(*document));
    Context context(mistakes_, place);
    open_.push_back(name);
    follow_includes(context, name, root);
    open_.pop_back();
    rules::read_file(context, root, {name == main_file_, main_file_}, loaded_.rule_set);
  }

  void digest(const std::string& name, const std::string& text) {
    const std::string_view end("\0", 1);
    digest_.update(name);
    digest_.update(end);
    digest_.update(std::to_string(text.size()));
    digest_.update(end);
    digest_.update(text);
  }

  void follow_includes(Context& context, const std::string& name, const yaml::Node& root) {
    const yaml::Node* const includes = root.find("include");
    if (includes == nullptr || includes->is_left_out()) return;
    if (includes->is_mapping()) return context.wrong_kind(*includes, "a list of files", "include", {});
    std::unordered_set<std::string> listed;
    if (!includes->is_sequence()) return follow(context, name, *includes, listed);
    for (const yaml::Node* const include : includes->items()) follow(context, name, *include, listed);
  }

  void follow(Context& context, const std::string& name, const yaml::Node& node,
              std::unordered_set<std::string>& listed) {
    const Text path = context.required_text(node, "include", {});
    if (!path.given()) return;
    const Expected<std::string> file = resolve_include(name, path.value);
    if (!file) return context.error(codes::bad_include, node, file.error().message);
    if (!listed.insert(*file).second) {
      return context.error(codes::bad_include, node, base::quote(*file) + " is included twice", "remove one of them");
    }
    if (std::find(open_.begin(), open_.end(), *file) != open_.end()) return report_loop(context, node, *file);
    if (order_.count(*file) > 0 || !is_within_bounds(context, node)) return;
    load(*file, node.span());
  }

  void report_loop(Context& context, const yaml::Node& node, const std::string& file) {
    std::vector<std::string> way(std::find(open_.begin(), open_.end(), file), open_.end());
    way.push_back(file);
    context.error(codes::bad_include, node, base::quote(file) + " is included from within itself",
                  "the way is " + base::join(way, " → "));
  }

  bool is_within_bounds(Context& context, const yaml::Node& node) {
    if (open_.size() >= deepest_include) {
      context.error(codes::too_many, node, "files are included more than " + std::to_string(deepest_include) + " deep");
      return false;
    }
    if (order_.size() < most_files) return true;
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
      return std::tuple(found == order_.end() ? order_.size() : found->second, diagnostic.span.line,
                        diagnostic.span.column);
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
  bool is_told_of_too_many_ = false;
};

}  // namespace

LoadedRuleSet load_rule_set(const std::string& path, const ReadFile& read_file) {
  return Loader(path, read_file).run();
}

}  // namespace warrantor::rules
