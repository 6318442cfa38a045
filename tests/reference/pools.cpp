#include "reference/pools.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "reference/earlier_run.hpp"

namespace warrantor::reference {
namespace {

using Kind = Thing::Kind;

std::int64_t day(int year, int month, int day_of_month) {
  return Date::from_ymd(year, month, day_of_month)->days_since_epoch();
}

// Decimals are tried in thousandths, which is finer than anything that random rules compare them with.
constexpr std::int64_t parts_of_one = 1000;

Thing ordered_of(Kind kind, std::int64_t value) {
  if (kind != Kind::decimal) return number_of(kind, value);
  Thing decimal = fraction_of(kind, Fraction(value, parts_of_one));
  decimal.number = value;
  return decimal;
}

std::optional<std::int64_t> in_parts(const std::optional<Decimal>& bound) {
  const auto parts = bound ? bound->multiply(Decimal(parts_of_one)) : std::nullopt;
  return parts ? parts->as_integer() : std::nullopt;
}

std::optional<std::int64_t> least_of(const Fact& fact) { return fact.least ? in_parts(fact.least) : fact.minimum; }
std::optional<std::int64_t> greatest_of(const Fact& fact) {
  return fact.greatest ? in_parts(fact.greatest) : fact.maximum;
}

/// Finds the places where a comparison turns, between values at which it comes out differently.
class Turns {
 public:
  Turns(const Case& one, const Compared& compared, const Question& question, Kind kind)
      : one_(one), compared_(compared), question_(question), kind_(kind) {}

  std::set<std::int64_t> find(const std::set<std::int64_t>& samples) {
    for (auto right = std::next(samples.begin()); right != samples.end(); ++right) {
      const auto left = std::prev(right);
      halve(*left, order_at(*left), *right, order_at(*right));
    }
    return turns_;
  }

  [[nodiscard]] bool saw_equal() const { return saw_equal_; }

 private:
  Order order_at(std::int64_t value) const {
    try {
      Case other = one_.with(question_, ordered_of(kind_, value));
      const Order order = compared_.order(other);
      saw_equal_ = saw_equal_ || order == Order::equal;
      return order;
    } catch (const Question&) {
      return Order::unasked;
    }
  }

  void halve(std::int64_t left, Order at_left, std::int64_t right, Order at_right) {
    if (at_left == at_right) return;
    if (right - left == 1) {
      if (makes_a_difference(at_left, at_right)) turns_.insert({left, right});
      return;
    }
    const std::int64_t middle = left + (right - left) / 2;
    const Order at_middle = order_at(middle);
    halve(left, at_left, middle, at_middle);
    halve(middle, at_middle, right, at_right);
  }

  bool makes_a_difference(Order left, Order right) const {
    if (left == Order::unasked || right == Order::unasked) return true;
    return name_of(compared_.holds(left)) != name_of(compared_.holds(right));
  }

  const Case& one_;
  const Compared& compared_;
  const Question& question_;
  Kind kind_;
  std::set<std::int64_t> turns_;
  mutable bool saw_equal_ = false;
};

}  // namespace

const std::vector<Thing>& Pools::values(const Question& question) { return pool(question).values; }

Pools::Pool& Pools::pool(const Question& question) {
  const auto found = pools_.find(question);
  if (found != pools_.end()) return found->second;
  Pool& made = pools_[question];
  if (question.kind == Question::Kind::choice) {
    made.values = {truth(false), truth(true)};
  } else {
    fill(made, fact_of(question));
  }
  return made;
}

// A field of a record is called by its list, which record it is, and its name.
const Fact& Pools::fact_of(const Question& question) const {
  const Fact& fact = *book_.find(asked_fact(question.name))->fact;
  if (fact.name == question.name) return fact;
  const std::string field = question.name.substr(question.name.rfind('.') + 1);
  const Schema& schema = book_.schema();
  for (const FactId id : schema.table(fact.table).fields) {
    if (schema.fact(id).name == field) return schema.fact(id);
  }
  throw std::logic_error("no field `" + field + "`");
}

void Pools::fill(Pool& pool, const Fact& fact) {
  pool.kind = kind_of(fact.type);
  pool.may_be_none = fact.blank_is_conditional && (fact.blank == Blank::none || fact.blank_else == Blank::none);
  if (fact.type == ValueType::boolean) {
    pool.values = {truth(false), truth(true)};
  } else if (fact.type == ValueType::records) {
    const auto lists = lists_.find(fact.name);
    if (lists == lists_.end()) throw std::logic_error("no lists to try for `" + fact.name + "`");
    pool.values = lists->second;
  } else if (const auto* catalogue = catalogue_of(fact.name)) {
    list_group_values(pool, *catalogue);
  } else if (fact.type == ValueType::enumeration) {
    for (const DomainValue& value : book_.schema().domain(fact.domain).values)
      pool.values.push_back(text_of(value.name));
  } else if (pool.kind == Kind::text) {
    pool.texts = {"(another " + fact.name + ")"};
    list_values(pool);
  } else {
    set_bounds(pool, fact);
    // From far ends every comparison can be reached that takes two facts to turn, such as `min(a, b) > 5`. They are not
    // the ends of the search: other facts must be able to lie beyond them.
    const bool is_date = pool.kind == Kind::date;
    const std::int64_t far_low = is_date ? day(1950, 1, 1) : pool.low / 10;
    const std::int64_t far_high = is_date ? day(2149, 12, 31) : pool.high / 10;
    pool.origins[std::clamp(is_date ? day(2020, 6, 15) : 0, pool.low, pool.high)];
    pool.origins[least_of(fact).value_or(far_low)];
    pool.origins[greatest_of(fact).value_or(far_high)];
    list_values(pool);
  }
  // A list of values is not listed anew.
  if (pool.may_be_none && pool.origins.empty() && pool.texts.empty()) pool.values.push_back(none());
}

// Far beyond what a claim states, and not so far that anything overflows or leaves the calendar.
void Pools::set_bounds(Pool& pool, const Fact& fact) const {
  if (pool.kind == Kind::date) {
    pool.low = day(1900, 1, 1);
    pool.high = day(2199, 12, 31);
    return;
  }
  const bool is_length = pool.kind == Kind::months || pool.kind == Kind::days;
  const std::int64_t most = is_length ? longest_duration : 1'000'000'000'000;
  pool.low = least_of(fact).value_or(-most);
  pool.high = greatest_of(fact).value_or(most);
}

void Pools::list_values(Pool& pool) {
  pool.values.clear();
  for (const std::string& text : pool.texts) pool.values.push_back(text_of(text));
  for (const auto& [value, origins] : pool.origins) pool.values.push_back(ordered_of(pool.kind, value));
  if (pool.may_be_none) pool.values.push_back(none());
}

const rules::CatalogueSyntax* Pools::catalogue_of(const std::string& fact) const {
  for (const rules::CatalogueSyntax& catalogue : book_.rules().catalogues) {
    if (catalogue.fact.value == fact) return &catalogue;
  }
  return nullptr;
}

// Every value that something is compared with, and of each group one that nothing is.
void Pools::list_group_values(Pool& pool, const rules::CatalogueSyntax& catalogue) const {
  pool.values.clear();
  for (const auto& group : catalogue.groups) {
    bool has_another = false;
    for (const rules::ValueSyntax& value : group.values) {
      const bool is_mentioned = pool.texts.contains(value.name.value);
      if (is_mentioned || !has_another) pool.values.push_back(text_of(value.name.value));
      has_another = has_another || !is_mentioned;
    }
  }
}

void Pools::see(const Case& one, const Compared& compared) {
  for (const Question& question : compared.reads) {
    if (question.kind == Question::Kind::choice) continue;
    Pool& asked = pool(question);
    const bool has_order = Thing{.kind = asked.kind}.has_order();
    if (asked.kind == Kind::text) mention(question, compared.texts, one.answers().at(question).text);
    if (has_order) search(one, compared, question);
  }
}

// What a text is tried with says nothing about what it is compared with.
void Pools::mention(const Question& question, std::set<std::string> texts, const std::string& tried) {
  Pool& asked = pool(question);
  const Fact& fact = fact_of(question);
  const auto* const catalogue = catalogue_of(fact.name);
  if (fact.type == ValueType::enumeration && catalogue == nullptr) return;  // all its values are tried
  const auto before = asked.texts.size();
  texts.erase(tried);
  texts.erase("");
  for (const std::string& text : texts) {
    if (catalogue == nullptr || book_.schema().domain(fact.domain).find(text)) asked.texts.insert(text);
  }
  grown_ = grown_ || asked.texts.size() != before;
}

// Values near each other: small numbers, and days at the ends of months.
std::vector<std::int64_t> Pools::probes(const Pool& pool) {
  std::vector<std::int64_t> values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
  if (pool.kind == Kind::decimal) {
    for (std::int64_t& value : values) value *= parts_of_one / 2;
  }
  if (pool.kind == Kind::days) values = {0, 1, 2, 27, 28, 29, 30, 31, 32, 60};
  if (pool.kind == Kind::date) {
    values = {day(2023, 2, 28), day(2023, 3, 1), day(2023, 12, 31)};
    for (std::int64_t value = day(2024, 1, 28); value <= day(2024, 5, 1); ++value) {
      const int day_of_month = Date::from_days(static_cast<std::int32_t>(value)).day();
      if (day_of_month <= 1 || day_of_month >= 28) values.push_back(value);
    }
  }
  std::erase_if(values, [&](std::int64_t value) { return value < pool.low || value > pool.high; });
  return values;
}

void Pools::search(const Case& one, const Compared& compared, const Question& question) {
  Pool& asked = pool(question);
  // The same comparison with the same other values needs no second look, unless there are more values to look from.
  std::string key = std::to_string(reinterpret_cast<std::uintptr_t>(compared.place)) + compared.scope + "|" +
                    question.name + std::to_string(static_cast<int>(question.kind)) +
                    std::to_string(asked.origins.size());
  std::set<std::string> origins;
  bool goes_round = false;
  for (const Question& other : compared.reads) {
    if (other == question) continue;
    const Thing& answer = one.answers().at(other);
    key += "|" + other.name + "=" + name_of(answer);
    const auto& of_other = pool(other).origins;
    origins.insert(other.name);
    const auto found = of_other.find(answer.number);
    if (!answer.has_order() || found == of_other.end()) continue;
    origins.insert(found->second.begin(), found->second.end());
    // Pending facts vary within each case of the unknown ones, so they must lie on either side of all of these.
    const bool may_go_round = question.kind == Question::Kind::pending && other.kind == Question::Kind::unknown;
    goes_round = goes_round || (!may_go_round && found->second.contains(question.name));
  }
  if (!searched_.insert(key).second) return;
  if (goes_round) return;  // reckoned from itself: it would go on for ever
  std::set<std::int64_t> samples{asked.low, asked.high};
  for (const auto& [value, from] : asked.origins) samples.insert(value);
  for (const std::int64_t value : probes(asked)) samples.insert(value);
  Turns turns(one, compared, question, asked.kind);
  for (const std::int64_t turn : turns.find(samples)) {
    const auto [place, is_new] = asked.origins.try_emplace(turn, origins);
    grown_ = grown_ || is_new;
    if (!is_new && origins.size() < place->second.size()) {
      place->second = origins;
      grown_ = true;
    }
  }
  try_reach(one, compared, question);
}

// What is reckoned from one fact may equal what is reckoned from another for some of its values and not for others,
// such as `a * 2 - 1 = min(b, 5)`: one value of either sort.
void Pools::try_reach(const Case& one, const Compared& compared, const Question& question) {
  for (const Question& other : compared.reads) {
    if (other == question || other.kind == Question::Kind::choice || pool(other).origins.empty()) continue;
    std::string key = "reach|" + std::to_string(reinterpret_cast<std::uintptr_t>(compared.place)) + compared.scope;
    for (const Question& read : compared.reads) {
      key += "|" + read.name + (read == question || read == other ? "" : "=" + name_of(one.answers().at(read)));
    }
    if (searched_.insert(key + "|" + question.name).second) try_reach(one, compared, question, other);
  }
}

void Pools::try_reach(const Case& one, const Compared& compared, const Question& question, const Question& other) {
  Pool& asked = pool(question);
  std::set<std::int64_t> samples{pool(other).low, pool(other).high};
  for (const std::int64_t value : probes(pool(other))) samples.insert(value);
  std::map<bool, std::int64_t> values;
  for (const std::int64_t value : probes(asked)) {
    const Case half = one.with(question, ordered_of(asked.kind, value));
    Turns turns(half, compared, other, pool(other).kind);
    (void)turns.find(samples);
    values.try_emplace(turns.saw_equal(), value);
  }
  if (values.size() < 2) return;
  for (const auto& [reaches, value] : values) grown_ = asked.origins.try_emplace(value).second || grown_;
}

bool Pools::tried_a_list() const {
  return std::any_of(pools_.begin(), pools_.end(), [](const auto& item) { return item.second.kind == Kind::list; });
}

bool Pools::grow() {
  if (!grown_) return false;
  grown_ = false;
  for (auto& [question, pool] : pools_) {
    if (question.kind == Question::Kind::choice) continue;
    const auto* const catalogue = catalogue_of(fact_of(question).name);
    if (catalogue != nullptr) {
      list_group_values(pool, *catalogue);
    } else if (!pool.texts.empty() || !pool.origins.empty()) {
      list_values(pool);
    }
  }
  return true;
}

}  // namespace warrantor::reference
