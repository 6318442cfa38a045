#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::io {

/// Why a row cannot be split into fields.
struct RowFault {
  std::size_t field = 0;  ///< number of the field, from 1
  std::string value;      ///< the field as it stands; of one that does not end, its beginning
  std::string message;
  std::string help;
};

/// A row of CSV. Views live until the next row is read.
struct CsvRow {
  std::uint64_t line = 0;                ///< of its beginning, from 1
  std::vector<std::string_view> fields;  ///< without quotes; of a row with a fault in its form those before it
  std::optional<RowFault> fault;
  bool is_split = true;  ///< false: a fault in its form kept it from being split to its end
  std::string_view raw;  ///< of such a row all of it without its line end, but at most 1 MiB; else empty
};

enum class ReadStatus : std::uint8_t { item, end, failed };

}  // namespace warrantor::io
