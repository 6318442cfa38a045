#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "io/csv_file.hpp"
#include "io/plain_lane.hpp"
#include "io/plain_rows.hpp"

namespace warrantor::io {

/// The plain lane of CSV: claims of few rows that PlainRows takes, that say the same of the claim cell by cell, and
/// have line ids of their own.
class CsvPlainLane final : public PlainLane {
 public:
  /// Whether any claim of the file could be taken.
  [[nodiscard]] static bool serves(const CsvFile& file);

  /// The file must outlive it.
  explicit CsvPlainLane(const CsvFile& file);

  bool read(const ClaimBlock& block, std::size_t index, engine::LineBlock& facts, PlainLines& lines) override;

 private:
  using Fields = std::span<const std::string_view>;

  [[nodiscard]] bool read_rows(const ClaimBlock& block, const ClaimBlock::Entry& entry, engine::LineBlock& facts,
                               PlainLines& lines);
  [[nodiscard]] std::optional<std::string_view> line_id_of(Fields row) const;

  const CsvFile* file_;
  PlainRows rows_;
  std::optional<std::size_t> line_id_column_;
  std::optional<std::string_view> usual_line_id_;  ///< what a blank stands for
  std::vector<std::string_view> first_;            ///< the fields of the first row of a claim
  std::vector<std::string_view> other_;            ///< and of another
};

}  // namespace warrantor::io
