#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/mapping.hpp"

namespace warrantor::rules {

/// What a rule set that extends another one changes and drops of it. It changes the files of the base before they are
/// read, so that what is changed is read, and checked, as if it had been written so.
class Overlay {
 public:
  /// `root` is that of the extension's main file, which must outlive the overlay.
  Overlay(Context& context, const yaml::Node& root, ExtensionSyntax& extension);

  /// A file of the base as the extension wants it; the same node where nothing in it changes.
  [[nodiscard]] const yaml::Node& apply(const yaml::Node& root, yaml::Graft& graft);
  /// When all files of the base have been read: reports what is not there.
  void finish();

 private:
  /// A key that should go away where it does not stand.
  struct Missing {
    const yaml::Node* key;  ///< in the extension
    std::string help;
  };
  struct Target {
    const yaml::Node* id;     ///< in the extension
    const yaml::Node* value;  ///< what changes; null: it is dropped
    int uses = 0;
    std::vector<Missing> missing = {};
  };
  using Entries = std::vector<yaml::Entry>;

  Target* find(std::string_view id);
  const yaml::Node* section(std::string_view key, const yaml::Node& node);
  const yaml::Node* named(const yaml::Node& section, bool has_rows, std::string_view prefix = {});
  const yaml::Node* named_entry(const yaml::Entry& entry, bool has_rows, std::string_view prefix);
  const yaml::Node& parties_by_name(const yaml::Node& parties);
  const yaml::Node* rules(const yaml::Node& node);
  const yaml::Node* with_list(const yaml::Node& mapping, std::string_view key, bool are_rows);
  const yaml::Node* list(const yaml::Node& items, bool are_rows);
  const yaml::Node* item(const yaml::Node& item, bool is_row);
  const yaml::Node* changed(const yaml::Node& base, Target& target);
  const yaml::Node* merged(const yaml::Node& base, Target& target, bool null_is_value);
  /// Whether the section that is read cannot do without a key that a change takes away.
  [[nodiscard]] bool is_needed(std::string_view key, const yaml::Node& base, const yaml::Node& change) const;
  static Missing missing_key(const yaml::Node& base, const yaml::Node& key);

  Context& context_;
  ExtensionSyntax& extension_;
  std::vector<Target> targets_;
  std::vector<std::string> known_;  ///< ids and names of the base
  yaml::Graft* graft_ = nullptr;
  std::string_view section_;  ///< of the base, which is read
};

}  // namespace warrantor::rules
