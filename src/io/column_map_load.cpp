#include <algorithm>
#include <utility>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/byte_source.hpp"
#include "io/codes.hpp"
#include "io/column_map.hpp"
#include "io/column_set_reader.hpp"
#include "io/input_buffer.hpp"
#include "io/joined_table.hpp"
#include "yaml/document.hpp"

namespace warrantor::io {

namespace {

/// Reads the sections of a column map.
class MapReader {
 public:
  MapReader(rules::Context& context, const Schema& schema, const std::string& file)
      : context_(context), schema_(schema), claims_(context, schema, plain_facts(schema), std::nullopt) {
    map_.file = file;
    map_.tables.resize(schema.tables().size());
  }

  ColumnMap run(const yaml::Node& root) {
    rules::Mapping mapping(context_, root, {"column map", {}, nullptr});
    static_cast<void>(mapping.labels("title"));
    static_cast<void>(mapping.labels("note"));
    const rules::Text lines = mapping.text("lines");
    if (lines.given()) map_.lines_key = lines.value;
    map_.claims = claims_.read(mapping);
    read_tables(mapping);
    mapping.finish();
    claims_.check_lists(map_.tables);
    map_.claims.file = map_.file;
    for (ColumnSet& table : map_.tables) table.file = map_.file;
    return std::move(map_);
  }

 private:
  void read_tables(rules::Mapping& mapping) {
    const yaml::Node* const tables = mapping.find("tables");
    if (tables == nullptr || !context_.expect_mapping(*tables, "tables", mapping.subject())) return;
    for (const yaml::Entry& entry : tables->entries()) read_table(entry);
  }

  void read_table(const yaml::Entry& entry) {
    const auto table = schema_.find_table(entry.key->text());
    if (!table) {
      std::vector<std::string_view> names;
      for (const Table& declared : schema_.tables()) names.push_back(declared.name);
      context_.error(codes::unknown_fact, *entry.key,
                     base::quote(entry.key->text()) + " is not a kind of record of the rule set",
                     base::did_you_mean(base::nearest(entry.key->text(), names)));
      return;
    }
    rules::Mapping mapping(context_, *entry.value, rules::named_by_key("table", entry));
    map_.tables[index_of(*table)] =
        ColumnSetReader(context_, schema_, facts_of_table(schema_, *table), table).read(mapping);
    mapping.finish();
  }

  rules::Context& context_;
  const Schema& schema_;
  ColumnSetReader claims_;
  ColumnMap map_;
};

Diagnostics unreadable(const std::string& file, const std::string& reason) {
  Diagnostic diagnostic;
  diagnostic.code = codes::unreadable;
  diagnostic.message = "the column map cannot be read: " + reason;
  diagnostic.span.file = file;
  return {std::move(diagnostic)};
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& left, const Diagnostic& right) {
    // The remark that there are more than are listed has no line, and stands last.
    const auto place = [](const Diagnostic& of) {
      return std::pair(of.span.line == 0 ? UINT32_MAX : of.span.line, of.span.column);
    };
    return place(left) < place(right);
  });
}

}  // namespace

Expected<ColumnMap, Diagnostics> read_column_map(const Schema& schema, const std::string& file, std::string text) {
  const auto document = yaml::parse(file, std::move(text));
  if (!document) return document.error();
  Diagnostics diagnostics;
  rules::Mistakes mistakes(diagnostics);
  rules::Context context(mistakes, 0);
  ColumnMap map = MapReader(context, schema, file).run(document->root());
  if (diagnostics.empty()) return map;
  sort_by_place(diagnostics);
  return diagnostics;
}

Expected<ColumnMap, Diagnostics> load_column_map(const Schema& schema, const std::string& path) {
  const std::string name = display_name(path);
  const auto source = open_source(path);
  if (!source) return unreadable(name, source.error().message);
  InputBuffer buffer(**source);
  while (buffer.size() <= yaml::largest_file && buffer.fill()) {
  }
  if (buffer.failure()) return unreadable(name, buffer.failure()->message);
  if (const auto foreign = recognise_foreign_format(buffer.view())) return unreadable(name, *foreign);
  return read_column_map(schema, name, std::string(buffer.view()));
}

}  // namespace warrantor::io
