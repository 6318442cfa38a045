#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/columns.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// What is written of a rejected claim: messages only, or its rows as they stood, to be mended and read again.
enum class RejectForm : std::uint8_t { messages, csv, json_lines };

/// The form that the end of a path asks for: `.csv`, `.jsonl`; any other: messages.
[[nodiscard]] RejectForm reject_form_of_path(std::string_view path);

/// Writes the rows of rejected claims as they stood in their files, with what is wrong beside them. Values of the rows
/// are not touched, whatever they are: they are to be read again. Each call adds to the end of `out`.
class RejectWriter {
 public:
  RejectWriter() = default;
  RejectWriter(const RejectWriter&) = delete;
  RejectWriter& operator=(const RejectWriter&) = delete;
  virtual ~RejectWriter() = default;

  /// `files` are the columns of every file whose claims may come; with `wants_mark` CSV begins with a byte-order mark.
  virtual void begin(const std::vector<Columns>& files, bool wants_mark, std::string& out) = 0;

  /// `claim` has faults and raw rows; `columns` are those of its file, null where that has none (JSON Lines).
  virtual void add(const ReadClaim& claim, const Columns* columns, std::string_view file, std::string& out) = 0;
};

/// Null for messages. The writer does not need the schema any longer.
/// `language` is that of the faults of its claims ("en", "zh"): what it says of sound rows is in the same.
[[nodiscard]] std::unique_ptr<RejectWriter> make_reject_writer(RejectForm form, const Schema& schema,
                                                               std::string_view language = "en");

/// What is wrong with one row of a claim, in words that fit beside it.
struct RowNote {
  std::string reason;  ///< never empty; several are parted by ` | `
  std::string column;  ///< headers of the columns that it is about, parted by `;`; may be empty
};

/// A note for each raw row of a claim with faults. What is about no row of its own stands beside the first; a row that
/// is sound says which one is not.
[[nodiscard]] std::vector<RowNote> notes_of(const ReadClaim& claim, bool is_chinese);

}  // namespace warrantor::io
