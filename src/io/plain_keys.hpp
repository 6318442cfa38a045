#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/expected_text.hpp"
#include "io/fact_names.hpp"
#include "io/word_table.hpp"

namespace warrantor::io {

/// The keys that the objects of a claim can have: the names and labels of facts and lists of records, `lines`, and what
/// is written beside rejected claims. For one thread at a time.
class PlainKeys {
 public:
  enum class Role : std::uint8_t { plain, claim_id, line_id, lines, table, passed_over };
  using Slot = std::uint32_t;  ///< of what keys say: the index of a fact, and then of all else

  /// How the numbers of a fact are told from what is no number of JSON.
  enum class Numbers : std::uint8_t { not_taken, to_be_checked, checked_as_cells };

  static constexpr std::uint8_t of_claim = 1;
  static constexpr std::uint8_t of_line = 2;

  struct Key {
    std::string text;
    ExpectedText written;  ///< as it last stood before a value, from the brace or comma to there; empty: look it up
    Role role = Role::plain;
    Slot slot = 0;
    FactId fact{};  ///< of roles that give one
    Scope scope = Scope::claim;
    Numbers numbers = Numbers::not_taken;
    bool takes_truth = false;
    bool is_given = false;           ///< claims before have given the fact; true where the key gives none
    std::uint8_t scopes = of_claim;  ///< one of these
    Key* followed_by = nullptr;      ///< the key that last stood behind it

    [[nodiscard]] bool states_fact() const noexcept { return role <= Role::line_id; }
  };

  /// The schema must outlive it.
  explicit PlainKeys(const Schema& schema);
  PlainKeys(const PlainKeys&) = delete;
  PlainKeys& operator=(const PlainKeys&) = delete;

  [[nodiscard]] bool is_empty() const noexcept { return keys_.empty(); }
  [[nodiscard]] Slot slot_count() const noexcept { return slot_count_; }
  [[nodiscard]] std::vector<Key>& all() noexcept { return keys_; }

  /// The key with such a text, null where there is none; also one in another form that FactNames knows, which is added
  /// to the keys. No other key changes its address by that.
  [[nodiscard]] Key* find(std::string_view text);

 private:
  void add_facts();
  void add_tables();
  void add_other(std::string_view text, Role role);
  void add(std::string_view text, Key key);
  [[nodiscard]] Key* learn(std::string_view text);
  [[nodiscard]] WordTable table_of_keys() const;

  const Schema* schema_;
  FactNames names_;
  std::vector<Key> keys_;
  Slot slot_count_ = 0;
  WordTable places_;  ///< of the texts of keys
};

}  // namespace warrantor::io
