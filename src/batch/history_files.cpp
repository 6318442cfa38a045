#include "batch/history_files.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "batch/check.hpp"
#include "batch/history_columns.hpp"
#include "batch/least_borne.hpp"
#include "io/byte_source.hpp"
#include "io/checked_value.hpp"
#include "io/decision_labels.hpp"

namespace warrantor::batch {

namespace {

constexpr std::string_view outcome_header = "outcome";
constexpr std::string_view pays_key = "pays";
constexpr std::array<Outcome, 5> outcomes{Outcome::approved, Outcome::partial, Outcome::denied,
                                          Outcome::needs_information, Outcome::referred};

std::optional<Outcome> outcome_called(std::string_view name) {
  const auto* const found = std::find_if(outcomes.begin(), outcomes.end(), [&](Outcome outcome) {
    return base::equal_ignoring_case(name_of(outcome), name);
  });
  return found == outcomes.end() ? std::nullopt : std::optional(*found);
}

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
        may_bear_below_zero_(may_bear_below_zero(policy)) {
    if (!inputs.keeps_all) {
      headers_ = inputs.kept;
      return;
    }
    const FilesAhead ahead = stream_.look_ahead();
    headers_ = stream_.keep_all(ahead);
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
    return !is_refused_ && stream_.failed_files() == 0;
  }

  [[nodiscard]] std::uint64_t rejected() const noexcept { return rejected_; }

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

  [[nodiscard]] bool is_label_of_outcome(const std::string& header) const {
    return io::DecisionLabels(policy_.schema(), "zh").header(outcome_header) == header;
  }

  // What such a column says would be passed over, and claims be decided anew.
  void check_headers(const io::Columns& columns, const std::string& name, const io::ColumnMap* map) {
    if (holds_fact() || place_in(columns.headers, outcome_header) < columns.headers.size()) return;
    for (std::size_t i = 0; i < columns.headers.size(); ++i) {
      const std::string& header = columns.headers[i];
      const bool is_declared = columns.facts[i] || columns.mapped[i] != nullptr;
      if (is_declared || (map != nullptr && map->claims.ignores(header))) continue;
      constexpr std::uint64_t header_line = 1;
      if (is_label_of_outcome(header)) {
        refuse({name, header_line, i + 1, header, header, "outcomes are not read under their label",
                "write the decisions without --labels"});
      } else if (is_nearly_outcome(header)) {
        refuse({name, header_line, i + 1, header, header, "the column is unknown", base::did_you_mean(outcome_header)});
      }
    }
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

  // Keys of JSON Lines show only as they come.
  void check_keys(const io::ReadClaim& claim) {
    if (holds_fact()) return;
    for (const io::Warning& warning : claim.warnings) {
      const std::string& path = warning.fault.header;
      const std::string key = path.substr(path.rfind('.') + 1);
      if (warning.kind != "unknown keys" || !is_nearly_outcome(key)) continue;
      io::Fault fault = warning.fault;
      fault.message = "the key is unknown";
      fault.help = base::did_you_mean(outcome_header);
      refuse(fault);
    }
  }

  void refuse(const io::Fault& fault) {
    is_refused_ = true;
    reports_.fail(fault);
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
      if (stream_.decisions() != nullptr) stream_.decisions()->restore_place(fault);
      reports_.reject(fault);
    }
    if (claim.faults.empty()) return history.note(policy_, claim.claim, *decision);
    rejected_ += claim.is_rest ? 0U : 1U;
  }

  /// As many as there are headers: none is called so.
  [[nodiscard]] static std::size_t place_in(const std::vector<std::string>& headers, std::string_view header) {
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const std::string& candidate) {
      return base::equal_ignoring_case(candidate, header);
    });
    return static_cast<std::size_t>(found - headers.begin());
  }

  [[nodiscard]] std::string_view cell(const io::ReadClaim& claim, std::size_t line, std::string_view header) const {
    const std::size_t column = place_in(headers_, header);
    if (column == headers_.size()) return {};
    const std::size_t place = line * headers_.size() + column;
    return place < claim.kept.size() ? base::trim(claim.kept[place]) : std::string_view();
  }

  /// Where a line says something that is no fact; `header` must outlive the place.
  [[nodiscard]] io::Place place_of(const io::ReadClaim& claim, std::size_t line, std::string_view header) const {
    io::Place place = stream_.place_of(claim, line, std::nullopt);
    place.header = header;
    const io::Columns* const columns = stream_.reader().columns();
    const std::size_t column = columns == nullptr ? 0 : place_in(columns->headers, header);
    if (columns == nullptr || column == columns->headers.size()) return place;
    place.header = columns->headers[column];
    place.column = column + 1;
    return place;
  }

  [[nodiscard]] io::Fault no_outcome(const io::ReadClaim& claim, std::size_t line, std::string_view text) const {
    return io::fault_at(place_of(claim, line, outcome_header), text, base::quote(text) + " is no outcome",
                        help_with_outcomes(text));
  }

  // Nothing where the file does not say of every line how it was decided, or what it says is a fault of the claim.
  std::optional<Decision> stated_decision(io::ReadClaim& claim) {
    if (holds_fact()) return std::nullopt;
    Decision decision;
    bool is_stated = true;
    const std::size_t lines = std::max<std::size_t>(claim.claim.line_count(), 1);
    for (std::size_t i = 0; i < lines; ++i) {
      const std::string_view text = cell(claim, i, outcome_header);
      const auto outcome = outcome_called(text);
      if (!outcome && !text.empty()) claim.faults.push_back(no_outcome(claim, i, text));
      is_stated = is_stated && outcome;
      if (!outcome) continue;
      LineDecision& line = decision.lines.emplace_back();
      line.outcome = *outcome;
      state_payments(claim, i, line);
    }
    if (!is_stated) return std::nullopt;
    decision.outcome = combine(decision.lines);
    return decision;
  }

  // What is not said is not known.
  void state_payments(io::ReadClaim& claim, std::size_t place, LineDecision& line) {
    const Schema& schema = policy_.schema();
    const std::string_view pays = schema.find_fact(pays_key) ? std::string_view() : cell(claim, place, pays_key);
    base::JsonReader reader;
    const auto json = reader.read(pays);
    const bool is_object = json && json->is_object();
    // A table may have a column of this name that says something else.
    const bool is_of_json = stream_.reader().columns() == nullptr || stream_.decisions() != nullptr;
    if (is_object) check_parties(claim, place, *json);
    if (is_of_json && !is_object && !pays.empty() && !(json && json->is_null())) {
      claim.faults.push_back(io::fault_at(place_of(claim, place, pays_key), pays,
                                          base::quote(pays) + " does not say which party bears how much",
                                          "write an object of parties and their amounts"));
    }
    const bool is_open = line.outcome == Outcome::needs_information || line.outcome == Outcome::referred;
    for (const Party& party : schema.parties()) {
      std::string_view text = schema.find_fact(party.name) ? std::string_view() : cell(claim, place, party.name);
      if (is_object) text = paid_by(*json, party.name);
      const auto amount = is_open ? std::nullopt : read_amount(claim, place, party.name, text, is_object);
      line.pays.push_back(amount.value_or(0));
      line.may_pay.push_back({line.pays.back(), amount});
    }
  }

  void check_parties(io::ReadClaim& claim, std::size_t line, base::JsonValue pays) const {
    std::vector<std::string_view> names;
    for (const Party& party : policy_.schema().parties()) names.emplace_back(party.name);
    for (const base::JsonValue paid : pays) {
      if (std::find(names.begin(), names.end(), paid.key()) != names.end()) continue;
      const std::string path = std::string(pays_key) + '.' + std::string(paid.key());
      io::Place place = place_of(claim, line, pays_key);
      place.header = path;
      std::string help = base::did_you_mean(base::nearest(paid.key(), names));
      if (help.empty()) help = "it takes " + base::join(names, ", ");
      claim.faults.push_back(
          io::fault_at(place, paid.key(), base::quote(paid.key()) + " is no party", std::move(help)));
    }
  }

  // Who is not named bears nothing.
  static std::string_view paid_by(base::JsonValue pays, std::string_view party) {
    const auto value = pays.find(party);
    if (!value) return "0";
    if (value->is_null()) return {};
    return value->is_array() || value->is_object() ? value->source() : value->text();
  }

  // Nothing where nothing is said, or what is said is a fault of the claim.
  std::optional<std::int64_t> read_amount(io::ReadClaim& claim, std::size_t line, const std::string& party,
                                          std::string_view text, bool is_of_object) {
    if (text.empty()) return std::nullopt;
    Fact paid;
    paid.name = party;
    paid.type = ValueType::money;
    if (!may_bear_below_zero_) paid.minimum = 0;
    const std::string path = is_of_object ? std::string(pays_key) + '.' + party : party;
    io::Place place = place_of(claim, line, is_of_object ? pays_key : std::string_view(party));
    place.header = path;
    const auto value =
        io::read_value(policy_.schema(), paid, text, place, claim.claim.texts(), claim.faults, claim.warnings);
    return value && value->is_known() ? std::optional(value->as_integer()) : std::nullopt;
  }

  const Policy& policy_;
  HistoryReports reports_;
  std::string_view language_;
  ClaimStream stream_;
  std::vector<std::string> headers_;  ///< of the columns beside those of claims
  bool may_bear_below_zero_ = false;
  std::uint64_t rejected_ = 0;  ///< claims
  bool is_refused_ = false;     ///< a column or a key is `outcome` mistyped, or no claim could be found
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
  own.kept = own.keeps_all ? std::vector<std::string>()
                           : std::vector<std::string>{std::string(outcome_header), std::string(pays_key)};
  return own;
}

}  // namespace

std::optional<std::uint64_t> read_history(const Policy& policy, const Inputs& inputs, Reports& reports,
                                          std::string_view language, History& history) {
  bool is_complete = true;
  std::uint64_t rejected = 0;
  for (const std::string& path : inputs.history) {
    if (!policy.reads_history()) {
      io::Fault fault{io::display_name(path), 0, 0, "", "", "is not read: the rule set looks at no earlier claims", ""};
      reports.warn({"earlier claims", std::move(fault)});
      continue;
    }
    HistoryFile file(policy, inputs_for(policy.schema(), inputs, path), reports, language);
    is_complete = file.read(history) && is_complete;
    rejected += file.rejected();
  }
  return is_complete ? std::optional(rejected) : std::nullopt;
}

}  // namespace warrantor::batch
