#include "batch/summary.hpp"

#include <algorithm>

namespace warrantor::batch {

namespace {

constexpr std::size_t most_kinds = 200;  // of faults told apart

std::string default_text(const Schema& schema, const Fact& fact, bool is_chinese) {
  const Value& value = fact.default_value;
  if (is_chinese && value.is_known() && fact.type == ValueType::boolean) return value.is_true() ? "是" : "否";
  if (is_chinese && value.is_known() && fact.type == ValueType::enumeration) {
    const DomainValue& entry = schema.domain(fact.domain).values[static_cast<std::size_t>(value.as_integer())];
    return std::string(entry.labels.get("zh", entry.name));
  }
  return format_value(schema, fact, value);
}

std::string describe_blank(const Schema& schema, const Fact& fact, Blank blank, bool is_chinese) {
  switch (blank) {
    case Blank::unknown:
      return is_chinese ? "未知" : "unknown";
    case Blank::none:
      return is_chinese ? "无" : "none";
    case Blank::pending:
      return is_chinese ? "待定" : "pending";
    case Blank::default_value:
      return default_text(schema, fact, is_chinese);
    case Blank::reject:
      return is_chinese ? "拒收" : "rejected";
  }
  return {};
}

// What stands between two marks is a value, or a place in a list, which would tell equals apart.
std::string without_values(std::string_view text, char opening, char closing, std::string_view instead) {
  std::string plain;
  for (std::size_t begin = text.find(opening); begin != std::string_view::npos; begin = text.find(opening)) {
    const std::size_t end = text.find(closing, begin + 1);
    if (end == std::string_view::npos) break;
    plain += std::string(text.substr(0, begin)) + std::string(instead);
    text.remove_prefix(end + 1);
  }
  return plain + std::string(text);
}

// The whole number after a word differs from row to row too.
void drop_number_after(std::string& text, std::string_view word) {
  const std::size_t found = text.find(word);
  if (found == std::string::npos) return;
  const std::size_t begin = found + word.size();
  const std::size_t end = std::min(text.find_first_not_of("0123456789", begin), text.size());
  if (end > begin) text.replace(begin, end - begin, "…");
}

std::string kind_of(const io::Fault& fault) {
  const std::string header = without_values(fault.header, '[', ']', "[]");
  std::string message = without_values(fault.message, '`', '`', "…");
  drop_number_after(message, " line ");
  drop_number_after(message, "the row has ");
  drop_number_after(message, "第");
  drop_number_after(message, "该行有");
  if (message.starts_with("…: ")) message.erase(0, std::string_view("…: ").size());
  return header.empty() ? message : header + ": " + message;
}

}  // namespace

void Summary::add_rejected(const io::ReadClaim& claim) {
  claims_rejected += claim.is_rest ? 0U : 1U;
  rows_rejected += claim.rows;
}

void Summary::add_fault(const io::Fault& fault) {
  std::string kind = kind_of(fault);
  if (rejects.size() >= most_kinds && rejects.count(kind) == 0) kind.clear();
  ++rejects[std::move(kind)];
}

bool Summary::has_findings() const noexcept {
  return rows_rejected > 0 || earlier.any() ||
         std::any_of(tables.begin(), tables.end(), [](const TableUse& table) { return table.faulty_rows > 0; });
}

std::vector<std::pair<const RuleInfo*, std::uint64_t>> top_reasons(const Summary& summary, const Policy& policy,
                                                                   std::size_t count) {
  std::vector<std::pair<const RuleInfo*, std::uint64_t>> reasons;
  for (const RuleInfo* rule : policy.rules()) {
    const auto found = summary.lines_by_reason.find(rule);
    if (found != summary.lines_by_reason.end()) reasons.emplace_back(*found);
  }
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (reasons.size() > count) reasons.resize(count);
  return reasons;
}

std::vector<std::pair<const RuleInfo*, std::uint64_t>> counted_grants(const Summary& summary, const Policy& policy) {
  std::vector<std::pair<const RuleInfo*, std::uint64_t>> grants;
  for (const GrantInfo& grant : policy.grants()) {
    std::uint64_t claims = 0;
    for (const auto& [version, count] : summary.claims_by_grant) claims += version->id == grant.rule->id ? count : 0;
    grants.emplace_back(grant.rule, claims);
  }
  return grants;
}

std::vector<FactId> assumed_facts(const Policy& policy, const ClaimStream& stream) {
  const Schema& schema = policy.schema();
  std::vector<FactId> assumed;
  for (const FactId id : policy.facts_read()) {
    const Fact& fact = schema.fact(id);
    const bool is_filled = fact.type == ValueType::records && schema.table(fact.table).history;
    if (fact.scope != Scope::record && !is_filled && !stream.gives(id)) assumed.push_back(id);
  }
  return assumed;
}

std::string taken_for(const Schema& schema, const Fact& fact, std::string_view language) {
  const bool is_chinese = language == "zh";
  const std::string text = describe_blank(schema, fact, fact.blank, is_chinese);
  if (!fact.blank_is_conditional) return text;
  const std::string otherwise = describe_blank(schema, fact, fact.blank_else, is_chinese);
  return is_chinese ? text + "或" + otherwise + "，视其他项目而定" : text + " or " + otherwise + ", as other facts say";
}

}  // namespace warrantor::batch
