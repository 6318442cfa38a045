#include "engine/plain_words.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace warrantor::engine {
namespace {

bool is_ordered(Relation relation) {
  return relation == Relation::less || relation == Relation::less_equal || relation == Relation::greater ||
         relation == Relation::greater_equal;
}

bool is_measured(ValueType type) {
  return type == ValueType::number || type == ValueType::money || type == ValueType::date ||
         type == ValueType::months || type == ValueType::days;
}

// That something is there at all, or that it is more than nothing, is said by its value.
bool says_no_more_than_the_value(const Comparison& comparison) {
  if (comparison.limits.size() != 1 || !comparison.limits.front().is_known()) return true;
  if (!is_ordered(comparison.relation) || !is_measured(comparison.type)) return true;
  return comparison.relation == Relation::greater && comparison.limits.front().as_integer() == 0 &&
         comparison.type != ValueType::date;
}

bool is_presence(const Comparison& comparison) {
  return comparison.relation == Relation::not_equal && comparison.limits.size() == 1 &&
         comparison.limits.front().is_none();
}

}  // namespace

bool is_awaited(const LineDecision& line, const Reason& reason) {
  const auto& contradictions = line.contradictions;
  if (reason.rule->refers && line.pending.empty()) return false;
  const auto is_applied = [&](const AdjustmentResult& adjustment) { return adjustment.rule == reason.rule; };
  if (std::any_of(line.adjustments.begin(), line.adjustments.end(), is_applied)) return false;
  return is_open(line.outcome) && reason.comparisons.empty() &&
         std::find(contradictions.begin(), contradictions.end(), reason.rule) == contradictions.end();
}

std::vector<const RuleInfo*> referred_by(const LineDecision& line) {
  std::vector<const RuleInfo*> rules;
  for (const Reason& reason : line.reasons) {
    if (reason.rule->refers && !is_awaited(line, reason)) rules.push_back(reason.rule);
  }
  return rules;
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

std::string PlainWords::title(const RuleInfo& info) const {
  return std::string(info.title.get(wording_.language(), info.id));
}

std::string PlainWords::title_and_clause(const RuleInfo& info) const {
  if (info.clause.empty()) return title(info);
  return title(info) + std::string(say_.in_brackets_before) + std::string(say_.clause) + info.clause +
         std::string(say_.in_brackets_after);
}

std::string PlainWords::titles(const std::vector<const RuleInfo*>& infos) const {
  std::string text;
  for (const RuleInfo* info : infos) {
    if (!text.empty()) text += say_.semicolon;
    text += title_and_clause(*info);
  }
  return text;
}

std::string PlainWords::details(const LineDecision& line, const Reason& reason) const {
  std::string text;
  std::set<std::string, std::less<>> told;
  const auto add = [&](const std::string& part) {
    if (!told.insert(part).second) return;
    if (!text.empty() && !part.empty()) text += say_.semicolon;
    text += part;
  };
  if (const RowLimitResult nearest = nearest_passed(line, *reason.rule); nearest.limit != nullptr) {
    add(limit_passed(nearest));
    for (const OtherRow& row : engine::over_otherwise(line, *nearest.limit)) add(over_otherwise(row));
  } else {
    for (const Comparison& each : reason.comparisons) add(comparison(each));
  }
  return text.empty() ? text : capitalised(std::move(text)) + std::string(say_.stop);
}

std::string PlainWords::limit_passed(const RowLimitResult& passed) const {
  const LimitResult& limit = *passed.limit;
  std::string text = wording_.subject(limit.subject) + std::string(say_.colon) + actual(limit);
  text += std::string(say_.semicolon) + std::string(limit.is_date ? say_.last_day_is : say_.limit_is) + last(limit);
  if (passed.row != nullptr) {
    text += std::string(say_.in_brackets_before) + title(*passed.row) + std::string(say_.in_brackets_after);
  }
  text += say_.semicolon;
  if (!limit.is_date) return text + std::string(say_.over_by) + margin(limit);
  return text + std::string(say_.late_by_before) + margin(limit) + std::string(say_.late_by_after);
}

std::string PlainWords::over_otherwise(const OtherRow& row) const {
  std::string text = title(*row.kept.row);
  if (const LimitResult* const kept = row.kept.limit; kept == nullptr || !kept->last.is_known()) {
    text += say_.sets_no_such_limit;
  } else {
    text += std::string(kept->is_date ? say_.would_last_until : say_.would_allow) + last(*kept);
  }
  text += say_.but_is_over;
  for (const RuleInfo* const limit : row.passed) {
    text += (limit == row.passed.front() ? std::string() : std::string(say_.comma)) + title(*limit);
  }
  return text;
}

std::string PlainWords::comparison(const Comparison& comparison) const {
  if (is_presence(comparison)) return {};
  const std::string_view unit = unit_of(comparison.subject);
  std::string text = wording_.subject(comparison.subject) + std::string(say_.colon) +
                     wording_.measure(comparison.type, comparison.domain, comparison.value, unit);
  if (says_no_more_than_the_value(comparison)) return text;
  const std::string limit = wording_.measure(comparison.type, comparison.domain, comparison.limits.front(), unit);
  return text + std::string(say_.comma) + related(comparison.relation, comparison.type == ValueType::date, limit);
}

std::string PlainWords::related(Relation relation, bool is_date, const std::string& limit) const {
  switch (relation) {
    case Relation::greater:
      return std::string(is_date ? say_.later_than : say_.more_than) + limit;
    case Relation::greater_equal:
      return limit + std::string(is_date ? say_.or_later : say_.or_more);
    case Relation::less:
      return std::string(is_date ? say_.earlier_than : say_.less_than) + limit;
    case Relation::less_equal:
      return limit + std::string(is_date ? say_.or_earlier : say_.or_less);
    default:
      return limit;
  }
}

std::string_view PlainWords::unit_of(std::string_view subject) const {
  const auto fact = program_.schema.find_fact(subject);
  if (fact) return program_.schema.fact(*fact).unit;
  return {};
}

std::string PlainWords::last_of(const std::vector<LimitResult>& limits) const {
  std::string text;
  std::size_t count = 0;
  const std::string_view either = wording_.is_chinese() && wording_.writes_dates() ? "或" : say_.either;
  for (const LimitResult& limit : limits) {
    if (!limit.last.is_known()) continue;
    if (count++ > 0) text += either;
    text += last(limit);
  }
  return count > 1 ? text + std::string(say_.first_counts) : text;
}

std::string PlainWords::granted(const LimitResult& limit) const {
  std::string text = allowed(limit);
  if (!limit.start.is_known()) return text;
  text += std::string(limit.is_date ? say_.counted_from : say_.counted_on) + start(limit);
  if (limit.extended_by.is_known() && limit.extended_by.as_integer() != 0) {
    text += std::string(say_.extended_by) + wording_.measure(ValueType::days, {}, limit.extended_by, {});
  }
  return text;
}

std::string PlainWords::start(const LimitResult& limit) const {
  return wording_.measure(limit.is_date ? ValueType::date : limit.allowed_type, {}, limit.start, limit.unit);
}

std::string PlainWords::allowed(const LimitResult& limit) const {
  return wording_.measure(limit.allowed_type, {}, limit.allowed, limit.unit);
}

std::string PlainWords::last(const LimitResult& limit) const {
  return wording_.measure(limit.is_date ? ValueType::date : limit.allowed_type, {}, limit.last, limit.unit);
}

std::string PlainWords::actual(const LimitResult& limit) const {
  return wording_.measure(limit.is_date ? ValueType::date : limit.allowed_type, {}, limit.actual, limit.unit);
}

std::string PlainWords::margin(const LimitResult& limit) const {
  if (!limit.margin.is_known()) return {};
  const std::int64_t by = limit.margin.as_integer();
  return wording_.measure(limit.is_date ? ValueType::days : limit.allowed_type, {}, Value::integer(by < 0 ? -by : by),
                          limit.unit);
}

std::string PlainWords::payments(const std::vector<std::int64_t>& pays) const {
  std::string text;
  for (std::size_t party = 0; party < pays.size(); ++party) {
    if (pays[party] == 0) continue;
    if (!text.empty()) text += say_.comma;
    text += wording_.party(party) + " " + wording_.amount(pays[party]);
  }
  return text;
}

std::string PlainWords::object(const Claim& claim, std::size_t line) const {
  if (line >= claim.line_count()) return {};
  for (const FactId id : program_.schema.line_facts()) {
    const Fact& fact = program_.schema.fact(id);
    if (fact.type != ValueType::enumeration || !is_catalogued(fact.domain)) continue;
    const Value value = claim.get(line, id);
    if (value.is_known()) return wording_.value(fact.type, fact.domain, value);
  }
  return {};
}

bool PlainWords::is_catalogued(DomainId domain) const {
  const expr::Program& code = program_.code;
  return std::any_of(code.definitions.begin(), code.definitions.end(), [&](const expr::Definition& definition) {
    const expr::Node& root = code.node(definition.root);
    return root.op == expr::Op::map_value && code.node(code.children_of(root)[0]).type.domain == domain;
  });
}

}  // namespace warrantor::engine
