#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <warrantor/schema.hpp>

namespace warrantor::io {

/// Finds facts by what a file calls them: their name, or their label in any language; also in the other case, in
/// full-width letters, and with the fact's unit or the currency in parentheses behind. Immutable once built; must not
/// outlive its schema.
class FactNames {
 public:
  FactNames(const Schema& schema, std::vector<FactId> facts);

  [[nodiscard]] const Schema& schema() const noexcept { return *schema_; }
  [[nodiscard]] const std::vector<FactId>& facts() const noexcept { return facts_; }

  /// The facts that a text names; more than one where they share a label.
  [[nodiscard]] const std::vector<FactId>& find(std::string_view text) const;

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
  std::unordered_set<std::string, Hash, std::equal_to<>> elsewhere_;
};

/// All facts of a claim and its lines, without lists of records.
[[nodiscard]] std::vector<FactId> plain_facts(const Schema& schema);

}  // namespace warrantor::io
