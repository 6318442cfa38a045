#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/schema.hpp>

#include "batch/id_set.hpp"
#include "batch/recorded_reports.hpp"
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
  bool finds_duplicates = true;   ///< a claim_id that comes again is rejected; takes at most 16 bytes a claim
  std::shared_ptr<const io::ColumnMap> columns = nullptr;  ///< how files of another system are read; null: none are
  const Schema* other_schema = nullptr;  ///< of a rule set whose facts are no unknown columns either; may be null
  io::Encoding encoding = io::Encoding::found_out;    ///< of the claims and the records
  io::RejectForm rejects = io::RejectForm::messages;  ///< of any other, claims keep their raw rows
  bool keeps_all = false;  ///< every column is carried along but claim_id and line_id, which decisions have themselves
  std::vector<std::string> history = {};  ///< paths of earlier claims, with or without their decisions
  bool are_earlier = false;               ///< the claims are such, and may be decisions in JSON Lines
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

/// A file of claims that is open.
struct InputFile {
  io::ClaimFile claims;
  std::size_t warnings_reported = 0;  ///< of the file as a whole
};

/// Claims of one file that threads pass on to each other. Reused.
struct ClaimPortion {
  std::shared_ptr<InputFile> file;
  io::ClaimBlock block;
  RecordedReports before;                        ///< what was found before its claims
  RecordedReports after;                         ///< and at the end of the file
  io::ReadStatus behind = io::ReadStatus::item;  ///< any other: these are the last claims of the file
  std::uint64_t bytes_read = 0;                  ///< of all files up to here
};

/// The claims of all files of a run, in order: one by one (next), or portion by portion in the steps of
/// io::ClaimReader, of which it is the first (cut) and the third (report_end). A file that cannot be used does not stop
/// the others. For one thread at a time, but that one may cut while another does the rest.
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

  /// Puts the next claims of a file in place of what the portion holds; what concerns whole files is recorded there.
  /// False: there are no more, and only `before` is of use.
  bool cut(ClaimPortion& portion);
  /// Whether cut() would wait for somebody to write.
  [[nodiscard]] bool would_wait() const { return !is_at_file_end_ && file_->claims.reader->would_wait(); }
  /// Whether it never does: all claims are in files.
  [[nodiscard]] bool waits_for_nobody() const noexcept { return waits_for_nobody_; }
  /// Whether a claim_id comes for the first time; for the claims of one portion after the other.
  [[nodiscard]] bool is_new(const IdKey& id) { return !inputs_.finds_duplicates || ids_.insert(id); }
  /// Says that one will be asked for soon.
  void prefetch(const IdKey& id) const noexcept {
    if (inputs_.finds_duplicates) ids_.prefetch(id);
  }
  /// Reports what shows only at the end of a file, where a portion is the last; when all its claims have been read.
  void report_end(ClaimPortion& portion, Reports& reports);

  /// Where a fact stands in a claim of the file that next() gave a claim or the end of last.
  [[nodiscard]] io::Place place_of(const io::ReadClaim& claim, std::optional<std::size_t> line,
                                   std::optional<FactId> fact) const {
    return reader().place_of(claim, line, fact);
  }

  [[nodiscard]] const io::ClaimReader& reader() const { return *file_->claims.reader; }
  /// Where the file holds decisions in JSON Lines; null: it does not.
  [[nodiscard]] const io::DecisionSource* decisions() const { return file_->claims.decisions; }

  /// The place among the inputs of the file that next() gave a claim or the end of last, from 1.
  [[nodiscard]] std::size_t file_number() const noexcept { return next_input_; }

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
  bool open_next_file(Reports& reports);
  void end_file(Reports& reports);
  void note_given(const io::ClaimReader& reader);
  void fail(const std::vector<io::Fault>& faults, Reports& reports);

  const Schema* schema_;
  Inputs inputs_;
  bool waits_for_nobody_;
  Reports* reports_;
  io::JoinedTables tables_;
  std::shared_ptr<InputFile> file_;
  std::map<std::size_t, OpenedFile> opened_ahead_;  ///< by place in the inputs
  std::optional<io::ColumnUnion> kept_;             ///< where all columns are carried along
  bool is_at_file_end_ = true;
  std::size_t next_input_ = 0;
  std::uint64_t claims_of_file_ = 0;
  std::uint64_t portions_ = 0;
  std::uint64_t failed_files_ = 0;
  std::uint64_t opened_files_ = 0;
  std::uint64_t bytes_of_earlier_files_ = 0;
  std::vector<bool> given_;  ///< by fact
  IdKeys id_keys_;           ///< for next()
  IdSet ids_;
};

/// What is wrong with a claim whose id has come before.
[[nodiscard]] io::Fault duplicate_fault(const Schema& schema, const io::ClaimReader& reader,
                                        const io::ReadClaim& claim);

}  // namespace warrantor::batch
