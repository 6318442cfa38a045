#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>

#include "io/claim_block.hpp"
#include "io/columns.hpp"
#include "io/csv_splitter.hpp"
#include "io/fault.hpp"
#include "io/plain_lane.hpp"
#include "io/raw_rows.hpp"

namespace warrantor::io {

struct Conversion;

/// Where a value stands in a file, put together into a Fault only where one is needed; and how a column map has it
/// read.
struct Place {
  std::string_view file;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::string_view header;                 ///< of the column, or the last key of a path
  std::string_view list;                   ///< the key of the list that holds it; empty: none
  std::size_t index = 0;                   ///< place in that list
  const Conversion* conversion = nullptr;  ///< null: the value is read as it stands
};

[[nodiscard]] Fault fault_at(const Place& place, std::string_view value, std::string message, std::string help = {});

/// A claim as read from a file: what it states, where its lines stand, and what is wrong with it. With any
/// fault it must not be decided. Reused from claim to claim.
struct ReadClaim {
  explicit ReadClaim(const Schema& schema) : claim(schema), claim_fact_lines(schema.claim_facts().size()) {}

  void clear();
  /// Whether it keeps more memory than claims mostly need.
  [[nodiscard]] bool is_large() const noexcept;

  Claim claim;
  std::string id;                               ///< empty where it could not be read
  std::uint64_t first_line = 0;                 ///< of the file, where the claim begins
  std::uint64_t rows = 0;                       ///< rows of the file, the faulty ones too
  bool lists_lines = false;                     ///< its lines stand in a list (JSON)
  bool is_rest = false;                         ///< more rows of the claim before it, which had too many for one
  std::vector<std::uint64_t> line_lines;        ///< the line of the file on which each line of the claim stands
  std::vector<std::uint64_t> claim_fact_lines;  ///< the same for each fact of the claim, by slot; 0: not stated
  std::vector<Fault> faults;
  std::vector<Warning> warnings;
  std::vector<std::string> kept;  ///< line after line, a cell for each kept column
  RawRows raw;                    ///< its rows as they stand, where the reader was asked to keep them
};

/// Reads claims out of blocks that a ClaimReader has cut. For one thread at a time; others have parsers of their own.
class ClaimParser {
 public:
  ClaimParser() = default;
  ClaimParser(const ClaimParser&) = delete;
  ClaimParser& operator=(const ClaimParser&) = delete;
  virtual ~ClaimParser() = default;

  /// Puts a claim of a block in place of what `claim` holds.
  virtual void read(const ClaimBlock& block, std::size_t index, ReadClaim& claim) = 0;
};

/// Reads the claims of one file in constant memory: one by one (next), or block by block, in three steps. Blocks are
/// cut in one thread at a time, their claims are read by parsers in any number of threads, and settled in the order of
/// the file in one thread at a time. Where facts stand and what columns there are any thread may ask.
class ClaimReader {
 public:
  ClaimReader() = default;
  ClaimReader(const ClaimReader&) = delete;
  ClaimReader& operator=(const ClaimReader&) = delete;
  virtual ~ClaimReader() = default;

  /// Puts the next claim in place of what `claim` holds: all three steps, for one thread.
  ReadStatus next(ReadClaim& claim);

  /// First step: puts claims into a block in place of what it holds. `item`: there is one or more.
  virtual ReadStatus cut(ClaimBlock& block) = 0;
  /// Whether cut() would wait for somebody to write.
  [[nodiscard]] virtual bool would_wait() const { return false; }
  /// Second step. The parser must not outlive the reader.
  [[nodiscard]] virtual std::unique_ptr<ClaimParser> parser() const = 0;
  /// A faster way for claims that are written plainly; null where there is none for the file.
  [[nodiscard]] virtual std::unique_ptr<PlainLane> plain_lane() const { return nullptr; }
  /// Third step: leaves warnings away that earlier claims of the file had.
  virtual void drop_repeated(ReadClaim&) {}
  /// Third step, when all claims to the end of the file are settled: adds warnings that show only then.
  virtual void conclude() {}

  /// Why the file could not be read to its end, after cut() has `failed`.
  [[nodiscard]] virtual const Fault& failure() const = 0;

  /// What was odd about the file as a whole, up to now.
  [[nodiscard]] virtual const std::vector<Warning>& warnings() const = 0;

  /// Where a fact of a claim of this reader stands, or should stand; `line` is an index of the claim's lines.
  [[nodiscard]] virtual Place place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                                       std::optional<FactId> fact) const = 0;

  /// The columns of the file; null where it has none.
  [[nodiscard]] virtual const Columns* columns() const { return nullptr; }

  /// Carries along these columns, instead of those it was asked for before; nothing: a blank. To be called before
  /// the first claim is read, where there are columns.
  virtual void keep(const std::vector<std::optional<std::size_t>>&) {}

  /// Whether the file can give a fact: it has a column for it. In files without columns: some claim that was read has
  /// stated it.
  [[nodiscard]] virtual bool gives(FactId fact) const = 0;

 private:
  std::unique_ptr<ClaimParser> parser_;  ///< for next(), as are these
  ClaimBlock block_;
  std::size_t next_ = 0;
};

}  // namespace warrantor::io
