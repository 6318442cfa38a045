#include <algorithm>

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

using policy::Adjustment;
using policy::Rule;

std::vector<const Rule*> rules_of(const Page& page, Stage stage) {
  std::vector<const Rule*> found;
  for (const Rule& rule : page.program.rules) {
    if (rule.info.stage == stage) found.push_back(&rule);
  }
  return found;
}

// The condition of the block that it stands in before its own.
std::string where(Page& page, const Rule& rule) {
  if (page.sentences.asks_nothing(rule.applies)) return sentence_of(page, rule);
  return page.sentences.condition(rule.applies) + page.say("; ", "；") + sentence_of(page, rule);
}

std::string effect_of(Page& page, const Adjustment& adjustment) {
  const std::string figure = page.sentences.value(adjustment.figure);
  switch (adjustment.kind) {
    case Adjustment::Kind::becomes:
      if (figure == page.sentences.value(adjustment.before)) return page.say("stays as it is", "金额不变");
      return page.say("becomes ", "改为") + figure;
    case Adjustment::Kind::at_most:
      return page.say("is at most ", "不超过") + figure;
    case Adjustment::Kind::at_least:
      return page.say("is at least ", "不低于") + figure;
    case Adjustment::Kind::less:
      return page.say("is less by ", "减去") + figure;
    case Adjustment::Kind::plus:
      return page.say("is more by ", "加上") + figure;
  }
  return {};
}

}  // namespace

std::string bearers_of(Page& page, policy::AllocationId allocation) {
  const auto weighed = page.program.weighed.find(allocation);
  if (weighed == page.program.weighed.end()) return page.words.bearers(page.program.allocation(allocation));
  std::vector<std::string> bearers;
  for (std::size_t party = 0; party < weighed->second.size(); ++party) {
    if (!weighed->second[party]) continue;
    const std::string weight = page.sentences.value(*weighed->second[party]);
    bearers.push_back(page.words.party(static_cast<PartyId>(party)) +
                      page.words.in_brackets(page.say("by ", "按") + weight));
  }
  return page.words.all_of(bearers);
}

std::string adjustment_of(Page& page, const Rule& rule) {
  const auto id = static_cast<policy::RuleId>(&rule - page.program.rules.data());
  const auto& all = page.program.adjustments;
  std::vector<const Adjustment*> steps;
  for (const Adjustment& one : all) {
    if (one.rule == id) steps.push_back(&one);
  }
  if (steps.empty()) return {};
  const Adjustment& first = *steps.front();
  std::vector<std::string> portions;
  for (const Adjustment* const step : steps) portions.push_back(page.words.portion(step->portion));
  std::string text = page.program.portions.size() > 1 ? page.words.all_of(portions) : std::string();
  const bool together = steps.back()->behind.size() + 1 == steps.size();
  if (steps.size() > 1)
    text += together ? page.say(" together, in this order,", "按此顺序合计") : page.say(", each:", "各自");
  if (page.program.portions.size() > 1) text += page.say(" ", "：");
  text += effect_of(page, first);
  if (first.used_up) text += page.say(", counted over all lines of the claim", "，按整单各行合计");
  return text;
}

namespace {

// What the steps of a portion begin with, where that is not what it asks for.
std::string starts_of(Page& page) {
  std::string text;
  std::vector<PortionId> said;
  for (const Adjustment& adjustment : page.program.adjustments) {
    if (std::find(said.begin(), said.end(), adjustment.portion) != said.end()) continue;
    said.push_back(adjustment.portion);
    const expr::Node& first = page.program.code.node(adjustment.before);
    if (first.op != expr::Op::definition) continue;
    NodeId start = page.program.code.definitions[first.index].root;
    // It begins with zero at least, which the paragraph says of every step.
    const expr::Node& bounded = page.program.code.node(start);
    if (bounded.op == expr::Op::maximum) start = page.program.code.children_of(bounded)[0];
    if (page.sentences.same(start, page.program.portions[index_of(adjustment.portion)].amount)) continue;
    const std::string portion = page.words.portion(adjustment.portion);
    const std::string value = page.sentences.value(start);
    const bool is_chinese = page.words.is_chinese();
    text.append(is_chinese ? "" : " What is owed of ").append(portion).append(is_chinese ? "从" : " starts as ");
    text.append(value).append(is_chinese ? "算起。" : ".");
  }
  return text;
}

}  // namespace

void show_adjustments(Page& page) {
  const auto rules = rules_of(page, Stage::adjustments);
  if (rules.empty()) return;
  page.markdown.heading(2, page.say("What is owed", "应付金额"));
  const std::string rest = page.words.bearers(page.program.allocation(page.program.excluded), true);
  page.markdown.paragraph(
      page.words.is_chinese()
          ? "从索赔金额起，按下列顺序逐条计算；每条成立的均列为理由，每条只在该处取整一次，结果不低于零。其余金额由" +
                rest + "承担。" + starts_of(page)
          : "These are applied to the amount one after the other. Each that holds is a reason; each rounds once, and "
            "leaves nothing below zero. The rest is borne by " +
                rest + "." + starts_of(page));
  std::vector<std::vector<std::string>> rows;
  for (const Rule* const rule : rules) {
    std::string effect =
        rule->info.refers ? page.say("open: a person decides", "待定：由人工决定") : adjustment_of(page, *rule);
    rows.push_back({std::to_string(rows.size() + 1), page.titled(rule->info), where(page, *rule), std::move(effect)});
  }
  page.markdown.table(
      {page.say("No.", "序号"), page.say("Rule", "规则"), page.say("Where", "条件"), page.say("The amount", "金额")},
      rows);
}

void show_advances(Page& page) {
  if (!page.program.has_advances()) return;
  page.markdown.heading(2, page.say("Who pays first", "由谁先行支付"));
  page.markdown.paragraph(page.say("The first that holds decides. What is not owed nobody pays first.",
                                   "以最先成立的一条为准。不应付的金额不先行支付。"));
  std::vector<std::vector<std::string>> rows;
  for (const Rule* const rule : rules_of(page, Stage::advances)) {
    std::string who;
    for (const policy::Effect& effect : rule->advances) {
      who += (who.empty() ? "" : "<br>") + bearers_of(page, effect.allocation) + page.say(": ", "：") +
             page.words.portion(effect.portion);
    }
    rows.push_back({page.titled(rule->info), where(page, *rule), std::move(who)});
  }
  for (std::size_t i = 0; i < page.program.portions.size(); ++i) {
    if (!page.program.portions[i].advanced_by) continue;
    rows.push_back({page.words.portion(static_cast<PortionId>(i)), page.say("else", "其他情形"),
                    bearers_of(page, *page.program.portions[i].advanced_by)});
  }
  page.markdown.table({page.say("Case", "情形"), page.say("Where", "条件"), page.say("Who pays first", "由谁先行支付")},
                      rows);
}

}  // namespace warrantor::audit
