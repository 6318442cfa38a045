#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "io/claim_builder.hpp"
#include "io/column_map.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// A value that a cell gives, before it is converted.
struct CellPart {
  const MappedFact* mapped = nullptr;  ///< its fact is known
  std::string_view text;               ///< empty: a blank
};

/// The values of a trimmed text, or of one record of a list. The fault says that it is not of the column's pattern.
[[nodiscard]] Expected<std::vector<CellPart>, ValueFault> split_cell(const ColumnUse& use, std::string_view text);

/// What a column's cell says of a fact, as it stands; empty where it says nothing of it or cannot be split.
[[nodiscard]] std::string_view text_of_fact(const MappedColumn& column, FactId fact, std::string_view text);

/// Why a column's cell cannot be split; nothing where it can.
[[nodiscard]] std::optional<std::string> explain_unsplit(const MappedColumn& column, std::string_view text);

/// Puts the cells of mapped columns, and a column map's constants, into the claim that a builder is at. For one thread
/// at a time.
class MappedCells {
 public:
  /// `map` may be null: there are no constants.
  MappedCells(const Schema& schema, const ColumnMap* map, ClaimBuilder& builder);

  /// Begins a claim, a line that was just added to it, or a record: each gets its constants.
  void begin_claim(const Place& place);
  void begin_line(const Place& place);
  void begin_record(TableId table, Claim::RecordIndex record, const Place& place);

  /// Adds the cell of a column to the claim and the line that was added last.
  void add(const MappedColumn& column, std::string_view text, const Place& place);
  /// Adds it to a record.
  void add_to_record(const MappedColumn& column, TableId table, Claim::RecordIndex record, std::string_view text,
                     const Place& place);

  /// Puts together the lists of records whose columns were added since the last call: the first items of all columns
  /// are the first record, and so on; a column that is blank is blank in each. All rows of a claim must give the same
  /// list, or none.
  void finish_row();

 private:
  struct ListCell {
    const ColumnUse* use = nullptr;
    std::string_view text;
    Place place;
  };
  struct List {
    std::vector<ListCell> cells;  ///< of the row that is being added
    std::string said;             ///< by an earlier row of the claim
    std::uint64_t said_on = 0;    ///< its line; 0: no row has said anything
  };

  void add_values(const ValuesForm& values, std::string_view text, const Place& place);
  void finish_list(TableId table, List& list);
  void add_records(TableId table, const std::vector<ListCell>& cells);
  void add_fields(TableId table, Claim::RecordIndex record, const ColumnUse& use, std::string_view text,
                  const Place& place);

  const Schema* schema_;
  const ColumnMap* map_;
  ClaimBuilder* builder_;
  std::vector<List> lists_;  ///< by table
};

}  // namespace warrantor::io
