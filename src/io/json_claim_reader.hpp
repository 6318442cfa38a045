#pragma once

#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include <warrantor/schema.hpp>

#include "base/json_reader.hpp"
#include "io/claim_builder.hpp"
#include "io/column_map.hpp"
#include "io/fact_names.hpp"
#include "io/input_buffer.hpp"
#include "io/joined_table.hpp"
#include "io/line_splitter.hpp"
#include "io/mapped_cells.hpp"
#include "io/read_claim.hpp"
#include "io/reader_setup.hpp"

namespace warrantor::io {

/// Reads claims from JSON Lines: an object for each claim, its lines in a list `lines`, its records in lists
/// named as their tables are. An object without `lines` is a claim of one line, which states all facts
/// itself. A null states nothing. Values are read from their text, also numbers. A key that nothing declares
/// is a warning, given once; within two edits of a declared name it is a fault of the claim. An object that
/// cannot be read is a row rejected.
class JsonClaimReader final : public ClaimReader {
 public:
  JsonClaimReader(const ReaderSetup& setup, InputBuffer& buffer, std::string file);

  ReadStatus next(ReadClaim& claim) override;
  [[nodiscard]] const Fault& failure() const override { return failure_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const override { return warnings_; }
  [[nodiscard]] Place place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                               std::optional<FactId> fact) const override;
  [[nodiscard]] bool gives(FactId fact) const override { return given_[index_of(fact)]; }

 private:
  /// The list that the values being read stand in.
  struct List {
    std::string_view key;
    std::size_t index = 0;
  };

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
  bool read_mapped_field(TableId table, Claim::RecordIndex record, base::JsonValue member);
  bool refuse_given(const ColumnSet& set, FactId fact, base::JsonValue member);
  void keep_values(ReadClaim& claim, base::JsonValue object, base::JsonValue line);

  [[nodiscard]] std::optional<FactId> find(const FactNames& names, ReadClaim& claim, base::JsonValue member);
  void explain_unknown(const FactNames& names, ReadClaim& claim, base::JsonValue member);
  [[nodiscard]] std::optional<TableId> find_table(std::string_view key) const;
  [[nodiscard]] std::optional<std::string_view> text_of_cell(base::JsonValue value);
  void warn_of_unseen_columns();
  [[nodiscard]] std::optional<std::string_view> text_of(const Fact& fact, base::JsonValue value);
  [[nodiscard]] Place place(base::JsonValue value) const;
  void check_fields(const ReadClaim& claim, TableId table, std::size_t index, base::JsonValue record);
  void fault_key(base::JsonValue member, std::string message, std::string help);
  void fault(base::JsonValue value, std::string message, std::string help = {});
  bool expect(base::JsonValue value, base::JsonKind kind);

  const Schema* schema_;
  LineSplitter splitter_;
  InputBuffer* buffer_;
  std::string file_;
  std::vector<std::string> kept_;
  const ColumnMap* map_;
  bool keeps_raw_rows_;
  ClaimBuilder builder_;
  MappedCells mapped_cells_;
  std::set<const MappedColumn*> seen_columns_;
  base::JsonReader json_;
  FactNames names_;
  std::vector<FactNames> field_names_;  ///< by table
  std::string lines_key_;
  std::uint64_t line_number_ = 0;
  List list_;
  std::vector<bool> given_;  ///< by fact
  std::unordered_set<std::string> unknown_keys_;
  std::vector<Warning> warnings_;
  Fault failure_;
};

}  // namespace warrantor::io
