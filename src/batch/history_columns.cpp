#include "batch/history_columns.hpp"

#include <algorithm>

#include "policy/program.hpp"

namespace warrantor::batch {
namespace {

class Lack {
 public:
  Lack(const Schema& schema, const io::Columns& columns, const io::ColumnMap* map)
      : schema_(schema), columns_(columns), map_(map) {}

  // Without one of its keys nothing is found, whatever else a blank of it means.
  void look_for_keys(const std::vector<FactId>& keys) {
    bool has_all = true;
    for (const FactId key : keys) {
      if (is_given(key) || schema_.fact(key).blank == Blank::default_value) continue;
      add(key, found_.keys);
      has_all = false;
    }
    found_.finds_any = found_.finds_any || has_all;
  }

  void look_for_field(FactId fact) {
    const Fact& declared = schema_.fact(fact);
    const bool is_unknown = declared.blank == Blank::unknown && !declared.blank_is_conditional;
    if (is_unknown && !is_given(fact)) add(fact, found_.fields);
  }

  [[nodiscard]] LackingColumns found() && {
    std::erase_if(found_.fields, [this](FactId field) { return has(found_.keys, field); });
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_given(FactId fact) const {
    return columns_.column_of(fact) || (map_ != nullptr && map_->claims.constant_of(fact) != nullptr);
  }

  static bool has(const std::vector<FactId>& facts, FactId fact) {
    return std::find(facts.begin(), facts.end(), fact) != facts.end();
  }

  static void add(FactId fact, std::vector<FactId>& facts) {
    if (!has(facts, fact)) facts.push_back(fact);
  }

  const Schema& schema_;
  const io::Columns& columns_;
  const io::ColumnMap* map_;
  LackingColumns found_;
};

}  // namespace

LackingColumns lacking_columns(const Policy& policy, const io::Columns& columns, const io::ColumnMap* map) {
  Lack lack(policy.schema(), columns, map);
  for (const Table& table : policy.schema().tables()) {
    if (!table.history) continue;
    lack.look_for_keys(table.history->by);
    for (const HistoryField& field : table.history->fields) {
      if (field.from == HistoryField::From::fact) lack.look_for_field(field.fact);
    }
  }
  for (const policy::Rule& rule : policy.program().rules) {
    if (!rule.once_per.empty()) lack.look_for_keys(rule.once_per);
  }
  return std::move(lack).found();
}

}  // namespace warrantor::batch
