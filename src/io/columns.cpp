#include "io/columns.hpp"

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/cell_text.hpp"
#include "io/claim_builder.hpp"
#include "io/list_columns.hpp"
#include "io/reject_columns.hpp"

namespace warrantor::io {

namespace {

class Resolver {
 public:
  Resolver(const Wanted& wanted, const std::string& file, std::uint64_t line)
      : wanted_(wanted), schema_(wanted.names->schema()), file_(file), line_(line) {}

  Columns resolve(const std::vector<std::string_view>& header) {
    for (const std::string_view field : header) add_column(tidy_cell(field));
    warn_of_headerless();
    check_lists();
    check_mapped();
    check_required();
    columns_.has_constants = wanted_.map != nullptr && !wanted_.map->constants.empty();
    for (const std::string& name : wanted_.kept) columns_.kept.push_back(find_kept(name));
    return std::move(columns_);
  }

 private:
  void add_column(std::string_view header) {
    columns_.headers.emplace_back(header);
    columns_.mapped.push_back(nullptr);
    if (wanted_.map != nullptr && !header.empty()) {
      if (const MappedColumn* const mapped = wanted_.map->find(header)) return add_mapped(*mapped);
      if (wanted_.map->ignores(header)) {
        columns_.facts.emplace_back();
        return;
      }
    }
    columns_.facts.push_back(header.empty() ? std::nullopt : find_fact(header));
    if (base::equal_ignoring_case(header, reject_columns[reject_text]) && !columns_.facts.back()) {
      columns_.unsplit = columns_.facts.size() - 1;
    }
  }

  void warn_of_headerless() {
    std::size_t count = columns_.headers.size();
    while (count > 0 && columns_.headers[count - 1].empty()) --count;
    columns_.named_count = count;
    for (std::size_t column = 0; column < count; ++column) {
      if (columns_.headers[column].empty()) columns_.warnings.push_back(column_without_header(file_, line_, column));
    }
  }

  void add_mapped(const MappedColumn& mapped) {
    columns_.facts.push_back(mapped.only_fact());
    const auto earlier = std::find(columns_.mapped.begin(), columns_.mapped.end(), &mapped);
    if (earlier != columns_.mapped.end()) {
      fail("column " + std::to_string(earlier - columns_.mapped.begin() + 1) + " is called so too, and " +
               place_of(mapped) + " cannot tell them apart",
           "give each column a header of its own");
      return;
    }
    for (const ColumnUse& use : mapped.uses) {
      if (use.list && use.list->separator.empty()) {
        fail("a cell of CSV cannot nest the records of " + base::quote(schema_.table(use.list->table).name),
             "say in " + place_of(mapped) + " what separates them, with `list` and `separator`");
      }
      for (const MappedFact& fact : use.facts) {
        if (fact.fact && !use.list) refuse_earlier(*fact.fact);
      }
    }
    columns_.mapped.back() = &mapped;
  }

  // Whether no column before gives the fact.
  bool refuse_earlier(FactId fact) {
    const std::size_t column = columns_.headers.size() - 1;
    const auto earlier = columns_.column_of(fact);
    if (!earlier || *earlier == column) return true;
    refuse_second(fact, *earlier);
    return false;
  }

  void refuse_second(FactId fact, std::size_t earlier) {
    fail("column " + std::to_string(earlier + 1) + " gives " + base::quote(schema_.fact(fact).name) + " already",
         "leave one of the two out" + std::string(wanted_.map == nullptr ? "" : ", or list it under `ignore`"));
  }

  void refuse_constant(FactId fact, const ColumnSet& map, const MappedConstant& constant) {
    fail(map.file + ':' + std::to_string(constant.line) + " gives " + base::quote(schema_.fact(fact).name) +
             " as a constant",
         "leave the constant out, or list the column under `ignore`");
  }

  [[nodiscard]] std::string place_of(const MappedColumn& mapped) const {
    return wanted_.map->file + ':' + std::to_string(mapped.line);
  }

  void check_mapped() {
    if (wanted_.map == nullptr) return;
    for (const MappedColumn& mapped : wanted_.map->columns) {
      const bool is_there = std::find(columns_.mapped.begin(), columns_.mapped.end(), &mapped) != columns_.mapped.end();
      if (is_there || mapped.is_optional) continue;
      const std::string near = base::did_you_mean(base::nearest(mapped.header, columns_.headers));
      columns_.errors.push_back(
          {file_, line_, 0, "", mapped.header,
           "there is no column " + base::quote(mapped.header) + ", which " + place_of(mapped) + " maps",
           near.empty() ? "where files may be without it, say `optional: true` there" : near});
    }
  }

  std::optional<FactId> find_fact(std::string_view header) {
    const std::vector<FactId>& found = wanted_.names->find(header);
    if (found.empty()) {
      if (!is_reject_column(header) && !add_list(header) && !add_values(header)) explain_unknown(header);
      return std::nullopt;
    }
    if (found.size() > 1) {
      fail("the label is that of several facts",
           "write " + base::quote(schema_.fact(found[0]).name) + " or " + base::quote(schema_.fact(found[1]).name));
      return std::nullopt;
    }
    if (wanted_.map != nullptr) {
      if (const MappedConstant* const constant = wanted_.map->constant_of(found[0])) {
        refuse_constant(found[0], *wanted_.map, *constant);
        return std::nullopt;
      }
    }
    if (!refuse_earlier(found[0])) return std::nullopt;
    return found[0];
  }

  void explain_unknown(std::string_view header) {
    if (wanted_.names->is_known_elsewhere(header)) return;
    if (const Table* const table = wanted_.takes_tables ? table_called(schema_, header) : nullptr) {
      warn("unknown columns", "the records of " + base::quote(table->name) + " have several fields, and are not read",
           "give each field a column of its own, or the records with --table " + table->name + "=FILE");
      return;
    }
    auto near = wanted_.names->nearly(header);
    const std::string near_field = near || !wanted_.takes_tables ? std::string() : nearly_field(schema_, header);
    if (!near_field.empty()) near = near_field;
    if (near) {
      fail("the column is unknown", base::did_you_mean(near));
    } else if (std::find(wanted_.kept.begin(), wanted_.kept.end(), header) == wanted_.kept.end()) {
      warn("unknown columns", "the column is unknown and is not read");
    }
  }

  // Reads the column as a list of records, if its header names a field of them.
  bool add_list(std::string_view header) {
    if (!wanted_.takes_tables) return false;
    const std::vector<FactId> fields = fields_called(schema_, header);
    if (fields.empty()) return false;
    const Fact& field = schema_.fact(fields[0]);
    if (fields.size() > 1) {
      fail("the label is that of several facts",
           "write " + base::quote(field.name) + " or " + base::quote(schema_.fact(fields[1]).name));
      return true;
    }
    if (const auto earlier = list_column_of(fields[0])) {
      refuse_second(fields[0], *earlier);
      return true;
    }
    if (const MappedConstant* const constant = constant_of(field.table, fields[0])) {
      refuse_constant(fields[0], *wanted_.map, *constant);
      return true;
    }
    columns_.lists.push_back(std::make_shared<MappedColumn>(list_column(schema_, header, fields[0])));
    columns_.mapped.back() = columns_.lists.back().get();
    return true;
  }

  // Reads the column as the values that a claim names, if its header is the name of a list of them.
  bool add_values(std::string_view header) {
    const ValueList* const list = wanted_.names->find_list(header);
    if (list == nullptr) return false;
    for (const ValueList::Member& member : list->members) {
      const MappedConstant* const constant = wanted_.map == nullptr ? nullptr : wanted_.map->constant_of(member.fact);
      if (constant != nullptr) refuse_constant(member.fact, *wanted_.map, *constant);
      if (constant != nullptr || !refuse_earlier(member.fact)) return true;
    }
    columns_.value_lists.push_back(std::make_shared<MappedColumn>(values_column(schema_, header, *list)));
    columns_.mapped.back() = columns_.value_lists.back().get();
    return true;
  }

  [[nodiscard]] std::optional<std::size_t> list_column_of(FactId field) const {
    for (std::size_t column = 0; column < columns_.mapped.size(); ++column) {
      if (columns_.mapped[column] != nullptr && lists_field(*columns_.mapped[column], field)) return column;
    }
    return std::nullopt;
  }

  [[nodiscard]] const MappedConstant* constant_of(TableId table, FactId field) const {
    return wanted_.table_maps == nullptr ? nullptr : (*wanted_.table_maps)[index_of(table)].constant_of(field);
  }

  // Records that lack what they must state could not be read; what such columns say is not known then.
  void check_lists() {
    std::vector<std::optional<FactId>> missing;
    for (const auto& list : columns_.lists) missing.push_back(missing_beside(list->uses[0].list->table));
    for (std::size_t i = 0; i < missing.size(); ++i) {
      if (missing[i]) drop(*columns_.lists[i], schema_.fact(*missing[i]));
    }
  }

  [[nodiscard]] std::optional<FactId> missing_beside(TableId table) const {
    for (const FactId field : schema_.table(table).fields) {
      if (!must_be_stated(schema_.fact(field)) || list_column_of(field) || constant_of(table, field) != nullptr)
        continue;
      return field;
    }
    return std::nullopt;
  }

  void drop(const MappedColumn& list, const Fact& missing) {
    const std::string& table = schema_.table(missing.table).name;
    const auto found = std::find(columns_.mapped.begin(), columns_.mapped.end(), &list);
    const auto column = static_cast<std::size_t>(found - columns_.mapped.begin());
    columns_.mapped[column] = nullptr;
    columns_.warnings.push_back({"lists that are not read",
                                 {file_, line_, column + 1, list.header, list.header,
                                  "the list is not read: each record of " + base::quote(table) + " must state " +
                                      base::quote(missing.name) + " too",
                                  "add a column for it, or give the records with --table " + table + "=FILE"}});
  }

  void check_required() {
    for (const FactId id : wanted_.required) {
      if (columns_.column_of(id) || (wanted_.map != nullptr && wanted_.map->constant_of(id) != nullptr)) continue;
      columns_.errors.push_back({file_, line_, 0, "", "",
                                 "no column gives " + base::quote(schema_.fact(id).name) + ", which must be stated",
                                 help_for(schema_.fact(id))});
    }
  }

  // The headers by which the column would have been known.
  [[nodiscard]] std::string help_for(const Fact& fact) const {
    std::string names = base::quote(fact.name);
    for (const auto& [language, label] : fact.labels.all()) names += " or " + base::quote(label);
    std::string help = "give it a column with the header " + names;
    if (wanted_.map != nullptr) return help + ", or map one to it in " + wanted_.map->file;
    const bool is_any_known = std::any_of(columns_.facts.begin(), columns_.facts.end(),
                                          [](const std::optional<FactId>& found) { return found.has_value(); });
    return is_any_known ? help
                        : help + "; headers stand on the first line, and none of these is known: " + first_headers();
  }

  [[nodiscard]] std::string first_headers() const {
    constexpr std::size_t most = 3;
    std::string list;
    std::size_t count = 0;
    for (const std::string& header : columns_.headers) {
      if (header.empty()) continue;
      if (++count > most) return list + ", …";
      list += (list.empty() ? "" : ", ") + base::quote(header);
    }
    return list;
  }

  std::optional<std::size_t> find_kept(std::string_view name) {
    const auto found = std::find(columns_.headers.begin(), columns_.headers.end(), name);
    if (found != columns_.headers.end()) return static_cast<std::size_t>(found - columns_.headers.begin());
    const std::vector<FactId>& facts = wanted_.names->find(name);
    if (facts.size() == 1) {
      if (const auto column = columns_.column_of(facts[0])) return column;
    }
    columns_.errors.push_back({file_, line_, 0, "", std::string(name),
                               "there is no column " + base::quote(name) + " to keep",
                               base::did_you_mean(base::nearest(name, columns_.headers))});
    return std::nullopt;
  }

  // About the column being added.
  [[nodiscard]] Fault fault(std::string message, std::string help) const {
    const std::string& header = columns_.headers.back();
    return {file_, line_, columns_.headers.size(), header, header, std::move(message), std::move(help)};
  }
  void fail(std::string message, std::string help) {
    columns_.errors.push_back(fault(std::move(message), std::move(help)));
  }
  void warn(std::string kind, std::string message, std::string help = {}) {
    columns_.warnings.push_back({std::move(kind), fault(std::move(message), std::move(help))});
  }

  const Wanted& wanted_;
  const Schema& schema_;
  const std::string& file_;
  std::uint64_t line_;
  Columns columns_;
};

}  // namespace

Warning column_without_header(const std::string& file, std::uint64_t line, std::size_t column) {
  return {std::string(columns_without_header),
          {file, line, column + 1, "", "", "the column has no header and is not read", ""}};
}

std::optional<std::size_t> Columns::column_of(FactId fact) const {
  for (std::size_t column = 0; column < facts.size(); ++column) {
    if (facts[column] == fact || (mapped[column] != nullptr && mapped[column]->gives(fact))) return column;
  }
  return std::nullopt;
}

std::optional<FactId> Columns::named_by(std::size_t column) const {
  if (facts[column]) return facts[column];
  const bool is_own =
      std::any_of(lists.begin(), lists.end(), [&](const auto& list) { return list.get() == mapped[column]; });
  return is_own ? mapped[column]->uses[0].facts[0].fact : std::nullopt;
}

bool Columns::lists_records(TableId table) const {
  return std::any_of(mapped.begin(), mapped.end(), [&](const MappedColumn* column) {
    return column != nullptr && std::any_of(column->uses.begin(), column->uses.end(),
                                            [&](const ColumnUse& use) { return use.list && use.list->table == table; });
  });
}

Columns resolve_columns(const Wanted& wanted, const std::vector<std::string_view>& header, const std::string& file,
                        std::uint64_t line) {
  return Resolver(wanted, file, line).resolve(header);
}

}  // namespace warrantor::io
