#include "io/json_plain_lane.hpp"

#include <algorithm>

namespace warrantor::io {

bool JsonPlainLane::serves(const JsonFile& file) {
  const bool has_tables = file.tables != nullptr && !file.tables->empty();
  return !has_tables && file.map == nullptr && file.kept.empty();
}

JsonPlainLane::JsonPlainLane(const JsonFile& file)
    : file_(&file), json_(*file.schema), usual_line_id_(usual_line_id(*file.schema)) {}

bool JsonPlainLane::read(const ClaimBlock& block, std::size_t index, engine::LineBlock& facts, PlainLines& lines) {
  const ClaimBlock::Entry& entry = block.claims[index];
  if (!entry.is_usual || facts.size() == engine::lines_of_block) return false;
  const std::size_t count = json_.read(block.lines[entry.begin].text, facts, facts.size());
  if (count == 0) return false;
  const auto ids = json_.line_ids();
  const bool has_ids = usual_line_id_ || std::none_of(ids.begin(), ids.end(), [](auto id) { return id.empty(); });
  if (!has_ids) {
    for (std::size_t line = 0; line < count; ++line) facts.clear_line(facts.size() + line);
    return false;
  }
  for (const std::string_view id : ids) lines.lines.push_back({json_.claim_id(), id.empty() ? *usual_line_id_ : id});
  facts.resize(facts.size() + count);
  return true;
}

void JsonPlainLane::finish_block() {
  for (std::size_t fact = 0; fact < file_->schema->facts().size(); ++fact) {
    if (json_.gives(static_cast<FactId>(fact))) file_->given.set(fact);
  }
}

}  // namespace warrantor::io
