#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include <warrantor/warrantor.hpp>

#include "base/text.hpp"
#include "batch/check.hpp"
#include "support/encoded.hpp"

namespace warrantor::test {

using Rows = std::vector<std::vector<std::string>>;

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Of a file without quotes.
inline Rows rows_of(const std::string& text) {
  Rows rows;
  for (const std::string_view line : base::split(base::trim(text), '\n')) {
    auto& row = rows.emplace_back();
    for (const std::string_view field : base::split(line, ',')) row.emplace_back(field);
  }
  return rows;
}

inline std::string quoted(const std::string& field, char separator) {
  if (field.find_first_of(std::string("\"\n") + separator) == std::string::npos) return field;
  std::string text = "\"";
  for (const char c : field) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

inline std::string written(const Rows& rows, char separator = ',') {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += separator;
      text += quoted(row[i], separator);
    }
    text += '\n';
  }
  return text;
}

class Collector final : public batch::Reports {
 public:
  void reject(const io::Fault& fault) override { rejects += io::render(fault) + '\n'; }
  void warn(const io::Warning&) override { ++warnings; }
  void fail(const io::Fault& fault) override { rejects += io::render(fault) + '\n'; }
  std::string rejects;
  int warnings = 0;
};

struct Run {
  std::string decisions;
  std::string rejects;
  int warnings = 0;
};

/// The policy, and a folder for files that is removed in the end.
class Desk {
 public:
  Desk() : loaded_(load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan")) {
    REQUIRE(loaded_.has_value());
    std::filesystem::create_directories(folder_);
    rows = rows_of(read_file(WARRANTOR_SOURCE_DIR "/examples/claims/claims.csv"));
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] const Policy& policy() const { return *loaded_; }
  [[nodiscard]] const Schema& schema() const { return policy().schema(); }
  [[nodiscard]] const Fact& fact_of(std::size_t column) const {
    return schema().fact(*schema().find_fact(rows[0][column]));
  }

  /// Decides a file of claims; `set_up` may add tables and a column map.
  Run decide(const std::string& bytes, const std::string& name = "claims.csv",
             const std::function<void(batch::Inputs&)>& set_up = {}) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    const std::string to = (folder_ / "decisions.csv").string();
    auto writer = io::make_writer({&schema(), {"rules", "1", "0", "rules"}, io::DecisionFormat::csv, {}, {}, "en"});
    REQUIRE(writer);
    auto output = io::Output::open(to);
    REQUIRE(output);
    Collector collector;
    batch::Inputs inputs;
    inputs.claims = {path};
    if (set_up) set_up(inputs);
    const batch::Summary summary = batch::check({policy(), inputs, **writer, **output, collector, "en"});
    REQUIRE((*output)->finish());
    CHECK(summary.rows_in == summary.rows_decided + summary.rows_rejected);
    return {read_file(to), collector.rejects, collector.warnings};
  }

  Rows rows;

 private:
  Expected<Policy, std::vector<Diagnostic>> loaded_;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "warrantor_disguises_test";
};

inline std::string label_of(const Labels& labels, const std::string& name) {
  return std::string(labels.get("zh", name));
}

inline const DomainValue* entry_of(const Desk& desk, const Fact& fact, const std::string& text) {
  if (fact.type != ValueType::enumeration) return nullptr;
  const Domain& domain = desk.schema().domain(fact.domain);
  const auto place = domain.find(text);
  return place ? &domain.values[static_cast<std::size_t>(*place)] : nullptr;
}

inline Rows in_chinese(const Desk& desk) {
  Rows rows = desk.rows;
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    const Fact& fact = desk.fact_of(column);
    rows[0][column] = label_of(fact.labels, fact.name);
    for (std::size_t row = 1; row < rows.size(); ++row) {
      std::string& cell = rows[row][column];
      if (const DomainValue* const entry = entry_of(desk, fact, cell)) cell = label_of(entry->labels, entry->name);
      if (fact.type == ValueType::boolean && !cell.empty()) cell = cell == "true" ? "是" : "否";
    }
  }
  return rows;
}

}  // namespace warrantor::test
