#include <string>
#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

struct SectionWords {
  std::string_view section;
  std::string_view rule;
  std::string_view a_rule;
};

constexpr SectionWords words_of(Section section) {
  switch (section) {
    case Section::validity:
      return {"validity", "validity rule", "a validity rule"};
    case Section::adjustments:
      return {"adjustments", "adjustment", "an adjustment"};
    case Section::exclusions:
      return {"exclusions", "exclusion", "an exclusion"};
    case Section::responsibility:
      return {"responsibility", "responsibility rule", "a responsibility rule"};
    case Section::advances:
      return {"advances", "rule on advances", "a rule on advances"};
    case Section::grants:
      return {"grants", "grant", "a grant"};
    case Section::approvals:
      break;
  }
  return {"approvals", "approval", "an approval"};
}

// Each rule gets a copy of the conditions of its blocks: a bound keeps a small file from becoming a huge
// tree.
constexpr std::size_t most_copied_conditions = 1'000'000;

std::size_t count_conditions(const Condition& condition) {
  std::size_t count = 1 + condition.tests.size();
  for (const Condition& child : condition.children) count += count_conditions(child);
  return count;
}

/// Reads one section: rules, and blocks of rules that stand under a common `for`.
class SectionReader {
 public:
  SectionReader(Context& context, Section section, std::vector<RuleSyntax>& rules)
      : context_(context), section_(section), words_(words_of(section)), rules_(rules) {}

  Choose read(const yaml::Node& node) {
    if (node.is_mapping()) return read_mapping(node);
    if (node.is_sequence()) {
      read_items(node, {});
    } else {
      context_.wrong_kind(node, "a list of rules", words_.section, {});
    }
    return {};
  }

 private:
  Choose read_mapping(const yaml::Node& node) {
    Choose choose;
    Mapping mapping(context_, node, {"the section", words_.section, nullptr});
    const Condition applies = read_condition(mapping, "for");
    if (section_ == Section::responsibility) {
      choose.text = mapping.choice("choose", {"first", "unique"});
    } else if (section_ == Section::exclusions) {
      choose.text = mapping.text("choose");  // refused later, whatever it is
    } else {
      mapping.refuse("choose", is_ordered() ? "the order of the file counts here in any case"
                                            : "only exclusions and responsibility can be ranked");
    }
    if (section_ == Section::grants) read_with(mapping, with_);
    read_rules_of(mapping, applies);
    mapping.finish();
    return choose;
  }

  void read_rules_of(Mapping& mapping, const Condition& applies) {
    const yaml::Node* const rules = mapping.required("rules");
    mapping.text("note");
    if (rules == nullptr) return;
    if (!context_.expect_list(*rules, "rules", mapping.subject())) return;
    read_items(*rules, applies);
  }

  void read_items(const yaml::Node& list, const Condition& applies) {
    copied_conditions_ += count_conditions(applies) * list.items().size();
    if (copied_conditions_ > most_copied_conditions) {
      return context_.error(codes::too_many, list, "too many conditions in " + base::quote(words_.section),
                            "shorten the `for` of its blocks");
    }
    for (const yaml::Node* const item : list.items()) {
      if (item->find("rules") != nullptr) {
        read_block(*item, applies);
      } else if (context_.expect_mapping(*item, "", {words_.rule, {}, nullptr})) {
        rules_.push_back(read_rule(*item, applies));
      }
    }
  }

  void read_block(const yaml::Node& node, const Condition& applies) {
    Mapping mapping(context_, node, {"block of rules", {}, nullptr});
    const Condition own = read_condition(mapping, "for");
    const std::vector<DerivedSyntax> with = with_;
    if (section_ == Section::grants) read_with(mapping, with_);
    // A section may be left empty, for later; a block is written for the sake of its rules.
    if (const yaml::Node* const rules = node.find("rules"); rules->is_sequence() && rules->items().empty()) {
      context_.error(codes::nothing_given, *rules, "an empty list for `rules` in " + describe(mapping.subject()),
                     "write a rule, or leave the block away");
    }
    read_rules_of(mapping, both(applies, own));
    with_ = with;
    mapping.finish();
  }

  RuleSyntax read_rule(const yaml::Node& node, const Condition& applies) {
    RuleSyntax rule;
    rule.section = section_;
    Mapping mapping(context_, node, named_by_id(words_.rule, node));
    rule.id = mapping.required_word("id", WordKind::id, words_.a_rule);
    rule.valid = read_valid(mapping);
    rule.applies = both(context_.in_force(rule.valid), both(applies, read_condition(mapping, "for")));
    rule.when = read_condition(mapping, "when");
    rule.unless = read_condition(mapping, "unless");
    rule.documentation = read_documentation_with_clause(mapping);
    if (section_ == Section::grants) {
      read_granting(mapping, rule);
      mapping.finish();
      return rule;
    }
    rule.refers = mapping.choice("refers", {"true", "false"});
    if (rule.is_referral()) {
      read_referral(mapping, rule);
    } else if (section_ == Section::validity) {
      read_pointer(mapping, rule);
    } else if (section_ == Section::adjustments) {
      read_settling(mapping, rule);
    } else if (section_ == Section::advances) {
      read_advancing(mapping, rule);
    } else {
      read_effects(mapping, rule);
    }
    read_ranking(mapping, rule);
    mapping.finish();
    return rule;
  }

  static void read_referral(Mapping& mapping, RuleSyntax& rule) {
    rule.awaits = mapping.texts("awaits");
    rule.once_per = mapping.texts("once_per");
    for (const std::string_view key : {"takes", "takes_when", "bears", "overrides", "advances", "listed", "at",
                                       "becomes", "at_most", "at_least", "less", "plus"}) {
      mapping.refuse(key, codes::contradiction,
                     base::quote(key) + " stands beside `refers` in " + describe(mapping.subject()),
                     "a person decides all of a line that is referred, and the rule is always listed");
    }
  }

  void read_granting(Mapping& mapping, RuleSyntax& rule) {
    rule.grant.with = with_;
    read_grant(mapping, rule.grant);
    rule.overrides = mapping.texts("overrides");
    for (const std::string_view key :
         {"takes", "takes_when", "bears", "awaits", "once_per", "listed", "refers", "decides", "advances", "at"}) {
      mapping.refuse(key, "a grant stands on the decision of the claim, and nobody bears any more or less for it");
    }
  }

  static void read_pointer(Mapping& mapping, RuleSyntax& rule) {
    rule.at = mapping.text("at");
    for (const std::string_view key : {"takes", "takes_when", "bears", "awaits", "once_per", "listed", "overrides"}) {
      mapping.refuse(key, "a claim that cannot be right is rejected; nobody bears any of it");
    }
  }

  [[nodiscard]] bool is_ordered() const {
    return section_ == Section::adjustments || section_ == Section::advances || section_ == Section::grants;
  }

  static void read_settling(Mapping& mapping, RuleSyntax& rule) {
    read_adjustment(mapping, rule.adjustment);
    rule.awaits = mapping.texts("awaits");
    rule.listed = mapping.text("listed");
    for (const std::string_view key : {"takes", "takes_when", "bears", "overrides", "advances", "once_per", "at"}) {
      mapping.refuse(key, "an adjustment says what a portion is owed, not who bears it");
    }
  }

  void read_advancing(Mapping& mapping, RuleSyntax& rule) {
    mapping.required("advances");
    read_bears(mapping, "advances", rule.advances);
    rule.awaits = mapping.texts("awaits");
    rule.listed = mapping.text("listed");
    for (const std::string_view key : {"takes", "takes_when", "bears", "overrides", "once_per", "at"}) {
      mapping.refuse(key, "a rule on advances says who pays first; who bears it in the end stands elsewhere");
    }
  }

  void read_effects(Mapping& mapping, RuleSyntax& rule) {
    rule.takes = mapping.texts("takes");
    rule.takes_when = read_condition(mapping, "takes_when");
    read_bears(mapping, "bears", rule.bears);
    rule.awaits = mapping.texts("awaits");
    rule.once_per = mapping.texts("once_per");
    rule.overrides = mapping.texts("overrides");
    rule.listed = mapping.text("listed");
    mapping.refuse("at", "only validity rules point to a fact");
    mapping.refuse("advances", "who pays first stands under `advances:`");
    const bool has_effect = mapping.node().find("takes") != nullptr || mapping.node().find("bears") != nullptr;
    if (section_ == Section::responsibility && !has_effect) mapping.required("bears");
  }

  void read_ranking(Mapping& mapping, RuleSyntax& rule) {
    if (section_ != Section::approvals) {
      mapping.refuse("decides", "only approvals decide before or after all other rules");
      return;
    }
    const yaml::Node* const decides = rule.is_referral() ? mapping.find("decides") : mapping.required("decides");
    if (decides != nullptr) rule.decides = mapping.choice("decides", {"first", "last"});
  }

  void read_bears(Mapping& mapping, std::string_view key, std::vector<BearsSyntax>& bears) {
    const yaml::Node* const node = mapping.find(key);
    if (node == nullptr || !context_.expect_mapping(*node, key, mapping.subject())) return;
    if (node->entries().empty()) report_empty(*node, key, mapping.subject());
    bears.reserve(node->entries().size());
    for (const yaml::Entry& entry : node->entries()) read_shares(entry, mapping.subject(), bears);
  }

  void read_shares(const yaml::Entry& entry, const Subject& subject, std::vector<BearsSyntax>& bears) {
    const std::string_view portion = entry.key->text();
    BearsSyntax syntax;
    syntax.portion = context_.text(*entry.key);
    if (!entry.value->is_mapping()) {
      Text party = context_.required_text(*entry.value, portion, subject);
      if (party.given()) syntax.shares.emplace_back(std::move(party), Text{});
    } else {
      if (entry.value->entries().empty()) report_empty(*entry.value, portion, subject);
      for (const yaml::Entry& share : entry.value->entries()) {
        Text weight = context_.required_text(*share.value, share.key->text(), subject);
        if (weight.given()) syntax.shares.emplace_back(context_.text(*share.key), std::move(weight));
      }
    }
    if (!syntax.shares.empty()) bears.push_back(std::move(syntax));
  }

  void report_empty(const yaml::Node& node, std::string_view what, const Subject& subject) {
    context_.error(codes::nothing_given, node,
                   "an empty mapping for " + base::quote(what) + " in " + describe(subject));
  }

  Context& context_;
  Section section_;
  SectionWords words_;
  std::vector<RuleSyntax>& rules_;
  std::vector<DerivedSyntax> with_;  ///< of the blocks of grants that are being read
  std::size_t copied_conditions_ = 0;
};

// What a step asks of the decision stands on the first level of its condition.
Condition within(const Condition& in_force, Condition when) {
  if (in_force.kind == Condition::Kind::always || when.kind != Condition::Kind::all)
    return both(in_force, std::move(when));
  when.children.insert(when.children.begin(), in_force);
  return when;
}

StepSyntax read_step(Context& context, const yaml::Node& node) {
  StepSyntax step;
  Mapping mapping(context, node, named_by_id("step", node));
  step.id = mapping.required_word("id", WordKind::id, "a step");
  step.valid = read_valid(mapping);
  step.when = within(context.in_force(step.valid), read_condition(mapping, "when"));
  if (const yaml::Node* const text = mapping.required("text")) step.text_place = context.place(*text);
  step.text = mapping.labels("text");
  read_note(mapping, step.documentation);
  step.documentation.source = mapping.text("source");
  mapping.finish();
  return step;
}

}  // namespace

Choose read_rules(Context& context, const yaml::Node& node, Section section, std::vector<RuleSyntax>& rules) {
  return SectionReader(context, section, rules).read(node);
}

void read_steps(Context& context, const yaml::Node& node, std::vector<StepSyntax>& steps) {
  if (!context.expect_list(node, "steps", {})) return;
  steps.reserve(steps.size() + node.items().size());
  for (const yaml::Node* const item : node.items()) {
    if (context.expect_mapping(*item, "", {"step", {}, nullptr})) steps.push_back(read_step(context, *item));
  }
}

}  // namespace warrantor::rules
