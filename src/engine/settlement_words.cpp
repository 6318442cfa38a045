#include "engine/settlement_words.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace warrantor::engine {
namespace {

using expr::NodeId;
using policy::Adjustment;

struct SettlementPhrases {
  std::string_view becomes, at_most, at_least, recovered;
};

constexpr SettlementPhrases english{"becomes ", "at most ", "at least ", ", to be recovered: "};
constexpr SettlementPhrases chinese{"改为", "不超过", "不低于", "，可追偿："};

class StepTeller {
 public:
  StepTeller(const policy::Program& program, expr::Evaluator& evaluator, const Wording& wording)
      : program_(program), evaluator_(evaluator), wording_(wording), say_(wording.is_chinese() ? chinese : english) {}

  std::string tell(const Adjustment& adjustment) {
    const auto before = amount(adjustment.before);
    const auto after = amount(adjustment.after);
    const auto figure = figure_of(adjustment);
    if (!before || !after || !figure) return {};
    const std::string is = " = " + *after;
    const std::string comma(wording_.say().comma);
    const std::string colon(wording_.say().colon);
    switch (adjustment.kind) {
      case Adjustment::Kind::becomes:
        return adjustment.is_proportion ? *figure : *before + comma + std::string(say_.becomes) + *figure;
      case Adjustment::Kind::at_most:
        return *before + comma + std::string(say_.at_most) + *figure + colon + *after;
      case Adjustment::Kind::at_least:
        return *before + comma + std::string(say_.at_least) + *figure + colon + *after;
      case Adjustment::Kind::less:
        return *before + " − " + *figure + is;
      case Adjustment::Kind::plus:
        return *before + " + " + *figure + is;
    }
    return {};
  }

 private:
  [[nodiscard]] std::optional<std::string> amount(NodeId id) { return value(id, ValueType::money); }

  [[nodiscard]] std::optional<std::string> value(NodeId id, ValueType type) {
    const Value value = evaluator_.evaluate(id);
    if (!value.is_known()) return std::nullopt;
    return type == ValueType::money ? wording_.amount(value.as_integer()) : wording_.value(type, {}, value);
  }

  // `80.00 CNY × 3 ÷ 10 = 24.00 CNY`
  std::optional<std::string> figure_of(const Adjustment& adjustment) {
    const auto figure = amount(adjustment.figure);
    if (!figure || !adjustment.is_proportion) return figure;
    const auto operands = program_.code.children_of(program_.code.node(adjustment.figure));
    const auto factor = [&](std::size_t i) { return value(operands[i], program_.code.node(operands[i]).type.kind); };
    const auto of = amount(operands[0]);
    const auto times = factor(1);
    const auto over = factor(2);
    if (!of || !times || !over) return std::nullopt;
    const bool stands_alone = adjustment.kind == Adjustment::Kind::becomes;
    std::string text = *of + " × " + *times;
    if (*over != "1") text += " ÷ " + *over;
    text += " = " + *figure;
    return stands_alone ? text
                        : std::string(wording_.is_chinese() ? "（" : "(") + text + (wording_.is_chinese() ? "）" : ")");
  }

  const policy::Program& program_;
  expr::Evaluator& evaluator_;
  const Wording& wording_;
  const SettlementPhrases& say_;
};

}  // namespace

std::string tell_adjustment(const policy::Program& program, expr::Evaluator& evaluator, const RuleInfo& rule,
                            const Wording& wording) {
  const auto is_this = [&](const Adjustment& adjustment) { return &program.rule(adjustment.rule).info == &rule; };
  const auto found = std::find_if(program.adjustments.begin(), program.adjustments.end(), is_this);
  if (found == program.adjustments.end()) return {};
  return StepTeller(program, evaluator, wording).tell(*found);
}

std::string tell_advances(const LineDecision& line, const Wording& wording, std::size_t party) {
  const SettlementPhrases& say = wording.is_chinese() ? chinese : english;
  std::string text = wording.party(party) + " " + wording.amount(line.advances[party]);
  const std::int64_t recovered = line.advances[party] - line.pays[party];
  if (recovered > 0) text += std::string(say.recovered) + wording.amount(recovered);
  return text;
}

}  // namespace warrantor::engine
