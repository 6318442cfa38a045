#include "audit/show.hpp"

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

void show_head(Page& page) {
  const policy::Program& program = page.program;
  page.markdown.heading(1, page.words.text(program.title, program.id));
  page.markdown.table({page.say("Rule set", "规则"), page.say("Version", "版本"), page.say("Digest", "校验码")},
                      {{code(program.id), plain(program.version), code(program.digest)}});
  if (const Labels& note = program.documented.rule_set.note; !note.empty())
    page.markdown.paragraph(page.words.text(note));
  page.markdown.paragraph(page.say(
      "Written by `warrantor show` from the rules as they are evaluated. Names in *italics* are facts that a "
      "claim states and values derived from them; both are explained below. Words like `this` are the names and "
      "ids that files and decisions use.",
      "本文由 `warrantor show` 根据实际执行的规则生成。「」中为索赔单填报的事实或由其推算的值，后文逐一说明；"
      "`这种字体` 为文件和判定结果中使用的名称和编号。"));
}

}  // namespace

std::string Page::marked_note(const Labels& note) const {
  if (note.empty()) return {};
  return is_assumption(note) ? " " + say("**(ASSUMED)**", "**（假定）**") : "<br>" + words.text(note);
}

std::string Page::titled(const RuleInfo& info) const {
  std::string text = words.text(info.title);
  if (!text.empty()) text += ' ';
  return text + code(info.id) + marked_note(info.notes) + sourced(info);
}

// Where the clause is the source, it is said once.
std::string Page::sourced(const RuleInfo& info) const {
  if (info.source.empty() || info.source == info.clause) return {};
  return "<br>" + say("Source: ", "依据：") + plain(info.source);
}

std::string show(const Policy& policy, std::string_view language) {
  Page page(policy.program(), language);
  show_head(page);
  show_extensions(page);
  show_versions(page);
  show_coverage(page);
  show_adjustments(page);
  show_exclusions(page);
  show_responsibility(page);
  show_advances(page);
  show_approvals(page);
  show_grants(page);
  show_figures(page);
  show_portions(page);
  show_validity(page);
  show_lookups(page);
  show_steps(page);
  show_settings(page);
  show_facts(page);
  show_derived(page);
  show_catalogues(page);
  show_assumptions(page);
  if (page.words.is_chinese()) page.markdown.space_scripts();
  return page.markdown.text();
}

}  // namespace warrantor::audit
