#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>

#include "io/csv_splitter.hpp"
#include "io/fault.hpp"
#include "io/row_block.hpp"
#include "io/text_block.hpp"

namespace warrantor::io {

/// Claims that are cut out of a file and not read yet: what one thread takes at a time. Reused from block to block.
struct ClaimBlock {
  /// Where a claim stands, and what only the rows before it tell.
  struct Entry {
    std::size_t begin = 0;             ///< of its rows in CSV; of its line in JSON Lines
    std::size_t end = 0;               ///< blank rows may stand between
    std::uint64_t rows = 0;            ///< of the file, the faulty ones too; JSON Lines: 0, known when it is read
    std::uint64_t nameless_above = 0;  ///< the line of a row right above it that does not say its claim; 0: none
    bool is_rest = false;              ///< see ReadClaim
    std::string_view rest_id;          ///< of such a claim, whose rows need not say it
    bool is_too_large = false;         ///< its rows, or those that it is the rest of, take more than most_claim_bytes
    bool is_usual = false;             ///< sound rows, each with the id, and none of the above
  };

  std::uint64_t number = 0;  ///< blocks of a file count upwards
  RowBlock rows;             ///< of CSV
  TextBlock lines;           ///< of JSON Lines
  TextStore texts;           ///< that `claims` view
  std::vector<Entry> claims;
  std::string_view encoding_name;        ///< of the file, for messages
  ReadStatus behind = ReadStatus::item;  ///< what is known to come next; `item`: there may be more
  bool is_all_there_is = false;          ///< at the moment: to read on is to wait for somebody to write
  std::optional<Fault> failure;          ///< the file could not be read on: the last claim may have more lines

  void clear() noexcept {
    rows.clear();
    lines.clear();
    texts.clear();
    claims.clear();
    behind = ReadStatus::item;
    is_all_there_is = false;
    failure.reset();
  }
};

}  // namespace warrantor::io
