#include "batch/check.hpp"

#include <cassert>

#include "base/text.hpp"
#include "engine/case_memory.hpp"
#include "engine/observed.hpp"
#include "engine/wording.hpp"
#include "io/csv_cell.hpp"
#include "io/expected_form.hpp"

namespace warrantor::batch {

namespace {

constexpr std::size_t claims_of_block = 64;
constexpr std::size_t raw_bytes_of_block = 16 * 1024 * 1024;  // a little more is taken, where one claim is large

/// Claims of one file with their decisions: what a thread would take at a time.
struct Block {
  std::vector<io::ReadClaim> claims;
  std::vector<Decision> decisions;  ///< of a claim with faults: not used
  std::size_t count = 0;            ///< of both, in use

  explicit Block(const Schema& schema) : decisions(claims_of_block) {
    claims.reserve(claims_of_block);
    for (std::size_t i = 0; i < claims_of_block; ++i) claims.emplace_back(schema);
  }
};

ClaimStream::Next read_block(ClaimStream& stream, Block& block) {
  block.count = 0;
  std::size_t raw_bytes = 0;
  while (block.count < block.claims.size() && raw_bytes < raw_bytes_of_block) {
    const ClaimStream::Next next = stream.next(block.claims[block.count]);
    if (next != ClaimStream::Next::claim) return next;
    raw_bytes += block.claims[block.count++].raw.size();
  }
  return ClaimStream::Next::claim;
}

/// Decides a block and hands it on.
class Checker {
 public:
  explicit Checker(const CheckRun& run) : run_(run), summary_(run.policy) {}

  Summary run() {
    ClaimStream stream(run_.policy.schema(), run_.inputs, counting_);
    if (stream.read_tables()) decide_all(stream);
    assert(summary_.rows_in == summary_.rows_decided + summary_.rows_rejected && "no row is lost");
    summary_.files_read = stream.opened_files();
    summary_.files_failed = stream.failed_files();
    summary_.tables = stream.table_uses();
    if (stream.opened_files() > 0) summary_.assumed = assumed_facts(run_.policy, stream);
    return std::move(summary_);
  }

 private:
  /// Passes reports on and counts warnings and faults.
  class CountingReports final : public Reports {
   public:
    explicit CountingReports(Checker& checker) : checker_(checker) {}
    void reject(const io::Fault& fault) override {
      checker_.summary_.add_fault(fault);
      checker_.run_.reports.reject(fault);
    }
    void fail(const io::Fault& fault) override { checker_.run_.reports.fail(fault); }
    void warn(const io::Warning& warning) override {
      ++checker_.summary_.warnings[warning.kind];
      checker_.run_.reports.warn(warning);
    }

   private:
    Checker& checker_;
  };

  void decide_all(ClaimStream& stream) {
    if (run_.rejects != nullptr || run_.inputs.keeps_all) {
      const FilesAhead ahead = stream.look_ahead();
      if (run_.rejects != nullptr) begin_rejects(ahead);
      if (run_.inputs.keeps_all) run_.writer.keep(stream.keep_all(ahead));
    }
    Block block(run_.policy.schema());
    bool has_begun = false;
    for (auto next = ClaimStream::Next::claim; next != ClaimStream::Next::end && !has_failed();) {
      next = read_block(stream, block);
      for (std::size_t i = 0; i < block.count; ++i) summary_.rows_in += block.claims[i].rows;
      if (!has_begun && stream.opened_files() > 0) {
        if (wants_mark(stream)) text_ += io::byte_order_mark;
        run_.writer.begin(text_);
        has_begun = true;
      }
      decide(block);
      hand_on(stream, block);
      write_out();
      run_.reports.advance({summary_.claims(), stream.bytes_read()});
    }
    if (has_begun) run_.writer.finish(text_);
    write_out();
  }

  void begin_rejects(const FilesAhead& ahead) {
    const bool wants_mark = run_.mark == ByteOrderMark::always || ahead.has_byte_order_mark;
    run_.rejects->writer.begin(ahead.columns, wants_mark, rejected_text_);
  }

  [[nodiscard]] bool has_failed() const {
    return run_.output.failure() || (run_.rejects != nullptr && run_.rejects->output.failure());
  }

  [[nodiscard]] bool wants_mark(const ClaimStream& stream) const {
    if (run_.mark == ByteOrderMark::as_input) return stream.has_byte_order_mark();
    return run_.mark == ByteOrderMark::always;
  }

  void write_out() {
    run_.output.write(text_);
    text_.clear();
    if (run_.rejects == nullptr) return;
    run_.rejects->output.write(rejected_text_);
    rejected_text_.clear();
  }

  // Claims are decided one after the other only where a rule looks at earlier ones.
  void decide(Block& block) {
    for (std::size_t i = 0; i < block.count; ++i) {
      const io::ReadClaim& read = block.claims[i];
      if (!read.faults.empty()) continue;
      block.decisions[i] = engine::adjudicate_observed(run_.policy, read.claim, history_, nullptr, &memory_);
      if (run_.policy.reads_history()) history_.note(run_.policy, read.claim, block.decisions[i]);
    }
  }

  void hand_on(const ClaimStream& stream, Block& block) {
    for (std::size_t i = 0; i < block.count; ++i) {
      io::ReadClaim& claim = block.claims[i];
      const Decision& decision = block.decisions[i];
      for (const io::Warning& warning : claim.warnings) counting_.warn(warning);
      if (claim.faults.empty() && decision.rejected()) {
        claim.faults = faults_of(run_.policy, stream, claim, decision, run_.language);
      }
      if (claim.faults.empty()) {
        run_.writer.add(claim, decision, text_);
        summary_.add(claim, decision);
        continue;
      }
      for (const io::Fault& fault : claim.faults) counting_.reject(fault);
      if (run_.rejects != nullptr) {
        run_.rejects->writer.add(claim, stream.columns(), stream.file_name(), rejected_text_);
      }
      summary_.add_rejected(claim);
    }
  }

  const CheckRun& run_;
  Summary summary_;
  CountingReports counting_{*this};
  History history_;
  engine::CaseMemory memory_;
  std::string text_;
  std::string rejected_text_;
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

std::vector<io::Fault> faults_of(const Policy& policy, const ClaimStream& stream, const io::ReadClaim& claim,
                                 const Decision& decision, std::string_view language) {
  std::vector<io::Fault> faults;
  for (const Rejection& rejection : decision.rejections) {
    const io::Place place = stream.place_of(claim, rejection.line, rejection.fact);
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
