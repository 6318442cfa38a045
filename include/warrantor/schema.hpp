#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include <warrantor/money.hpp>
#include <warrantor/value.hpp>

namespace warrantor {

/// A text in several languages, by language tag (`en`, `zh`).
class Labels {
 public:
  void set(std::string language, std::string text) { texts_[std::move(language)] = std::move(text); }
  [[nodiscard]] bool empty() const noexcept { return texts_.empty(); }
  /// The text in a language; where it has none the English one, else any, else `otherwise`.
  [[nodiscard]] std::string_view get(std::string_view language, std::string_view otherwise = {}) const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const noexcept { return texts_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

enum class FactId : std::uint16_t {};    ///< the place of a fact in Schema::facts()
enum class DomainId : std::uint16_t {};  ///< the place of a list of values in Schema::domains()
enum class TableId : std::uint16_t {};   ///< the place of a kind of record in Schema::tables()
enum class PartyId : std::uint8_t {};    ///< the place of a party in Schema::parties()
enum class PortionId : std::uint8_t {};  ///< the place of a portion in Schema::portions()

template <class Id>
requires std::is_enum_v<Id>
[[nodiscard]] constexpr std::size_t index_of(Id id) noexcept { return static_cast<std::size_t>(id); }

enum class ValueType : std::uint8_t {
  boolean,
  number,   ///< a whole number of 64 bits
  decimal,  ///< a number of up to 34 digits, with decimals
  money,    ///< minor units of the rule set's currency
  date,
  months,       ///< a duration in calendar months
  days,         ///< a duration in days
  enumeration,  ///< one entry of a Domain
  text,
  vin,     ///< a text that is checked as a vehicle identification number
  records  ///< a list of records: the rows of a Table
};
/// The word of the enumerator (`money`).
[[nodiscard]] std::string_view name_of(ValueType type) noexcept;

enum class Scope : std::uint8_t {
  claim,  ///< the same on every line of one claim
  line,   ///< of one repair item
  record  ///< of one record of a table
};

/// What a blank cell or an absent key is taken for.
enum class Blank : std::uint8_t {
  unknown,
  none,           ///< known to be absent
  pending,        ///< a person's decision that is still open
  default_value,  ///< Fact::default_value
  reject          ///< the row is rejected
};

/// What to do about a faulty vehicle identification number.
enum class VinCheck : std::uint8_t { off, warn, reject };

struct DomainValue {
  std::string name;
  Labels labels;
};

/// Lets a map of texts be searched with a view, without a copy of it.
struct TextHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

/// A list of the values that an enumeration may take, in the order of declaration.
struct Domain {
  using Places = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

  std::string name;  ///< of the fact that declares it
  std::vector<DomainValue> values;
  Places places;        ///< of each name in `values`; Schema::add_domain fills it
  Places label_places;  ///< of each label in any language, the first value's where two share one; filled
                        ///< likewise
  /// Of each name and label folded: full-width forms as usual ones, in lower case, without blanks around. A form that
  /// two values share has the place `shared_form`. Filled likewise.
  Places folded_places;
  static constexpr std::uint32_t shared_form = 0xFFFFFFFF;

  /// The place of a value by its name.
  [[nodiscard]] std::optional<std::int64_t> find(std::string_view value_name) const;
  /// The place of a value by its name or, where none is called so, by any of its labels.
  [[nodiscard]] std::optional<std::int64_t> find_by_any_label(std::string_view text) const;
  /// The place of the one value whose name or label differs from a text in form only: in the case of its letters, in
  /// full-width letters, in blanks around.
  [[nodiscard]] std::optional<std::int64_t> find_in_any_form(std::string_view text) const;
};

/// A fact that claims may state, as a rule set declares it.
struct Fact {
  std::string name;
  Labels labels;
  ValueType type = ValueType::text;
  Scope scope = Scope::claim;
  std::string unit;                     ///< `km`; empty: none
  std::optional<std::int64_t> minimum;  ///< of numbers and amounts, included
  std::optional<std::int64_t> maximum;
  std::optional<Decimal> least;  ///< of decimals, included
  std::optional<Decimal> greatest;
  DomainId domain{};       ///< of an enumeration
  TableId table{};         ///< of records: their table; of a fact of a record: the table that it belongs to
  std::uint16_t slot = 0;  ///< place among the facts of its scope (of its table for records)
  Blank blank = Blank::unknown;
  /// Where what a blank means hangs on another fact, the policy holds the condition, `blank` is what it means
  /// where that holds and `blank_else` otherwise.
  bool blank_is_conditional = false;
  Blank blank_else = Blank::unknown;
  Value default_value;
  VinCheck length_and_letters = VinCheck::warn;  ///< of a VIN
  VinCheck check_digit = VinCheck::warn;         ///< of a VIN
};

/// What a field of an earlier claim holds.
struct HistoryField {
  enum class From : std::uint8_t {
    fact,     ///< what the earlier claim says of a fact
    outcome,  ///< how it was decided, as one of a list of values in the order of Outcome
    pays      ///< what a party bears of it
  };
  From from = From::fact;
  FactId fact{};
  PartyId party{};
};

/// That a list is filled from earlier claims: those of which some facts have the same values as in the claim.
struct TableHistory {
  std::vector<FactId> by;            ///< facts of the claim
  bool of_claims = false;            ///< a record for each earlier claim; else for each of its lines
  std::vector<HistoryField> fields;  ///< by slot
};

/// A kind of record that a claim can hold a list of, such as earlier services.
struct Table {
  std::string name;            ///< that of the fact of type records
  FactId fact{};               ///< the claim's fact that holds the list
  std::vector<FactId> fields;  ///< by slot
  std::optional<TableHistory> history = std::nullopt;
};

/// A list of values of which a claim names some, such as the documents that lie before: each member is a boolean fact
/// of its own, `documents.photos`, which is true where the list names it.
struct ValueList {
  struct Member {
    std::string name;
    FactId fact{};
  };
  std::string name;
  Labels labels;
  std::vector<Member> members;
};

struct Party {
  std::string name;
  Labels labels;
};

struct PortionName {
  std::string name;
  Labels labels;
};

/// All that a rule set declares about claims: facts, lists of values, tables, parties. Immutable once its
/// policy is compiled, and then free to share between threads.
class Schema {
 public:
  explicit Schema(Currency currency) : currency_(currency) {}

  [[nodiscard]] Currency currency() const noexcept { return currency_; }
  [[nodiscard]] const std::vector<Fact>& facts() const noexcept { return facts_; }
  [[nodiscard]] const std::vector<Domain>& domains() const noexcept { return domains_; }
  [[nodiscard]] const std::vector<Table>& tables() const noexcept { return tables_; }
  [[nodiscard]] const std::vector<ValueList>& value_lists() const noexcept { return value_lists_; }
  [[nodiscard]] const std::vector<Party>& parties() const noexcept { return parties_; }
  [[nodiscard]] const std::vector<PortionName>& portions() const noexcept { return portions_; }

  [[nodiscard]] const Fact& fact(FactId id) const { return facts_[index_of(id)]; }
  [[nodiscard]] const Domain& domain(DomainId id) const { return domains_[index_of(id)]; }
  [[nodiscard]] const Table& table(TableId id) const { return tables_[index_of(id)]; }

  /// Whether decisions tell, beside who bears an amount, who pays it first.
  [[nodiscard]] bool has_advances() const noexcept { return has_advances_; }
  /// Whether something is covered for a time or a distance. Without it the words of outcomes are those of paying.
  [[nodiscard]] bool has_coverage() const noexcept { return has_coverage_; }
  /// Whether decisions tell what adjustments made of the amounts.
  [[nodiscard]] bool has_adjustments() const noexcept { return has_adjustments_; }

  /// A fact of a claim or a line by its name.
  [[nodiscard]] std::optional<FactId> find_fact(std::string_view name) const;
  /// A list of values by its name; null where there is none.
  [[nodiscard]] const ValueList* find_value_list(std::string_view name) const;
  /// A fact of a record by its table and name.
  [[nodiscard]] std::optional<FactId> find_field(TableId table, std::string_view name) const;
  [[nodiscard]] std::optional<TableId> find_table(std::string_view name) const;
  [[nodiscard]] std::optional<PartyId> find_party(std::string_view name) const;

  [[nodiscard]] FactId claim_id() const noexcept { return *claim_id_; }  ///< the fact `claim_id`; every schema has it
  [[nodiscard]] FactId line_id() const noexcept { return *line_id_; }    ///< the fact `line_id`; every schema has it
  [[nodiscard]] bool has_identity() const noexcept { return claim_id_ && line_id_; }

  /// Facts of a scope, by slot.
  [[nodiscard]] const std::vector<FactId>& claim_facts() const noexcept { return claim_facts_; }
  [[nodiscard]] const std::vector<FactId>& line_facts() const noexcept { return line_facts_; }

  // For whoever builds a schema. Names must be new (asserted); a table is added before its facts.
  /// Sets the slot. A fact of type records becomes the list of its table; one of Scope::record a field of its
  /// table.
  FactId add_fact(Fact fact);
  DomainId add_domain(Domain domain);  ///< fills the places
  TableId add_table(std::string name);
  void add_value_list(ValueList list) { value_lists_.push_back(std::move(list)); }
  void set_history(TableId table, TableHistory history) { tables_[index_of(table)].history = std::move(history); }
  PartyId add_party(Party party);
  PortionId add_portion(PortionName portion);
  void tell_coverage() noexcept { has_coverage_ = true; }
  void tell_advances() noexcept { has_advances_ = true; }
  void tell_adjustments() noexcept { has_adjustments_ = true; }
  /// Keeps a text for as long as the schema lives, also when it is moved.
  [[nodiscard]] std::string_view keep_text(std::string text);

 private:
  Currency currency_;
  std::vector<Fact> facts_;
  std::vector<Domain> domains_;
  std::vector<Table> tables_;
  std::vector<ValueList> value_lists_;
  std::vector<Party> parties_;
  std::vector<PortionName> portions_;
  std::vector<FactId> claim_facts_;
  std::vector<FactId> line_facts_;
  std::map<std::string, FactId, std::less<>> names_;
  std::optional<FactId> claim_id_;
  std::optional<FactId> line_id_;
  bool has_coverage_ = false;
  bool has_advances_ = false;
  bool has_adjustments_ = false;
  std::vector<std::unique_ptr<std::string>> texts_;
};

}  // namespace warrantor
