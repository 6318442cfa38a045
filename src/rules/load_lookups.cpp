#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

using Row = LookupSyntax::Row;
using Column = std::pair<Text, Text>;

Row read_row(Context& context, const yaml::Node& node) {
  Row row;
  Mapping mapping(context, node, named_by_id("row", node));
  row.id = mapping.required_word("id", WordKind::id, "a row");
  row.valid = read_valid(mapping);
  row.when = both(context.in_force(row.valid), read_condition(mapping, "when"));
  row.documentation = read_documentation(mapping);
  for (const yaml::Entry& entry : node.entries()) {
    if (!mapping.has_own_key(entry)) continue;
    Text value = context.expression(*entry.value, entry.key->text(), mapping.subject());
    // What is wrong with the value is told; the row has the column all the same.
    if (!value.given()) value = {"null", context.place(*entry.value)};
    row.values.emplace_back(context.text(*entry.key), std::move(value));
  }
  return row;
}

/// Compares the columns of the rows of one lookup.
class ColumnCheck {
 public:
  ColumnCheck(Context& context, std::vector<Row>& rows) : context_(context), rows_(rows) {
    for (const Row& row : rows) {
      for (const Column& column : row.values) ++uses_[name_of(column)];
    }
  }

  void run() {
    for (Row& row : rows_) {
      const auto is_misspelt = [&](const Column& column) { return report_if_misspelt(row, column); };
      row.values.erase(std::remove_if(row.values.begin(), row.values.end(), is_misspelt), row.values.end());
      const auto is_odd = [&](const Column& column) { return report_if_odd(row, column); };
      row.values.erase(std::remove_if(row.values.begin(), row.values.end(), is_odd), row.values.end());
    }
    if (rows_.empty()) return;
    for (const Column& column : rows_.front().values) {
      context_.word(*column.first.place.node, WordKind::name, "a column");
      first_columns_.insert(name_of(column));
    }
    for (const Row& row : rows_) compare_with_first(row);
  }

 private:
  // The text of the key does not move when its row does.
  static std::string_view name_of(const Column& column) { return column.first.place.node->text(); }

  [[nodiscard]] bool is_in_all_rows(const Column& column) const { return uses_.at(name_of(column)) == rows_.size(); }

  // A key that looks like one that every row may have, and that not every row has, was meant to be that one.
  bool report_if_misspelt(const Row& row, const Column& column) {
    if (rows_.size() > 1 && is_in_all_rows(column)) return false;
    constexpr std::array<std::string_view, 6> keys{"id", "when", "title", "note", "source", "valid"};
    const auto near = base::nearest(name_of(column), keys);
    if (!near) return false;
    context_.error(codes::unknown_key, *column.first.place.node,
                   "unknown key " + base::quote(name_of(column)) + " in " + describe({"row", row.id.value, nullptr}),
                   base::did_you_mean(near));
    return true;
  }

  // What one row alone has was not meant as a column: that row is told of it, and no other that it lacks one.
  bool report_if_odd(const Row& row, const Column& column) {
    const bool is_clause = name_of(column) == "clause";
    if (is_in_all_rows(column) || !(is_clause || (uses_.at(name_of(column)) == 1 && rows_.size() > 2))) return false;
    context_.error(codes::uneven_rows, *column.first.place.node,
                   base::quote(name_of(column)) + " of " + describe({"row", row.id.value, nullptr}) +
                       " is no column: not every row has it",
                   is_clause ? "write `source` for where a row comes from" : std::string(same_columns));
    return true;
  }

  void compare_with_first(const Row& row) {
    std::unordered_set<std::string_view> columns;
    for (const Column& column : row.values) {
      columns.insert(name_of(column));
      if (first_columns_.count(name_of(column)) == 0) report_extra(row, column);
    }
    for (const Column& column : rows_.front().values) {
      if (columns.count(name_of(column)) == 0 && row.id.given()) report_missing(row, column);
    }
  }

  void report_extra(const Row& row, const Column& column) {
    const auto near = base::nearest(name_of(column), first_columns_);
    context_.error(codes::uneven_rows, *column.first.place.node,
                   describe({"row", row.id.value, nullptr}) + " has a column " + base::quote(name_of(column)) +
                       " that the first row does not have",
                   near ? base::did_you_mean(near) : std::string(same_columns));
  }

  void report_missing(const Row& row, const Column& column) {
    context_.error(codes::uneven_rows, *row.id.place.node,
                   describe({"row", row.id.value, nullptr}) + " has no column " + base::quote(name_of(column)),
                   std::string(same_columns));
  }

  static constexpr std::string_view same_columns = "every row has the same columns; write null for none";

  Context& context_;
  std::vector<Row>& rows_;
  std::unordered_map<std::string_view, std::size_t> uses_;
  std::unordered_set<std::string_view> first_columns_;
};

bool is_of_languages(const yaml::Node& node) {
  return !node.is_mapping() || (node.find("type") == nullptr && node.find("title") == nullptr);
}

LookupSyntax::ColumnSyntax read_column(Context& context, const yaml::Entry& entry) {
  LookupSyntax::ColumnSyntax column;
  column.name = context.text(*entry.key);
  if (is_of_languages(*entry.value)) {
    column.title = read_labels(context, *entry.value, "", named_by_key("column", entry));
    return column;
  }
  Mapping mapping(context, *entry.value, named_by_key("column", entry));
  column.type = mapping.text("type");
  column.title = mapping.labels("title");
  mapping.finish();
  return column;
}

// Types and titles of columns; one of a column that no row has is reported as an unknown key.
void read_columns(Mapping& mapping, LookupSyntax& lookup) {
  const yaml::Node* const columns = mapping.find("columns");
  Context& context = mapping.context();
  if (columns == nullptr || !context.expect_mapping(*columns, "columns", mapping.subject())) return;
  for (const yaml::Entry& entry : columns->entries()) lookup.columns.push_back(read_column(context, entry));
}

void check_titles(Context& context, const LookupSyntax& lookup) {
  if (lookup.rows.empty()) return;
  std::vector<std::string_view> known;
  for (const Column& column : lookup.rows.front().values) known.emplace_back(column.first.value);
  for (const LookupSyntax::ColumnSyntax& column : lookup.columns) {
    if (std::find(known.begin(), known.end(), column.name.value) != known.end()) continue;
    const auto near = base::nearest(column.name.value, known);
    context.error(codes::unknown_key, *column.name.place.node, "there is no column " + base::quote(column.name.value),
                  near ? base::did_you_mean(near) : "");
  }
}

LookupSyntax read_lookup(Context& context, const yaml::Entry& entry) {
  LookupSyntax lookup;
  lookup.name = context.word(*entry.key, WordKind::name, "a lookup");
  Mapping mapping(context, *entry.value, named_by_key("lookup", entry));
  lookup.choose.text = mapping.choice("choose", {"first", "unique"});
  lookup.documentation = read_documentation(mapping);
  read_columns(mapping, lookup);
  const yaml::Node* const rows = mapping.required("rows");
  if (rows != nullptr && context.expect_list(*rows, "rows", mapping.subject())) {
    lookup.rows.reserve(rows->items().size());
    for (const yaml::Node* const row : rows->items()) {
      if (context.expect_mapping(*row, "", {"row", {}, nullptr})) lookup.rows.push_back(read_row(context, *row));
    }
  }
  mapping.finish();
  ColumnCheck(context, lookup.rows).run();
  check_titles(context, lookup);
  return lookup;
}

}  // namespace

void compare_columns(Context& context, const LookupSyntax& known, const LookupSyntax& more) {
  if (known.rows.empty() || more.rows.empty()) return;
  std::vector<Row> firsts{known.rows.front(), more.rows.front()};
  ColumnCheck(context, firsts).run();
}

void read_lookups(Context& context, const yaml::Node& node, std::vector<LookupSyntax>& lookups) {
  if (!context.expect_mapping(node, "lookups", {})) return;
  for (const yaml::Entry& entry : node.entries()) lookups.push_back(read_lookup(context, entry));
}

}  // namespace warrantor::rules
