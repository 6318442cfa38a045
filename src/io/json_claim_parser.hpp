#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include <warrantor/schema.hpp>

#include "base/json_reader.hpp"
#include "io/claim_builder.hpp"
#include "io/column_map.hpp"
#include "io/fact_names.hpp"
#include "io/json_file.hpp"
#include "io/mapped_cells.hpp"
#include "io/read_claim.hpp"
#include "io/said_keys.hpp"

namespace warrantor::io {

/// Makes claims of lines of JSON: an object for each claim, its lines in a list `lines`, its records in lists named as
/// their tables are. An object without `lines` is a claim of one line, which states all facts itself. A null states
/// nothing. Values are read from their text, also numbers. A key that nothing declares is a warning; within two edits
/// of a declared name it is a fault of the claim. One fact
/// under two spellings of its key is a fault, as the same key twice is. An object that cannot be read is a row
/// rejected.
class JsonClaimParser final : public ClaimParser {
 public:
  /// The reader says where facts stand. Both must outlive it.
  JsonClaimParser(const JsonFile& file, const ClaimReader& reader);

  void read(const ClaimBlock& block, std::size_t index, ReadClaim& claim) override;

 private:
  /// The list that the values being read stand in.
  struct List {
    std::string_view key;
    std::size_t index = 0;
  };

  /// Where a key stands: in a claim without lines, beside its lines, or in one of them.
  enum class Stands { alone, beside_lines, in_line };

  void read_claim(ReadClaim& claim, base::JsonValue object);
  void read_member(ReadClaim& claim, base::JsonValue member);
  void read_lines(ReadClaim& claim, base::JsonValue lines);
  void read_line(ReadClaim& claim, base::JsonValue line);
  void read_records(ReadClaim& claim, TableId table, base::JsonValue records);
  void read_record(ReadClaim& claim, TableId table, base::JsonValue record);
  void read_fact(FactId id, base::JsonValue value);
  bool read_mapped(ReadClaim& claim, base::JsonValue member, bool is_of_line);
  bool refuse_misplaced(const ReadClaim& claim, const MappedColumn& column, base::JsonValue member, bool is_of_line);
  void note_given(const MappedColumn& column);
  bool read_mapped_field(TableId table, Claim::RecordIndex record, base::JsonValue member, std::uint64_t object);
  bool refuse_second(FactId fact, base::JsonValue member, std::uint64_t object);
  bool refuse_second(const MappedColumn& column, base::JsonValue member, std::uint64_t object);
  bool refuse_spelling(std::size_t slot, const std::string& name, base::JsonValue member, std::uint64_t object);
  bool refuse_given(const ColumnSet& set, FactId fact, base::JsonValue member);
  void keep_values(ReadClaim& claim, base::JsonValue object, base::JsonValue line);

  [[nodiscard]] std::optional<FactId> find(const FactNames& names, ReadClaim& claim, base::JsonValue member);
  void explain_unknown(const FactNames& names, ReadClaim& claim, base::JsonValue member);
  [[nodiscard]] bool may_be_first(const std::string& path);
  [[nodiscard]] const ValueList* find_value_list(std::string_view key) const;
  void read_value_list(const ValueList& list, base::JsonValue values, Stands stands);
  void read_member_of(const ValueList& list, base::JsonValue value, base::JsonValue values, std::size_t index);
  [[nodiscard]] std::optional<TableId> find_table(std::string_view key) const;
  [[nodiscard]] std::optional<std::string_view> text_of_cell(base::JsonValue value);
  [[nodiscard]] std::optional<std::string_view> text_of(const Fact& fact, base::JsonValue value);
  [[nodiscard]] Place place(base::JsonValue value) const;
  void check_fields(const ReadClaim& claim, TableId table, std::size_t index, base::JsonValue record);
  void fault_of_line(base::JsonValue member);
  void fault_of_claim(base::JsonValue member);
  void fault_key(base::JsonValue member, std::string message, std::string help);
  void fault(base::JsonValue value, std::string message, std::string help = {});
  bool expect(base::JsonValue value, base::JsonKind kind);

  const JsonFile* file_;
  const ClaimReader* reader_;
  const Schema* schema_;
  const ColumnMap* map_;
  ClaimBuilder builder_;
  MappedCells mapped_cells_;
  base::JsonReader json_;
  std::uint64_t line_number_ = 0;
  std::uint64_t block_ = 0;  ///< the number of the block that is read
  List list_;
  SaidKeys said_;                                                ///< by fact, then by list of values
  std::uint64_t object_ = 0;                                     ///< the claim or line that is read
  std::unordered_map<std::string, std::uint64_t> unknown_keys_;  ///< with the first block in which each was met
};

}  // namespace warrantor::io
