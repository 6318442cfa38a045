#include "io/json_claim_reader.hpp"

#include "base/text.hpp"
#include "engine/line_block.hpp"
#include "io/json_claim_parser.hpp"
#include "io/json_plain_lane.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t most_unknown_keys = 1000;          // that are remembered, so as to be named once
constexpr std::size_t bytes_of_block = 4 * 1024 * 1024;  // a little more is taken

}  // namespace

JsonFile::JsonFile(const ReaderSetup& setup, std::string file)
    : schema(setup.schema),
      map(setup.map),
      tables(setup.tables),
      keeps_raw_rows(setup.keeps_raw_rows),
      name(std::move(file)),
      kept(setup.kept),
      lines_key(map == nullptr ? "lines" : map->lines_key),
      names(*schema, plain_facts(*schema)),
      given(schema->facts().size()),
      seen(map == nullptr ? 0 : map->claims.columns.size()) {
  for (const Table& table : schema->tables()) field_names.emplace_back(*schema, table.fields);
  if (map != nullptr) {
    for (const MappedConstant& constant : map->claims.constants) given.set(index_of(constant.fact));
  }
  if (setup.other_schema == nullptr) return;
  names.add_elsewhere(*setup.other_schema);
  for (FactNames& fields : field_names) fields.add_elsewhere(*setup.other_schema);
}

JsonClaimReader::JsonClaimReader(const ReaderSetup& setup, InputBuffer& buffer, std::string file)
    : buffer_(&buffer), splitter_(buffer), file_(setup, std::move(file)) {}

ReadStatus JsonClaimReader::cut(ClaimBlock& block) {
  block.clear();
  const ReadStatus status = splitter_.fill(block.lines, engine::lines_of_block, bytes_of_block);
  for (std::size_t line = 0; line < block.lines.size(); ++line) {
    ClaimBlock::Entry& entry = block.claims.emplace_back();
    entry.begin = line;
    entry.end = line + 1;
    entry.is_usual = !block.lines[line].is_too_long;
  }
  block.is_all_there_is = status == ReadStatus::item && splitter_.would_wait();
  block.encoding_name = buffer_->encoding_name();
  block.behind = status;
  if (status == ReadStatus::failed) {
    failure_ = {file_.name,
                0,
                0,
                "",
                "",
                "cannot be read to its end: " + buffer_->failure()->message,
                "copy or export the file again"};
  }
  return block.claims.empty() ? status : ReadStatus::item;
}

std::unique_ptr<ClaimParser> JsonClaimReader::parser() const { return std::make_unique<JsonClaimParser>(file_, *this); }

std::unique_ptr<PlainLane> JsonClaimReader::plain_lane() const {
  return JsonPlainLane::serves(file_) ? std::make_unique<JsonPlainLane>(file_) : nullptr;
}

void JsonClaimReader::drop_repeated(ReadClaim& claim) {
  if (claim.warnings.empty()) return;
  std::vector<Warning> kept;
  for (Warning& warning : claim.warnings) {
    const bool is_first =
        warning.key.empty() || (unknown_keys_.size() < most_unknown_keys && unknown_keys_.insert(warning.key).second);
    if (is_first) kept.push_back(std::move(warning));
  }
  claim.warnings = std::move(kept);
}

// Which keys a file has is known when it is read; claims without one of them may be right.
void JsonClaimReader::conclude() {
  if (file_.map == nullptr) return;
  const ColumnSet& set = file_.map->claims;
  for (std::size_t i = 0; i < set.columns.size(); ++i) {
    const MappedColumn& column = set.columns[i];
    if (column.is_optional || file_.seen.is_set(i)) continue;
    file_.seen.set(i);
    warnings_.push_back({"mapped keys that no claim has",
                         {file_.name, 0, 0, "", column.header,
                          "no claim has the key " + base::quote(column.header) + ", which " + set.file + ':' +
                              std::to_string(column.line) + " maps",
                          ""}});
  }
}

Place JsonClaimReader::place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                                std::optional<FactId> fact) const {
  Place place{file_.name, claim.first_line, 0, {}, {}, 0};
  if (fact) {
    const MappedColumn* const column = file_.map == nullptr ? nullptr : file_.map->claims.column_of(*fact);
    place.header = column == nullptr ? file_.schema->fact(*fact).name : column->header;
    if (column != nullptr) place.conversion = column->conversion_of(*fact);
  }
  if (line && claim.lists_lines) {
    place.list = file_.lines_key;
    place.index = *line;
  }
  return place;
}

}  // namespace warrantor::io
