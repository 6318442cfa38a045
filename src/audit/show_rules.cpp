#include <algorithm>
#include <optional>
#include <set>

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

using policy::Rule;

std::vector<const Rule*> rules_of(const std::vector<Rule>& rules, Stage stage) {
  std::vector<const Rule*> found;
  for (const Rule& rule : rules) {
    if (rule.info.stage == stage) found.push_back(&rule);
  }
  return found;
}

/// Rules that stand one after the other and apply to the same claims.
struct Block {
  NodeId applies{};
  std::vector<const Rule*> rules;
};

std::vector<Block> blocks_of(const Page& page, const std::vector<const Rule*>& rules) {
  std::vector<Block> blocks;
  for (const Rule* const rule : rules) {
    if (blocks.empty() || !page.sentences.same(blocks.back().applies, rule->applies))
      blocks.push_back({rule->applies, {}});
    blocks.back().rules.push_back(rule);
  }
  return blocks;
}

void show_applies(Page& page, NodeId applies) {
  if (page.sentences.asks_nothing(applies)) return;
  const std::string condition = page.sentences.condition(applies);
  page.markdown.paragraph(page.words.is_chinese() ? "**适用于：" + condition + "**" : "**Where " + condition + ":**");
}

std::string portions_of(const Page& page, const std::vector<PortionId>& portions) {
  std::vector<std::string> names;
  for (const PortionId id : portions) names.push_back(page.words.portion(id));
  return page.words.all_of(names);
}

std::string referred(const Page& page) { return page.say("open: a person decides", "待定：由人工决定"); }

// Portions that the same parties bear by the same shares are said together.
std::string who_bears(Page& page, const Rule& rule) {
  if (rule.info.refers) return referred(page);
  std::vector<std::string> lines;
  std::vector<policy::AllocationId> said;
  for (const policy::Effect& effect : rule.effects) {
    if (std::find(said.begin(), said.end(), effect.allocation) != said.end()) continue;
    said.push_back(effect.allocation);
    std::vector<PortionId> portions;
    for (const policy::Effect& other : rule.effects) {
      if (other.allocation == effect.allocation) portions.push_back(other.portion);
    }
    lines.push_back(bearers_of(page, effect.allocation) + page.say(": ", "：") + portions_of(page, portions));
  }
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "<br>") + line;
  return text;
}

std::string taken_by(Page& page, const Rule& rule) {
  if (rule.info.refers) return referred(page);
  std::vector<PortionId> portions;
  for (const policy::Effect& effect : rule.effects) portions.push_back(effect.portion);
  const bool all = portions.size() > 1 && portions.size() == page.program.portions.size();
  std::string text = portions.empty() ? page.say("nothing", "无") : portions_of(page, portions);
  if (all) text = page.say("everything", "全部费用");
  if (rule.own_takes_when) {
    text += page.words.is_chinese() ? "，仅限" : ", but only where ";
    text += page.sentences.condition(*rule.own_takes_when);
    text += page.words.is_chinese() ? "时" : "";
  }
  return text;
}

std::string overridden(const Page& page, const std::vector<policy::RuleId>& ids) {
  std::vector<std::string> rules;
  for (const policy::RuleId id : ids) rules.push_back(code(page.program.rule(id).info.id));
  return page.words.list(rules);
}

// Nothing for a rule that refers, which takes no turn.
std::optional<std::uint16_t> rank_of(const Page& page, const Rule& rule) {
  if (rule.info.refers) return std::nullopt;
  const auto id = static_cast<policy::RuleId>(&rule - page.program.rules.data());
  std::uint16_t rank = 0;
  for (const auto& claimants : page.program.claimants) {
    for (const policy::Claimant& claimant : claimants) {
      if (claimant.rule == id) rank = claimant.rank;
    }
  }
  return rank;
}

// The place of a rule among those that decide, counted from 1; rules of one rank have the same.
std::vector<std::string> places_of(const Page& page, const std::vector<const Rule*>& rules) {
  std::set<std::uint16_t> distinct;
  for (const Rule* const rule : rules) {
    if (const auto rank = rank_of(page, *rule)) distinct.insert(*rank);
  }
  std::vector<std::string> places;
  for (const Rule* const rule : rules) {
    const auto rank = rank_of(page, *rule);
    places.push_back(rank ? std::to_string(std::distance(distinct.begin(), distinct.find(*rank)) + 1) : "");
  }
  return places;
}

void show_excluded(Page& page, const Block& block) {
  const bool has_clauses =
      std::any_of(block.rules.begin(), block.rules.end(), [](const Rule* rule) { return !rule->info.clause.empty(); });
  std::vector<std::vector<std::string>> rows;
  for (const Rule* const rule : block.rules) {
    rows.push_back({page.titled(rule->info), sentence_of(page, *rule), taken_by(page, *rule)});
    if (has_clauses) rows.back().insert(rows.back().begin(), plain(rule->info.clause));
  }
  std::vector<std::string> header{page.say("Exclusion", "不予担保的情形"), page.say("Where", "条件"),
                                  page.say("What it takes", "不予担保的费用")};
  if (has_clauses) header.insert(header.begin(), page.say("Clause", "条款"));
  show_applies(page, block.applies);
  page.markdown.table(header, rows);
}

// Of responsibility, where there is anything behind it.
std::string goes_before(const Page& page) {
  const bool excludes = !rules_of(page.program.rules, Stage::exclusions).empty();
  if (!page.program.coverage && !excludes)
    return page.say("They say who bears what is owed. ", "规定应付金额由谁承担。");
  if (!excludes) return page.say("These go before coverage. ", "优先于质量担保范围。");
  if (!page.program.coverage) return page.say("These go before exclusions. ", "优先于不予担保的情形。");
  return page.say("These go before coverage and exclusions. ", "优先于质量担保范围和不予担保的情形。");
}

}  // namespace

bool asks_persons(const Page& page) {
  const auto rules = rules_of(page.program.rules, Stage::approvals);
  return std::any_of(rules.begin(), rules.end(),
                     [](const Rule* rule) { return rule->info.refers || !rule->awaits.empty(); });
}

std::string sentence_of(Page& page, const Rule& rule) {
  std::string text = page.sentences.condition(rule.when);
  if (!rule.once_per.empty()) {
    const std::string facts = page.words.facts(rule.once_per);
    const std::string once = page.words.is_chinese() ? "此前已有" + facts + "都相同的索赔获得同意"
                                                     : "an earlier claim with the same " + facts + " was granted";
    text += (text.empty() ? "" : page.say(", and ", "，且")) + once;
  }
  if (text.empty()) text = page.say("always", "所有情形");
  if (rule.listed == policy::Listed::as_last_resort) {
    text +=
        "<br>" + page.say("Listed only where no other exclusion and no rule on who bears it instead takes the same.",
                          "仅在没有其他除外条款或责任方条款涉及同一费用时列出。");
  } else if (rule.listed == policy::Listed::never) {
    text += "<br>" + page.say("Not listed as a reason.", "不列为理由。");
  } else if (rule.listed == policy::Listed::only_while_awaited) {
    text += "<br>" + page.say("Listed only while the decision is open.", "仅在等待决定期间列出。");
  } else if (rule.listed == policy::Listed::where_it_changes) {
    text += "<br>" + page.say("Listed only where it changes the amount.", "仅在金额因此改变时列出。");
  }
  if (!rule.awaits.empty()) text += "<br>" + page.say("Waits for: ", "需等待：") + page.words.facts(rule.awaits);
  if (!rule.overrides.empty()) {
    text += "<br>" + page.say("Goes before: ", "优先于：") + overridden(page, rule.overrides);
  }
  if (!rule.overridden_by.empty()) {
    text += "<br>" + page.say("Has no effect where this has: ", "以下条款生效时不生效：") +
            overridden(page, rule.overridden_by);
  }
  return text;
}

void show_exclusions(Page& page) {
  const auto rules = rules_of(page.program.rules, Stage::exclusions);
  if (rules.empty()) return;
  page.markdown.heading(2, page.say("What is not covered", "不予担保的情形"));
  std::string text = page.say("Every exclusion that holds is listed.", "凡成立的情形全部列出。");
  const auto taking = std::find_if(rules.begin(), rules.end(), [](const Rule* rule) { return !rule->effects.empty(); });
  if (taking != rules.end()) {
    const std::string bearers =
        page.words.bearers(page.program.allocation((*taking)->effects.front().allocation), true);
    text += page.words.is_chinese()
                ? "不予担保的费用由" + bearers + "承担，下一节另有规定的除外。"
                : " What it takes is borne by " + bearers + ", unless a rule of the next section names another party.";
  }
  page.markdown.paragraph(text);
  for (const Block& block : blocks_of(page, rules)) show_excluded(page, block);
}

void show_responsibility(Page& page) {
  const auto rules = rules_of(page.program.rules, Stage::responsibility);
  if (rules.empty()) return;
  const auto places = places_of(page, rules);
  const bool ranked = std::count(places.begin(), places.end(), "2") > 0;
  const bool in_the_end = page.program.has_advances();
  page.markdown.heading(2, in_the_end ? page.say("Who bears the cost in the end", "最终由谁承担")
                                      : page.say("Who bears the cost instead", "由责任方承担的情形"));
  page.markdown.paragraph(
      goes_before(page) +
      (ranked ? page.say("Where several hold, all are listed, and for each kind of cost the one with the lowest number "
                         "decides.",
                         "多条同时成立的全部列出，每项费用以序号最小的一条为准。")
              : page.say("They have no order among each other.", "彼此之间不分先后。")));
  std::size_t place = 0;
  for (const Block& block : blocks_of(page, rules)) {
    std::vector<std::vector<std::string>> rows;
    for (const Rule* const rule : block.rules) {
      rows.push_back({places[place++], page.titled(rule->info), sentence_of(page, *rule), who_bears(page, *rule)});
    }
    show_applies(page, block.applies);
    page.markdown.table({page.say("No.", "序号"), page.say("Case", "情形"), page.say("Where", "条件"),
                         page.say("Who bears what", "由谁承担")},
                        rows);
  }
}

void show_approvals(Page& page) {
  const auto rules = rules_of(page.program.rules, Stage::approvals);
  if (rules.empty()) return;
  const bool asks = asks_persons(page);
  page.markdown.heading(
      2, asks ? page.say("Approvals", "审批") : page.say("What decides first or last", "最先或最后决定的规定"));
  page.markdown.paragraph(
      asks
          ? page.say("What needs a person's decision. While the decision is open and could make a difference, the line "
                     "is referred.",
                     "需要人工决定的事项。决定尚未作出且可能影响结果的，该行待审批。")
          : page.say("These go before everything else, or hold only where nothing else has decided.",
                     "优先于其他一切规则，或仅在其他规则均未决定时适用。"));
  for (const Block& block : blocks_of(page, rules)) {
    std::vector<std::vector<std::string>> rows;
    for (const Rule* const rule : block.rules) {
      std::string order = rule->decides_last
                              ? page.say("last, where nothing else has decided", "最后：其他规则均未决定时")
                              : page.say("first, before everything else", "最先：优先于其他一切规则");
      if (rule->info.refers && !rule->decides_last) order = page.say("whatever else holds", "无论其他规则如何");
      const std::string bears = rule->effects.empty() && !rule->info.refers ? page.say("as without it", "不改变承担方")
                                                                            : who_bears(page, *rule);
      rows.push_back({page.titled(rule->info), sentence_of(page, *rule), bears, std::move(order)});
    }
    show_applies(page, block.applies);
    page.markdown.table({asks ? page.say("Approval", "审批事项") : page.say("Rule", "规定"), page.say("Where", "条件"),
                         page.say("Who bears what", "由谁承担"), page.say("When it decides", "顺序")},
                        rows);
  }
}

namespace {

void show_checks(Page& page, const std::vector<const Rule*>& rules, const std::string& text) {
  if (rules.empty()) return;
  page.markdown.paragraph(text);
  std::vector<std::vector<std::string>> rows;
  for (const Rule* const rule : rules) {
    rows.push_back({page.titled(rule->info), page.when(rule->holds), rule->at ? page.words.fact(*rule->at) : ""});
  }
  page.markdown.table({page.say("Mistake", "错误"), page.say("Where", "条件"), page.say("What to check", "应核对")},
                      rows);
}

}  // namespace

void show_validity(Page& page) {
  const auto rejecting = rules_of(page.program.validity, Stage::validity);
  const auto referring = rules_of(page.program.rules, Stage::validity);
  if (rejecting.empty() && referring.empty()) return;
  const auto* const chinese = rejecting.empty() ? "内容有误的索赔单" : "不受理的索赔单";
  page.markdown.heading(2, page.say("Claims that cannot be right", chinese));
  show_checks(page, rejecting,
              page.say("Such a claim is rejected and not decided; the others are decided all the same.",
                       "内容自相矛盾的索赔单不予受理，其他索赔单照常判定。"));
  show_checks(page, referring,
              page.say("Such a line is referred: a person decides all of it, whatever else holds.",
                       "有下列情形的行待审批：无论其他规则如何，该行均由人工决定。"));
}

}  // namespace warrantor::audit
