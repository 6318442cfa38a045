#include <algorithm>
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
      keep_documentation(std::move(documentation));
      return;
    }
    const std::string help = "move it to " + base::quote(role_.main_file);
    for (const std::string_view key :
         {"rule_set", "version", "title", "currency", "approved_when_borne_by", "approved_unless_borne_by",
          "excluded_borne_by", "report_by", "valid_by", "versions", "extends", "change", "drop"}) {
      file_.refuse(key, codes::main_file_only, "an included file may not have " + base::quote(key), help);
    }
  }

  // An extension says of itself what its base says, where it does not say otherwise.
  void keep_documentation(Documentation documentation) {
    if (role_.extends && documentation.title.empty()) documentation.title = rule_set_.documentation.title;
    rule_set_.documentation = std::move(documentation);
  }

  void read_identity() {
    rule_set_.id = file_.required_word("rule_set", WordKind::id, "a rule set");
    rule_set_.version = file_.required_text("version");
    read_currency();
    // An extension that says one of these means it in place of the other.
    if (role_.extends && file_.node().find("approved_when_borne_by") != nullptr)
      rule_set_.approved_unless_borne_by = {};
    if (role_.extends && file_.node().find("approved_unless_borne_by") != nullptr)
      rule_set_.approved_when_borne_by = {};
    keep(file_.text("approved_when_borne_by"), rule_set_.approved_when_borne_by);
    keep(file_.text("approved_unless_borne_by"), rule_set_.approved_unless_borne_by);
    keep(file_.text("excluded_borne_by"), rule_set_.excluded_borne_by);
    std::vector<Text> report_by = file_.texts("report_by");
    if (!role_.extends || !report_by.empty()) rule_set_.report_by = std::move(report_by);
    file_.find("valid_by");  // the loader has read these already
    file_.find("versions");
    file_.find("extends");
    for (const std::string_view key : {"change", "drop"}) {
      if (file_.node().find("extends") == nullptr) {
        file_.refuse(key, "only a rule set that `extends` another one changes any of it");
      } else {
        file_.find(key);
      }
    }
  }

  void read_currency() {
    if (!role_.extends) {
      rule_set_.currency = file_.required_text("currency");
      return;
    }
    const Text currency = file_.text("currency");
    const bool is_known = rule_set_.currency.given();  // not of a base that could not be read
    if (!is_known || !currency.given() || currency.value == rule_set_.currency.value) return;
    context_.error(codes::contradiction, *currency.place.node,
                   "the amounts of the base are in " + base::quote(rule_set_.currency.value), "leave `currency` away");
  }

  void keep(Text text, Text& kept) const {
    if (!role_.extends || text.given()) kept = std::move(text);
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
    if (context_.version() == 0) {
      read_list("parties", rule_set_.parties, read_parties);
      read_list("facts", rule_set_.facts, read_facts);
      read_list("catalogues", rule_set_.catalogues, read_catalogues);
      read_list("portions", rule_set_.portions, read_portions);
      read_list("limits", rule_set_.limits, read_limits);
    }
    read_list("settings", rule_set_.settings, read_settings);
    read_lookup_section();
    read_list("derived", rule_set_.derived, read_derived);
    read_list("figures", rule_set_.figures, read_figures);
    read_list("steps", rule_set_.steps, read_steps);
    if (context_.version() == 0) return;
    for (const std::string_view key : {"parties", "facts", "catalogues", "portions", "limits"}) {
      file_.refuse(key, codes::misplaced, base::quote(key) + " has no meaning in a file of one version",
                   "what claims are made of is the same in every version: move it to a file that all of them share");
    }
  }

  // Versions may share a lookup: each has rows of its own.
  void read_lookup_section() {
    std::vector<LookupSyntax> lookups;
    read_list("lookups", lookups, read_lookups);
    for (LookupSyntax& lookup : lookups) {
      const auto known =
          std::find_if(rule_set_.lookups.begin(), rule_set_.lookups.end(), [&](const LookupSyntax& other) {
            return other.name.value == lookup.name.value && context_.version() > 0 && other.version > 0 &&
                   other.version != context_.version();
          });
      lookup.version = context_.version();
      if (known == rule_set_.lookups.end()) {
        rule_set_.lookups.push_back(std::move(lookup));
      } else {
        add_rows(std::move(lookup), *known);
      }
    }
  }

  void add_rows(LookupSyntax lookup, LookupSyntax& known) {
    if (lookup.choose.is_first() != known.choose.is_first()) {
      report_twice(*lookup.name.place.node, base::quote(lookup.name.value) + " has another `choose` in another version",
                   known.name.place, "write the same in all versions");
    }
    compare_columns(context_, known, lookup);
    for (LookupSyntax::Row& row : lookup.rows) known.rows.push_back(std::move(row));
    known.version = lookup.version;
  }

  void read_coverage_section() {
    const yaml::Node* const node = section("coverage");
    if (node == nullptr) return;
    CoverageSyntax coverage = read_coverage(context_, *node, role_.extends);
    if (!node->is_mapping()) return;
    if (!rule_set_.coverage) {
      rule_set_.coverage = of_version(context_, std::move(coverage));
    } else if (is_of_base(rule_set_.coverage->place)) {
      extend_coverage(std::move(coverage), *rule_set_.coverage);
    } else if (context_.version() == 0 && !rule_set_.coverage->of_versions) {
      report_twice(*node, "`coverage` stands in two files", rule_set_.coverage->place,
                   "keep the rows of one rule set together");
    } else if (differs(coverage.choose.text, rule_set_.coverage->choose.text)) {
      report_twice(*coverage.choose.text.place.node, "`coverage` has another `choose` in another version",
                   rule_set_.coverage->choose.text.place, "write the same in all versions");
    } else {
      add_coverage(of_version(context_, std::move(coverage)), *rule_set_.coverage);
    }
  }

  static bool differs(const Text& one, const Text& other) {
    return one.given() && other.given() && one.value != other.value;
  }

  // Whether something stands in a rule set that the one of this file extends.
  [[nodiscard]] bool is_of_base(const Place& place) const { return rule_set_.levels[place.document] > role_.level; }

  void read_rule_sections() {
    read_section("validity", Section::validity, nullptr);
    read_section("adjustments", Section::adjustments, nullptr);
    read_section("exclusions", Section::exclusions, &rule_set_.exclusions_choose);
    read_section("responsibility", Section::responsibility, &rule_set_.responsibility_choose);
    read_section("advances", Section::advances, nullptr);
    read_section("approvals", Section::approvals, nullptr);
    read_section("grants", Section::grants, nullptr);
  }

  void read_section(std::string_view key, Section section_kind, Choose* choose) {
    const yaml::Node* const node = section(key);
    if (node == nullptr) return;
    const Choose read = read_rules(context_, *node, section_kind, rule_set_.rules);
    if (choose == nullptr || !read.text.given()) return;
    if (!choose->text.given()) {
      *choose = read;
    } else if (is_of_base(choose->text.place)) {
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
