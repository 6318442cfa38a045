#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/screen_text.hpp"
#include "io/decision_writer.hpp"

namespace warrantor::io {

/// Decisions as a table to look at: claim, line, outcome, who pays how much or that it is open, and the reasons with
/// their clauses, one below the other. Columns are as wide as the first thousand lines of claims need.
///
/// For a file or a pipe nothing is cut: a text beyond 40 columns, or one of a later line that is wider than its column,
/// stands in full and pushes on what is right of it. On a terminal the table is as wide as that and no wider (from 60
/// columns on), and texts go on below.
class TextDecisionWriter final : public DecisionWriter {
 public:
  TextDecisionWriter(const Schema& schema, std::string language, base::Look look = {});

  void begin(std::string&) override {}
  void add(const ReadClaim& claim, const Decision& decision, std::string& out) override;
  void finish(std::string& out) override;

 private:
  static constexpr std::size_t column_count = 6;

  /// A text of a cell, which may go on below.
  struct Text {
    std::string text;
    base::Ink ink = base::Ink::plain;
  };
  /// A line of a claim: texts one below the other, by column.
  using Row = std::array<std::vector<Text>, column_count>;

  [[nodiscard]] Row row_of(const ReadClaim& claim, const LineDecision& line) const;
  void add_payers(const LineDecision& line, Row& row) const;
  void add_reasons(const LineDecision& line, Row& row) const;
  void add_grants(const Decision& decision, Row& row) const;
  void write_rows(std::string& out);
  void measure();
  void fit_to_terminal();
  void write_heading(std::string& out) const;
  void write_row(const Row& row, std::string& out) const;
  [[nodiscard]] std::vector<Text> cell_lines(std::size_t column, const std::vector<Text>& texts) const;
  void write_cell(std::size_t column, const Text& text, std::string& out) const;

  const Schema* schema_;
  std::string language_;
  base::Look look_;
  std::vector<Row> rows_;  ///< not written yet
  std::array<std::size_t, column_count> widths_{};
  bool has_widths_ = false;
};

}  // namespace warrantor::io
