#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/schema.hpp>

namespace warrantor::io {

/// Finds facts by what a file calls them: their name, or their label in any language; also in the other case, in
/// full-width letters, and with the fact's unit or the currency in parentheses behind. Must not outlive its schema.
class FactNames {
 public:
  FactNames(const Schema& schema, std::vector<FactId> facts);

  [[nodiscard]] const Schema& schema() const noexcept { return *schema_; }
  [[nodiscard]] const std::vector<FactId>& facts() const noexcept { return facts_; }

  /// The facts that a text names; more than one where they share a label.
  [[nodiscard]] const std::vector<FactId>& find(std::string_view text) const;

  /// The list of values that a text names, of which the facts are the members; null: none.
  [[nodiscard]] const ValueList* find_list(std::string_view text) const;

  /// Also takes a text for a fact, where it names nothing yet.
  void add_name(std::string text, FactId fact) { exact_.try_emplace(std::move(text), std::vector<FactId>{fact}); }
  /// Also knows a text as something that is no fact, and not read.
  void add_elsewhere(std::string text) { elsewhere_.insert(std::move(text)); }
  /// Also knows the names and labels of another rule set, as such.
  void add_elsewhere(const Schema& other);
  /// Whether a text names something of that other rule set: it is no mistake, and not read.
  [[nodiscard]] bool is_known_elsewhere(std::string_view text) const { return elsewhere_.contains(text); }

  /// The known name or label that a text was most likely meant to be: two edits away at most, and less than
  /// half of it.
  [[nodiscard]] std::optional<std::string_view> nearly(std::string_view text) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };
  using Index = std::unordered_map<std::string, std::vector<FactId>, Hash, std::equal_to<>>;

  [[nodiscard]] const std::vector<FactId>& find_form(std::string_view form) const;
  static void add(Index& index, std::string text, FactId fact);

  const Schema* schema_;
  std::vector<FactId> facts_;
  Index exact_;
  Index folded_;
  std::vector<const ValueList*> lists_;  ///< whose members are among the facts
  std::unordered_set<std::string, Hash, std::equal_to<>> elsewhere_;
};

/// What a list of values may hold, by its name or label; null: nothing of that name.
[[nodiscard]] const ValueList::Member* find_member(const Schema& schema, const ValueList& list, std::string_view text);

/// What is wrong with a text that names nothing that the list may hold.
[[nodiscard]] ValueFault unknown_member(const ValueList& list, std::string_view text);

/// All facts of a claim and its lines, without lists of records.
[[nodiscard]] std::vector<FactId> plain_facts(const Schema& schema);

}  // namespace warrantor::io
