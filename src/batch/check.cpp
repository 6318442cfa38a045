#include "batch/check.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/text.hpp"
#include "batch/block_worker.hpp"
#include "batch/history_files.hpp"
#include "batch/pipeline.hpp"
#include "engine/observed.hpp"
#include "engine/wording.hpp"
#include "io/chinese_faults.hpp"
#include "io/csv_cell.hpp"
#include "io/expected_form.hpp"

namespace warrantor::batch {

namespace {

/// Decides blocks and hands on what comes of them.
class Checker final : public BlockStages {
 public:
  explicit Checker(const CheckRun& run)
      : run_(run), summary_(run.policy), stream_(run.policy.schema(), run.inputs, counting_) {}

  Summary run() {
    const bool is_ready = stream_.read_tables();
    if (is_ready && read_earlier_claims()) decide_all();
    assert(summary_.rows_in == summary_.rows_decided + summary_.rows_rejected && "no row is lost");
    summary_.files_read = stream_.opened_files();
    summary_.files_failed = stream_.failed_files();
    summary_.tables = stream_.table_uses();
    if (stream_.opened_files() > 0) summary_.assumed = assumed_facts(run_.policy, stream_);
    return std::move(summary_);
  }

  bool cut(Block& block) override {
    block.duplicates.clear();
    if (stream_.cut(block.portion)) return true;
    block.portion.before.pass_on(last_reports_);
    return false;
  }

  [[nodiscard]] bool would_wait() override { return stream_.would_wait(); }

  [[nodiscard]] bool waits_for_nobody() const override { return stream_.waits_for_nobody(); }

  void process(std::size_t thread, Block& block) override { workers_[thread]->process(block); }

  bool finish(std::size_t thread, Block& block) override {
    block.portion.before.pass_on(counting_);
    begin_decisions(block.portion.file->claims.has_byte_order_mark);
    // A claim that has come before is rare enough for its block to be done over again.
    if (finds_duplicates(block)) workers_[thread]->process(block);
    summary_.rows_in += block.rows;
    summary_.add(block.tally);
    stream_.report_end(block.portion, counting_);
    hand_on(block);
    // Whoever writes the claims may be waiting for these decisions.
    if (block.portion.block.is_all_there_is) run_.output.flush();
    run_.reports.advance({summary_.claims(), block.portion.bytes_read});
    return !has_failed();
  }

 private:
  /// Passes reports on and counts warnings and faults.
  class CountingReports final : public Reports {
   public:
    explicit CountingReports(Checker& checker) : checker_(checker) {}
    void reject(const io::Fault& fault) override {
      const io::Fault said = io::in_language(fault, checker_.run_.language);
      checker_.summary_.add_fault(said);
      checker_.run_.reports.reject(said);
    }
    void fail(const io::Fault& fault) override {
      checker_.run_.reports.fail(io::in_language(fault, checker_.run_.language));
    }
    void warn(const io::Warning& warning) override {
      ++checker_.summary_.warnings[warning.kind];
      checker_.run_.reports.warn({warning.kind, io::in_language(warning.fault, checker_.run_.language), warning.key});
    }

   private:
    Checker& checker_;
  };

  bool read_earlier_claims() {
    const auto found = read_history(run_.policy, run_.inputs, counting_, run_.language, history_);
    if (found) summary_.earlier = *found;
    return found.has_value();
  }

  void decide_all() {
    if (run_.rejects != nullptr || run_.inputs.keeps_all) {
      const FilesAhead ahead = stream_.look_ahead();
      if (run_.rejects != nullptr) begin_rejects(ahead);
      if (run_.inputs.keeps_all) run_.writer.keep(stream_.keep_all(ahead));
    }
    const std::size_t threads = std::clamp<std::size_t>(run_.threads, 1, most_threads);
    for (std::size_t i = 0; i < threads; ++i) workers_.push_back(std::make_unique<BlockWorker>(run_));
    Pipeline(*this, run_.policy.schema()).run(threads);
    if (!has_failed()) last_reports_.pass_on(counting_);
    if (has_begun_) run_.writer.finish(text_);
    write_out();
  }

  void begin_rejects(const FilesAhead& ahead) {
    const bool wants_mark = run_.mark == ByteOrderMark::always || ahead.has_byte_order_mark;
    std::string text;
    run_.rejects->writer.begin(ahead.columns, wants_mark, text);
    run_.rejects->output.write(text);
  }

  void begin_decisions(bool has_byte_order_mark) {
    if (std::exchange(has_begun_, true)) return;
    const bool wants_mark =
        run_.mark == ByteOrderMark::as_input ? has_byte_order_mark : run_.mark == ByteOrderMark::always;
    if (wants_mark) text_ += io::byte_order_mark;
    run_.writer.begin(text_);
    write_out();
  }

  [[nodiscard]] bool has_failed() const {
    return run_.output.failure() || (run_.rejects != nullptr && run_.rejects->output.failure());
  }

  bool finds_duplicates(Block& block) {
    constexpr std::size_t ahead = 8;
    for (std::size_t i = 0; i < block.ids.size(); ++i) {
      if (i + ahead < block.ids.size()) stream_.prefetch(block.ids[i + ahead].key);
      if (!stream_.is_new(block.ids[i].key)) block.duplicates.push_back(block.ids[i].claim);
    }
    return !block.duplicates.empty();
  }

  void write_out() {
    run_.output.write(text_);
    text_.clear();
  }

  void hand_on(Block& block) {
    const std::string_view text = block.text;
    std::size_t written = 0;
    for (std::size_t i = 0; i < block.put_off_count; ++i) {
      PutOff& put_off = *block.put_off[i];
      hand_on(*block.portion.file, put_off);
      if (!text_.empty()) {
        run_.output.write(text.substr(written, put_off.text_before - written));
        written = put_off.text_before;
        write_out();
      }
      if (put_off.claim.is_large()) block.put_off[i].reset();
    }
    run_.output.write(text.substr(written));
  }

  void hand_on(InputFile& file, PutOff& put_off) {
    io::ReadClaim& claim = put_off.claim;
    file.claims.reader->drop_repeated(claim);
    for (const io::Warning& warning : claim.warnings) counting_.warn(warning);
    if (put_off.state == PutOff::State::written) return;
    if (put_off.state == PutOff::State::read && claim.faults.empty()) decide_in_order(put_off);
    if (claim.faults.empty() && put_off.decision.rejected()) {
      claim.faults = faults_of(run_.policy, *file.claims.reader, claim, put_off.decision, run_.language);
    }
    if (!claim.faults.empty()) return reject(file, claim);
    run_.writer.add(claim, put_off.decision, text_);
    summary_.add(claim.rows, put_off.decision);
  }

  void decide_in_order(PutOff& put_off) {
    put_off.decision = engine::adjudicate_observed(run_.policy, put_off.claim.claim, history_, nullptr, &memory_);
    history_.note(run_.policy, put_off.claim.claim, put_off.decision);
  }

  void reject(const InputFile& file, io::ReadClaim& claim) {
    for (io::Fault& fault : claim.faults) {
      fault = io::in_language(std::move(fault), run_.language);
      counting_.reject(fault);
    }
    summary_.add_rejected(claim);
    if (run_.rejects == nullptr) return;
    std::string rows;
    run_.rejects->writer.add(claim, file.claims.reader->columns(), file.claims.name, rows);
    run_.rejects->output.write(rows);
  }

  const CheckRun& run_;
  Summary summary_;
  CountingReports counting_{*this};
  ClaimStream stream_;
  std::vector<std::unique_ptr<BlockWorker>> workers_;  ///< by thread
  RecordedReports last_reports_;                       ///< of files behind the last that could be used
  History history_;
  engine::CaseMemory memory_;
  std::string text_;
  bool has_begun_ = false;
};

std::string value_text(const Schema& schema, const io::ReadClaim& claim, const Rejection& rejection) {
  if (!rejection.fact) return {};
  const Fact& fact = schema.fact(*rejection.fact);
  Value value;
  if (fact.scope == Scope::claim && fact.type != ValueType::records) value = claim.claim.get(*rejection.fact);
  if (fact.scope == Scope::line && rejection.line && *rejection.line < claim.claim.line_count()) {
    value = claim.claim.get(*rejection.line, *rejection.fact);
  }
  return value.is_known() ? format_value(schema, fact, value) : std::string();
}

bool is_order(Relation relation) noexcept {
  return relation == Relation::less || relation == Relation::less_equal || relation == Relation::greater ||
         relation == Relation::greater_equal;
}

// What the rule compared: of several conditions those that say how much too large or too early something is.
std::string help_for(const Policy& policy, const Rejection& rejection, std::string_view language) {
  std::vector<Comparison> compared;
  for (const Comparison& each : rejection.comparisons) {
    if (is_order(each.relation)) compared.push_back(each);
  }
  if (compared.empty()) compared = rejection.comparisons;
  if (compared.empty()) return {};
  return (language == "zh" ? "请核对" : "check ") + engine::Wording(policy.program(), language).comparisons(compared);
}

}  // namespace

Summary check(const CheckRun& run) { return Checker(run).run(); }

std::vector<io::Fault> faults_of(const Policy& policy, const io::ClaimReader& reader, const io::ReadClaim& claim,
                                 const Decision& decision, std::string_view language) {
  std::vector<io::Fault> faults;
  for (const Rejection& rejection : decision.rejections) {
    const io::Place place = reader.place_of(claim, rejection.line, rejection.fact);
    if (rejection.rule == nullptr && rejection.fact) {
      faults.push_back(io::blank_fault(policy.schema(), policy.schema().fact(*rejection.fact), place));
      continue;
    }
    const std::string value = value_text(policy.schema(), claim, rejection);
    std::string message = value.empty() ? "" : base::quote(value) + ": ";
    message += rejection.rule->title.get(language, rejection.rule->id);
    message += " (" + rejection.rule->id + ')';
    faults.push_back(io::fault_at(place, value, std::move(message), help_for(policy, rejection, language)));
  }
  return faults;
}

}  // namespace warrantor::batch
