#include <array>
#include <unordered_set>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

constexpr std::string_view row_kind = "coverage row";
constexpr std::array<std::string_view, 9> row_keys{"id",     "when", "instead_of", "awaits", "title",
                                                   "clause", "note", "source",     "valid"};

CoverageRowSyntax read_row(Context& context, const yaml::Node& node) {
  CoverageRowSyntax row;
  Mapping mapping(context, node, named_by_id(row_kind, node));
  row.id = mapping.required_word("id", WordKind::id, "a coverage row");
  row.valid = read_valid(mapping);
  row.when = both(context.in_force(row.valid), read_condition(mapping, "when"));
  row.instead_of = mapping.texts("instead_of");
  row.awaits = mapping.texts("awaits");
  row.documentation = read_documentation_with_clause(mapping);
  for (const yaml::Entry& entry : node.entries()) {
    if (!mapping.has_own_key(entry)) continue;
    Text expression = context.expression(*entry.value, entry.key->text(), mapping.subject());
    if (expression.given()) row.limits.emplace_back(context.text(*entry.key), std::move(expression));
  }
  return row;
}

bool report_if_misspelt(const CoverageRowSyntax& row, const Text& limit, Mistakes& mistakes) {
  const auto near = base::nearest(limit.value, row_keys);
  if (!near) return false;
  mistakes.add(codes::unknown_key,
               "unknown key " + base::quote(limit.value) + " in " + describe({row_kind, row.id.value, nullptr}),
               base::did_you_mean(near), limit.place.node->span());
  return true;
}

}  // namespace

CoverageSyntax read_coverage(Context& context, const yaml::Node& node, bool extends) {
  CoverageSyntax coverage;
  coverage.place = context.place(node);
  Mapping mapping(context, node, {"the section", "coverage", nullptr});
  coverage.applies = read_condition(mapping, "for");
  coverage.choose.text = mapping.choice("choose", {"first", "unique", "union"});
  coverage.expiry_takes = mapping.texts("expiry_takes");
  const yaml::Node* const rows = extends ? mapping.find("rows") : mapping.required("rows");
  if (rows != nullptr && context.expect_list(*rows, "rows", mapping.subject())) {
    coverage.rows.reserve(rows->items().size());
    for (const yaml::Node* const row : rows->items()) {
      if (context.expect_mapping(*row, "", {row_kind, {}, nullptr})) {
        coverage.rows.push_back(read_row(context, *row));
      }
    }
  }
  mapping.finish();
  return coverage;
}

void check_row_limits(RuleSet& rule_set, Mistakes& mistakes) {
  if (!rule_set.coverage) return;
  std::unordered_set<std::string_view> declared;
  for (const LimitSyntax& limit : rule_set.limits) declared.insert(limit.name.value);
  for (CoverageRowSyntax& row : rule_set.coverage->rows) {
    std::vector<std::pair<Text, Text>> limits;
    limits.reserve(row.limits.size());
    for (auto& limit : row.limits) {
      const bool is_declared = declared.count(limit.first.value) > 0;
      if (is_declared || !report_if_misspelt(row, limit.first, mistakes)) limits.push_back(std::move(limit));
    }
    row.limits = std::move(limits);
  }
}

}  // namespace warrantor::rules
