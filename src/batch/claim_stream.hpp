#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/schema.hpp>

#include "base/fingerprint.hpp"
#include "batch/reports.hpp"
#include "io/column_map.hpp"
#include "io/column_union.hpp"
#include "io/encoding.hpp"
#include "io/joined_table.hpp"
#include "io/open_claims.hpp"
#include "io/read_claim.hpp"
#include "io/reject_writer.hpp"

namespace warrantor::batch {

/// A file of records that is joined to the claims.
struct TableInput {
  TableId table{};
  std::string path;
  bool is_complete = false;  ///< claims that have no record in it have none
};

/// What is read.
struct Inputs {
  std::vector<std::string> claims;  ///< paths; `-` is the standard input
  std::vector<TableInput> tables;
  std::vector<std::string> kept;  ///< columns to carry along
  bool finds_duplicates = true;   ///< a claim_id that comes again is rejected; takes 16 bytes a claim
  std::shared_ptr<const io::ColumnMap> columns = nullptr;  ///< how files of another system are read; null: none are
  const Schema* other_schema = nullptr;  ///< of a rule set whose facts are no unknown columns either; may be null
  io::Encoding encoding = io::Encoding::found_out;    ///< of the claims and the records
  io::RejectForm rejects = io::RejectForm::messages;  ///< of any other, claims keep their raw rows
  bool keeps_all = false;  ///< every column is carried along but claim_id and line_id, which decisions have themselves
};

/// What is known of the files of claims before the first is read.
struct FilesAhead {
  std::vector<io::Columns> columns;  ///< of each file that can be read, in their order
  bool has_byte_order_mark = false;  ///< one of them
};

/// What is known of a joined table when all claims are read.
struct TableUse {
  std::string file;
  std::uint64_t rows = 0;
  std::uint64_t faulty_rows = 0;
  std::uint64_t unused_rows = 0;  ///< belong to no claim that was read
};

/// The claims of all files of a run, one by one and in order. A file that cannot be used does not stop the
/// others. For one thread at a time.
class ClaimStream {
 public:
  ClaimStream(const Schema& schema, const Inputs& inputs, Reports& reports);

  /// Reads the joined tables; to be called once, before next(). False where one cannot be used: decisions
  /// without it could be wrong.
  bool read_tables();

  /// Where rejects are CSV or all columns are carried along, what their header needs to know; to be called before
  /// next(), at most once. A file that can be read only once (a pipe) is opened and stays open.
  [[nodiscard]] FilesAhead look_ahead();

  /// Has all files carry along all columns that look_ahead() found, and gives their headers.
  [[nodiscard]] std::vector<std::string> keep_all(const FilesAhead& ahead);

  /// What next() came upon.
  enum class Next : std::uint8_t {
    claim,
    file_end,  ///< there may be more files
    end
  };

  /// Puts the next claim in place of what `claim` holds. Its faults are the caller's to report; what concerns
  /// whole files is reported here.
  Next next(io::ReadClaim& claim);

  /// Where a fact stands in a claim of the file that next() gave a claim or the end of last.
  [[nodiscard]] io::Place place_of(const io::ReadClaim& claim, std::optional<std::size_t> line,
                                   std::optional<FactId> fact) const {
    return file_->reader->place_of(claim, line, fact);
  }

  /// The place among the inputs of the file that next() gave a claim or the end of last, from 1.
  [[nodiscard]] std::size_t file_number() const noexcept { return next_input_; }
  /// Of the file that next() gave a claim or the end of last; to be asked only where one was opened.
  [[nodiscard]] const std::string& file_name() const noexcept { return file_->name; }
  [[nodiscard]] const io::Columns* columns() const { return file_->reader->columns(); }
  [[nodiscard]] bool has_byte_order_mark() const noexcept { return file_->has_byte_order_mark; }

  [[nodiscard]] std::uint64_t failed_files() const noexcept { return failed_files_; }
  [[nodiscard]] std::uint64_t opened_files() const noexcept { return opened_files_; }
  /// Bytes read of the files of claims.
  [[nodiscard]] std::uint64_t bytes_read() const noexcept;
  [[nodiscard]] std::vector<TableUse> table_uses() const;
  /// Whether some file can give a fact.
  [[nodiscard]] bool gives(FactId fact) const { return given_[index_of(fact)]; }

 private:
  using OpenedFile = Expected<io::ClaimFile, std::vector<io::Fault>>;

  [[nodiscard]] OpenedFile open(const std::string& path);
  [[nodiscard]] OpenedFile take(std::size_t input);
  void keep_columns();
  bool open_next_file();
  void end_file();
  void report_warnings();
  void reject_duplicate(io::ReadClaim& claim);
  void fail(const std::vector<io::Fault>& faults);

  const Schema* schema_;
  Inputs inputs_;
  Reports* reports_;
  io::JoinedTables tables_;
  std::optional<io::ClaimFile> file_;
  std::map<std::size_t, OpenedFile> opened_ahead_;  ///< by place in the inputs
  std::optional<io::ColumnUnion> kept_;             ///< where all columns are carried along
  bool is_at_file_end_ = true;
  std::size_t next_input_ = 0;
  std::uint64_t claims_of_file_ = 0;
  std::size_t warnings_of_file_ = 0;  ///< reported up to now
  std::uint64_t failed_files_ = 0;
  std::uint64_t opened_files_ = 0;
  std::uint64_t bytes_of_earlier_files_ = 0;
  std::vector<bool> given_;  ///< by fact
  base::FingerprintSet ids_;
};

}  // namespace warrantor::batch
