#include <warrantor/money.hpp>

#include "base/json_writer.hpp"
#include "batch/summary.hpp"

namespace warrantor::batch {

namespace {

using base::JsonWriter;

void write_count(JsonWriter& json, std::string_view key, std::uint64_t count) {
  json.key(key).number(static_cast<std::int64_t>(count));
}

void write_sum(JsonWriter& json, std::string_view key, const Sum& sum, Currency currency) {
  json.key(key);
  if (sum.fits) {
    json.string(format_minor_units(sum.minor_units, currency));
  } else {
    json.null();
  }
}

void write_counts(JsonWriter& json, std::string_view key, std::uint64_t in, std::uint64_t decided,
                  std::uint64_t rejected) {
  json.key(key).begin_object();
  write_count(json, "in", in);
  write_count(json, "decided", decided);
  write_count(json, "rejected", rejected);
  json.end_object();
}

void write_outcomes(JsonWriter& json, std::string_view key, const std::array<std::uint64_t, 5>& counts) {
  json.key(key).begin_object();
  for (std::size_t i = 0; i < counts.size(); ++i) write_count(json, name_of(static_cast<Outcome>(i)), counts[i]);
  json.end_object();
}

void write_amounts(JsonWriter& json, const Summary& summary, const Schema& schema) {
  json.key("currency").string(schema.currency().code());
  json.key("pays").begin_object();
  for (std::size_t party = 0; party < summary.paid.size(); ++party) {
    write_sum(json, schema.parties()[party].name, summary.paid[party], schema.currency());
  }
  json.end_object();
  write_sum(json, "open", summary.open, schema.currency());
  write_sum(json, "total", summary.total, schema.currency());
}

void write_rule(JsonWriter& json, const RuleInfo& rule, std::string_view counted, std::uint64_t count) {
  json.begin_object().key("id").string(rule.id).key("clause").string(rule.clause);
  json.key("title").begin_object();
  for (const auto& [language, title] : rule.title.all()) json.key(language).string(title);
  json.end_object();
  write_count(json, counted, count);
  json.end_object();
}

void write_reasons(JsonWriter& json, const Summary& summary, const Policy& policy) {
  json.key("reasons").begin_array();
  for (const auto& [rule, count] : top_reasons(summary, policy, policy.rules().size()))
    write_rule(json, *rule, "lines", count);
  json.end_array();
}

void write_grants(JsonWriter& json, const Summary& summary, const Policy& policy) {
  if (policy.grants().empty()) return;
  json.key("grants").begin_array();
  for (const auto& [grant, count] : counted_grants(summary, policy)) write_rule(json, *grant, "claims", count);
  json.end_array();
}

void write_kinds(JsonWriter& json, std::string_view key, const std::map<std::string, std::uint64_t>& kinds) {
  json.key(key).begin_object();
  for (const auto& [kind, count] : kinds) write_count(json, kind.empty() ? "other kinds" : kind, count);
  json.end_object();
}

void write_tables(JsonWriter& json, const std::vector<TableUse>& tables) {
  json.key("tables").begin_array();
  for (const TableUse& table : tables) {
    json.begin_object().key("file").string(table.file);
    write_count(json, "rows", table.rows);
    write_count(json, "faulty", table.faulty_rows);
    write_count(json, "unused", table.unused_rows);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string summary_as_json(const Summary& summary, const Policy& policy) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  json.key("rules").begin_object().key("id").string(policy.id()).key("version").string(policy.version());
  json.key("digest").string(policy.digest()).end_object();
  write_count(json, "files_read", summary.files_read);
  write_count(json, "files_failed", summary.files_failed);
  write_counts(json, "rows", summary.rows_in, summary.rows_decided, summary.rows_rejected);
  write_counts(json, "claims", summary.claims(), summary.claims_decided, summary.claims_rejected);
  if (summary.earlier.rejected_claims > 0)
    write_count(json, "earlier_claims_rejected", summary.earlier.rejected_claims);
  write_outcomes(json, "claims_by_outcome", summary.claims_by_outcome);
  write_outcomes(json, "lines_by_outcome", summary.lines_by_outcome);
  write_amounts(json, summary, policy.schema());
  write_reasons(json, summary, policy);
  write_grants(json, summary, policy);
  write_kinds(json, "rejects", summary.rejects);
  write_kinds(json, "warnings", summary.warnings);
  write_tables(json, summary.tables);
  json.key("assumed").begin_object();
  for (const FactId id : summary.assumed) {
    const Fact& fact = policy.schema().fact(id);
    json.key(fact.name).string(taken_for(policy.schema(), fact, "en"));
  }
  json.end_object().end_object();
  text += '\n';
  return text;
}

}  // namespace warrantor::batch
