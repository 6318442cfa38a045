#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "base/json_reader.hpp"
#include "io/byte_source.hpp"
#include "io/fault.hpp"

namespace warrantor::io {

/// Whether a line of JSON is a decision as a run writes it, and not a claim.
[[nodiscard]] bool is_decision(std::string_view line);

/// Decisions in JSON Lines that carry the columns of their claims along, handed out as CSV: one row for each line of a
/// claim, with its id, its outcome and what parties pay of it before those columns. A line that is no such decision, or
/// carries other columns than the first, ends the file with an error, since what it says would be lost. An outcome that
/// is no text stands in its row as it is written.
class DecisionSource final : public ByteSource {
 public:
  /// `beginning` was read of the source already. Both must be UTF-8; the schema must outlive it.
  DecisionSource(const Schema& schema, std::string beginning, std::unique_ptr<ByteSource> source);

  [[nodiscard]] Expected<std::size_t> read(std::span<char> space) override;
  [[nodiscard]] std::string_view encoding_name() const noexcept override { return source_->encoding_name(); }
  [[nodiscard]] bool would_wait() const noexcept override { return source_->would_wait(); }
  [[nodiscard]] std::uint64_t bytes_read() const noexcept override { return source_->bytes_read(); }

  /// Puts the line of the decision in place of that of the row, which nobody sees.
  void restore_place(Fault& fault) const;

 private:
  [[nodiscard]] Expected<bool> read_line(std::string& line);
  // Each answers what is wrong with the line; nothing: it is taken.
  [[nodiscard]] std::string_view add_decision(std::string_view text);
  [[nodiscard]] std::string_view add_row(std::string_view claim_id, base::JsonValue line,
                                         std::optional<base::JsonValue> odd_outcome);
  void begin(base::JsonValue kept);
  void end_row(std::size_t start);
  [[nodiscard]] bool has_own(std::string_view header) const;

  const Schema* schema_;
  std::string unread_;  ///< bytes of the source that were read; those before begin_ are done with
  std::size_t begin_ = 0;
  std::unique_ptr<ByteSource> source_;
  base::JsonReader reader_;
  std::vector<std::string> kept_;  ///< keys of the columns, as in the first line
  bool has_begun_ = false;
  std::string rows_;  ///< not yet handed out
  std::size_t handed_out_ = 0;
  std::uint64_t line_ = 0;             ///< being read
  std::vector<std::uint64_t> places_;  ///< the line of the decision, by line of CSV
};

}  // namespace warrantor::io
