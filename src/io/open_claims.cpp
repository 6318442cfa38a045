#include "io/open_claims.hpp"

#include <array>

#include "base/text.hpp"
#include "io/json_claim_reader.hpp"
#include "io/open_text.hpp"

namespace warrantor::io {

namespace {

template <std::size_t Count>
bool ends_with_any(std::string_view path, const std::array<std::string_view, Count>& endings) {
  const std::string lower = base::to_lower(path);
  for (const std::string_view ending : endings) {
    if (lower.ends_with(ending)) return true;
  }
  return false;
}

bool begins_like_json(std::string_view beginning) {
  const std::string_view text = base::trim(beginning);
  return text.starts_with('{') || text.starts_with('[');
}

bool is_json(std::string_view path, std::string_view beginning) {
  constexpr std::array<std::string_view, 3> json = {".jsonl", ".ndjson", ".json"};
  constexpr std::array<std::string_view, 3> csv = {".csv", ".tsv", ".txt"};
  if (ends_with_any(path, json)) return true;
  return !ends_with_any(path, csv) && begins_like_json(beginning);
}

Fault about_file(const std::string& name, std::string message) { return {name, 0, 0, "", "", std::move(message), ""}; }

/// Opens a file up to where its form is known.
Expected<ClaimFile, std::vector<Fault>> open_text_file(const std::string& path, Encoding encoding) {
  ClaimFile file;
  file.name = display_name(path);
  auto source = open_text(path, encoding);
  if (!source) return std::vector<Fault>{about_file(file.name, "cannot be read: " + source.error().message)};
  file.source = *std::move(source);
  file.buffer = std::make_unique<InputBuffer>(*file.source);
  file.has_byte_order_mark = skip_byte_order_mark(*file.buffer);
  if (file.buffer->failure()) {
    return std::vector<Fault>{about_file(file.name, "cannot be read: " + file.buffer->failure()->message)};
  }
  return file;
}

Expected<ClaimFile, std::vector<Fault>> with_reader(const CsvClaimReader::Setup& setup, const std::string& path,
                                                    ClaimFile file) {
  if (!is_json(without_gz(path), file.buffer->view())) {
    auto reader = CsvClaimReader::open(setup, *file.buffer, file.name);
    if (!reader) return std::move(reader.error());
    file.reader = *std::move(reader);
    return file;
  }
  if (const auto foreign = recognise_foreign_format(file.buffer->view())) {
    return std::vector<Fault>{about_file(file.name, *foreign)};
  }
  if (base::trim(file.buffer->view()).empty() && !file.buffer->fill()) {
    return std::vector<Fault>{about_file(file.name, "is empty")};
  }
  file.reader = std::make_unique<JsonClaimReader>(setup, *file.buffer, file.name);
  return file;
}

/// Whether the first line that is not blank is a decision. Reads on until it is all there.
bool begins_with_decision(InputBuffer& buffer) {
  for (;;) {
    const std::string_view text = buffer.view();
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('\n', begin);
    if (end != std::string_view::npos) return is_decision(text.substr(begin, end - begin));
    if (!buffer.fill()) return is_decision(base::trim(buffer.view()));
  }
}

/// Has decisions read as CSV. Columns are counted in what nobody sees.
Expected<ClaimFile, std::vector<Fault>> with_decisions(const CsvClaimReader::Setup& setup, ClaimFile file) {
  auto source =
      std::make_unique<DecisionSource>(*setup.schema, std::string(file.buffer->view()), std::move(file.source));
  file.decisions = source.get();
  file.source = std::move(source);
  file.buffer = std::make_unique<InputBuffer>(*file.source);
  if (!file.buffer->fill() && file.buffer->failure()) {
    return std::vector<Fault>{about_file(file.name, "cannot be read: " + file.buffer->failure()->message)};
  }
  auto reader = CsvClaimReader::open(setup, *file.buffer, file.name);
  if (!reader) {
    for (Fault& fault : reader.error()) file.decisions->restore_place(fault);
    return std::move(reader.error());
  }
  file.reader = *std::move(reader);
  return file;
}

}  // namespace

Expected<ClaimFile, std::vector<Fault>> open_claims(const CsvClaimReader::Setup& setup, const std::string& path,
                                                    Encoding encoding) {
  auto file = open_text_file(path, encoding);
  if (!file) return std::move(file.error());
  return with_reader(setup, path, *std::move(file));
}

Expected<ClaimFile, std::vector<Fault>> open_earlier_claims(const CsvClaimReader::Setup& setup, const std::string& path,
                                                            Encoding encoding) {
  auto file = open_text_file(path, encoding);
  if (!file) return std::move(file.error());
  CsvClaimReader::Setup own = setup;
  own.may_be_decisions = true;
  const bool holds_decisions = is_json(without_gz(path), file->buffer->view()) && begins_with_decision(*file->buffer);
  return holds_decisions ? with_decisions(own, *std::move(file)) : with_reader(own, path, *std::move(file));
}

}  // namespace warrantor::io
