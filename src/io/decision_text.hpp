#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "io/decision_writer.hpp"

namespace warrantor::io {

/// Decisions as a table for a terminal: claim, line, outcome, who pays how much, what is open, and the
/// reasons with their clauses, one below the other. Columns are as wide as the first thousand rows need; a
/// later text that is wider is cut.
class TextDecisionWriter final : public DecisionWriter {
 public:
  TextDecisionWriter(const Schema& schema, std::string language);

  void begin(std::string&) override {}
  void add(const ReadClaim& claim, const Decision& decision, std::string& out) override;
  void finish(std::string& out) override;

 private:
  static constexpr std::size_t column_count = 7;
  using Row = std::array<std::string, column_count>;

  void add_line(const ReadClaim& claim, const LineDecision& line);
  [[nodiscard]] std::vector<std::string> explanations(const LineDecision& line) const;
  void fix_widths(std::string& out);
  void write_row(const Row& row, std::string& out) const;

  const Schema* schema_;
  std::string language_;
  std::vector<Row> rows_;  ///< not written yet
  std::array<std::size_t, column_count> widths_{};
  bool has_widths_ = false;
};

}  // namespace warrantor::io
