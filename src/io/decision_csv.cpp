#include "io/decision_csv.hpp"

#include <algorithm>
#include <optional>

#include <warrantor/money.hpp>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/csv_cell.hpp"
#include "io/csv_plain_writer.hpp"
#include "io/decision_labels.hpp"

namespace warrantor::io {

namespace {

/// A value that goes with a grant.
struct ValueOfGrant {
  std::string_view grant;
  std::string_view name;
  Labels title;  ///< with that of the grant, which may have others of the same title
};

/// What the rule set tells of claims as a whole, for those who ask for a column of it.
struct Told {
  std::vector<ValueOfGrant> values;
  std::vector<const ValueInfo*> figures;
  bool has_grants = false;
};

/// What a cell is made from.
struct Cell {
  const Schema& schema;
  const DecisionLabels& labels;
  const std::string& rules;
  const Told& told;
  const ReadClaim& claim;
  const Decision& decision;
  const LineDecision& line;
};

using WriteCell = void (*)(const Cell& cell, std::size_t party, std::string& out);

struct Field {
  std::string name;
  WriteCell write;
  std::size_t party = 0;
  std::optional<PlainCell> plain = PlainCell::ruling;  ///< nothing: it hangs on more than CsvPlainWriter knows
  Labels title = {};                                   ///< that the rule set gives it, of what claims are told
};

/// Puts a separator between the items of a list.
class List {
 public:
  List(const Cell& cell, std::string& out) : labels_(cell.labels), out_(out), begin_(out.size()) {}
  void add(std::string_view item) {
    separate();
    out_ += item;
  }
  void add(const RuleInfo& rule) {
    separate();
    labels_.append_rule(out_, rule);
  }

 private:
  void separate() {
    if (out_.size() > begin_) out_ += labels_.separator();
  }

  const DecisionLabels& labels_;
  std::string& out_;
  std::size_t begin_;
};

std::string amount(const Cell& cell, std::int64_t minor_units) {
  return format_minor_units(minor_units, cell.schema.currency());
}

void write_claim_id(const Cell& cell, std::size_t, std::string& out) { out += cell.claim.id; }
void write_line_id(const Cell& cell, std::size_t, std::string& out) { out += cell.line.line_id; }
void write_outcome(const Cell& cell, std::size_t, std::string& out) { out += cell.labels.outcome(cell.line.outcome); }
void write_claim_outcome(const Cell& cell, std::size_t, std::string& out) {
  out += cell.labels.outcome(cell.decision.outcome);
}
void write_rules(const Cell& cell, std::size_t, std::string& out) { out += cell.rules; }
void write_version(const Cell& cell, std::size_t, std::string& out) {
  if (cell.decision.version != nullptr) out += cell.decision.version->id;
}
void write_open(const Cell& cell, std::size_t, std::string& out) { out += amount(cell, cell.line.open); }
void write_total(const Cell& cell, std::size_t, std::string& out) { out += amount(cell, cell.line.total); }
void write_coverage(const Cell& cell, std::size_t, std::string& out) {
  if (cell.line.coverage != nullptr) cell.labels.append_rule(out, *cell.line.coverage);
}

void write_party(const Cell& cell, std::size_t party, std::string& out) {
  out += amount(cell, party < cell.line.pays.size() ? cell.line.pays[party] : 0);
}

void write_advance(const Cell& cell, std::size_t party, std::string& out) {
  out += amount(cell, party < cell.line.advances.size() ? cell.line.advances[party] : 0);
}

PaymentRange range_of(const Cell& cell, std::size_t party) {
  if (party < cell.line.may_pay.size()) return cell.line.may_pay[party];
  const std::int64_t paid = party < cell.line.pays.size() ? cell.line.pays[party] : 0;
  return {paid, paid};
}

void write_least(const Cell& cell, std::size_t party, std::string& out) {
  out += amount(cell, range_of(cell, party).least);
}

void write_most(const Cell& cell, std::size_t party, std::string& out) {
  const PaymentRange range = range_of(cell, party);
  if (range.most) out += amount(cell, *range.most);
}

void write_missing_exact(const Cell& cell, std::size_t, std::string& out) {
  out += cell.line.missing_exact ? "true" : "false";
}

void write_open_claims(const Cell& cell, std::size_t, std::string& out) {
  List list(cell, out);
  for (const std::string& id : cell.line.open_claims) list.add(id);
}

void write_reasons(const Cell& cell, std::size_t, std::string& out) {
  List list(cell, out);
  for (const Reason& reason : cell.line.reasons) list.add(*reason.rule);
}

void write_clauses(const Cell& cell, std::size_t, std::string& out) {
  List list(cell, out);
  for (const Reason& reason : cell.line.reasons) {
    if (!reason.rule->clause.empty()) list.add(reason.rule->clause);
  }
}

void write_possible(const Cell& cell, std::size_t, std::string& out) {
  List list(cell, out);
  for (const RuleInfo* rule : cell.line.possible) list.add(*rule);
}

void write_steps(const Cell& cell, std::size_t, std::string& out) {
  List list(cell, out);
  for (const StepResult& step : cell.line.steps) list.add(*step.step);
}

void write_limits(const Cell& cell, bool are_dates, std::string& out) {
  List list(cell, out);
  for (const LimitResult& limit : cell.line.limits) {
    if (limit.is_date != are_dates || !limit.last.is_known()) continue;
    const ValueType type = limit.is_date ? ValueType::date : limit.allowed_type;
    list.add(format_value(cell.schema, type, DomainId{}, limit.last));
  }
}
void write_coverage_until(const Cell& cell, std::size_t, std::string& out) { write_limits(cell, true, out); }
void write_coverage_limit(const Cell& cell, std::size_t, std::string& out) { write_limits(cell, false, out); }

void write_facts(const Cell& cell, const std::vector<FactId>& facts, std::string& out) {
  List list(cell, out);
  for (const FactId id : facts) list.add(cell.labels.fact(id));
}
void write_missing(const Cell& cell, std::size_t, std::string& out) { write_facts(cell, cell.line.missing, out); }
void write_pending(const Cell& cell, std::size_t, std::string& out) { write_facts(cell, cell.line.pending, out); }

void write_told(const Cell& cell, const ValueResult& value, std::string& out) {
  if (value.value.is_known()) out += format_value(cell.schema, value.info->type, value.info->domain, value.value);
}

void write_grants(const Cell& cell, std::size_t, std::string& out) {
  List list(cell, out);
  for (const GrantResult& grant : cell.decision.grants) list.add(*grant.rule);
}

void write_value_of_grant(const Cell& cell, std::size_t place, std::string& out) {
  const ValueOfGrant& wanted = cell.told.values[place];
  for (const GrantResult& grant : cell.decision.grants) {
    for (const ValueResult& value : grant.values) {
      if (grant.rule->id == wanted.grant && value.info->name == wanted.name) write_told(cell, value, out);
    }
  }
}

void write_figure(const Cell& cell, std::size_t place, std::string& out) {
  if (place < cell.decision.figures.size()) write_told(cell, cell.decision.figures[place], out);
}

std::vector<Field> fields_of(const Told& told) {
  std::vector<Field> fields;
  for (std::size_t i = 0; i < told.values.size(); ++i) {
    const ValueOfGrant& value = told.values[i];
    fields.push_back({"grants." + std::string(value.grant) + '.' + std::string(value.name), write_value_of_grant, i,
                      std::nullopt, value.title});
  }
  for (std::size_t i = 0; i < told.figures.size(); ++i)
    fields.push_back({"figures." + told.figures[i]->name, write_figure, i, std::nullopt, told.figures[i]->title});
  return fields;
}

// Empty where nobody titled the value.
Labels title_of(const GrantInfo& grant, const ValueInfo& value) {
  Labels title;
  for (const auto& [language, text] : value.title.all()) {
    const std::string_view colon = language == "zh" ? "：" : ": ";
    title.set(language, std::string(grant.rule->title.get(language, grant.rule->id)) + std::string(colon) + text);
  }
  return title;
}

Told told_by(const RuleSetName& rules) {
  Told told;
  if (rules.figures != nullptr) told.figures = *rules.figures;
  if (rules.grants == nullptr) return told;
  told.has_grants = !rules.grants->empty();
  for (const GrantInfo& grant : *rules.grants) {
    for (const ValueInfo* const value : grant.values)
      told.values.push_back({grant.rule->id, value->name, title_of(grant, *value)});
  }
  return told;
}

std::vector<Field> usual_fields(const Schema& schema, bool has_versions, const Told& told) {
  std::vector<Field> fields = {{"claim_id", write_claim_id, 0, PlainCell::claim_id},
                               {"line_id", write_line_id, 0, PlainCell::line_id},
                               {"outcome", write_outcome},
                               {"reasons", write_reasons}};
  for (std::size_t party = 0; party < schema.parties().size(); ++party) {
    fields.push_back({schema.parties()[party].name, write_party, party, PlainCell::pays});
  }
  for (std::size_t party = 0; party < schema.parties().size() && schema.has_advances(); ++party) {
    fields.push_back({"advances." + schema.parties()[party].name, write_advance, party, std::nullopt});
  }
  const std::vector<Field> rest = {{"open", write_open, 0, PlainCell::open},
                                   {"coverage", write_coverage},
                                   {"coverage_until", write_coverage_until, 0, PlainCell::last_days},
                                   {"coverage_limit", write_coverage_limit, 0, PlainCell::last_readings},
                                   {"missing", write_missing},
                                   {"pending", write_pending},
                                   {"steps", write_steps},
                                   {"rules", write_rules}};
  fields.insert(fields.end(), rest.begin(), rest.end());
  if (told.has_grants) fields.push_back({"grants", write_grants, 0, std::nullopt});
  if (has_versions) fields.push_back({"version", write_version, 0, std::nullopt});
  return fields;
}

Expected<std::vector<Field>> choose_fields(const Schema& schema, bool has_versions, const Told& told,
                                           const std::vector<std::string>& names) {
  std::vector<Field> known = usual_fields(schema, has_versions, told);
  if (names.empty()) return known;
  known.insert(known.end(), {{"claim_outcome", write_claim_outcome, 0, PlainCell::claim_outcome},
                             {"clauses", write_clauses},
                             {"missing_exact", write_missing_exact},
                             {"open_claims", write_open_claims},
                             {"possible", write_possible},
                             {"total", write_total, 0, PlainCell::total}});
  for (std::size_t party = 0; party < schema.parties().size(); ++party) {
    known.push_back({schema.parties()[party].name + "_least", write_least, party, std::nullopt});
    known.push_back({schema.parties()[party].name + "_most", write_most, party, std::nullopt});
  }
  for (Field& field : fields_of(told)) known.push_back(std::move(field));
  std::vector<Field> chosen;
  for (const std::string& name : names) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const Field& field) { return field.name == name; });
    if (found != known.end()) {
      chosen.push_back(*found);
      continue;
    }
    std::vector<std::string> known_names;
    for (const Field& field : known) known_names.push_back(field.name);
    const std::string near = base::did_you_mean(base::nearest(name, known_names));
    return Error{"there is no field " + base::quote(name) + "; " +
                 (near.empty() ? "there are " + base::join(known_names, ", ") : near)};
  }
  return chosen;
}

// What a ruling says of each of its lines.
Decision decision_by(const engine::Ruling& ruling) {
  Decision decision;
  LineDecision& line = decision.lines.emplace_back();
  line.outcome = ruling.outcome;
  line.coverage = ruling.coverage;
  for (const RuleInfo* rule : ruling.reasons) line.reasons.push_back({rule, {}});
  for (const RuleInfo* step : ruling.steps) line.steps.push_back({step});
  return decision;
}

/// What a writer is made for; twins share it.
struct Form {
  const Schema& schema;
  DecisionLabels labels;
  std::string rules;
  Told told;
  std::vector<Field> fields;
  std::vector<std::string> kept;
};

class CsvDecisionWriter final : public DecisionWriter {
 public:
  explicit CsvDecisionWriter(Form form)
      : form_(std::move(form)), plain_(form_.schema, plain_columns(), plain_words()) {}

  std::unique_ptr<DecisionWriter> twin() const override { return std::make_unique<CsvDecisionWriter>(form_); }

  void keep(const std::vector<std::string>& headers) override { form_.kept = headers; }

  void begin(std::string& out) override {
    bool is_first = true;
    for (const Field& field : form_.fields) append(out, form_.labels.header(field.name, field.title), is_first);
    for (const std::string& header : form_.kept) append(out, form_.labels.header(header), is_first);
    out += '\n';
  }

  void add(const ReadClaim& claim, const Decision& decision, std::string& out) override {
    for (std::size_t i = 0; i < decision.lines.size(); ++i) {
      const Cell cell{form_.schema, form_.labels, form_.rules, form_.told, claim, decision, decision.lines[i]};
      bool is_first = true;
      for (const Field& field : form_.fields) {
        text_.clear();
        field.write(cell, field.party, text_);
        append(out, text_, is_first);
      }
      for (std::size_t k = 0; k < form_.kept.size(); ++k) {
        const std::size_t place = i * form_.kept.size() + k;
        append(out, place < claim.kept.size() ? std::string_view(claim.kept[place]) : std::string_view(), is_first);
      }
      out += '\n';
    }
  }

  void finish(std::string&) override {}

  bool takes_plain() const override {
    return std::all_of(form_.fields.begin(), form_.fields.end(),
                       [](const Field& field) { return field.plain.has_value(); });
  }
  void add_plain(const PlainDecision& decision, std::string& out) override { plain_.add(decision, out); }

 private:
  [[nodiscard]] std::vector<CsvPlainWriter::Column> plain_columns() const {
    std::vector<CsvPlainWriter::Column> columns;
    for (const Field& field : form_.fields) columns.push_back({field.plain.value_or(PlainCell::ruling), field.party});
    return columns;
  }

  [[nodiscard]] CsvPlainWriter::Words plain_words() const {
    const auto ruling = [this](std::size_t column, const engine::Ruling& of, std::string& out) {
      const ReadClaim claim(form_.schema);
      const Decision decision = decision_by(of);
      const Field& field = form_.fields[column];
      field.write({form_.schema, form_.labels, form_.rules, form_.told, claim, decision, decision.lines[0]},
                  field.party, out);
    };
    const auto outcome = [this](Outcome of, std::string& out) { out += form_.labels.outcome(of); };
    return {ruling, outcome, form_.labels.separator()};
  }

  static void append(std::string& out, std::string_view text, bool& is_first) {
    if (!is_first) out += ',';
    is_first = false;
    append_harmless_csv_field(out, text);
  }

  Form form_;
  CsvPlainWriter plain_;
  std::string text_;
};

}  // namespace

Expected<std::unique_ptr<DecisionWriter>> make_csv_writer(const WriterSetup& setup) {
  const bool has_versions = setup.rules.versions != nullptr && !setup.rules.versions->empty();
  Told told = told_by(setup.rules);
  Expected<std::vector<Field>> chosen = choose_fields(*setup.schema, has_versions, told, setup.fields);
  if (!chosen) return chosen.error();
  return std::unique_ptr<DecisionWriter>(std::make_unique<CsvDecisionWriter>(Form{*setup.schema,
                                                                                  {*setup.schema, setup.labels},
                                                                                  setup.rules.text,
                                                                                  std::move(told),
                                                                                  *std::move(chosen),
                                                                                  setup.kept}));
}

}  // namespace warrantor::io
