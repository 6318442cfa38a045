#include "batch/claim_stream.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "io/open_text.hpp"

namespace warrantor::batch {

namespace {

io::Fault about_file(const std::string& name, std::string message) {
  return {name, 0, 0, "", "", std::move(message), ""};
}

// Decisions have these themselves.
bool is_id(const Schema& schema, const io::ColumnUnion::Column& column) {
  return column.fact == schema.claim_id() || column.fact == schema.line_id();
}

// Some show only when a file is read to its end.
void report_warnings(InputFile& file, Reports& reports) {
  const std::vector<io::Warning>& warnings = file.claims.reader->warnings();
  for (; file.warnings_reported < warnings.size(); ++file.warnings_reported) {
    reports.warn(warnings[file.warnings_reported]);
  }
}

}  // namespace

ClaimStream::ClaimStream(const Schema& schema, const Inputs& inputs, Reports& reports)
    : schema_(&schema),
      inputs_(inputs),
      waits_for_nobody_(std::all_of(inputs.claims.begin(), inputs.claims.end(), io::can_be_opened_again)),
      reports_(&reports),
      given_(schema.facts().size()) {}

bool ClaimStream::read_tables() {
  for (const TableInput& input : inputs_.tables) {
    const std::string name = io::display_name(input.path);
    auto source = io::open_text(input.path, inputs_.encoding);
    if (!source) {
      fail({about_file(name, "cannot be read: " + source.error().message)}, *reports_);
      continue;
    }
    auto table = io::JoinedTable::read(*schema_, input.table, input.is_complete, **source, name,
                                       inputs_.columns ? &inputs_.columns->tables[index_of(input.table)] : nullptr,
                                       inputs_.other_schema);
    if (!table) {
      fail(table.error(), *reports_);
      continue;
    }
    for (const io::Warning& warning : (*table)->warnings()) reports_->warn(warning);
    for (const io::Fault& fault : (*table)->faults()) reports_->reject(fault);
    given_[index_of(schema_->table(input.table).fact)] = true;
    tables_.push_back(*std::move(table));
  }
  return failed_files_ == 0;
}

void ClaimStream::fail(const std::vector<io::Fault>& faults, Reports& reports) {
  ++failed_files_;
  for (const io::Fault& fault : faults) reports.fail(fault);
}

ClaimStream::Next ClaimStream::next(io::ReadClaim& claim) {
  if (is_at_file_end_ && !open_next_file(*reports_)) return Next::end;
  io::ClaimReader& reader = *file_->claims.reader;
  if (reader.next(claim) != io::ReadStatus::item) {
    report_warnings(*file_, *reports_);
    end_file(*reports_);
    note_given(reader);
    return Next::file_end;
  }
  ++claims_of_file_;
  if (!claim.id.empty() && !claim.is_rest && !is_new(id_keys_.key_of(claim.id))) {
    claim.faults.push_back(duplicate_fault(*schema_, reader, claim));
  }
  return Next::claim;
}

bool ClaimStream::cut(ClaimPortion& portion) {
  if (is_at_file_end_ && !open_next_file(portion.before)) {
    portion.file.reset();
    return false;
  }
  portion.file = file_;
  portion.block.number = ++portions_;
  const io::ReadStatus status = file_->claims.reader->cut(portion.block);
  portion.behind = status == io::ReadStatus::item ? portion.block.behind : status;
  claims_of_file_ += portion.block.claims.size();
  if (portion.behind != io::ReadStatus::item) end_file(portion.after);
  portion.bytes_read = bytes_read();
  return true;
}

void ClaimStream::report_end(ClaimPortion& portion, Reports& reports) {
  if (portion.behind == io::ReadStatus::item) return;
  io::ClaimReader& reader = *portion.file->claims.reader;
  if (portion.behind == io::ReadStatus::end) reader.conclude();
  report_warnings(*portion.file, reports);
  portion.after.pass_on(reports);
  note_given(reader);
}

// Rejected claims of a file must fit into the file of rejects.
ClaimStream::OpenedFile ClaimStream::open(const std::string& path) {
  const bool keeps_raw_rows = inputs_.rejects != io::RejectForm::messages;
  const auto open_file = inputs_.are_earlier ? io::open_earlier_claims : io::open_claims;
  OpenedFile file =
      open_file({schema_, &tables_, inputs_.kept, inputs_.columns.get(), inputs_.other_schema, keeps_raw_rows}, path,
                inputs_.encoding);
  if (!file) return file;
  const bool has_columns = file->reader->columns() != nullptr;
  if (inputs_.keeps_all && !has_columns) {
    return std::vector<io::Fault>{about_file(
        file->name, "is JSON Lines, whose keys are not known before all is read; say which of them to carry along")};
  }
  if (!keeps_raw_rows) return file;
  if (has_columns == (inputs_.rejects == io::RejectForm::csv)) return file;
  io::Fault fault = about_file(file->name, has_columns ? "is CSV, and its rejected rows are none of JSON Lines"
                                                       : "is JSON Lines, and its rejected claims are no rows of CSV");
  fault.help = has_columns ? "let the name of the rejects end with .csv, or with .txt for messages alone"
                           : "let the name of the rejects end with .jsonl, or with .txt for messages alone";
  return std::vector<io::Fault>{std::move(fault)};
}

ClaimStream::OpenedFile ClaimStream::take(std::size_t input) {
  if (auto found = opened_ahead_.extract(input)) return std::move(found.mapped());
  return open(inputs_.claims[input]);
}

FilesAhead ClaimStream::look_ahead() {
  FilesAhead ahead;
  if (inputs_.rejects != io::RejectForm::csv && !inputs_.keeps_all) return ahead;
  for (std::size_t input = 0; input < inputs_.claims.size(); ++input) {
    OpenedFile file = open(inputs_.claims[input]);
    if (file) {
      ahead.columns.push_back(*file->reader->columns());
      ahead.has_byte_order_mark = ahead.has_byte_order_mark || file->has_byte_order_mark;
    }
    if (inputs_.claims.size() == 1 || !io::can_be_opened_again(inputs_.claims[input]))
      opened_ahead_.emplace(input, std::move(file));
  }
  return ahead;
}

std::vector<std::string> ClaimStream::keep_all(const FilesAhead& ahead) {
  kept_.emplace();
  for (const io::Columns& columns : ahead.columns) kept_->add(columns);
  std::vector<std::string> headers;
  for (const io::ColumnUnion::Column& column : kept_->columns()) {
    if (!is_id(*schema_, column)) headers.push_back(column.header);
  }
  return headers;
}

void ClaimStream::keep_columns() {
  const io::Columns& columns = *reader().columns();
  const std::vector<io::ColumnUnion::Column> own = io::own_columns(columns);
  const auto places = kept_->places_in(columns);
  std::vector<std::optional<std::size_t>> kept;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (is_id(*schema_, kept_->columns()[i])) continue;
    kept.push_back(places[i] ? std::optional(own[*places[i]].place) : std::nullopt);
  }
  file_->claims.reader->keep(kept);
}

// False where there is none left.
bool ClaimStream::open_next_file(Reports& reports) {
  while (next_input_ < inputs_.claims.size()) {
    OpenedFile file = take(next_input_++);
    if (!file) {
      fail(file.error(), reports);
      continue;
    }
    ++opened_files_;
    bytes_of_earlier_files_ = bytes_read();
    file_ = std::make_shared<InputFile>(InputFile{*std::move(file)});
    if (kept_) keep_columns();
    is_at_file_end_ = false;
    claims_of_file_ = 0;
    report_warnings(*file_, reports);
    return true;
  }
  return false;
}

void ClaimStream::end_file(Reports& reports) {
  is_at_file_end_ = true;
  const bool has_failed = file_->claims.buffer->failure().has_value();
  if (has_failed) fail({reader().failure()}, reports);
  if (claims_of_file_ == 0 && !has_failed) {
    reports.warn({"files without claims", about_file(file_->claims.name, "holds no claims")});
  }
}

void ClaimStream::note_given(const io::ClaimReader& reader) {
  for (std::size_t id = 0; id < given_.size(); ++id) {
    if (reader.gives(static_cast<FactId>(id))) given_[id] = true;
  }
}

std::uint64_t ClaimStream::bytes_read() const noexcept {
  return bytes_of_earlier_files_ + (file_ ? file_->claims.source->bytes_read() : 0);
}

std::vector<TableUse> ClaimStream::table_uses() const {
  std::vector<TableUse> uses;
  for (const auto& table : tables_) {
    uses.push_back({table->file(), table->row_count(), table->faulty_row_count(), table->unused_row_count()});
  }
  return uses;
}

io::Fault duplicate_fault(const Schema& schema, const io::ClaimReader& reader, const io::ReadClaim& claim) {
  return io::fault_at(reader.place_of(claim, std::nullopt, schema.claim_id()), claim.id,
                      "claim " + base::quote(claim.id) + " has come before",
                      "the rows of a claim must stand together, and all files give it once");
}

}  // namespace warrantor::batch
