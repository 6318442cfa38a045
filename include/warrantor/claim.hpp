#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

namespace warrantor {

/// Keeps texts at addresses that do not change; clear() forgets them and keeps the memory for the next claim, unless it
/// is more than 1 MiB.
class TextStore {
 public:
  [[nodiscard]] std::string_view keep(std::string_view text);
  void clear() noexcept;

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };
  std::vector<Block> blocks_;
  std::size_t block_ = 0;  ///< the block being filled
  std::size_t used_ = 0;   ///< of that block
};

/// The largest values that a claim can state, either way: far above any that occurs, and low enough that sums and
/// products of them stay within 64 bits where rules add them up.
inline constexpr std::int64_t largest_number = 1'000'000'000'000'000;
inline constexpr std::int64_t largest_amount = 1'000'000'000'000'000;  ///< minor units
inline constexpr std::int64_t longest_duration = 1'000'000;            ///< months, or days

/// Why a value was not taken. `message` is one line without the name of the fact ("`Paladinn` is not one of
/// its values"); `help` names the nearest allowed value or the form that is expected, and may be empty.
struct ValueFault {
  std::string message;
  std::string help;
};

/// Reads the text of a value as a fact's type has it: enumeration entries by name, dates in the forms of
/// Date::parse, booleans as true/false/yes/no/1/0, amounts as Money::parse. Numbers, amounts and durations keep to the
/// range of their fact and to the largest values above. Labels of enumerations and of
/// booleans in any language are taken too. A blank text is the caller's business. Texts are kept in `texts`.
/// Not for facts of type records.
[[nodiscard]] Expected<Value, ValueFault> parse_value(const Schema& schema, const Fact& fact, std::string_view text,
                                                      TextStore& texts);

/// The text of a known value, as parse_value reads it back (`2024-01-05`, `5000.00`, `true`, the entry's
/// name); `null`, `unknown` and `undefined` for values that are not known.
[[nodiscard]] std::string format_value(const Schema& schema, ValueType type, DomainId domain, const Value& value);
[[nodiscard]] std::string format_value(const Schema& schema, const Fact& fact, const Value& value);

/// One claim with its lines and records, as stated: what was left out stays blank, and what a blank means is
/// the policy's business. A claim belongs to one thread at a time and must not outlive its schema (the Policy
/// keeps it).
///
///     auto claim = policy.new_claim();
///     claim.set("model", "D22");
///     claim.set("odometer_km", 28'000);
///     auto line = claim.add_line();
///     claim.set(line, "component", "water_pump");
///
/// clear() forgets all facts but keeps the memory, for loops over many claims.
class Claim {
 public:
  explicit Claim(const Schema& schema);

  [[nodiscard]] const Schema& schema() const noexcept { return *schema_; }

  using LineIndex = std::size_t;
  using RecordIndex = std::size_t;
  using SetResult = Expected<Value, ValueFault>;

  // By name, from text or from a plain value; the result says what is allowed where the value is not, and
  // then the claim is as before. A whole number also serves durations in months and days, and decimals; otherwise the
  // type must be the fact's own.
  SetResult set(std::string_view fact, std::string_view text);
  SetResult set(std::string_view fact, const char* text) { return set(fact, std::string_view(text)); }
  SetResult set(std::string_view fact, bool truth);
  SetResult set(std::string_view fact, int number) { return set(fact, static_cast<std::int64_t>(number)); }
  SetResult set(std::string_view fact, std::int64_t number);
  SetResult set(std::string_view fact, const Decimal& number);
  SetResult set(std::string_view fact, Date date);
  SetResult set(std::string_view fact, Money amount);
  SetResult set(LineIndex line, std::string_view fact, std::string_view text);
  SetResult set(LineIndex line, std::string_view fact, const char* text) {
    return set(line, fact, std::string_view(text));
  }
  SetResult set(LineIndex line, std::string_view fact, bool truth);
  SetResult set(LineIndex line, std::string_view fact, int number) {
    return set(line, fact, static_cast<std::int64_t>(number));
  }
  SetResult set(LineIndex line, std::string_view fact, std::int64_t number);
  SetResult set(LineIndex line, std::string_view fact, const Decimal& number);
  SetResult set(LineIndex line, std::string_view fact, Date date);
  SetResult set(LineIndex line, std::string_view fact, Money amount);

  // By id, for tight loops; the value must have been made for that fact (not checked), and a text must live
  // as long as the claim's facts (see keep_text).
  void set(FactId claim_fact, Value value);
  void set(LineIndex line, FactId line_fact, Value value);
  void set(TableId table, RecordIndex record, FactId field, Value value);

  LineIndex add_line();
  /// Says that the table's list is known; it is empty until records are added. Without this call or a record
  /// it is blank.
  void state_table(TableId table);
  RecordIndex add_record(TableId table);
  void clear() noexcept;

  /// Keeps a text for as long as the claim's facts are kept.
  [[nodiscard]] std::string_view keep_text(std::string_view text) { return texts_.keep(text); }
  [[nodiscard]] TextStore& texts() noexcept { return texts_; }

  // What was stated: a blank is an unknown Value here. `null` stated on purpose is none.
  [[nodiscard]] Value get(FactId claim_fact) const;
  [[nodiscard]] Value get(LineIndex line, FactId line_fact) const;
  [[nodiscard]] std::span<const Value> claim_values() const noexcept { return claim_values_; }
  [[nodiscard]] std::span<const Value> line_values(LineIndex line) const;
  [[nodiscard]] std::size_t line_count() const noexcept { return line_count_; }
  [[nodiscard]] bool is_stated(TableId table) const { return tables_[index_of(table)].stated; }
  [[nodiscard]] std::size_t record_count(TableId table) const { return tables_[index_of(table)].count; }
  [[nodiscard]] std::span<const Value> record(TableId table, RecordIndex record) const;

 private:
  struct Records {
    bool stated = false;
    std::size_t count = 0;
    std::vector<Value> values;  ///< record after record, a slot a field
  };

  SetResult set_typed(std::string_view fact, Value value, ValueType type);
  SetResult set_typed(LineIndex line, std::string_view fact, Value value, ValueType type);

  const Schema* schema_;
  TextStore texts_;
  std::vector<Value> claim_values_;
  std::vector<Value> line_values_;  ///< line after line, a slot a fact
  std::size_t line_count_ = 0;
  std::vector<Records> tables_;
};

}  // namespace warrantor
