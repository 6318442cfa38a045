#include <algorithm>

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

/// The list of assumptions, each with what it belongs to.
class Assumptions {
 public:
  explicit Assumptions(Page& page) : page_(page) {}

  void add(const std::string& name, const Labels& title, const Labels& note) {
    if (is_assumption(note)) rows_.push_back({code(name), page_.words.text(title, name), page_.words.text(note)});
  }
  void add(const policy::Remark& remark) { add(remark.name, remark.title, remark.note); }
  void add(const RuleInfo& info) { add(info.id, info.title, info.notes); }

  void collect() {
    const policy::Program& program = page_.program;
    const policy::Documented& documented = program.documented;
    add(program.id, program.title, documented.rule_set.note);
    for (const policy::Setting& setting : documented.settings) {
      add(setting.remark);
      if (is_assumption(setting.remark.note)) {
        const std::string value = page_.words.value(setting.type, {}, setting.value, setting.unit);
        rows_.back()[1] += page_.say(": ", "：") + value;
      }
    }
    for (const policy::Lookup& lookup : documented.lookups) {
      add(lookup.remark);
      for (const RuleInfo& row : lookup.rows) add(row);
    }
    for (const RuleInfo* const rule : program.rule_list) add(*rule);
    for (const policy::Remark& portion : documented.portions) add(portion);
    for (const policy::Remark& derived : documented.derived) add(derived);
    for (std::size_t i = 0; i < documented.facts.size(); ++i) {
      add(documented.facts[i].name, program.schema.facts()[i].labels, documented.facts[i].note);
    }
    for (const policy::Remark& catalogue : documented.catalogues) add(catalogue);
  }

  [[nodiscard]] const std::vector<std::vector<std::string>>& rows() const { return rows_; }

 private:
  Page& page_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace

bool is_assumption(const Labels& note) {
  constexpr std::string_view mark = "ASSUMED";
  return std::any_of(note.all().begin(), note.all().end(),
                     [&](const auto& text) { return text.second.find(mark) != std::string::npos; });
}

void show_assumptions(Page& page) {
  Assumptions assumptions(page);
  assumptions.collect();
  page.markdown.heading(2, page.say("What is ASSUMED", "假定事项"));
  if (assumptions.rows().empty()) {
    page.markdown.paragraph(page.say("Nothing.", "无。"));
    return;
  }
  page.markdown.paragraph(
      page.say("The policy leaves these open; the rules take them as follows until somebody decides.",
               "政策对以下事项没有明确规定，在作出正式决定之前，规则暂按下列假定执行。"));
  page.markdown.table(
      {page.say("Where", "编号"), page.say("What it is about", "涉及事项"), page.say("Assumption", "假定")},
      assumptions.rows());
}

}  // namespace warrantor::audit
