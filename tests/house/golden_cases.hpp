#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::house {

/// A message about a user's file, as the program prints it.
struct PrintedDiagnostic {
  std::string code;
  std::string message;
  std::string line;            ///< that it shows, without the indentation; empty where it shows none
  std::size_t underlined = 0;  ///< where the underline begins in `line`
  std::size_t length = 0;      ///< of the underline
};
[[nodiscard]] std::vector<PrintedDiagnostic> diagnostics_in(const std::string& output);

/// The words that a message is about: what is underlined, the key that it stands under, and what it names in
/// back-ticks.
[[nodiscard]] std::set<std::string> words_blamed(const PrintedDiagnostic& diagnostic);

/// A recorded case of tests/golden/cases.
struct GoldenCase {
  std::string name;
  std::vector<std::string> rule_files;         ///< texts of the files of its own rule sets, without their tests
  std::vector<PrintedDiagnostic> diagnostics;  ///< in what it prints
  bool decides = false;                        ///< prints something, and no error about a file of rules
};
[[nodiscard]] std::vector<GoldenCase> read_golden_cases(const std::filesystem::path& folder);

/// The rows of the table that follows a heading of a Markdown document, as cells.
[[nodiscard]] std::vector<std::vector<std::string>> table_after(const std::string& document, std::string_view heading);
/// What stands in back-ticks.
[[nodiscard]] std::vector<std::string> quoted_in(const std::string& text);

}  // namespace warrantor::house
