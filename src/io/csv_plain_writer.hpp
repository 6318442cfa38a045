#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/decision_writer.hpp"

namespace warrantor::io {

/// What a cell of a line with a ruling hangs on.
enum class PlainCell : std::uint8_t {
  ruling,  ///< on that alone: it is rendered once for all lines that share it
  claim_id,
  line_id,
  claim_outcome,
  pays,
  open,
  total,
  last_days,     ///< of limits that are dates
  last_readings  ///< of the other limits
};

/// Writes rows of CSV for lines with rulings: a copy of what their ruling says, and between it what is the line's own.
class CsvPlainWriter {
 public:
  struct Column {
    PlainCell cell = PlainCell::ruling;
    std::size_t party = 0;
  };

  /// The words of the cells, without quotes.
  struct Words {
    std::function<void(std::size_t column, const engine::Ruling& ruling, std::string& out)> ruling;
    std::function<void(Outcome outcome, std::string& out)> outcome;
    std::string_view separator;  ///< between the items of a list
  };

  CsvPlainWriter(const Schema& schema, std::vector<Column> columns, Words words);

  void add(const PlainDecision& decision, std::string& out);

 private:
  /// A text up to some place in it, and then a cell of the line.
  struct Part {
    std::size_t text_end = 0;
    Column column;
  };
  /// The row of a ruling.
  struct Row {
    std::string text;
    std::vector<Part> parts;
    std::size_t most_bytes = 0;  ///< of all but ids, lasts and kept cells
    bool is_made = false;
  };

  [[nodiscard]] const Row& row_of(const engine::Ruling& ruling);
  void make(Row& row, const engine::Ruling& ruling) const;
  void make_lasts(const Row& row, const PlainDecision& decision);
  [[nodiscard]] std::string last_cell(PlainCell cell, const PlainDecision& decision) const;
  char* append_cell(const Column& column, const PlainDecision& decision, char* at);

  const Schema* schema_;
  std::size_t decimals_;
  std::vector<Column> columns_;
  Words words_;
  std::vector<std::string> outcomes_;  ///< cells, by Outcome
  std::vector<Row> rows_;              ///< by the number of the ruling
  std::vector<std::string> lasts_;     ///< cells of the line that is written, in their order
  std::size_t next_last_ = 0;
};

}  // namespace warrantor::io
