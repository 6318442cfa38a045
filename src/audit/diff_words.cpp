#include "audit/diff_words.hpp"

#include <array>

#include "audit/line_findings.hpp"
#include "engine/phrases.hpp"

namespace warrantor::audit {
namespace {

struct KindWords {
  std::string_view name;
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array<KindWords, 13> kinds = {{{"setting", "setting", "设定"},
                                              {"catalogue_entry", "catalogue entry", "目录条目"},
                                              {"derived", "derived value", "推导值"},
                                              {"fact", "fact", "事实"},
                                              {"party", "party", "责任方"},
                                              {"portion", "portion", "费用项"},
                                              {"limit", "limit", "期限"},
                                              {"coverage", "coverage", "担保范围"},
                                              {"rule", "rule", "规则"},
                                              {"grant", "grant", "权益"},
                                              {"figure", "figure", "数值"},
                                              {"step", "step", "步骤"},
                                              {"order", "order", "次序"}}};

}  // namespace

std::string DiffWords::outcome(std::size_t outcome) const {
  if (outcome == rejected_outcome) return std::string(say("claim rejected", "索赔单被拒收"));
  return std::string(engine::outcome_phrase(static_cast<Outcome>(outcome), has_coverage_, language_));
}

std::string DiffWords::purse(const Purses& purses, std::size_t purse) const {
  if (purse < purses.parties.size()) return std::string(purses.labels[purse].get(language_, purses.parties[purse]));
  if (purse == purses.open()) return std::string(say("(open)", "（未定）"));
  if (purse == purses.rejected()) return std::string(say("(rejected)", "（拒收）"));
  return std::string(say("(not in the total)", "（不计入合计）"));
}

std::string DiffWords::kind(ProvisionKind kind) const {
  const KindWords& words = kinds[static_cast<std::size_t>(kind)];
  return std::string(say(words.english, words.chinese));
}

std::string DiffWords::kind(Change::Kind kind) const {
  if (kind == Change::Kind::added) return std::string(say("added", "新增"));
  if (kind == Change::Kind::dropped) return std::string(say("dropped", "删除"));
  return std::string(say("changed", "改动"));
}

std::string DiffWords::truth(std::string_view truth) const {
  struct Addition {
    std::string_view text, english, chinese;
  };
  constexpr std::array<Addition, 3> additions{{{refers_the_line, ", and refers the line", "，须由人工决定"},
                                               {without_effect, " without effect", "，但不生效"},
                                               {effect_is_open, ", its effect is open", "，是否生效未定"}}};
  for (const Addition& addition : additions) {
    if (!truth.ends_with(addition.text)) continue;
    truth.remove_suffix(addition.text.size());
    return this->truth(truth) + std::string(say(addition.english, addition.chinese));
  }
  if (truth == "true") return std::string(say("holds", "成立"));
  if (truth == "false") return std::string(say("does not hold", "不成立"));
  if (truth.empty()) return std::string(say("is not there", "不存在"));
  if (truth == "unknown") return std::string(say("is open", "未定"));
  return std::string(say("has no value", "无法得出"));
}

std::string_view name_of(ProvisionKind kind) noexcept { return kinds[static_cast<std::size_t>(kind)].name; }

}  // namespace warrantor::audit
