#include <algorithm>
#include <stdexcept>

#include "reference/case.hpp"

// What a portion is owed: one adjustment after the other, as they stand in the file.
namespace warrantor::reference {
namespace {

using Kind = Thing::Kind;
using Effect = rules::AdjustmentSyntax::Kind;

Thing money(std::int64_t minor_units) { return number_of(Kind::money, minor_units); }

/// In units that a ratio can be made of: digits beside an amount are in its minor units, as it is.
Fraction counted(const Thing& thing, bool beside_money, std::int64_t scale) {
  return beside_money ? Fraction(thing.number) : exact_value(thing, scale);
}

// The whole part and what is left of it, which says on which side of one half it lies.
Thing divided(std::int64_t amount, const Fraction& times, const Fraction& over, const std::string& rounding) {
  if (amount < 0 || times < 0 || over <= 0) return undefined();
  const Fraction exact = Fraction(amount) * times / over;
  boost::multiprecision::cpp_int whole = numerator(exact) / denominator(exact);
  const Fraction rest = exact - Fraction(whole);
  const Fraction twice = rest + rest;
  if (rounding == "up") {
    whole += rest > 0 ? 1 : 0;
  } else if (rounding == "half_down") {
    whole += twice > 1 ? 1 : 0;
  } else if (rounding == "half_even") {
    whole += twice > 1 || (twice == 1 && whole % 2 != 0) ? 1 : 0;
  } else if (rounding != "down") {
    whole += twice >= 1 ? 1 : 0;
  }
  if (whole > INT64_MAX) return undefined();
  return money(static_cast<std::int64_t>(whole));
}

}  // namespace

Thing Case::is_met(const rules::RuleSyntax& rule) {
  const Thing applies = holds(rule.applies);
  if (applies.is_false()) return applies;
  const Thing when = holds(rule.when);
  if (when.is_false()) return when;
  const bool has_unless = rule.unless.kind != rules::Condition::Kind::always;
  const Thing unless = has_unless ? holds(rule.unless) : truth(false);
  if (unless.is_true()) return truth(false);
  const bool is_certain = applies.is(Kind::boolean) && when.is(Kind::boolean) && unless.is(Kind::boolean);
  return is_certain ? truth(true) : undefined();
}

std::vector<const rules::RuleSyntax*> Book::adjustments_of(std::size_t portion) const {
  std::vector<const rules::RuleSyntax*> found;
  for (const rules::RuleSyntax& rule : rules_.rules) {
    if (rule.section != rules::Section::adjustments || rule.is_referral()) continue;
    const auto portions = portions_of(rule);
    if (std::find(portions.begin(), portions.end(), portion) != portions.end()) found.push_back(&rule);
  }
  return found;
}

// In the order in which they use its figure up.
std::vector<std::size_t> Book::portions_of(const rules::RuleSyntax& rule) const {
  const auto& named = rule.adjustment.portions;
  std::vector<std::size_t> found;
  if (named.empty()) found.push_back(0);
  for (const rules::Text& name : named) {
    if (name.value != "all") found.push_back(portion(name.value));
    for (std::size_t i = 0; name.value == "all" && i < rules_.portions.size(); ++i) found.push_back(i);
  }
  return found;
}

std::size_t Book::place_at(std::size_t portion, const rules::RuleSyntax& rule) const {
  std::size_t before = 0;
  for (const rules::RuleSyntax* const other : adjustments_of(portion)) before += other < &rule ? 1 : 0;
  return before;
}

Thing Case::owed(std::size_t portion) {
  const rules::PortionSyntax& declared = book_.rules().portions[portion];
  const Thing asked = value_of(declared.name.value);
  const auto adjustments = book_.adjustments_of(portion);
  if (adjustments.empty() && !declared.starts_as.given()) return asked;
  const Thing left = so_far(portion, adjustments.size());
  if (!asked.has_order() || !left.has_order()) return undefined();
  const auto amount = [portion](Case& one) { return one.value_of(one.book().rules().portions[portion].name.value); };
  const auto owed_at_last = [portion, count = adjustments.size()](Case& one) { return one.so_far(portion, count); };
  (void)is_above(&declared.starts_as, owed_at_last, amount);
  return money(std::min(left.number, std::max<std::int64_t>(asked.number, 0)));
}

Thing Case::is_met_at(std::size_t portion, std::size_t place) {
  const auto stage = std::exchange(stage_, std::pair(portion, place));
  const auto of_each = std::exchange(of_each_, false);
  const Thing met = is_met(*book_.adjustments_of(portion)[place]);
  stage_ = stage;
  of_each_ = of_each;
  return met;
}

// Of several portions all together, in conditions and in figures that they use up together.
Thing Case::owed_until_here() {
  const rules::RuleSyntax& rule = *book_.adjustments_of(stage_->first)[stage_->second];
  if (of_each_) return so_far(stage_->first, stage_->second);
  std::int64_t sum = 0;
  for (const std::size_t portion : book_.portions_of(rule)) {
    const Thing amount = so_far(portion, book_.place_at(portion, rule));
    if (!amount.has_order()) return undefined();
    sum += amount.number;
  }
  return money(sum);
}

Thing Case::owed_until_here(const std::string& portion) {
  const rules::RuleSyntax& rule = *book_.adjustments_of(stage_->first)[stage_->second];
  const std::size_t place = book_.portion(portion);
  return so_far(place, book_.place_at(place, rule));
}

// Whatever the amount is, nothing added or taken away changes it, and what makes it more does.
std::optional<bool> Case::changes_by_figure(const rules::RuleSyntax& rule, std::size_t portion, std::size_t place) {
  const Effect kind = *rule.adjustment.kind;
  if (kind != Effect::less && kind != Effect::plus) return std::nullopt;
  const auto stage = std::exchange(stage_, std::pair(portion, place));
  const Thing figure = figure_left(rule, so_far(portion, place));
  stage_ = stage;
  if (!figure.has_order()) return std::nullopt;
  if (figure.number == 0) return false;
  const bool is_more = (figure.number < 0) == (kind == Effect::less);
  return is_more ? std::optional(true) : std::nullopt;
}

Thing Case::changes(const rules::RuleSyntax& rule) {
  bool changes = false;
  bool is_open = false;
  for (const std::size_t portion : book_.portions_of(rule)) {
    const std::size_t place = book_.place_at(portion, rule);
    const Thing before = so_far(portion, place);
    const Thing after = so_far(portion, place + 1);
    if (const auto told = changes_by_figure(rule, portion, place)) {
      changes = changes || *told;
      continue;
    }
    is_open = is_open || !before.has_order() || !after.has_order();
    changes = changes || (before.has_order() && after.has_order() && before.number != after.number);
  }
  return changes ? truth(true) : is_open ? undefined() : truth(false);
}

// What portions of the rule before this one leave of a figure that they use up together.
Thing Case::used_before(const rules::RuleSyntax& rule, Thing figure) {
  const bool caps = *rule.adjustment.kind == Effect::at_most;
  for (const std::size_t portion : book_.portions_of(rule)) {
    if (portion == stage_->first || !figure.has_order()) return figure;
    const Thing asked = value_of(book_.rules().portions[portion].name.value);
    if (asked.has_order() && asked.number <= 0) continue;
    if (taken_ != nullptr && (*taken_)[portion]) continue;
    const Thing before = so_far(portion, book_.place_at(portion, rule));
    if (!asked.has_order() || !before.has_order()) return undefined();
    const std::int64_t left = caps ? std::min(before.number, figure.number) : before.number - figure.number;
    const std::int64_t bounded = std::max<std::int64_t>(left, 0);
    const std::int64_t used = caps ? bounded : before.number - bounded;
    figure = money(std::max<std::int64_t>(figure.number - used, 0));
  }
  return figure;
}

Thing Case::used_at(std::size_t portion, std::size_t place) {
  const Thing met = is_met_at(portion, place);
  if (met.is_false()) return money(0);
  const rules::RuleSyntax& rule = *book_.adjustments_of(portion)[place];
  const Thing before = so_far(portion, place);
  const auto stage = std::exchange(stage_, std::pair(portion, place));
  const Thing figure = figure_left(rule, before);
  stage_ = stage;
  const auto is_nothing = [](const Thing& amount) { return amount.has_order() && amount.number <= 0; };
  if (is_nothing(before) || is_nothing(figure)) return money(0);
  const Thing after = so_far(portion, place + 1);
  if (!before.has_order() || !after.has_order()) return undefined();
  const bool caps = *rule.adjustment.kind == Effect::at_most;
  const std::int64_t used = caps ? after.number : before.number - after.number;
  return met.is_true() || used == 0 ? money(used) : undefined();
}

Thing Case::so_far(std::size_t portion, std::size_t count) {
  const std::string key = "so far " + std::to_string(portion) + " " + std::to_string(count);
  if (const auto known = known_.find(key); known != known_.end()) {
    reads_.insert(known->second.reads.begin(), known->second.reads.end());
    return known->second.thing;
  }
  const auto scopes = std::exchange(scopes_, {});
  const auto stage = std::exchange(stage_, std::nullopt);
  const auto of_each = std::exchange(of_each_, false);
  Questions before = std::exchange(reads_, {});
  const Thing thing = adjusted(portion, count);
  known_[key] = {thing, reads_};
  reads_.merge(before);
  stage_ = stage;
  of_each_ = of_each;
  scopes_ = scopes;
  return thing;
}

Thing Case::adjusted(std::size_t portion, std::size_t count) {
  const rules::PortionSyntax& declared = book_.rules().portions[portion];
  if (count == 0) {
    const Thing start = declared.starts_as.given() ? evaluate(declared.starts_as) : value_of(declared.name.value);
    return start.has_order() ? money(std::max<std::int64_t>(start.number, 0)) : undefined();
  }
  const rules::RuleSyntax& rule = *book_.adjustments_of(portion)[count - 1];
  stage_ = {portion, count - 1};
  const Thing met = is_met(rule);
  if (met.is_false()) return so_far(portion, count - 1);
  const Thing before = so_far(portion, count - 1);
  const Thing after = effect_of(rule, before);
  if (met.is_true()) return after;
  return name_of(after) == name_of(before) ? after : undefined();
}

Thing Case::effect_of(const rules::RuleSyntax& rule, const Thing& before) {
  const rules::AdjustmentSyntax& adjustment = rule.adjustment;
  const Thing figure = figure_left(rule, before);
  if (*adjustment.kind != Effect::becomes && !before.has_order()) return undefined();
  if (!figure.has_order()) return undefined();
  const auto at = [&rule](Case& one) {
    return one.figure_left(rule, one.so_far(one.stage_->first, one.stage_->second));
  };
  const auto until_here = [](Case& one) { return one.so_far(one.stage_->first, one.stage_->second); };
  (void)is_above(&adjustment, until_here, at);
  std::int64_t amount = figure.number;
  if (*adjustment.kind == Effect::at_most) amount = std::min(before.number, figure.number);
  if (*adjustment.kind == Effect::at_least) return money(std::max(before.number, figure.number));
  if (*adjustment.kind == Effect::less) amount = before.number - figure.number;
  if (*adjustment.kind == Effect::plus) amount = before.number + figure.number;
  return money(std::max<std::int64_t>(amount, 0));
}

// What earlier lines, and other portions, left of it, if they use it up together.
Thing Case::figure_left(const rules::RuleSyntax& rule, const Thing& so_far) {
  const Effect kind = *rule.adjustment.kind;
  const bool is_shared = kind == Effect::at_most || kind == Effect::less;
  const auto of_each = std::exchange(of_each_, !is_shared);
  Thing figure = figure_of(rule.adjustment.figure, is_shared ? owed_until_here() : so_far);
  of_each_ = of_each;
  if (used_up_ != nullptr && used_up_->contains(&rule) && figure.has_order()) {
    const Thing& used = used_up_->at(&rule);
    figure = used.has_order() ? money(std::max<std::int64_t>(figure.number - used.number, 0)) : undefined();
  }
  return is_shared ? used_before(rule, figure) : figure;
}

Thing Case::figure_of(const rules::FigureSyntax& figure, const Thing& so_far) {
  const Thing amount = figure.amount.given() ? evaluate(figure.amount) : so_far;
  const bool is_ratio = figure.times.given() || figure.over.given() || figure.percent.given();
  if (!amount.has_order() || !is_ratio) return amount;
  const std::int64_t scale = book_.scale();
  const rules::Text& factor = figure.percent.given() ? figure.percent : figure.times;
  const Thing times = factor.given() ? evaluate(factor) : number_of(Kind::number, 1);
  const Thing over =
      figure.over.given() ? evaluate(figure.over) : number_of(Kind::number, figure.percent.given() ? 100 : 1);
  if (!times.has_order() || !over.has_order()) return undefined();
  const bool of_amounts = times.is(Kind::money) || over.is(Kind::money);
  return divided(amount.number, counted(times, of_amounts, scale), counted(over, of_amounts, scale),
                 figure.rounding.value);
}

}  // namespace warrantor::reference
