#include "engine/settlement_words.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "policy/percentage.hpp"

namespace warrantor::engine {
namespace {

using expr::NodeId;
using policy::Adjustment;

struct SettlementPhrases {
  std::string_view becomes, at_most, at_least, used_before, used_of_line, used_behind, not_below_zero, recovered;
};

constexpr SettlementPhrases english{" becomes ",
                                    "at most ",
                                    "at least ",
                                    " (of which earlier lines used up ",
                                    " (of which other portions used up ",
                                    ")",
                                    ", not below zero",
                                    ", to be recovered: "};
constexpr SettlementPhrases chinese{" 改为 ",          "不超过", "不低于",     "（此前各行已用 ",
                                    "（其他项目已用 ", "）",     "，不低于零", "，可追偿："};

class StepTeller {
 public:
  StepTeller(const policy::Program& program, expr::Evaluator& evaluator, const std::vector<Value>& used_up,
             const Wording& wording)
      : program_(program),
        evaluator_(evaluator),
        used_up_(used_up),
        wording_(wording),
        say_(wording.is_chinese() ? chinese : english) {}

  std::string tell(const Adjustment& adjustment) {
    const auto before = amount(adjustment.before);
    const auto after = amount(adjustment.after);
    const auto figure = figure_of(adjustment);
    if (!before || !after || !figure) return {};
    const bool is_cut = adjustment.kind == Adjustment::Kind::less && *after == wording_.amount(0);
    const std::string is = (is_cut ? std::string(say_.not_below_zero) : "") + " = " + *after;
    const std::string comma(wording_.say().comma);
    const std::string colon(wording_.say().colon);
    switch (adjustment.kind) {
      case Adjustment::Kind::becomes:
        return adjustment.is_proportion ? *figure : *before + std::string(say_.becomes) + *figure;
      case Adjustment::Kind::at_most:
        return *before + comma + bound_by(say_.at_most, *figure) + colon + *after;
      case Adjustment::Kind::at_least:
        return *before + comma + bound_by(say_.at_least, *figure) + colon + *after;
      case Adjustment::Kind::less:
        return *before + " − " + *figure + is;
      case Adjustment::Kind::plus:
        return *before + " + " + *figure + is;
    }
    return {};
  }

 private:
  // In Chinese a number has a blank before it, and a bracket has none.
  [[nodiscard]] std::string bound_by(std::string_view word, const std::string& figure) const {
    const bool has_blank = !wording_.is_chinese() || figure.starts_with("（");
    return std::string(word) + (has_blank ? "" : " ") + figure;
  }

  [[nodiscard]] std::optional<std::string> amount(NodeId id) { return value(id, ValueType::money); }

  [[nodiscard]] std::optional<std::string> value(NodeId id, ValueType type) {
    const Value value = evaluator_.evaluate(id);
    if (!value.is_known()) return std::nullopt;
    return type == ValueType::money ? wording_.amount(value.as_integer()) : wording_.value(type, {}, value);
  }

  // `80.00 CNY × 3 ÷ 10 = 24.00 CNY`
  std::optional<std::string> figure_of(const Adjustment& adjustment) {
    auto figure = reckoned(adjustment);
    const auto used = used_of(adjustment);
    if (figure && used != 0) *figure += of_which(say_.used_before, used);
    const std::int64_t here = used_by_portions(adjustment, used);
    if (figure && here != 0) *figure += of_which(say_.used_of_line, here);
    return figure;
  }

  [[nodiscard]] std::string of_which(std::string_view used, std::int64_t amount) const {
    return std::string(used) + wording_.amount(amount) + std::string(say_.used_behind);
  }

  // By the portions of the rule that stand before.
  [[nodiscard]] std::int64_t used_by_portions(const Adjustment& adjustment, std::int64_t used) const {
    const Value figure = evaluator_.evaluate(adjustment.figure);
    const Value left = evaluator_.evaluate(adjustment.left);
    if (adjustment.behind.empty() || !figure.is_known() || !left.is_known()) return 0;
    return std::max<std::int64_t>(figure.as_integer() - used, 0) - left.as_integer();
  }

  [[nodiscard]] std::int64_t used_of(const Adjustment& adjustment) const {
    if (!adjustment.used_up || *adjustment.used_up >= used_up_.size()) return 0;
    const Value used = used_up_[*adjustment.used_up];
    return used.is_known() ? used.as_integer() : 0;
  }

  std::optional<std::string> reckoned(const Adjustment& adjustment) {
    const auto figure = amount(adjustment.figure);
    if (!figure || !adjustment.is_proportion) return figure;
    const auto operands = program_.code.children_of(program_.code.node(adjustment.figure));
    const auto factor = [&](std::size_t i) { return value(operands[i], program_.code.node(operands[i]).type.kind); };
    const auto of = amount(operands[0]);
    const auto times = factor(1);
    const auto over = factor(2);
    if (!of || !times || !over) return std::nullopt;
    const bool stands_alone = adjustment.kind == Adjustment::Kind::becomes;
    const std::string percentage = policy::percentage_of(program_.code, adjustment.figure);
    std::string text = *of + " × " + (percentage.empty() ? *times : percentage);
    if (percentage.empty() && *over != "1") text += " ÷ " + *over;
    text += " = " + *figure;
    return stands_alone ? text
                        : std::string(wording_.is_chinese() ? "（" : "(") + text + (wording_.is_chinese() ? "）" : ")");
  }

  const policy::Program& program_;
  expr::Evaluator& evaluator_;
  const std::vector<Value>& used_up_;
  const Wording& wording_;
  const SettlementPhrases& say_;
};

}  // namespace

std::vector<std::string> tell_adjustment(const policy::Program& program, expr::Evaluator& evaluator,
                                         const RuleInfo& rule, const std::vector<Value>& used_up,
                                         const Wording& wording) {
  std::vector<const Adjustment*> steps;
  for (const Adjustment& adjustment : program.adjustments) {
    if (&program.rule(adjustment.rule).info == &rule) steps.push_back(&adjustment);
  }
  std::vector<std::string> rows;
  for (const Adjustment* const step : steps) {
    std::string row = StepTeller(program, evaluator, used_up, wording).tell(*step);
    if (row.empty()) continue;
    const PortionName& portion = program.schema.portions()[index_of(step->portion)];
    std::string name;
    if (steps.size() > 1) {
      name = portion.labels.get(wording.language(), portion.name);
      name += wording.say().colon;
    }
    rows.push_back(name += row);
  }
  return rows;
}

std::string tell_advances(const LineDecision& line, const Wording& wording, std::size_t party) {
  const SettlementPhrases& say = wording.is_chinese() ? chinese : english;
  std::string text = wording.party(party) + " " + wording.amount(line.advances[party]);
  const std::int64_t recovered = line.advances[party] - line.pays[party];
  if (recovered > 0) text += std::string(say.recovered) + wording.amount(recovered);
  return text;
}

std::string tell_awaited_lines(const LineDecision& line, const Wording& wording) {
  if (line.awaited_lines.empty()) return {};
  const bool is_chinese = wording.is_chinese();
  std::string lines;
  for (const std::string& id : line.awaited_lines)
    lines += (lines.empty() ? "" : std::string(wording.say().comma)) + on_one_line(id);
  return is_chinese ? "须待以下各行决定其用去的金额：" + lines : "It waits for what these lines use up: " + lines;
}

}  // namespace warrantor::engine
