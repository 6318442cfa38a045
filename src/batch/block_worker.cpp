#include "batch/block_worker.hpp"

#include <algorithm>

#include "engine/observed.hpp"

namespace warrantor::batch {

namespace {

Outcome combined(Outcome first, Outcome second) noexcept {
  if (first == second) return first;
  for (const Outcome open : {Outcome::needs_information, Outcome::referred}) {
    if (first == open || second == open) return open;
  }
  return Outcome::partial;
}

}  // namespace

BlockWorker::BlockWorker(const CheckRun& run) : run_(&run), writer_(run.writer.twin()) {}

void BlockWorker::use(const std::shared_ptr<InputFile>& file) {
  if (file_ == file) return;
  lane_.reset();
  parser_ = file->claims.reader->parser();
  file_ = file;
  if (!run_->takes_plain_lane || writer_ == nullptr || !writer_->takes_plain()) return;
  lane_ = file_->claims.reader->plain_lane();
  if (!lane_ || decider_) return;
  decider_.emplace(run_->policy);
  facts_.emplace(run_->policy.schema(), decider_->facts());
}

void BlockWorker::process(Block& block) {
  block.text.clear();
  block.tally.clear();
  block.rows = 0;
  block.ids.clear();
  block.put_off_count = 0;
  if (block.portion.block.claims.empty()) return;
  use(block.portion.file);
  read_plainly(block);
  for (std::size_t claim = 0; claim < block.portion.block.claims.size(); ++claim) {
    block.rows += block.portion.block.claims[claim].rows;
    if (!write_plainly(block, claim)) take_slowly(block, claim);
  }
}

void BlockWorker::read_plainly(const Block& block) {
  const std::size_t count = block.portion.block.claims.size();
  first_lines_.assign(1, 0);
  if (!lane_) {
    first_lines_.resize(count + 1);
    return;
  }
  facts_->clear();
  lines_.clear();
  auto duplicate = block.duplicates.begin();
  for (std::size_t claim = 0; claim < count; ++claim) {
    const bool is_duplicate = duplicate != block.duplicates.end() && *duplicate == claim;
    if (is_duplicate) ++duplicate;
    if (!is_duplicate) lane_->read(block.portion.block, claim, *facts_, lines_);
    first_lines_.push_back(facts_->size());
  }
  lane_->finish_block();
  if (facts_->size() > 0) decider_->decide(*facts_);
}

// False where the claim is not for the plain lane.
bool BlockWorker::write_plainly(Block& block, std::size_t claim) {
  const std::size_t begin = first_lines_[claim];
  const std::size_t end = first_lines_[claim + 1];
  if (begin == end) return false;
  Outcome outcome = Outcome::approved;
  for (std::size_t line = begin; line < end; ++line) {
    const engine::Ruling* const ruling = decider_->ruling(line);
    if (ruling == nullptr) return false;
    outcome = line == begin ? ruling->outcome : combined(outcome, ruling->outcome);
  }
  const std::size_t kept_count = lines_.kept.size() / lines_.lines.size();
  for (std::size_t line = begin; line < end; ++line) {
    const std::span<const std::string_view> kept(lines_.kept.data() + line * kept_count, kept_count);
    writer_->add_plain({lines_.lines[line], kept, outcome, *decider_, line}, block.text);
    block.tally.add_line(*decider_, line);
  }
  const std::string_view id = lines_.lines[begin].claim_id;
  block.ids.push_back({id_keys_.key_of(id), static_cast<std::uint32_t>(claim)});
  block.tally.add_claim(outcome, end - begin);
  if (block.portion.block.claims[claim].rows == 0) block.rows += end - begin;
  return true;
}

PutOff& BlockWorker::next_put_off(Block& block) const {
  if (block.put_off_count == block.put_off.size()) block.put_off.emplace_back();
  std::unique_ptr<PutOff>& place = block.put_off[block.put_off_count];
  if (place == nullptr || place->claim.is_large()) place = std::make_unique<PutOff>(run_->policy.schema());
  PutOff& put_off = *place;
  put_off.text_before = block.text.size();
  put_off.state = PutOff::State::read;
  return put_off;
}

// Everything that hangs on no earlier claim is done; a claim about which something is left stays with the block.
void BlockWorker::take_slowly(Block& block, std::size_t claim) {
  PutOff& taken = next_put_off(block);
  io::ReadClaim& read = taken.claim;
  parser_->read(block.portion.block, claim, read);
  if (block.portion.block.claims[claim].rows == 0) block.rows += read.rows;
  const auto place = static_cast<std::uint32_t>(claim);
  if (!read.id.empty() && !read.is_rest) block.ids.push_back({id_keys_.key_of(read.id), place});
  if (std::binary_search(block.duplicates.begin(), block.duplicates.end(), place)) {
    read.faults.push_back(duplicate_fault(run_->policy.schema(), *file_->claims.reader, read));
  }
  if (read.faults.empty() && !run_->policy.reads_history()) {
    taken.decision = engine::adjudicate_observed(run_->policy, read.claim, no_history_, nullptr, &memory_);
    taken.state = PutOff::State::decided;
    if (!taken.decision.rejected() && writer_ != nullptr) {
      writer_->add(read, taken.decision, block.text);
      block.tally.add(read.rows, taken.decision);
      taken.state = PutOff::State::written;
    }
  }
  if (taken.state != PutOff::State::written || !read.warnings.empty()) ++block.put_off_count;
}

}  // namespace warrantor::batch
