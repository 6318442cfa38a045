#include <algorithm>

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

using expr::Op;

std::string named(const Page& page, const policy::Remark& remark) {
  const std::string title = page.words.text(remark.title);
  return (title.empty() ? "" : title + " ") + code(remark.name) + page.marked_note(remark.note);
}

std::string fallback_of(const Page& page, const policy::Portion& portion) {
  if (portion.same_as) {
    const std::string other = page.words.portion(*portion.same_as);
    return page.words.is_chinese() ? "与" + other + "相同" : "whoever bears " + other;
  }
  return portion.otherwise ? page.words.bearers(page.program.allocation(*portion.otherwise)) : std::string();
}

// What a column gives on each row: it chooses between the rows in their order.
std::vector<std::string> column_cells(Page& page, std::string_view column, std::size_t rows) {
  std::vector<std::string> cells(rows);
  const expr::Definition* const definition = page.sentences.definition(column);
  if (definition == nullptr) return cells;
  NodeId id = definition->root;
  for (std::size_t i = 0; i < rows && page.program.code.node(id).op == Op::conditional; ++i) {
    const auto parts = page.program.code.children_of(page.program.code.node(id));
    cells[i] = page.sentences.value(parts[1]);
    id = parts[2];
  }
  return cells;
}

void show_lookup(Page& page, const policy::Lookup& lookup, const std::vector<NodeId>& conditions) {
  page.markdown.heading(3, named(page, lookup.remark));
  if (lookup.first_counts) {
    page.markdown.paragraph(page.say("The first row that fits counts.", "自上而下，以第一条符合的为准。"));
  }
  std::vector<std::string> header{page.say("Where", "条件")};
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < lookup.rows.size(); ++i) rows.push_back({page.when(conditions[i])});
  for (const std::string& column : lookup.columns) {
    header.push_back(page.words.title(column) + " " + code(column));
    const auto cells = column_cells(page, column, rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(cells[i]);
  }
  header.push_back(page.say("What it says", "说明"));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(page.titled(lookup.rows[i]));
  page.markdown.table(header, rows);
}

std::string approving_parties(const Page& page) {
  const auto& approves = page.program.approves;
  if (std::count(approves.begin(), approves.end(), true) == 1) {
    const auto party = std::find(approves.begin(), approves.end(), true) - approves.begin();
    return page.words.party_in_sentence(static_cast<PartyId>(party));
  }
  const auto other = std::find(approves.begin(), approves.end(), false) - approves.begin();
  const std::string name = page.words.party_in_sentence(static_cast<PartyId>(other));
  return page.words.is_chinese() ? name + "以外的各方" : "anyone but " + name;
}

bool has_rules(const Page& page, Stage stage, bool decides_last = false) {
  return std::any_of(page.program.rules.begin(), page.program.rules.end(), [&](const policy::Rule& rule) {
    return rule.info.stage == stage && rule.decides_last == decides_last;
  });
}

// Of what there is in the rule set.
std::vector<std::string> deciders_of(const Page& page) {
  std::vector<std::string> deciders;
  const bool asks = asks_persons(page);
  if (has_rules(page, Stage::approvals)) {
    deciders.push_back(asks ? page.say("an approval that goes first", "优先的审批")
                            : page.say("a rule that decides first", "最先决定的规定"));
  }
  if (has_rules(page, Stage::responsibility)) {
    deciders.push_back(page.program.has_advances() ? page.say("who bears the cost in the end", "最终由谁承担的规定")
                                                   : page.say("who bears the cost instead", "由责任方承担的情形"));
  }
  const bool excludes = has_rules(page, Stage::exclusions);
  if (excludes && page.program.coverage) {
    deciders.push_back(page.say("exclusions and limits passed", "不予担保的情形和超过上限"));
  } else if (excludes || page.program.coverage) {
    deciders.push_back(excludes ? page.say("exclusions", "不予担保的情形") : page.say("limits passed", "超过上限"));
  }
  if (has_rules(page, Stage::approvals, true)) {
    deciders.push_back(asks ? page.say("an approval that goes last", "最后的审批")
                            : page.say("a rule that decides last", "最后决定的规定"));
  }
  deciders.push_back(page.say("this table", "上表"));
  return deciders;
}

std::string order_of(const Page& page) {
  const std::vector<std::string> deciders = deciders_of(page);
  if (deciders.size() == 1) return {};
  std::string text = page.say("For each kind of cost the first of these that names it decides: ",
                              "每项费用依次由以下各项中第一个涉及它的决定：");
  for (std::size_t i = 0; i < deciders.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    if (i > 0) text += page.say("; ", "；");
    text += page.words.is_chinese() ? "（" + number + "）" : "(" + number + ") ";
    text += deciders[i];
  }
  return text + page.say(". ", "。");
}

std::string what_is_approved(const Page& page) {
  const std::string approving = approving_parties(page);
  return page.words.is_chinese() ? approving + "承担全部费用的，为" + page.words.outcome(Outcome::approved) +
                                       "；承担一部分的，为" + page.words.outcome(Outcome::partial) +
                                       "；全不承担的，为" + page.words.outcome(Outcome::denied) + "。"
                                 : "A line of which " + approving +
                                       " bears everything is approved; a part, partly approved; nothing, denied.";
}

}  // namespace

void show_portions(Page& page) {
  page.markdown.heading(
      2, page.say("The kinds of cost, and who bears what nothing above decides", "费用构成，以及无其他规定时由谁承担"));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < page.program.portions.size(); ++i) {
    const policy::Portion& portion = page.program.portions[i];
    const policy::Remark& remark = page.program.documented.portions[i];
    const expr::Definition* const definition = page.sentences.definition(remark.name);
    rows.push_back({named(page, remark), definition == nullptr ? "" : page.sentences.value(definition->root),
                    fallback_of(page, portion)});
  }
  page.markdown.table(
      {page.say("Kind of cost", "费用"), page.say("Amount", "金额"), page.say("Else borne by", "无其他规定时由谁承担")},
      rows);
  page.markdown.paragraph(order_of(page) + what_is_approved(page));
}

void show_lookups(Page& page) {
  const auto& lookups = page.program.documented.lookups;
  if (lookups.empty()) return;
  page.markdown.heading(2, page.say("Tables", "对照表"));
  for (std::size_t i = 0; i < lookups.size(); ++i) show_lookup(page, lookups[i], page.program.lookup_rows[i]);
}

void show_settings(Page& page) {
  const auto& settings = page.program.documented.settings;
  if (settings.empty()) return;
  page.markdown.heading(2, page.say("Settings", "设定值"));
  std::vector<std::vector<std::string>> rows;
  for (const policy::Setting& setting : settings) {
    const std::string valid = page.when_valid(setting.valid);
    rows.push_back({named(page, setting.remark), page.words.value(setting.type, {}, setting.value, setting.unit) +
                                                     (valid.empty() ? "" : page.words.in_brackets(valid))});
  }
  page.markdown.table({page.say("Setting", "设定"), page.say("Value", "数值")}, rows);
}

void show_derived(Page& page) {
  const auto& derived = page.program.documented.derived;
  if (derived.empty()) return;
  page.markdown.heading(2, page.say("Values derived from the facts", "由事实推算的值"));
  std::vector<std::vector<std::string>> rows;
  for (const policy::Remark& remark : derived) {
    const expr::Definition* const definition = page.sentences.definition(remark.name);
    if (definition == nullptr) continue;
    const bool is_condition = definition->type.kind == ValueType::boolean && !definition->type.is_list;
    const std::string lead = is_condition ? page.say("holds where ", "满足以下条件时成立：") : std::string();
    rows.push_back({named(page, remark), lead + page.sentences.value(definition->root)});
  }
  page.markdown.table({page.say("Value", "名称"), page.say("What it is", "含义")}, rows);
}

namespace {

// The texts of steps have places that each decision fills in.
std::string step_text(const Page& page, const policy::Step& step) {
  std::string_view rest = step.text.get(page.words.language());
  std::string text;
  while (true) {
    const std::size_t open = rest.find('{');
    const std::size_t close = open == std::string_view::npos ? open : rest.find('}', open);
    if (close == std::string_view::npos) return text + plain(rest);
    const std::string_view place = rest.substr(open + 1, close - open - 1);
    text += plain(rest.substr(0, open));
    if (place == "missing") {
      text += page.say("‹the facts that are missing›", "〔缺少的事实〕");
    } else if (place == "pending") {
      text += page.say("‹the decisions that are open›", "〔尚未作出的决定〕");
    } else {
      text +=
          place == "charged" ? page.say("‹who and how much›", "〔责任方和金额〕") : page.say("‹amount›", "〔金额〕");
    }
    rest.remove_prefix(close + 1);
  }
}

std::string step_condition(Page& page, const policy::Step& step) {
  std::vector<std::string> parts;
  if (step.outcomes) {
    std::vector<std::string> outcomes;
    for (const Outcome outcome : *step.outcomes) outcomes.push_back(page.words.outcome(outcome));
    parts.push_back(page.say("the outcome is ", "该行判定为") + page.words.any_of(page.words.quoted(outcomes)));
  }
  if (step.pending) {
    std::vector<std::string> facts;
    for (const FactId fact : *step.pending) facts.push_back(page.words.fact(fact));
    parts.push_back(page.words.is_chinese() ? "正在等待" + page.words.any_of(facts)
                                            : "the decision on " + page.words.any_of(facts) + " is open");
  }
  if (step.borne_by) {
    std::vector<std::string> parties;
    for (const PartyId party : *step.borne_by) parties.push_back(page.words.party_in_sentence(party));
    parts.push_back(page.words.is_chinese() ? page.words.any_of(parties) + "承担部分或全部费用"
                                            : page.words.any_of(parties) + " bears an amount");
  }
  const std::string facts = page.sentences.condition(step.when);
  if (!facts.empty()) parts.push_back(facts);
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : page.say(", and ", "，且")) + part;
  return text.empty() ? page.say("always", "所有情形") : text;
}

}  // namespace

void show_steps(Page& page) {
  if (page.program.steps.empty()) return;
  page.markdown.heading(2, page.say("What is to be done with a line, in this order", "后续步骤（按顺序）"));
  std::vector<std::vector<std::string>> rows;
  for (const policy::Step& step : page.program.steps) {
    rows.push_back({std::to_string(rows.size() + 1),
                    step_text(page, step) + " " + code(step.info.id) + page.marked_note(step.info.notes),
                    step_condition(page, step)});
  }
  page.markdown.table({page.say("No.", "序号"), page.say("Step", "步骤"), page.say("Where", "条件")}, rows);
}

}  // namespace warrantor::audit
