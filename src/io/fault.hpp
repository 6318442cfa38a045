#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace warrantor::io {

/// What is wrong in a file of claims, and where. Lines count from 1; of a row that spans several, the first
/// is named. A column is the number of a CSV field, or the place of a byte in a line of JSON; 0: the line as
/// a whole.
struct Fault {
  std::string file;
  std::uint64_t line = 0;  ///< 0: the file as a whole
  std::uint64_t column = 0;
  std::string header;   ///< the column's header or the key's path (`lines[1].parts`); may be empty
  std::string value;    ///< as it stands in the file; may be empty
  std::string message;  ///< lower case, user input in back-ticks
  std::string help;     ///< what to do; may be empty
};

/// `claims.csv:17:5: failure_date: `2024-02-30` is a day that does not exist; help: …`, without a line break.
[[nodiscard]] std::string render(const Fault& fault);

/// The same without file, line and column.
[[nodiscard]] std::string render_without_place(const Fault& fault);

/// What is odd but no fault. Warnings of a kind are counted together.
struct Warning {
  std::string kind;  ///< a few words that fit after a number: "unknown columns"
  Fault fault;
  std::string key = {};  ///< not empty: only the first with this key is given of a file; see ClaimReader::drop_repeated
};

}  // namespace warrantor::io
