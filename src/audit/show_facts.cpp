#include "audit/fact_words.hpp"

namespace warrantor::audit {
namespace {

void show_table(Page& page, std::string_view title, const std::vector<FactId>& facts) {
  std::vector<std::vector<std::string>> rows;
  for (const FactId id : facts) {
    const Fact& fact = page.program.schema.fact(id);
    const Labels& note = page.program.documented.facts[index_of(id)].note;
    rows.push_back({page.words.text(fact.labels, fact.name) + " " + code(fact.name) + page.marked_note(note),
                    kind_of(page, fact), blank_of(page, id)});
  }
  page.markdown.heading(3, title);
  page.markdown.table(
      {page.say("Fact", "事实"), page.say("What it holds", "填写内容"), page.say("A blank is", "空白时")}, rows);
}

// The entries of a catalogue by group.
void show_catalogue(Page& page, const policy::Remark& catalogue) {
  const expr::Definition* const definition = page.sentences.definition(catalogue.name);
  if (definition == nullptr) return;
  const expr::Program& program = page.program.code;
  const expr::Node& root = program.node(definition->root);
  const Schema& schema = page.program.schema;
  const Domain& entries = schema.domain(program.node(program.children_of(root)[0]).type.domain);
  const std::vector<std::int64_t>& groups = program.maps[root.index];
  const std::vector<DomainValue>& known = schema.domain(root.type.domain).values;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t group = 0; group < known.size(); ++group) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < entries.values.size(); ++i) {
      const DomainValue& entry = entries.values[i];
      if (groups[i] == static_cast<std::int64_t>(group)) labels.push_back(page.words.text(entry.labels, entry.name));
    }
    rows.push_back({page.words.text(known[group].labels, known[group].name) + " " + code(known[group].name),
                    std::to_string(labels.size()), page.words.list(labels)});
  }
  page.markdown.heading(2, page.say("Catalogue: ", "目录：") + page.words.text(catalogue.title, catalogue.name) +
                               page.marked_note(catalogue.note));
  page.markdown.table({page.say("Group", "类别"), page.say("Entries", "项数"), page.say("What belongs to it", "包括")},
                      rows);
}

}  // namespace

void show_facts(Page& page) {
  const Schema& schema = page.program.schema;
  page.markdown.heading(2, page.say("What a claim states", "索赔单填报的事实"));
  show_table(page, page.say("Once a claim", "每份索赔单填写一次"), schema.claim_facts());
  show_table(page, page.say("On every line", "每行填写一次"), schema.line_facts());
  for (const Table& table : schema.tables()) {
    const std::string list = page.words.text(schema.fact(table.fact).labels, table.name);
    show_table(page, page.say("On every record of: ", "每条记录填写一次：") + list, table.fields);
  }
}

void show_catalogues(Page& page) {
  for (const policy::Remark& catalogue : page.program.documented.catalogues) show_catalogue(page, catalogue);
}

}  // namespace warrantor::audit
