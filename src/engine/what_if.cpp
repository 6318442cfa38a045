#include "engine/what_if.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/case_tree.hpp"
#include "engine/history.hpp"
#include "engine/line.hpp"
#include "engine/open_lines.hpp"
#include "engine/plain_words.hpp"
#include "policy/cells.hpp"

namespace warrantor::engine {
namespace {

using policy::Cell;
using policy::Cells;

struct WhatIfPhrases {
  std::string_view may_pay, would_change, to, or_more, up_to, from, below, above, any, other, noted, no_records,
      records, still_open, by, waits, cannot_try, hangs_on_it;
  std::string_view answers, if_before, is, is_stated, reason, others_before, others_after;  ///< of the short text
};

constexpr WhatIfPhrases english{"What each may come to pay",
                                "What each missing fact would change",
                                " to ",
                                " or more",
                                "up to ",
                                "from ",
                                "below ",
                                "above ",
                                "whatever it is",
                                "any other",
                                "one that was granted before",
                                "no record at all",
                                "some records",
                                "still open",
                                " by ",
                                "waiting for ",
                                "its values cannot all be tried",
                                "hangs on the exact value",
                                "What the answers would change:",
                                "if ",
                                " is ",
                                " is stated",
                                "; reason: ",
                                ", or one of ",
                                " others"};

constexpr WhatIfPhrases chinese{"各方可能承担的金额",
                                "补充每项信息后的结果",
                                " 至 ",
                                " 以上",
                                "不超过 ",
                                "不少于 ",
                                "小于 ",
                                "大于 ",
                                "无论何值",
                                "其他",
                                "以前已批准过的",
                                "没有任何记录",
                                "某些记录",
                                "仍未确定",
                                "，依据：",
                                "等待决定：",
                                "其取值无法逐一试算",
                                "取决于具体数值",
                                "各项答复会带来的结果：",
                                "若",
                                "为",
                                "已填写",
                                "；依据：",
                                "，或其余 ",
                                " 项之一"};

// Values of a catalogue that the short text names in one line.
constexpr std::size_t most_named = 4;

/// Where a range of values begins or ends.
struct End {
  std::string value;
  std::string_view beyond;  ///< in words, where the value itself is not among them

  [[nodiscard]] std::string text() const { return std::string(beyond) + value; }
};

/// The values of a fact that lead to one result.
struct Group {
  std::string result;
  std::vector<const Cell*> cells;
};

class WhatIf {
 public:
  WhatIf(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator, const History& history,
         const LineDecision& decision, const Wording& wording, Detail detail)
      : program_(program),
        reader_(reader),
        evaluator_(evaluator),
        history_(history),
        decision_(decision),
        wording_(wording),
        words_(program, wording),
        say_(wording.is_chinese() ? chinese : english),
        is_brief_(detail == Detail::brief) {
    if (!is_open(decision.outcome)) return;  // what a later line asks of it changes nothing here
    for (const FactId fact : decision.missing) {
      if (!is_of_earlier_claims(fact)) missing_.push_back(fact);
    }
  }

  std::string tell() {
    if (decision_.may_pay.empty()) return {};
    tell_ranges();
    if (!missing_.empty()) text_ += "\n" + std::string(say_.would_change) + "\n";
    for (const FactId fact : missing_) tell_fact(fact);
    return std::move(text_);
  }

  std::string tell_answers() {
    if (missing_.empty()) return {};
    text_ = std::string(say_.answers) + "\n";
    for (const FactId fact : missing_) tell_answers(fact);
    return std::move(text_);
  }

 private:
  // Nobody answers with a list of earlier claims: what is open of them is answered there.
  [[nodiscard]] bool is_of_earlier_claims(FactId fact) const {
    const Fact& declared = program_.schema.fact(fact);
    return declared.type == ValueType::records && program_.schema.table(declared.table).history.has_value();
  }

  void tell_answers(FactId fact) {
    const std::string name = wording_.fact(fact);
    const std::string_view colon = wording_.say().colon;
    const Cells cells = CaseTree(program_, reader_, evaluator_, history_).cells_alone(fact);
    if (!cells.complete) {
      text_ += "  - " + name + std::string(colon) + std::string(say_.cannot_try) + "\n";
      return;
    }
    const bool is_list = program_.schema.fact(fact).type == ValueType::records;
    for (const Group& group : groups_of(fact, cells)) {
      const std::string values = values_of(fact, group.cells);
      const std::string says =
          values == say_.any ? std::string(say_.is_stated) : std::string(is_list ? colon : say_.is) + values;
      text_ += "  - ";
      text_.append(say_.if_before).append(name).append(says).append(colon).append(group.result).append("\n");
    }
  }

  void tell_ranges() {
    text_ += "\n" + std::string(say_.may_pay) + "\n";
    for (std::size_t party = 0; party < decision_.may_pay.size(); ++party) {
      const PaymentRange& range = decision_.may_pay[party];
      if (range.most == 0) continue;
      text_ += "  - " + wording_.party(party) + std::string(wording_.say().colon) + wording_.amount(range.least);
      if (!range.most) text_ += say_.or_more;
      if (range.most && *range.most != range.least) text_ += std::string(say_.to) + wording_.amount(*range.most);
      text_ += "\n";
    }
  }

  void tell_fact(FactId fact) {
    text_ += "  - " + wording_.fact(fact) + "\n";
    const Cells cells = CaseTree(program_, reader_, evaluator_, history_).cells_alone(fact);
    if (!cells.complete) {
      text_ += "      " + std::string(say_.cannot_try) + "\n";
      return;
    }
    for (const Group& group : groups_of(fact, cells)) {
      text_ += "      " + values_of(fact, group.cells) + std::string(wording_.say().colon) + group.result + "\n";
    }
  }

  // In the order of the values, so that what is told of numbers and dates rises.
  std::vector<Group> groups_of(FactId fact, const Cells& cells) {
    const bool is_ordered = policy::range_of(program_.schema.fact(fact)).has_value();
    std::vector<Group> groups;
    bool is_gap = true;  // between the last group and what comes
    for (std::size_t i = 0; i < cells.cells.size();) {
      const std::size_t end = is_ordered ? end_of_class(cells.cells, i) : i + 1;
      const std::string result = result_of_class(fact, std::span(cells.cells).subspan(i, end - i));
      const auto same = [&](const Group& group) { return group.result == result; };
      auto found = std::find_if(groups.begin(), groups.end(), same);
      const bool is_range = is_ordered && !cells.cells[i].value.is_none();  // a none stands beside any range
      if (is_range) found = !is_gap && same(groups.back()) ? groups.end() - 1 : groups.end();
      if (!result.empty() && found == groups.end()) found = groups.insert(groups.end(), Group{result, {}});
      for (; i < end; ++i) {
        if (!result.empty()) found->cells.push_back(&cells.cells[i]);
      }
      is_gap = result.empty();
    }
    return groups;
  }

  // Several values of one class of an ordered type stand one after the other.
  static std::size_t end_of_class(const std::vector<Cell>& cells, std::size_t first) {
    std::size_t end = first + 1;
    while (end < cells.size() && cells[first].value.is_known() && cells[end].value.is_known() &&
           cells[end].low == cells[first].low && cells[end].high == cells[first].high)
      ++end;
    return end;
  }

  // What all that were tried of it have in common; empty: they would be rejected.
  std::string result_of_class(FactId fact, std::span<const Cell> cells) {
    const Result first = result_with(fact, cells.front());
    bool is_same = true;
    bool is_same_in_kind = true;
    for (const Cell& cell : cells.subspan(1)) {
      const Result other = result_with(fact, cell);
      is_same = is_same && other.text == first.text;
      is_same_in_kind = is_same_in_kind && other.without_amounts == first.without_amounts;
    }
    if (is_same) return first.text;
    return is_same_in_kind ? first.without_amounts : std::string(say_.hangs_on_it);
  }

  /// Nothing where the claim would be rejected.
  struct Result {
    std::string text, without_amounts;
  };

  Result result_with(FactId fact, const Cell& cell) {
    const Fact& declared = program_.schema.fact(fact);
    expr::FactValues::Records before;
    if (declared.type == ValueType::records) {
      before = std::exchange(reader_.facts_to_try().tables[index_of(declared.table)], *cell.records);
    } else {
      reader_.set(fact, cell.value);
    }
    evaluator_.forget();
    const bool rejected =
        std::any_of(program_.validity.begin(), program_.validity.end(),
                    [this](const policy::Rule& rule) { return evaluator_.evaluate(rule.holds).is_true(); });
    Result result;
    if (!rejected) {
      const LineDecision line = decide_line(program_, reader_, evaluator_, history_);
      result = {describe(line, true), describe(line, false)};
    }
    if (declared.type == ValueType::records) {
      reader_.facts_to_try().tables[index_of(declared.table)] = std::move(before);
    } else {
      reader_.set(fact, Value::unknown());
    }
    evaluator_.forget();
    return result;
  }

  [[nodiscard]] std::string describe(const LineDecision& line, bool with_amounts) const {
    if (line.outcome == Outcome::needs_information)
      return std::string(say_.still_open) + std::string(wording_.say().in_brackets_before) +
             wording_.facts(line.missing) + std::string(wording_.say().in_brackets_after);
    std::string text = wording_.outcome(line.outcome);
    if (line.outcome == Outcome::referred) {
      if (line.pending.empty()) return text + by(referred_by(line));
      return text + std::string(wording_.say().comma) + std::string(say_.waits) + wording_.facts(line.pending);
    }
    const std::string payments = with_amounts ? words_.payments(line.pays) : std::string();
    if (!payments.empty()) text += std::string(wording_.say().comma) + payments;
    std::vector<const RuleInfo*> rules;
    for (const Reason& reason : line.reasons) rules.push_back(reason.rule);
    return text + by(rules);
  }

  [[nodiscard]] std::string by(const std::vector<const RuleInfo*>& rules) const {
    std::string names;
    for (const RuleInfo* const rule : rules) {
      const std::string name = is_brief_ ? plain_name(*rule) : wording_.rule(*rule);
      names += (names.empty() || name.empty() ? "" : std::string(wording_.say().comma)) + name;
    }
    return names.empty() ? names : std::string(is_brief_ ? say_.reason : say_.by) + names;
  }

  // Without its id, which says nothing to a customer.
  [[nodiscard]] std::string plain_name(const RuleInfo& rule) const {
    if (!rule.title.get(wording_.language()).empty()) return words_.title_and_clause(rule);
    return rule.clause.empty() ? std::string() : std::string(wording_.say().clause) + rule.clause;
  }

  [[nodiscard]] std::string values_of(FactId id, const std::vector<const Cell*>& cells) const {
    const Fact& fact = program_.schema.fact(id);
    if (policy::range_of(fact)) return range_of(fact, cells);
    std::string text;
    const auto add = [&](const std::string& value) {
      text += (text.empty() ? "" : std::string(wording_.say().comma)) + value;
    };
    if (fact.type == ValueType::records) {
      const auto is_empty = [](const Cell* cell) { return cell->records->count == 0; };
      if (std::any_of(cells.begin(), cells.end(), is_empty)) add(std::string(say_.no_records));
      if (!std::all_of(cells.begin(), cells.end(), is_empty)) add(std::string(say_.records));
      return text;
    }
    std::vector<std::string> values;
    for (const Cell* cell : cells) {
      if (cell->alike.empty()) values.push_back(value_of(fact, cell->value));
      for (const std::int64_t value : cell->alike) values.push_back(value_of(fact, Value::integer(value)));
    }
    const bool is_cut = is_brief_ && values.size() > most_named + 1;
    for (std::size_t i = 0; i < (is_cut ? most_named : values.size()); ++i) add(values[i]);
    if (!is_cut) return text;
    return text + std::string(say_.others_before) + std::to_string(values.size() - most_named) +
           std::string(say_.others_after);
  }

  [[nodiscard]] std::string value_of(const Fact& fact, Value value) const {
    if (value.is_known() && (fact.type == ValueType::text || fact.type == ValueType::vin)) {
      if (value.same_as(policy::fresh_text())) return std::string(say_.other);
      if (value.same_as(policy::noted_text())) return std::string(say_.noted);
    }
    if (!value.is_known()) return wording_.value(fact.type, fact.domain, value);
    return wording_.measure(fact.type, fact.domain, value, fact.unit);
  }

  // From the first cell of a group to its last, and none beside them.
  [[nodiscard]] std::string range_of(const Fact& fact, std::vector<const Cell*> cells) const {
    std::string none;
    if (cells.back()->value.is_none()) {
      none = value_of(fact, cells.back()->value);
      cells.pop_back();
    }
    if (cells.empty()) return none;
    const policy::Range range = *policy::range_of(fact);
    const policy::Position low = cells.front()->low;
    const policy::Position high = cells.back()->high;
    const End first = first_of(fact, low);
    const End last = last_of(fact, high);
    std::string text = first.text();
    if (low != high) text = first.text() + std::string(say_.to) + last.text();
    if (high == range.high) text = from(fact, first);
    if (low == range.low && low != high) text = up_to(fact, last);
    if (low == range.low && high == range.high) text = none.empty() ? say_.any : say_.other;
    return none.empty() ? text : text + std::string(wording_.say().comma) + none;
  }

  [[nodiscard]] std::string from(const Fact& fact, const End& first) const {
    if (!first.beyond.empty()) return first.text();
    return is_brief_ ? or_beyond(fact, first.value, true) : std::string(say_.from) + first.value;
  }

  [[nodiscard]] std::string up_to(const Fact& fact, const End& last) const {
    if (!last.beyond.empty()) return last.text();
    return is_brief_ ? or_beyond(fact, last.value, false) : std::string(say_.up_to) + last.value;
  }

  [[nodiscard]] End first_of(const Fact& fact, policy::Position low) const {
    const bool is_behind = is_plainer(fact, low - 1, low);
    return {value_of(fact, policy::value_at(fact, is_behind ? low - 1 : low)), is_behind ? say_.above : ""};
  }

  [[nodiscard]] End last_of(const Fact& fact, policy::Position high) const {
    const bool is_before = is_plainer(fact, high + 1, high);
    return {value_of(fact, policy::value_at(fact, is_before ? high + 1 : high)), is_before ? say_.below : ""};
  }

  // Of two decimals that lie side by side people write the shorter one: what begins right behind 52.5 is above 52.5.
  static bool is_plainer(const Fact& fact, policy::Position one, policy::Position other) {
    const policy::Range range = *policy::range_of(fact);
    if (fact.type != ValueType::decimal || one < range.low || one > range.high) return false;
    return decimal_at(one).to_text().size() < decimal_at(other).to_text().size();
  }

  // `60,001 km or more`, `2022-05-31 or earlier`.
  [[nodiscard]] std::string or_beyond(const Fact& fact, const std::string& value, bool upwards) const {
    const Phrases& say = wording_.say();
    if (fact.type == ValueType::date) return value + std::string(upwards ? say.or_later : say.or_earlier);
    std::string_view beyond = upwards ? say.or_more : say.or_less;
    const bool ends_in_chinese = !value.empty() && static_cast<unsigned char>(value.back()) >= 0x80;
    if (wording_.is_chinese() && ends_in_chinese) beyond.remove_prefix(1);  // no space between Chinese and Chinese
    return value + std::string(beyond);
  }

  const policy::Program& program_;
  FactReader& reader_;
  expr::Evaluator& evaluator_;
  const History& history_;
  const LineDecision& decision_;
  const Wording& wording_;
  PlainWords words_;
  const WhatIfPhrases& say_;
  bool is_brief_;
  std::vector<FactId> missing_;  ///< whose values are tried
  std::string text_;
};

}  // namespace

std::string tell_what_if(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                         const History& history, const LineDecision& decision, const Wording& wording) {
  return WhatIf(program, reader, evaluator, history, decision, wording, Detail::full).tell();
}

std::string tell_answers(const policy::Program& program, FactReader& reader, expr::Evaluator& evaluator,
                         const History& history, const LineDecision& decision, const Wording& wording) {
  return WhatIf(program, reader, evaluator, history, decision, wording, Detail::brief).tell_answers();
}

}  // namespace warrantor::engine
