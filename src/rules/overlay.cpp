#include "rules/overlay.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"

namespace warrantor::rules {
namespace {

constexpr std::array<std::string_view, 5> sections_of_names{"settings", "derived", "portions", "limits", "facts"};
constexpr std::string_view prefix_of_parties = "parties.";
constexpr std::array<std::string_view, 7> sections_of_rules{"validity", "adjustments", "exclusions", "responsibility",
                                                            "advances", "approvals",   "grants"};

template <class Words>
bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Overlay::Overlay(Context& context, const yaml::Node& root, ExtensionSyntax& extension)
    : context_(context), extension_(extension) {
  const yaml::Node* const change = root.find("change");
  if (change != nullptr && !change->is_left_out() && context.expect_mapping(*change, "change", {})) {
    for (const yaml::Entry& entry : change->entries()) {
      targets_.push_back({entry.key, entry.value});
      extension_.changes.push_back({context.text(*entry.key), {}});
      for (const yaml::Entry& key : entry.value->entries())
        extension_.changes.back().keys.push_back(context.text(*key.key));
    }
  }
  const yaml::Node* const drop = root.find("drop");
  if (drop == nullptr || drop->is_left_out() || !context.expect_list(*drop, "drop", {})) return;
  for (const yaml::Node* const node : drop->items()) {
    const Text id = context.required_text(*node, "drop", {});
    if (!id.given()) continue;
    if (find(id.value) != nullptr) {
      context.error(codes::contradiction, *node, base::quote(id.value) + " is named twice by `change` and `drop`");
      continue;
    }
    targets_.push_back({node, nullptr});
    extension_.drops.push_back(id);
  }
}

Overlay::Target* Overlay::find(std::string_view id) {
  const auto found =
      std::find_if(targets_.begin(), targets_.end(), [&](const Target& target) { return target.id->text() == id; });
  return found == targets_.end() ? nullptr : &*found;
}

const yaml::Node& Overlay::apply(const yaml::Node& root, yaml::Graft& graft) {
  graft_ = &graft;
  Entries entries;
  bool is_same = true;
  for (const yaml::Entry& entry : root.entries()) {
    const yaml::Node* const value = section(entry.key->text(), *entry.value);
    is_same = is_same && value == entry.value;
    entries.push_back({entry.key, value});
  }
  return is_same ? root : graft_->mapping(root, entries);
}

const yaml::Node* Overlay::section(std::string_view key, const yaml::Node& node) {
  section_ = key;
  if (has(sections_of_names, key)) return named(node, false);
  // A figure may be called as what it tells.
  if (key == "figures") return named(node, false, "figures.");
  if (key == "parties") return named(parties_by_name(node), false, prefix_of_parties);
  if (key == "lookups") return named(node, true);
  if (key == "coverage") return with_list(node, "rows", true);
  if (key == "steps") return list(node, false);
  return has(sections_of_rules, key) ? rules(node) : &node;
}

// A section without what it held is left out.
const yaml::Node* Overlay::named(const yaml::Node& section, bool has_rows, std::string_view prefix) {
  Entries entries;
  bool is_same = true;
  for (const yaml::Entry& entry : section.entries()) {
    const yaml::Node* const value = named_entry(entry, has_rows, prefix);
    is_same = is_same && value == entry.value;
    if (value != nullptr) entries.push_back({entry.key, value});
  }
  return is_same ? &section : &graft_->mapping(section, entries);
}

const yaml::Node* Overlay::named_entry(const yaml::Entry& entry, bool has_rows, std::string_view prefix) {
  const std::string name = std::string(prefix).append(entry.key->text());
  known_.push_back(name);
  Target* target = find(name);
  const yaml::Node* const id = entry.value->find("id");  // of a limit
  if (id != nullptr && id->is_scalar()) known_.emplace_back(id->text());
  if (target == nullptr && id != nullptr) target = find(id->text());
  const yaml::Node* value = has_rows ? with_list(*entry.value, "rows", true) : entry.value;
  if (target == nullptr) return value;
  ++target->uses;
  if (target->value == nullptr) return nullptr;
  // One label is not the value of several.
  const bool is_replaced = prefix == prefix_of_parties && !value->is_mapping();
  return is_replaced ? target->value : changed(*value, *target);
}

// Parties that are a list of names have labels as soon as one of them changes.
const yaml::Node& Overlay::parties_by_name(const yaml::Node& parties) {
  Entries entries;
  bool is_same = true;
  for (const yaml::Node* const name : parties.items()) {
    entries.push_back({name, name});
    if (name->is_scalar()) known_.push_back(std::string(prefix_of_parties).append(name->text()));
    is_same = is_same && (!name->is_scalar() || find(std::string(prefix_of_parties).append(name->text())) == nullptr);
  }
  return is_same ? parties : graft_->mapping(parties, entries);
}

const yaml::Node* Overlay::rules(const yaml::Node& node) {
  return node.is_mapping() ? with_list(node, "rules", false) : list(node, false);
}

const yaml::Node* Overlay::with_list(const yaml::Node& mapping, std::string_view key, bool are_rows) {
  Entries entries(mapping.entries().begin(), mapping.entries().end());
  bool is_same = true;
  for (yaml::Entry& entry : entries) {
    if (entry.key->text() == key) entry.value = list(*entry.value, are_rows);
    is_same = is_same && entry.value == mapping.find(entry.key->text());
  }
  return is_same ? &mapping : &graft_->mapping(mapping, entries);
}

const yaml::Node* Overlay::list(const yaml::Node& items, bool are_rows) {
  std::vector<const yaml::Node*> kept;
  bool is_same = true;
  for (const yaml::Node* const node : items.items()) {
    const bool is_block = node->find("rules") != nullptr;
    const yaml::Node* made = is_block ? with_list(*node, "rules", false) : item(*node, are_rows);
    if (is_block && made != node && made->find("rules")->items().empty())
      made = nullptr;  // all that it held is dropped
    is_same = is_same && made == node;
    if (made != nullptr) kept.push_back(made);
  }
  return is_same ? &items : &graft_->sequence(items, kept);
}

const yaml::Node* Overlay::item(const yaml::Node& item, bool is_row) {
  const yaml::Node* const id = item.find("id");
  if (id == nullptr || !id->is_scalar()) return &item;
  known_.emplace_back(id->text());
  Target* const target = find(id->text());
  if (target == nullptr) return &item;
  ++target->uses;
  if (target->value == nullptr) return nullptr;
  if (!context_.expect_mapping(*target->value, id->text(), {"key", "change", nullptr})) return &item;
  if (const yaml::Node* const own = target->value->find("id"); own != nullptr && target->uses == 1) {
    context_.error(codes::misplaced, *own, "the id of " + base::quote(id->text()) + " cannot change",
                   "drop it, and write another");
  }
  return merged(item, *target, is_row);
}

// A figure may be written as its value alone, or as a list of versions, which is replaced as a whole.
const yaml::Node* Overlay::changed(const yaml::Node& base, Target& target) {
  if (!target.value->is_mapping() || base.is_sequence()) return target.value;
  return merged(base.is_mapping() ? base : graft_->mapping_of("value", base), target, false);
}

// A key that is written `null` goes away; of a row, where keys are limits or columns, that is a value.
const yaml::Node* Overlay::merged(const yaml::Node& base, Target& target, bool null_is_value) {
  constexpr std::array<std::string_view, 8> keys_of_rows{"when", "awaits", "title", "clause",
                                                         "note", "source", "valid", "instead_of"};
  const auto goes_away = [&](std::string_view key, const yaml::Node& value) {
    return value.is_null() && !value.is_left_out() && (!null_is_value || has(keys_of_rows, key));
  };
  Entries entries;
  for (const yaml::Entry& entry : base.entries()) {
    const yaml::Node* const value = target.value->find(entry.key->text());
    if (value == nullptr || entry.key->text() == "id") {
      entries.push_back(entry);
    } else if (goes_away(entry.key->text(), *value) && is_needed(entry.key->text(), base, *target.value)) {
      context_.error(codes::missing_key, *value,
                     base::quote(target.id->text()) + " cannot do without " + base::quote(entry.key->text()),
                     "write another value for it, or drop " + base::quote(target.id->text()));
      entries.push_back(entry);
    } else if (!goes_away(entry.key->text(), *value)) {
      entries.push_back({entry.key, value});
    }
  }
  if (entries.empty()) return target.value;
  for (const yaml::Entry& entry : target.value->entries()) {
    if (base.find(entry.key->text()) != nullptr) continue;
    if (goes_away(entry.key->text(), *entry.value)) {
      target.missing.push_back(missing_key(base, *entry.key));
    } else {
      entries.push_back(entry);
    }
  }
  return &graft_->mapping(base, entries);
}

// Told here, at the `null`: what has lost it would be told at the base, and so would all that names it.
bool Overlay::is_needed(std::string_view key, const yaml::Node& base, const yaml::Node& change) const {
  struct Needed {
    std::string_view section;
    std::string_view key;
    std::array<std::string_view, 6> others;  // of which one does as well
  };
  constexpr std::string_view refers = "refers";
  constexpr std::array<Needed, 21> all{{{"facts", "type", {"values"}},
                                        {"facts", "values", {"type"}},
                                        {"settings", "value", {}},
                                        {"derived", "value", {}},
                                        {"figures", "value", {}},
                                        {"lookups", "rows", {}},
                                        {"portions", "amount", {}},
                                        {"portions", "else", {}},
                                        {"limits", "at", {"of"}},
                                        {"limits", "months_from", {"days_from", "of"}},
                                        {"limits", "days_from", {"months_from", "of"}},
                                        {"limits", "of", {"months_from", "days_from"}},
                                        {"responsibility", "bears", {refers}},
                                        {"approvals", "decides", {refers}},
                                        {"advances", "advances", {refers}},
                                        {"adjustments", "becomes", {refers, "at_most", "at_least", "less", "plus"}},
                                        {"adjustments", "at_most", {refers, "becomes", "at_least", "less", "plus"}},
                                        {"adjustments", "at_least", {refers, "becomes", "at_most", "less", "plus"}},
                                        {"adjustments", "less", {refers, "becomes", "at_most", "at_least", "plus"}},
                                        {"adjustments", "plus", {refers, "becomes", "at_most", "at_least", "less"}},
                                        {"steps", "text", {}}}};
  const auto is_there = [&](std::string_view other) {
    const yaml::Node* const changed = change.find(other);
    return changed == nullptr ? base.find(other) != nullptr : !changed->is_null();
  };
  return std::any_of(all.begin(), all.end(), [&](const Needed& needed) {
    return needed.section == section_ && needed.key == key &&
           std::none_of(needed.others.begin(), needed.others.end(),
                        [&](std::string_view other) { return !other.empty() && is_there(other); });
  });
}

Overlay::Missing Overlay::missing_key(const yaml::Node& base, const yaml::Node& key) {
  std::vector<std::string_view> keys;
  for (const yaml::Entry& entry : base.entries()) keys.push_back(entry.key->text());
  const std::string help = base::did_you_mean(base::nearest(key.text(), keys));
  return {&key, help.empty() ? "leave it out: what is not there need not go away" : help};
}

void Overlay::finish() {
  for (const Target& target : targets_) {
    const std::string id(target.id->text());
    if (target.uses == 0) {
      const std::string figure = "figures." + id;
      const bool is_figure = std::find(known_.begin(), known_.end(), figure) != known_.end();
      const std::string help =
          is_figure ? "did you mean " + base::quote(figure) + "?" : base::did_you_mean(base::nearest(id, known_));
      context_.error(codes::not_in_base, *target.id, "the base has nothing that is called " + base::quote(id),
                     help.empty() ? "name a rule, row, step, limit, lookup, setting, portion, fact, derived fact, "
                                    "figure (`figures.NAME`) or "
                                    "party (`parties.NAME`) of it"
                                  : help);
    } else if (target.uses > 1 && target.value != nullptr) {
      context_.error(codes::not_in_base, *target.id,
                     "the base has " + base::quote(id) + " " + std::to_string(target.uses) + " times",
                     "drop it, and write all its versions anew");
    } else {
      for (const Missing& missing : target.missing) {
        context_.error(codes::not_in_base, *missing.key,
                       base::quote(id) + " of the base has no " + base::quote(missing.key->text()), missing.help);
      }
    }
  }
}

}  // namespace warrantor::rules
