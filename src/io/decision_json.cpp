#include "io/decision_json.hpp"

#include <optional>

#include <warrantor/money.hpp>

#include "base/json_writer.hpp"
#include "io/json_value.hpp"

namespace warrantor::io {

namespace {

using base::JsonWriter;

void write_labels(JsonWriter& json, const Labels& labels) {
  json.begin_object();
  for (const auto& [language, text] : labels.all()) json.key(language).string(text);
  json.end_object();
}

void write_id(JsonWriter& json, const RuleInfo* rule) {
  if (rule == nullptr) {
    json.null();
  } else {
    json.string(rule->id);
  }
}

template <class Rules, class GetRule>
void write_ids(JsonWriter& json, const Rules& rules, GetRule rule_of) {
  json.begin_array();
  for (const auto& item : rules) json.string(rule_of(item)->id);
  json.end_array();
}

/// Writes the decision on one line of a claim.
class LineWriter {
 public:
  LineWriter(const Schema& schema, JsonWriter& json) : schema_(schema), json_(json) {}

  void write(const LineDecision& line) {
    json_.key("line_id").string(line.line_id);
    json_.key("outcome").string(name_of(line.outcome));
    json_.key("reasons").begin_array();
    for (const Reason& reason : line.reasons) write_reason(reason);
    json_.end_array();
    json_.key("possible");
    write_ids(json_, line.possible, [](const RuleInfo* rule) { return rule; });
    write_facts("missing", line.missing);
    json_.key("missing_exact").boolean(line.missing_exact);
    if (!line.open_claims.empty()) write_open_claims(line);
    write_facts("pending", line.pending);
    if (!line.awaited_lines.empty()) write_awaited_lines(line.awaited_lines);
    json_.key("steps");
    write_ids(json_, line.steps, [](const StepResult& step) { return step.step; });
    json_.key("coverage");
    write_id(json_, line.coverage);
    write_last("coverage_until", line, true);
    write_last("coverage_limit", line, false);
    json_.key("limits").begin_array();
    for (const LimitResult& limit : line.limits) write_limit(limit);
    json_.end_array();
    if (!line.coverages.empty()) write_coverages(line.coverages);
    json_.key("portions").begin_array();
    for (const PortionResult& portion : line.portions) write_portion(portion);
    json_.end_array();
    if (schema_.has_adjustments()) write_adjustments(line);
    json_.key("open").string(amount(line.open));
    json_.key("pays");
    write_shares(line.pays);
    if (schema_.has_advances()) json_.key("advances");
    if (schema_.has_advances()) write_shares(line.advances);
    json_.key("least");
    write_range(line, [](const PaymentRange& range) { return std::optional(range.least); });
    json_.key("most");
    write_range(line, [](const PaymentRange& range) { return range.most; });
    json_.key("total").string(amount(line.total));
  }

 private:
  [[nodiscard]] std::string amount(std::int64_t minor_units) const {
    return format_minor_units(minor_units, schema_.currency());
  }

  void write_value(ValueType type, DomainId domain, const Value& value) {
    io::write_value(json_, schema_, type, domain, value);
  }

  void write_reason(const Reason& reason) {
    json_.begin_object();
    json_.key("id").string(reason.rule->id);
    json_.key("clause").string(reason.rule->clause);
    json_.key("title");
    write_labels(json_, reason.rule->title);
    json_.key("values").begin_array();
    for (const Comparison& comparison : reason.comparisons) {
      json_.begin_object();
      json_.key("fact").string(comparison.subject);
      json_.key("relation").string(name_of(comparison.relation));
      json_.key("value");
      write_value(comparison.type, comparison.domain, comparison.value);
      json_.key("limits").begin_array();
      for (const Value& limit : comparison.limits) write_value(comparison.type, comparison.domain, limit);
      json_.end_array().end_object();
    }
    json_.end_array().end_object();
  }

  void write_facts(std::string_view key, const std::vector<FactId>& facts) {
    json_.key(key).begin_array();
    for (const FactId id : facts) json_.string(schema_.fact(id).name);
    json_.end_array();
  }

  void write_open_claims(const LineDecision& line) {
    json_.key("open_claims").begin_array();
    for (const std::string& id : line.open_claims) json_.string(id);
    json_.end_array();
  }

  // The last day, or the largest reading; where a row has several of a kind, as a list.
  void write_last(std::string_view key, const LineDecision& line, bool is_date) {
    std::vector<const LimitResult*> found;
    for (const LimitResult& limit : line.limits) {
      if (limit.is_date == is_date && limit.last.is_known()) found.push_back(&limit);
    }
    json_.key(key);
    if (found.empty()) json_.null();
    if (found.size() > 1) json_.begin_array();
    for (const LimitResult* limit : found) write_value(type_of(*limit), DomainId{}, limit->last);
    if (found.size() > 1) json_.end_array();
  }

  static ValueType type_of(const LimitResult& limit) { return limit.is_date ? ValueType::date : limit.allowed_type; }

  // Rows that count side by side.
  void write_coverages(const std::vector<CoverageResult>& rows) {
    json_.key("coverages").begin_array();
    for (const CoverageResult& row : rows) {
      json_.begin_object();
      json_.key("id").string(row.row->id);
      json_.key("covers").boolean(row.covers());
      json_.key("limits").begin_array();
      for (const LimitResult& limit : row.limits) write_limit(limit);
      json_.end_array().end_object();
    }
    json_.end_array();
  }

  void write_limit(const LimitResult& limit) {
    json_.begin_object();
    json_.key("name").string(limit.name);
    json_.key("allowed");
    write_value(limit.allowed_type, DomainId{}, limit.allowed);
    if (!limit.is_date && limit.start.is_known()) {
      json_.key("from");
      write_value(limit.allowed_type, DomainId{}, limit.start);
    }
    if (limit.extended_by.is_known()) {
      json_.key("extended_by");
      write_value(ValueType::days, DomainId{}, limit.extended_by);
    }
    json_.key("last");
    write_value(type_of(limit), DomainId{}, limit.last);
    json_.key("actual");
    write_value(type_of(limit), DomainId{}, limit.actual);
    json_.key("margin");
    write_value(limit.is_date ? ValueType::days : limit.allowed_type, DomainId{}, limit.margin);
    json_.key("unit").string(limit.is_date ? std::string_view("days") : limit.unit);
    json_.end_object();
  }

  void write_awaited_lines(const std::vector<std::string>& lines) {
    json_.key("awaited_lines").begin_array();
    for (const std::string& line : lines) json_.string(line);
    json_.end_array();
  }

  void write_portion(const PortionResult& portion) {
    json_.begin_object();
    json_.key("name").string(schema_.portions()[index_of(portion.portion)].name);
    json_.key("amount");
    write_value(ValueType::money, DomainId{}, portion.amount);
    if (schema_.has_adjustments()) json_.key("owed");
    if (schema_.has_adjustments()) write_value(ValueType::money, DomainId{}, portion.owed);
    json_.key("decided_by");
    write_id(json_, portion.decided_by);
    json_.key("pays");
    write_shares(portion.shares);
    json_.end_object();
  }

  void write_adjustments(const LineDecision& line) {
    json_.key("adjustments").begin_array();
    for (const AdjustmentResult& adjustment : line.adjustments) {
      json_.begin_object();
      json_.key("id").string(adjustment.rule->id);
      json_.key("portion").string(schema_.portions()[index_of(adjustment.portion)].name);
      json_.key("before");
      write_value(ValueType::money, DomainId{}, adjustment.before);
      json_.key("after");
      write_value(ValueType::money, DomainId{}, adjustment.after);
      json_.end_object();
    }
    json_.end_array();
  }

  // What is decided is the least and the most in one.
  template <class GetEnd>
  void write_range(const LineDecision& line, GetEnd end_of) {
    if (line.may_pay.empty()) return write_shares(line.pays);
    json_.begin_object();
    for (std::size_t party = 0; party < line.may_pay.size(); ++party) {
      const std::optional<std::int64_t> end = end_of(line.may_pay[party]);
      if (end == 0) continue;
      json_.key(schema_.parties()[party].name);
      if (end) {
        json_.string(amount(*end));
      } else {
        json_.null();
      }
    }
    json_.end_object();
  }

  void write_shares(const std::vector<std::int64_t>& shares) {
    json_.begin_object();
    for (std::size_t party = 0; party < shares.size(); ++party) {
      if (shares[party] != 0) json_.key(schema_.parties()[party].name).string(amount(shares[party]));
    }
    json_.end_object();
  }

  const Schema& schema_;
  JsonWriter& json_;
};

std::string name_as_json(const RuleSetName& rules) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("id").string(rules.id).key("version").string(rules.version);
  json.key("digest").string(rules.digest).end_object();
  return text;
}

void write_day(JsonWriter& json, std::string_view key, const std::optional<Date>& day) {
  json.key(key);
  if (day) {
    json.string(day->to_string());
  } else {
    json.null();
  }
}

void write_version(JsonWriter& json, const VersionInfo& version) {
  json.begin_object().key("id").string(version.id);
  json.key("title");
  write_labels(json, version.title);
  write_day(json, "from", version.valid.from);
  write_day(json, "to", version.valid.to);
  json.end_object();
}

// Which version was taken, and by which date it and no other is in force.
void write_versions(JsonWriter& json, const std::vector<VersionInfo>& versions, const Decision& decision) {
  const Value& date = decision.version_date;
  json.key("version").begin_object();
  json.key("taken");
  if (decision.version == nullptr) json.null();
  if (decision.version != nullptr) write_version(json, *decision.version);
  json.key("by").string(versions.front().valid.by);
  write_day(json, "date", date.is_known() ? std::optional(date.as_date()) : std::nullopt);
  json.key("not_taken").begin_array();
  for (const VersionInfo& version : versions) {
    if (&version != decision.version) write_version(json, version);
  }
  json.end_array().end_object();
}

void write_values(JsonWriter& json, const Schema& schema, const std::vector<ValueResult>& values) {
  for (const ValueResult& value : values) {
    json.key(value.info->name);
    write_value(json, schema, value.info->type, value.info->domain, value.value);
  }
}

void write_grants(JsonWriter& json, const Schema& schema, const std::vector<GrantResult>& grants) {
  json.key("grants").begin_array();
  for (const GrantResult& grant : grants) {
    json.begin_object().key("id").string(grant.rule->id);
    write_values(json, schema, grant.values);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

JsonDecisionWriter::JsonDecisionWriter(const Schema& schema, const RuleSetName& rules, std::vector<std::string> kept)
    : JsonDecisionWriter(schema,
                         {name_as_json(rules), rules.versions, rules.grants != nullptr && !rules.grants->empty(),
                          rules.figures != nullptr && !rules.figures->empty()},
                         std::move(kept)) {}

std::unique_ptr<DecisionWriter> JsonDecisionWriter::twin() const {
  return std::unique_ptr<DecisionWriter>(new JsonDecisionWriter(*schema_, rules_, kept_));
}

void JsonDecisionWriter::add(const ReadClaim& claim, const Decision& decision, std::string& out) {
  JsonWriter json(out);
  LineWriter writer(*schema_, json);
  json.begin_object();
  json.key("claim_id").string(claim.id);
  json.key("outcome").string(name_of(decision.outcome));
  json.key("lines").begin_array();
  for (std::size_t line = 0; line < decision.lines.size(); ++line) {
    json.begin_object();
    writer.write(decision.lines[line]);
    if (!kept_.empty()) json.key("kept").begin_object();
    for (std::size_t k = 0; k < kept_.size(); ++k) {
      const std::size_t place = line * kept_.size() + k;
      json.key(kept_[k]).string(place < claim.kept.size() ? std::string_view(claim.kept[place]) : std::string_view());
    }
    if (!kept_.empty()) json.end_object();
    json.end_object();
  }
  json.end_array();
  if (rules_.has_grants) write_grants(json, *schema_, decision.grants);
  if (rules_.has_figures) {
    json.key("figures").begin_object();
    write_values(json, *schema_, decision.figures);
    json.end_object();
  }
  if (rules_.versions != nullptr && !rules_.versions->empty()) write_versions(json, *rules_.versions, decision);
  json.key("rules").raw(rules_.name).end_object();
  out += '\n';
}

}  // namespace warrantor::io
