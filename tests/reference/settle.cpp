#include <algorithm>
#include <stdexcept>
#include <utility>

#include "reference/findings.hpp"
#include "reference/settle_coverage.hpp"
#include "reference/weights.hpp"

namespace warrantor::reference {
namespace {

using rules::RuleSyntax;
using rules::Section;
using Kind = Thing::Kind;

struct Bearer {
  Weights weights;
  bool disputed = false;  ///< rules of equal say disagree
};

class Settler {
 public:
  Settler(Case& one, const Notes& notes) : case_(one), book_(one.book()), rules_(book_.rules()), notes_(notes) {}

  Findings settle() {
    if (is_invalid()) {
      findings_.rejected = true;
      return findings_;
    }
    is_outside_ = !book_.versions().empty() && is_outside();
    const CoverageResult coverage = settle_coverage(case_, findings_);
    passed_ = coverage.passed;
    is_over_ = coverage.is_over;
    holds_.resize(rules_.rules.size());
    takes_.resize(rules_.rules.size());
    // Who bears what hangs on no adjustment, and adjustments may hang on who does.
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (!adjusts(rules_.rules[i])) consider(i);
    }
    override_rules();
    for (std::size_t i = 0; i < rules_.portions.size(); ++i) bearers_.push_back(bearer_of(i));
    const Weights excluded = all_to(rules_.excluded_borne_by.value);
    for (const Bearer& bearer : bearers_) taken_.push_back(!bearer.disputed && bearer.weights == excluded);
    case_.set_taken(&taken_);
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (adjusts(rules_.rules[i])) consider(i);
    }
    limit_last_decisions();
    list_rules();
    share_out();
    return findings_;
  }

 private:
  bool is_invalid() {
    for (const RuleSyntax& rule : rules_.rules) {
      if (rule.section == Section::validity && !rule.is_referral() && is_met(rule).is_true()) return true;
    }
    return false;
  }

  Thing is_met(const RuleSyntax& rule) {
    for (std::size_t portion = 0; portion < rules_.portions.size(); ++portion) {
      const auto adjustments = book_.adjustments_of(portion);
      const auto found = std::find(adjustments.begin(), adjustments.end(), &rule);
      if (found != adjustments.end())
        return case_.is_met_at(portion, static_cast<std::size_t>(found - adjustments.begin()));
    }
    return case_.is_met(rule);
  }

  // No version of the rule set is in force.
  bool is_outside() {
    return std::none_of(book_.versions().begin(), book_.versions().end(),
                        [&](const rules::Condition& in_force) { return case_.holds(in_force).is_true(); });
  }

  // ---- Rules ----

  static bool adjusts(const RuleSyntax& rule) { return rule.section == Section::adjustments && !rule.is_referral(); }

  void consider(std::size_t place) {
    const RuleSyntax& rule = rules_.rules[place];
    const bool rejects = rule.section == Section::validity && !rule.is_referral();
    const bool has_no_say = rejects || rule.section == Section::grants;
    bool holds = !has_no_say && case_.decide(is_met(rule), rule.id.value);
    if (holds && !rule.once_per.empty()) holds = was_granted(rule);
    bool takes = holds;
    if (takes) takes = case_.decide(case_.holds(rule.takes_when), rule.id.value + " takes");
    if (holds && rule.listed.value == "where_it_changes")
      holds = case_.decide(case_.changes(rule), rule.id.value + " changes");
    holds_[place] = holds;
    takes_[place] = takes;
  }

  // What is overridden overrides nothing.
  void override_rules() {
    std::vector<std::optional<bool>> takes(takes_.size());
    for (std::size_t i = 0; i < takes.size(); ++i) (void)takes_in_the_end(i, takes);
    for (std::size_t i = 0; i < takes.size(); ++i) takes_[i] = *takes[i];
  }

  bool takes_in_the_end(std::size_t rule, std::vector<std::optional<bool>>& known) const {
    if (known[rule]) return *known[rule];
    bool takes = takes_[rule];
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const auto& overrides = rules_.rules[i].overrides;
      const bool names_it = std::any_of(overrides.begin(), overrides.end(),
                                        [&](const rules::Text& id) { return id.value == rules_.rules[rule].id.value; });
      if (names_it && takes_in_the_end(i, known)) takes = false;
    }
    known[rule] = takes;
    return takes;
  }

  bool was_granted(const RuleSyntax& rule) {
    for (const rules::Text& fact : rule.once_per) {
      if (case_.value_of(fact.value).is(Kind::none)) return false;  // the same as no other
    }
    return std::any_of(notes_.begin(), notes_.end(), [&](const Granted& granted) {
      if (granted.rule != rule.id.value) return false;
      bool is_same = true;
      for (std::size_t i = 0; i < rule.once_per.size(); ++i) {
        const auto value = [&](Case& one) { return one.value_of(rule.once_per[i].value); };
        const auto noted = [&](Case&) { return granted.values[i]; };
        is_same = is_same && case_.is_equal(&granted.values[i], value, noted).is_true();
      }
      return is_same;
    });
  }

  // ---- Who bears what ----

  Weights all_to(const std::string& party) const { return reference::all_to(book_, party); }

  static bool names(const std::vector<rules::Text>& portions, const std::string& portion) {
    return std::any_of(portions.begin(), portions.end(),
                       [&](const rules::Text& text) { return text.value == portion || text.value == "all"; });
  }

  // What a rule would do with a portion.
  std::optional<Weights> effect(const RuleSyntax& rule, const std::string& portion) const {
    if (rule.is_referral()) return std::nullopt;
    const bool takes_all = rule.section == Section::exclusions && rule.takes.empty() && rule.bears.empty();
    if (takes_all || names(rule.takes, portion)) return all_to(rules_.excluded_borne_by.value);
    for (const rules::BearsSyntax& bears : rule.bears) {
      if (bears.portion.value != portion) continue;
      return weights_of(case_, bears);
    }
    return std::nullopt;
  }

  // Whoever bears it at first; of nobody none.
  Weights advancer_of(const std::string& portion) const {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const RuleSyntax& rule = rules_.rules[i];
      if (rule.section != Section::advances || rule.is_referral() || !takes_[i]) continue;
      for (const rules::BearsSyntax& bears : rule.advances) {
        if (bears.portion.value == portion) return weights_of(case_, bears);
      }
    }
    return all_to(rules_.portions[book_.portion(portion)].advanced_by.value);
  }

  // What all rules of one rank that hold do with a portion: one entry where they agree.
  void add_effects(std::set<Weights>& effects, const std::string& portion, std::size_t rule) const {
    if (!takes_[rule]) return;
    if (const auto weights = effect(rules_.rules[rule], portion)) effects.insert(*weights);
  }

  std::set<Weights> effects_of(const std::string& portion, Section section, const std::string& decides) const {
    std::set<Weights> effects;
    const bool ranked = section == Section::responsibility && rules_.responsibility_choose.is_first();
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const RuleSyntax& rule = rules_.rules[i];
      if (rule.section != section || rule.decides.value != decides) continue;
      add_effects(effects, portion, i);
      if (ranked && !effects.empty()) break;
    }
    const bool expires = section == Section::exclusions && is_over_ && rules_.coverage;
    if (expires && names(rules_.coverage->expiry_takes, portion))
      effects.insert(all_to(rules_.excluded_borne_by.value));
    return effects;
  }

  std::set<Weights> effects_before_last(const std::string& portion) const {
    auto effects = effects_of(portion, Section::approvals, "first");
    if (effects.empty()) effects = effects_of(portion, Section::responsibility, "");
    if (effects.empty()) effects = effects_of(portion, Section::exclusions, "");
    return effects;
  }

  Bearer bearer_of(std::size_t place) const {
    const rules::PortionSyntax& portion = rules_.portions[place];
    auto effects = effects_before_last(portion.name.value);
    if (effects.empty()) effects = effects_of(portion.name.value, Section::approvals, "last");
    if (!effects.empty()) return {*effects.begin(), effects.size() > 1};
    const std::string same_as = "same as ";
    if (!portion.otherwise.value.starts_with(same_as)) return {all_to(portion.otherwise.value), false};
    return bearers_.at(book_.portion(portion.otherwise.value.substr(same_as.size())));
  }

  // ---- What is listed ----

  std::vector<std::string> portions_of(const RuleSyntax& rule) const {
    std::vector<std::string> portions;
    for (const rules::PortionSyntax& portion : rules_.portions) {
      if (effect(rule, portion.name.value)) portions.push_back(portion.name.value);
    }
    return portions;
  }

  // A rule that decides last holds only where nothing before it has decided its portion; one that names no portion
  // speaks of the main one, one that names several holds where one of them is left.
  void limit_last_decisions() {
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (rules_.rules[i].decides.value != "last") continue;
      auto portions = portions_of(rules_.rules[i]);
      if (portions.empty()) portions.push_back(rules_.portions.front().name.value);
      const bool is_left = std::any_of(portions.begin(), portions.end(), [&](const std::string& portion) {
        return effects_before_last(portion).empty();
      });
      holds_[i] = holds_[i] && is_left;
    }
  }

  bool is_last_resort(const RuleSyntax& rule) const { return rule.listed.value == "as_last_resort"; }

  bool is_listed(std::size_t place) const {
    const RuleSyntax& rule = rules_.rules[place];
    if (!is_last_resort(rule)) return rule.listed.value != "only_while_awaited" && rule.listed.value != "never";
    const auto own = portions_of(rule);
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const RuleSyntax& other = rules_.rules[i];
      if (i == place || !holds_[i] || other.section == Section::approvals || is_last_resort(other)) continue;
      for (const std::string& portion : portions_of(other)) {
        if (std::find(own.begin(), own.end(), portion) != own.end()) return false;
      }
    }
    return true;
  }

  void list_rules() {
    findings_.reasons = passed_;
    if (is_outside_) {
      findings_.active.insert("outside-versions");
      findings_.reasons.insert("outside-versions");
    }
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (!holds_[i]) continue;
      const bool is_hidden = is_last_resort(rules_.rules[i]) && !is_listed(i);
      if (!is_hidden) findings_.active.insert(rules_.rules[i].id.value);
      if (is_listed(i)) findings_.reasons.insert(rules_.rules[i].id.value);
    }
    findings_.ever = findings_.reasons;
    findings_.waiting = findings_.reasons;
  }

  // ---- Amounts ----

  // What a line asks for makes a difference by itself: nothing, or some.
  void compare_with_nothing(const std::string& portion) {
    const auto amount = [&portion](Case& one) { return one.value_of(portion); };
    const auto nothing = [](Case&) { return number_of(Kind::digits, 0); };
    (void)case_.is_above(book_.find(portion), amount, nothing);
  }

  // By a rule that says so: then it makes no difference who would bear what.
  bool is_referred() const {
    if (is_outside_) return true;
    for (std::size_t i = 0; i < holds_.size(); ++i) {
      if (holds_[i] && rules_.rules[i].is_referral()) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_approved_by(std::size_t party) const {
    if (!rules_.approved_unless_borne_by.given()) return party == book_.party(rules_.approved_when_borne_by.value);
    return party != book_.party(rules_.approved_unless_borne_by.value);
  }

  [[nodiscard]] bool has_advances() const {
    return std::any_of(rules_.portions.begin(), rules_.portions.end(),
                       [](const rules::PortionSyntax& portion) { return portion.advanced_by.given(); });
  }

  void share_out() {
    bool all_zero = !rules_.approved_unless_borne_by.given();
    for (const rules::PortionSyntax& portion : rules_.portions) {
      const Thing amount = case_.value_of(portion.name.value);
      compare_with_nothing(portion.name.value);
      const bool is_known = amount.has_order();
      findings_.amounts.push_back(is_known ? std::optional(amount.number) : std::nullopt);
      all_zero = all_zero && is_known && amount.number == 0;
      is_open_ = is_open_ || !is_known;
    }
    if (!is_open_) {
      findings_.total = 0;
      for (const auto& amount : findings_.amounts) *findings_.total += *amount;
    }
    findings_.pays.assign(rules_.parties.size(), 0);
    if (has_advances()) findings_.advances.assign(rules_.parties.size(), 0);
    for (std::size_t i = 0; i < bearers_.size(); ++i) {
      use_up(i);
      share_out(i, all_zero && i == 0);
    }
    findings_.outcome = !bears_some_ ? Outcome::denied : bears_all_ ? Outcome::approved : Outcome::partial;
    find_who_bears_all();
    if (is_referred()) findings_.bearers.clear();
    if (!is_open_ && !is_referred()) return;
    findings_.outcome = Outcome::referred;
    findings_.pays.assign(rules_.parties.size(), 0);
    findings_.advances.assign(findings_.advances.size(), 0);
  }

  // Of a line that asks for nothing: who would bear the first portion.
  void find_who_bears_all() {
    const std::int64_t total = findings_.total.value_or(0);
    for (std::size_t party = 0; party < rules_.parties.size(); ++party) {
      const bool would_bear =
          !bearers_.front().disputed && bearers_.front().weights == all_to(rules_.parties[party].name.value);
      const bool bears = total == 0 ? would_bear : findings_.pays[party] == total;
      findings_.bears_all.push_back(bears && !is_open_ && !is_referred());
    }
  }

  // A portion that is taken as a whole, or asks for nothing, uses up nothing. Whether it is, nobody knows where a
  // person decides.
  void use_up(std::size_t portion) {
    const Bearer& bearer = bearers_[portion];
    const bool is_open = is_referred() || bearer.disputed || sum_of(bearer.weights) == 0;
    const auto adjustments = book_.adjustments_of(portion);
    for (std::size_t place = 0; place < adjustments.size(); ++place) {
      if (adjustments[place]->adjustment.per.value != "claim") continue;
      Thing used;
      const bool is_taken = !is_open && bearer.weights == all_to(rules_.excluded_borne_by.value);
      const bool asks_nothing = findings_.amounts[portion] == 0;
      used = is_taken || asks_nothing ? number_of(Kind::money, 0) : case_.used_at(portion, place);
      if (is_open && used.has_order() && used.number != 0) used = undefined();
      const auto [known, is_first] = findings_.used_up.emplace(adjustments[place], used);
      if (is_first) continue;
      const bool has_sum = known->second.has_order() && used.has_order();
      known->second = has_sum ? number_of(Kind::money, known->second.number + used.number) : undefined();
    }
  }

  void share_out(std::size_t i, bool speaks) {
    const std::int64_t amount = findings_.amounts[i].value_or(1);
    const Weights& weights = bearers_[i].weights;
    const std::size_t rest = book_.party(rules_.excluded_borne_by.value);
    const bool is_taken = !is_referred() && !bearers_[i].disputed && weights == all_to(rules_.excluded_borne_by.value);
    const Thing left = is_taken ? number_of(Kind::money, amount) : case_.owed(i);
    bool bears_any = false;
    bool bears_it_all = left.has_order() && left.number == amount;
    for (std::size_t party = 0; party < weights.size(); ++party) {
      if (weights[party] == 0) continue;
      bears_any = bears_any || is_approved_by(party);
      bears_it_all = bears_it_all && is_approved_by(party);
    }
    findings_.portion_granted.emplace_back(amount == 0 || bears_any);
    if (amount == 0 && !speaks) return;
    if (left.has_order() && left.number == 0 && amount != 0) {
      bears_all_ = false;
      for (const std::int64_t weight : all_to(rules_.excluded_borne_by.value))
        findings_.bearers += " " + std::to_string(weight);
      findings_.pays[rest] += amount;
      if (has_advances()) findings_.advances[rest] += amount;
      return;
    }
    if (!left.has_order() && !is_referred()) name_first_without_value(i);
    is_open_ = is_open_ || bearers_[i].disputed || !left.has_order() || sum_of(weights) == 0;
    for (const std::int64_t weight : weights) findings_.bearers += " " + std::to_string(weight);
    bears_some_ = bears_some_ || bears_any;
    bears_all_ = bears_all_ && bears_it_all;
    const bool has_advancer = has_advances() && !is_taken && amount != 0;
    if (is_open_ && has_advancer) name_advancer(advancer_of(rules_.portions[i].name.value));
    if (is_open_) return;
    auto shares = divide_by_largest_remainder(left.number, weights);
    shares[rest] += amount - left.number;
    for (std::size_t party = 0; party < shares.size(); ++party) findings_.pays[party] += shares[party];
    if (has_advances()) advance(i, amount, shares[rest]);
  }

  void name_first_without_value(std::size_t portion) {
    const auto adjustments = book_.adjustments_of(portion);
    for (std::size_t i = 0; i < adjustments.size(); ++i) {
      if (case_.so_far(portion, i + 1).has_order()) continue;
      findings_.without_value.insert(adjustments[i]->id.value);
      return;
    }
  }

  // Of a line that stays open it counts who would pay first.
  void name_advancer(const Weights& weights) {
    findings_.bearers += " first";
    for (const std::int64_t weight : weights) findings_.bearers += " " + std::to_string(weight);
  }

  void advance(std::size_t i, std::int64_t amount, std::int64_t kept) {
    findings_.advances[book_.party(rules_.excluded_borne_by.value)] += kept;
    if (amount == kept) return;
    const Weights weights = advancer_of(rules_.portions[i].name.value);
    name_advancer(weights);
    is_open_ = is_open_ || sum_of(weights) == 0;
    if (is_open_) return;
    const auto shares = divide_by_largest_remainder(amount - kept, weights);
    for (std::size_t party = 0; party < shares.size(); ++party) findings_.advances[party] += shares[party];
  }

  Case& case_;
  const Book& book_;
  const rules::RuleSet& rules_;
  const Notes& notes_;
  Findings findings_;
  Ids passed_;            ///< limits
  bool is_over_ = false;  ///< the coverage
  bool is_outside_ = false;
  std::vector<bool> holds_;
  std::vector<bool> takes_;
  std::vector<Bearer> bearers_;
  std::vector<bool> taken_;  ///< by portion, all of it
  bool bears_all_ = true;
  bool bears_some_ = false;
  bool is_open_ = false;
};

}  // namespace

Findings settle(Case& one, const Notes& notes) { return Settler(one, notes).settle(); }

}  // namespace warrantor::reference
