#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "base/json_reader.hpp"
#include "engine/line_block.hpp"
#include "io/json_cursor.hpp"
#include "io/json_marks.hpp"
#include "io/plain_cells.hpp"
#include "io/plain_keys.hpp"

namespace warrantor::io {

/// Reads claims of JSON Lines straight into the columns of a block, where nothing has to be said of any value. Those
/// that are written the plain way are read at once: an entry by its name or label, a date as 2024-01-05, an amount as
/// 1250.00, a number in quotes or not; see read_otherwise for the others. Any other claim is for JsonClaimReader, and
/// so is one with a key that is unknown, or with records. The key of a list of records may be null, and so may `lines`;
/// what stands beside a rejected claim is passed over. What is read here, JsonClaimReader reads as the same, with
/// neither a fault nor a warning, where it has no column map. For one thread at a time; gets used to the order in which
/// claims have their keys.
class PlainJson {
 public:
  /// The schema must outlive it.
  explicit PlainJson(const Schema& schema, QuoteScan scan = fastest_quote_scan());

  /// Reads one line of a file into lines of a block, from one on that states nothing yet: the number of lines of the
  /// claim. 0: it is not plain, or has more lines than the block has room for; then the block is as it was. A text in a
  /// column of the block is known, and 0.
  [[nodiscard]] std::size_t read(std::string_view text, engine::LineBlock& block, std::size_t line);

  // Of the claim that was read last, as views of its text:
  [[nodiscard]] std::string_view claim_id() const noexcept { return claim_id_; }
  /// By line; empty: none is stated.
  [[nodiscard]] std::span<const std::string_view> line_ids() const noexcept { return line_ids_; }
  /// Whether its lines stand in a list.
  [[nodiscard]] bool lists_lines() const noexcept { return lists_lines_; }

  /// Whether some claim that was read has the key of a fact; see ClaimReader::gives.
  [[nodiscard]] bool gives(FactId fact) const { return given_[index_of(fact)]; }

 private:
  using Role = PlainKeys::Role;
  using Key = PlainKeys::Key;

  /// That of a claim, or of one of its lines in a list.
  struct Object {
    std::uint64_t number;  ///< objects are counted
    std::size_t line;      ///< of the block, that it is about
    bool is_listed;
  };

  void begin(engine::LineBlock& block, std::size_t line);
  bool read_claim(std::string_view text);
  bool read_members(JsonCursor& outer, bool is_listed);
  bool read_usual_member(JsonCursor& json, const Key& key, const Object& object);
  [[nodiscard]] static InnerCell take_cell(JsonCursor& json, const Key& key);
  bool read_member(JsonCursor& json, Key*& key, const Object& object);
  Key* look_up_key(JsonCursor& json);
  bool read_lines(JsonCursor& json);
  bool read_value(JsonToken token, const Key& key, const Object& object);
  [[nodiscard]] bool is_sound(JsonToken token);
  bool read_fact(JsonToken token, const Key& key, const Object& object);
  [[nodiscard]] PlainValue read_otherwise(JsonToken::Kind kind, std::string_view text, const Key& key) const;
  void take(const PlainValue& value, std::string_view text, const Key& key, const Object& object);
  [[nodiscard]] JsonToken as_text(JsonToken token, const Key& key);
  [[nodiscard]] static bool is_number_of(std::string_view text, const Key& key);
  [[nodiscard]] bool has_all(const std::vector<FactId>& facts, std::uint64_t object) const;
  [[nodiscard]] bool has_line_id_twice();
  void spread_claim_facts();
  void note_given();

  const Schema* schema_;
  JsonMarks marks_;  ///< of the text being read
  PlainKeys keys_;
  std::vector<PlainCells> cells_;  ///< by fact; of lists of records and their fields any
  std::vector<FactId> required_of_claim_;
  std::vector<FactId> required_of_line_;
  std::string_view default_line_id_;
  base::JsonReader escapes_;  ///< reads texts with escapes
  std::uint64_t objects_ = 0;
  std::uint64_t claim_object_ = 0;
  std::uint64_t line_object_ = 0;       ///< where lines are not listed, that of the claim
  std::vector<std::uint64_t> said_by_;  ///< by slot: the last object that has a key of it
  std::vector<bool> given_;             ///< by fact
  Key* first_key_;                      ///< with which the last claim began
  Key* first_line_key_;                 ///< and the last line in a list
  bool has_new_ = false;                ///< whether the claim has a key of a fact that is not yet given

  // Of the claim being read:
  engine::LineBlock* block_ = nullptr;
  std::size_t first_line_ = 0;  ///< in the block
  std::size_t line_ = 0;
  bool lists_lines_ = false;
  bool has_line_facts_ = false;  ///< beside a list of lines there may be none
  std::string_view claim_id_;
  std::vector<std::string_view> line_ids_;
  std::vector<std::string_view> sorted_ids_;
};

}  // namespace warrantor::io
