#pragma once

#include <atomic>
#include <string>
#include <vector>

#include <warrantor/schema.hpp>

#include "io/column_map.hpp"
#include "io/fact_names.hpp"
#include "io/reader_setup.hpp"

namespace warrantor::io {

/// Marks that threads set while nobody looks at them, and that nobody takes back.
class Marks {
 public:
  explicit Marks(std::size_t count) : marks_(count) {}
  void set(std::size_t place) noexcept {
    // Looking first spares the other threads: most marks are set already.
    if (!is_set(place)) marks_[place].store(true, std::memory_order_relaxed);
  }
  [[nodiscard]] bool is_set(std::size_t place) const noexcept { return marks_[place].load(std::memory_order_relaxed); }

 private:
  std::vector<std::atomic<bool>> marks_;
};

/// What is known of a file of JSON Lines before it is read, and what its claims turn out to have; the same for all
/// threads.
struct JsonFile {
  JsonFile(const ReaderSetup& setup, std::string file);

  const Schema* schema;
  const ColumnMap* map;  ///< null: none
  JoinedTables* tables;  ///< null: none
  bool keeps_raw_rows;
  std::string name;  ///< for messages
  std::vector<std::string> kept;
  std::string lines_key;
  FactNames names;
  std::vector<FactNames> field_names;  ///< by table
  mutable Marks given;                 ///< by fact: some claim has stated it
  mutable Marks seen;                  ///< by column of the map: some claim has such a key
};

}  // namespace warrantor::io
