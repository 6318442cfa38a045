#include "batch/history_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <warrantor/money.hpp>

#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "batch/check.hpp"
#include "io/byte_source.hpp"

namespace warrantor::batch {

namespace {

constexpr std::string_view outcome_header = "outcome";
constexpr std::string_view pays_key = "pays";
constexpr std::array<Outcome, 5> outcomes{Outcome::approved, Outcome::partial, Outcome::denied,
                                          Outcome::needs_information, Outcome::referred};

std::optional<Outcome> outcome_called(std::string_view name) {
  const auto* const found =
      std::find_if(outcomes.begin(), outcomes.end(), [&](Outcome outcome) { return name_of(outcome) == name; });
  return found == outcomes.end() ? std::nullopt : std::optional(*found);
}

/// Whether a file has columns; nothing where it cannot be opened, which is told when it is read.
bool has_columns(const Schema& schema, const Inputs& inputs, const std::string& path) {
  if (!io::can_be_opened_again(path)) return true;
  io::JoinedTables no_tables;
  const auto file = io::open_claims({&schema, &no_tables, {}, inputs.columns.get(), inputs.other_schema, false}, path,
                                    inputs.encoding);
  return !file || file->reader->columns() != nullptr;
}

/// One file of earlier claims.
class HistoryFile {
 public:
  HistoryFile(const Policy& policy, const Inputs& inputs, Reports& reports, std::string_view language)
      : policy_(policy), reports_(reports), language_(language), stream_(policy.schema(), inputs, reports_) {
    headers_ = inputs.keeps_all ? stream_.keep_all(stream_.look_ahead()) : inputs.kept;
  }

  bool read(History& history) {
    if (!stream_.read_tables()) return false;
    io::ReadClaim claim(policy_.schema());
    using Next = ClaimStream::Next;
    for (Next next = stream_.next(claim); next != Next::end; next = stream_.next(claim)) {
      if (next == Next::claim) note(claim, history);
    }
    return stream_.failed_files() == 0;
  }

 private:
  /// Passes on what concerns whole files and rows; other columns than those of claims are expected.
  class HistoryReports final : public Reports {
   public:
    explicit HistoryReports(Reports& reports) : reports_(reports) {}
    void reject(const io::Fault& fault) override { reports_.reject(fault); }
    void warn(const io::Warning&) override {}
    void fail(const io::Fault& fault) override { reports_.fail(fault); }

   private:
    Reports& reports_;
  };

  void note(io::ReadClaim& claim, History& history) {
    Decision decision;
    if (claim.faults.empty()) {
      const auto stated = stated_decision(claim);
      decision = stated ? *stated : adjudicate(policy_, claim.claim, history);
      if (decision.rejected()) claim.faults = faults_of(policy_, stream_.reader(), claim, decision, language_);
    }
    for (const io::Fault& fault : claim.faults) reports_.reject(fault);
    if (claim.faults.empty()) history.note(policy_, claim.claim, decision);
  }

  [[nodiscard]] std::string_view cell(const io::ReadClaim& claim, std::size_t line, std::string_view header) const {
    const auto found = std::find(headers_.begin(), headers_.end(), header);
    if (found == headers_.end()) return {};
    const auto column = static_cast<std::size_t>(found - headers_.begin());
    const std::size_t place = line * headers_.size() + column;
    return place < claim.kept.size() ? base::trim(claim.kept[place]) : std::string_view();
  }

  // Nothing where the file does not say of every line how it was decided.
  std::optional<Decision> stated_decision(const io::ReadClaim& claim) {
    if (policy_.schema().find_fact(outcome_header)) return std::nullopt;  // the column holds that fact
    Decision decision;
    const std::size_t lines = std::max<std::size_t>(claim.claim.line_count(), 1);
    for (std::size_t i = 0; i < lines; ++i) {
      const auto outcome = outcome_called(cell(claim, i, outcome_header));
      if (!outcome) return std::nullopt;
      LineDecision& line = decision.lines.emplace_back();
      line.outcome = *outcome;
      state_payments(claim, i, line);
    }
    decision.outcome = combine(decision.lines);
    return decision;
  }

  // What is not said is not known.
  void state_payments(const io::ReadClaim& claim, std::size_t place, LineDecision& line) {
    const Schema& schema = policy_.schema();
    base::JsonReader reader;
    const auto json = reader.read(cell(claim, place, pays_key));
    const bool is_open = line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
    for (const Party& party : schema.parties()) {
      std::string_view text = schema.find_fact(party.name) ? std::string_view() : cell(claim, place, party.name);
      if (json && json->is_object()) {
        const auto value = json->find(party.name);
        text = value ? value->text() : "0";
      }
      const auto amount = text.empty() || is_open ? Expected<Money>(Error{}) : Money::parse(text, schema.currency());
      line.pays.push_back(amount ? amount->minor_units() : 0);
      line.may_pay.push_back({line.pays.back(), amount ? std::optional(amount->minor_units()) : std::nullopt});
    }
  }

  const Policy& policy_;
  HistoryReports reports_;
  std::string_view language_;
  ClaimStream stream_;
  std::vector<std::string> headers_;  ///< of the columns beside those of claims
};

// A file is read by itself, since each has columns of its own.
Inputs inputs_for(const Schema& schema, const Inputs& inputs, const std::string& path) {
  Inputs own = inputs;
  own.claims = {path};
  own.history.clear();
  own.finds_duplicates = false;
  own.rejects = io::RejectForm::messages;
  own.keeps_all = has_columns(schema, inputs, path);
  own.kept = own.keeps_all ? std::vector<std::string>()
                           : std::vector<std::string>{std::string(outcome_header), std::string(pays_key)};
  return own;
}

}  // namespace

bool read_history(const Policy& policy, const Inputs& inputs, Reports& reports, std::string_view language,
                  History& history) {
  bool is_complete = true;
  for (const std::string& path : inputs.history) {
    if (!policy.reads_history()) {
      io::Fault fault{io::display_name(path), 0, 0, "", "", "is not read: the rule set looks at no earlier claims", ""};
      reports.warn({"earlier claims", std::move(fault)});
      continue;
    }
    is_complete =
        HistoryFile(policy, inputs_for(policy.schema(), inputs, path), reports, language).read(history) && is_complete;
  }
  return is_complete;
}

}  // namespace warrantor::batch
