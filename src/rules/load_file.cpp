#include <string>
#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

/// Reads the sections of one file, each by its reader.
class FileReader {
 public:
  FileReader(Context& context, const yaml::Node& root, const FileRole& role, RuleSet& rule_set)
      : context_(context), file_(context, root, {"rule set", {}, nullptr}), role_(role), rule_set_(rule_set) {}

  void run() {
    if (!file_.is_mapping()) return;
    read_head();
    read_declarations();
    read_coverage_section();
    read_rule_sections();
    file_.finish();
  }

 private:
  void read_head() {
    file_.find("include");  // the loader has followed it already
    Documentation documentation;
    read_note(file_, documentation);
    documentation.source = file_.text("source");
    if (role_.is_main) {
      read_identity();
      documentation.title = file_.labels("title");
      rule_set_.documentation = std::move(documentation);
      return;
    }
    const std::string help = "move it to " + base::quote(role_.main_file);
    for (const std::string_view key : {"rule_set", "version", "title", "currency", "approved_when_borne_by",
                                       "approved_unless_borne_by", "excluded_borne_by", "report_by"}) {
      file_.refuse(key, codes::main_file_only, "an included file may not have " + base::quote(key), help);
    }
  }

  void read_identity() {
    rule_set_.id = file_.required_word("rule_set", WordKind::id, "a rule set");
    rule_set_.version = file_.required_text("version");
    rule_set_.currency = file_.required_text("currency");
    rule_set_.approved_when_borne_by = file_.text("approved_when_borne_by");
    rule_set_.approved_unless_borne_by = file_.text("approved_unless_borne_by");
    rule_set_.excluded_borne_by = file_.text("excluded_borne_by");
    rule_set_.report_by = file_.texts("report_by");
  }

  template <class Syntax>
  void read_list(std::string_view key, std::vector<Syntax>& list,
                 void (*reader)(Context&, const yaml::Node&, std::vector<Syntax>&)) {
    const yaml::Node* const node = section(key);
    if (node != nullptr) reader(context_, *node, list);
  }

  // A section may be left empty, as one does with a heading for later.
  const yaml::Node* section(std::string_view key) {
    const yaml::Node* const node = file_.find(key);
    return node != nullptr && node->is_left_out() ? nullptr : node;
  }

  void read_declarations() {
    read_list("parties", rule_set_.parties, read_parties);
    read_list("facts", rule_set_.facts, read_facts);
    read_list("catalogues", rule_set_.catalogues, read_catalogues);
    read_list("settings", rule_set_.settings, read_settings);
    read_list("lookups", rule_set_.lookups, read_lookups);
    read_list("derived", rule_set_.derived, read_derived);
    read_list("portions", rule_set_.portions, read_portions);
    read_list("limits", rule_set_.limits, read_limits);
    read_list("steps", rule_set_.steps, read_steps);
  }

  void read_coverage_section() {
    const yaml::Node* const node = section("coverage");
    if (node == nullptr) return;
    CoverageSyntax coverage = read_coverage(context_, *node);
    if (!node->is_mapping()) return;
    if (!rule_set_.coverage) {
      rule_set_.coverage = std::move(coverage);
      return;
    }
    report_twice(*node, "`coverage` stands in two files", rule_set_.coverage->place,
                 "keep the rows of one rule set together");
  }

  void read_rule_sections() {
    read_section("validity", Section::validity, nullptr);
    read_section("adjustments", Section::adjustments, nullptr);
    read_section("exclusions", Section::exclusions, &rule_set_.exclusions_choose);
    read_section("responsibility", Section::responsibility, &rule_set_.responsibility_choose);
    read_section("advances", Section::advances, nullptr);
    read_section("approvals", Section::approvals, nullptr);
  }

  void read_section(std::string_view key, Section section_kind, Choose* choose) {
    const yaml::Node* const node = section(key);
    if (node == nullptr) return;
    const Choose read = read_rules(context_, *node, section_kind, rule_set_.rules);
    if (choose == nullptr || !read.text.given()) return;
    if (!choose->text.given()) {
      *choose = read;
    } else if (choose->text.value != read.text.value) {
      report_twice(*read.text.place.node, base::quote(key) + " has another `choose` in another file",
                   choose->text.place, "write it in one file, or the same in both");
    }
  }

  void report_twice(const yaml::Node& node, std::string message, const Place& first, const std::string& help) {
    context_.error(codes::stated_twice, node, std::move(message),
                   "it is in " + base::quote(rule_set_.documents[first.document].file()) + " already; " + help);
  }

  Context& context_;
  Mapping file_;
  FileRole role_;
  RuleSet& rule_set_;
};

}  // namespace

void read_file(Context& context, const yaml::Node& root, const FileRole& role, RuleSet& rule_set) {
  FileReader(context, root, role, rule_set).run();
}

}  // namespace warrantor::rules
