#include "batch/history_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "batch/check.hpp"
#include "batch/history_cells.hpp"
#include "batch/history_columns.hpp"
#include "batch/history_payments.hpp"
#include "io/byte_source.hpp"
#include "io/decision_labels.hpp"

namespace warrantor::batch {

namespace {

constexpr std::string_view outcome_header = "outcome";
constexpr std::array<Outcome, 5> outcomes{Outcome::approved, Outcome::partial, Outcome::denied,
                                          Outcome::needs_information, Outcome::referred};

std::string help_with_outcomes(std::string_view text) {
  std::array<std::string_view, outcomes.size()> names;
  std::transform(outcomes.begin(), outcomes.end(), names.begin(), [](Outcome outcome) { return name_of(outcome); });
  std::string help = base::did_you_mean(base::nearest(text, names));
  if (!help.empty()) help += ' ';
  return help + "it takes " + base::join(names, ", ");
}

/// Whether a header or a key that nothing declares is `outcome` mistyped, as near as those of facts are taken to be.
bool is_nearly_outcome(std::string_view header) {
  constexpr std::size_t most_edits = 2;
  return base::edit_distance(base::to_lower(header), outcome_header, most_edits) <= most_edits;
}

/// Whether a file has columns; nothing where it cannot be opened, which is told when it is read.
bool has_columns(const Schema& schema, const Inputs& inputs, const std::string& path) {
  if (!io::can_be_opened_again(path)) return true;
  io::JoinedTables no_tables;
  const auto file = io::open_earlier_claims({&schema, &no_tables, {}, inputs.columns.get(), inputs.other_schema, false},
                                            path, inputs.encoding);
  return !file || file->reader->columns() != nullptr;
}

/// One file of earlier claims.
class HistoryFile {
 public:
  HistoryFile(const Policy& policy, const Inputs& inputs, Reports& reports, std::string_view language)
      : policy_(policy),
        reports_(reports),
        language_(language),
        stream_(policy.schema(), inputs, reports_),
        cells_(policy.schema(), stream_),
        payments_(policy, cells_) {
    if (!inputs.keeps_all) {
      cells_.carry(inputs.kept);
      return;
    }
    const FilesAhead ahead = stream_.look_ahead();
    cells_.carry(stream_.keep_all(ahead));
    const std::string name = io::display_name(inputs.claims[0]);
    for (const io::Columns& columns : ahead.columns) {
      check_headers(columns, name, inputs.columns.get());
      check_lack(lacking_columns(policy, columns, inputs.columns.get()), name);
    }
  }

  bool read(History& history) {
    if (is_refused_ || !stream_.read_tables()) return false;
    io::ReadClaim claim(policy_.schema());
    using Next = ClaimStream::Next;
    for (Next next = stream_.next(claim); next != Next::end; next = stream_.next(claim)) {
      if (next == Next::claim) note(claim, history);
    }
    report_unknown_parties();
    return !is_refused_ && stream_.failed_files() == 0;
  }

  [[nodiscard]] const EarlierFindings& found() const noexcept { return found_; }

 private:
  /// Passes on what concerns whole files and rows; other columns than those of claims are expected.
  class HistoryReports final : public Reports {
   public:
    explicit HistoryReports(Reports& reports) : reports_(reports) {}
    void reject(const io::Fault& fault) override { reports_.reject(fault); }
    void warn(const io::Warning&) override {}
    void fail(const io::Fault& fault) override { reports_.fail(fault); }
    void warn_of_file(io::Fault fault) { reports_.warn({"earlier claims", std::move(fault)}); }

   private:
    Reports& reports_;
  };

  [[nodiscard]] bool holds_fact() const { return policy_.schema().find_fact(outcome_header).has_value(); }

  // What such a column says would be passed over, and claims be decided anew.
  void check_headers(const io::Columns& columns, const std::string& name, const io::ColumnMap* map) {
    const std::vector<std::string>& headers = columns.headers;
    const auto is_outcome = [&](const std::string& header) { return cells_.is_header_of(header, outcome_header); };
    if (std::any_of(headers.begin(), headers.end(), is_outcome)) return;
    for (std::size_t i = 0; i < headers.size(); ++i) {
      const bool is_declared = columns.facts[i] || columns.mapped[i] != nullptr;
      if (is_declared || (map != nullptr && map->claims.ignores(headers[i]))) continue;
      constexpr std::uint64_t header_line = 1;
      check_unknown({name, header_line, i + 1, headers[i], headers[i], "", ""}, headers[i], "column");
    }
  }

  // Keys of JSON Lines show only as they come.
  void check_keys(const io::ReadClaim& claim) {
    for (const io::Warning& warning : claim.warnings) {
      const std::string& path = warning.fault.header;
      if (warning.kind == "unknown keys") check_unknown(warning.fault, path.substr(path.rfind('.') + 1), "key");
    }
  }

  void check_unknown(io::Fault fault, std::string_view called, std::string_view what) {
    if (holds_fact() || !is_nearly_outcome(called)) return;
    fault.message = "the " + std::string(what) + " is unknown";
    fault.help = base::did_you_mean(outcome_header);
    refuse(fault);
  }

  // Such as decisions that were written without the columns of their claims: no rule would find any.
  void check_lack(const LackingColumns& lack, const std::string& name) {
    if (lack.keys.empty() && lack.fields.empty()) return;
    constexpr std::uint64_t header_line = 1;
    const std::string there_is_no = "there is no column for ";
    io::Fault fault{
        name, header_line, 0, "", "", "", "give decisions that were written with --keep all, or the claims"};
    if (lack.keys.empty()) {
      fault.message = there_is_no + names_of(lack.fields) + ", which rules ask of earlier claims";
      return reports_.warn_of_file(std::move(fault));
    }
    fault.message = there_is_no + names_of(lack.keys) + ", by which " +
                    (lack.finds_any ? "some rules find" : "rules find") + " earlier claims";
    if (!lack.fields.empty()) fault.message += ", nor for " + names_of(lack.fields);
    if (lack.finds_any) return reports_.warn_of_file(std::move(fault));
    is_refused_ = true;
    reports_.fail(fault);
  }

  [[nodiscard]] std::string names_of(const std::vector<FactId>& facts) const {
    std::vector<std::string> names;
    for (const FactId fact : facts) names.push_back(base::quote(policy_.schema().fact(fact).name));
    return base::join(names, ", ");
  }

  void refuse(const io::Fault& fault) {
    is_refused_ = true;
    reports_.fail(fault);
  }

  // Where rules ask what parties bore, what is unknown for it may be the reason for asking more of a claim.
  void report_unknown_parties() {
    for (io::Fault& fault : payments_.unknown_parties()) {
      restore_place(fault);
      if (!asks_for_payments(policy_)) {
        reports_.warn_of_file(std::move(fault));
      } else {
        ++found_.unknown_parties;
        reports_.reject(fault);
      }
    }
  }

  void restore_place(io::Fault& fault) const {
    if (stream_.decisions() != nullptr) stream_.decisions()->restore_place(fault);
  }

  void note(io::ReadClaim& claim, History& history) {
    check_keys(claim);
    std::optional<Decision> decision;
    if (claim.faults.empty()) decision = stated_decision(claim);
    if (claim.faults.empty() && !decision) {
      decision = adjudicate(policy_, claim.claim, history);
      if (decision->rejected()) claim.faults = faults_of(policy_, stream_.reader(), claim, *decision, language_);
    }
    for (io::Fault& fault : claim.faults) {
      restore_place(fault);
      reports_.reject(fault);
    }
    if (claim.faults.empty()) return history.note(policy_, claim.claim, *decision);
    found_.rejected_claims += claim.is_rest ? 0U : 1U;
  }

  [[nodiscard]] io::Fault no_outcome(const io::ReadClaim& claim, std::size_t line, std::string_view text) const {
    return io::fault_at(cells_.place_of(claim, line, outcome_header), text, base::quote(text) + " is no outcome",
                        help_with_outcomes(text));
  }

  // Nothing where the file does not say of every line how it was decided, or what it says is a fault of the claim.
  std::optional<Decision> stated_decision(io::ReadClaim& claim) {
    if (holds_fact()) return std::nullopt;
    Decision decision;
    bool is_stated = true;
    const std::size_t lines = std::max<std::size_t>(claim.claim.line_count(), 1);
    for (std::size_t i = 0; i < lines; ++i) {
      const std::string_view text = cells_.cell(claim, i, outcome_header);
      const auto outcome = io::outcome_called(text);
      if (!outcome && !text.empty()) claim.faults.push_back(no_outcome(claim, i, text));
      is_stated = is_stated && outcome;
      if (!outcome) continue;
      LineDecision& line = decision.lines.emplace_back();
      line.outcome = *outcome;
      payments_.state(claim, i, line);
    }
    if (!is_stated) return std::nullopt;
    decision.outcome = combine(decision.lines);
    return decision;
  }

  const Policy& policy_;
  HistoryReports reports_;
  std::string_view language_;
  ClaimStream stream_;
  HistoryCells cells_;
  HistoryPayments payments_;
  EarlierFindings found_;
  bool is_refused_ = false;  ///< a column or a key is `outcome` mistyped, or no claim could be found
};

// A file is read by itself, since each has columns of its own.
Inputs inputs_for(const Schema& schema, const Inputs& inputs, const std::string& path) {
  Inputs own = inputs;
  own.claims = {path};
  own.history.clear();
  own.are_earlier = true;
  own.finds_duplicates = false;
  own.rejects = io::RejectForm::messages;
  own.keeps_all = has_columns(schema, inputs, path);
  own.kept = own.keeps_all ? std::vector<std::string>() : std::vector<std::string>{std::string(outcome_header), "pays"};
  return own;
}

}  // namespace

std::optional<EarlierFindings> read_history(const Policy& policy, const Inputs& inputs, Reports& reports,
                                            std::string_view language, History& history) {
  bool is_complete = true;
  EarlierFindings found;
  for (const std::string& path : inputs.history) {
    if (!policy.reads_history()) {
      io::Fault fault{io::display_name(path), 0, 0, "", "", "is not read: the rule set looks at no earlier claims", ""};
      reports.warn({"earlier claims", std::move(fault)});
      continue;
    }
    HistoryFile file(policy, inputs_for(policy.schema(), inputs, path), reports, language);
    is_complete = file.read(history) && is_complete;
    found.rejected_claims += file.found().rejected_claims;
    found.unknown_parties += file.found().unknown_parties;
  }
  return is_complete ? std::optional(found) : std::nullopt;
}

}  // namespace warrantor::batch
