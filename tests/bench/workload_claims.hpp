#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/policy.hpp>

namespace warrantor::bench {

/// The claims of the load workload, as cells: a row a claim, in the order of `names`. Only the last column, which no
/// rule reads, may have quotes and newlines; it is passed over. The cells are views of `text`.
struct WorkloadClaims {
  std::string text;
  std::vector<std::string_view> names;
  std::vector<std::vector<std::string_view>> rows;
};

/// Where the record goes on after a description: quotes hide the newlines between them.
inline std::size_t end_of_record(std::string_view text, std::size_t from) {
  bool quoted = false;
  for (; from < text.size() && (quoted || text[from] != '\n'); ++from) quoted = quoted != (text[from] == '"');
  return from;
}

inline std::vector<std::string_view> cells_of(std::string_view text, std::size_t& at, std::size_t count) {
  std::vector<std::string_view> cells;
  while (cells.size() < count) {
    const std::size_t end = text.find(',', at);
    cells.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  at = end_of_record(text, at) + 1;
  return cells;
}

/// Ends the program where there is no such file.
inline void read_workload(const std::string& path, WorkloadClaims& claims) {
  constexpr std::size_t columns_before_description = 19;
  std::ifstream file(path, std::ios::binary);
  claims.text.assign(std::istreambuf_iterator<char>(file), {});
  std::size_t at = 0;
  if (!claims.text.empty()) claims.names = cells_of(claims.text, at, columns_before_description);
  while (at < claims.text.size()) claims.rows.push_back(cells_of(claims.text, at, columns_before_description));
}

/// States what the row does, by name and from text; false where the rule set does not take a value. A column that the
/// rule set does not declare is passed over.
inline bool fill(const WorkloadClaims& claims, std::size_t row, Claim& claim) {
  bool is_taken = true;
  for (std::size_t i = 0; i < claims.names.size(); ++i) {
    const std::string_view cell = claims.rows[row][i];
    if (cell.empty() || !claim.schema().find_fact(claims.names[i])) continue;
    is_taken = claim.set(claims.names[i], cell).has_value() && is_taken;
  }
  return is_taken;
}

/// All of them, ready to be decided. Empty where a value was not taken.
inline std::vector<Claim> make_claims(const Policy& policy, const WorkloadClaims& claims) {
  std::vector<Claim> made;
  made.reserve(claims.rows.size());
  for (std::size_t row = 0; row < claims.rows.size(); ++row) {
    made.push_back(policy.new_claim());
    made.back().add_line();
    if (!fill(claims, row, made.back())) return {};
  }
  return made;
}

}  // namespace warrantor::bench
