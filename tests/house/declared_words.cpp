#include "house/declared_words.hpp"

#include <yaml-cpp/yaml.h>

#include <functional>
#include <set>

#include "house/source_text.hpp"

namespace warrantor::house {
namespace {

class Collector {
 public:
  Collector(const std::string& file, DeclaredWords& words, std::vector<std::string>& faults)
      : file_(file), words_(words), faults_(faults) {}

  void run(const YAML::Node& root) {
    for (const auto& section : root) read_section(section.first.Scalar(), section.second);
    add_ids(root);
  }

 private:
  void add(const YAML::Node& name) {
    if (name.IsScalar() && !name.Scalar().empty()) words_.emplace(name.Scalar(), file_);
  }

  /// The keys of a mapping, or the entries of a list.
  void add_names(const YAML::Node& names) {
    for (const auto& entry : names) add(names.IsMap() ? entry.first : entry);
  }

  // What it names another rule set declares.
  static bool is_of_extension(const std::string& key) { return key == "extends" || key == "change" || key == "drop"; }

  void add_ids(const YAML::Node& node) {
    if (node.IsMap() && node["id"]) add(node["id"]);
    for (const auto& entry : node) add_ids(node.IsMap() ? entry.second : entry);
  }

  void read_section(const std::string& key, const YAML::Node& section) {
    static const std::set<std::string> named{"parties", "settings", "derived", "portions", "limits", "figures"};
    static const std::set<std::string> only_ids{"coverage",  "adjustments", "exclusions", "responsibility", "advances",
                                                "approvals", "validity",    "steps",      "versions",       "grants"};
    static const std::set<std::string> no_names{"version",
                                                "title",
                                                "currency",
                                                "include",
                                                "approved_when_borne_by",
                                                "approved_unless_borne_by",
                                                "excluded_borne_by",
                                                "report_by",
                                                "note",
                                                "source",
                                                "valid_by",
                                                "extends",
                                                "change",
                                                "drop"};
    if (key == "rule_set") {
      add(section);
    } else if (key == "facts") {
      add_facts(section);
    } else if (key == "catalogues") {
      add_catalogues(section);
    } else if (key == "lookups") {
      add_lookups(section);
    } else if (named.contains(key)) {
      add_names(section);
    } else if (!only_ids.contains(key) && !no_names.contains(key) && !is_of_extension(key)) {
      faults_.push_back(file_ + ": the section `" + key + "` is not known to this test");
    }
  }

  void add_facts(const YAML::Node& facts) {
    add_names(facts);
    for (const auto& fact : facts) {
      add_names(fact.second["values"]);
      if (fact.second["fields"]) add_facts(fact.second["fields"]);
    }
  }

  void add_catalogues(const YAML::Node& catalogues) {
    add_names(catalogues);
    for (const auto& catalogue : catalogues) {
      add(catalogue.second["group"]);
      const YAML::Node groups = catalogue.second["groups"];
      add_names(groups);
      for (const auto& group : groups) add_names(group.second["values"]);
    }
  }

  void add_lookups(const YAML::Node& lookups) {
    static const std::set<std::string> not_columns{"id", "when", "if", "unless", "clause", "title", "note", "source"};
    add_names(lookups);
    for (const auto& lookup : lookups) {
      for (const auto& row : lookup.second["rows"]) {
        for (const auto& cell : row) {
          if (!not_columns.contains(cell.first.Scalar())) add(cell.first);
        }
      }
    }
  }

  const std::string& file_;
  DeclaredWords& words_;
  std::vector<std::string>& faults_;
};

}  // namespace

void collect_words(const std::string& yaml, const std::string& file, DeclaredWords& words,
                   std::vector<std::string>& faults) {
  try {
    Collector(file, words, faults).run(YAML::Load(yaml));
  } catch (const YAML::Exception& error) {
    faults.push_back(file + ": " + error.what());
  }
}

DeclaredWords read_declared_words(const std::filesystem::path& rules, std::vector<std::string>& faults) {
  DeclaredWords words;
  for (auto entry = std::filesystem::recursive_directory_iterator(rules);
       entry != std::filesystem::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory() && entry->path().filename() == "tests") {
      entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".yaml") {
      collect_words(read_file(entry->path()), entry->path().lexically_relative(rules.parent_path()).generic_string(),
                    words, faults);
    }
  }
  return words;
}

}  // namespace warrantor::house
