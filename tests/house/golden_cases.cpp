#include "house/golden_cases.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include "house/source_text.hpp"

namespace fs = std::filesystem;

namespace warrantor::house {
namespace {

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_within(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// Files of YAML at or below a folder with a main file, but for cases and column maps.
std::vector<std::string> rule_files_of(const fs::path& input) {
  const std::vector<fs::path> files = files_below(input);
  std::set<fs::path> roots;
  for (const fs::path& file : files) {
    if (file.filename() == "rules.yaml") roots.insert(file.parent_path());
  }
  std::vector<std::string> texts;
  for (const fs::path& file : files) {
    if (file.extension() != ".yaml" || file.parent_path().filename() == "tests") continue;
    const auto holds = [&](const fs::path& root) { return is_within(file, root); };
    if (std::any_of(roots.begin(), roots.end(), holds)) texts.push_back(read_file(file));
  }
  return texts;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string trimmed(const std::string& text) {
  const auto start = text.find_first_not_of(' ');
  return start == std::string::npos ? "" : text.substr(start, text.find_last_not_of(' ') - start + 1);
}

}  // namespace

std::vector<PrintedDiagnostic> diagnostics_in(const std::string& output) {
  static const std::regex head("(?:error|warning)\\[(W[0-9]{4})\\]: (.*)");
  static const std::regex underline(" *\\^~*");
  std::vector<PrintedDiagnostic> diagnostics;
  const std::vector<std::string> lines = lines_of(output);
  for (std::size_t at = 0; at < lines.size(); ++at) {
    std::smatch found;
    if (lines[at].find("[W") == std::string::npos) continue;  // most lines: a regular expression takes its time
    if (!std::regex_search(lines[at], found, head)) continue;
    PrintedDiagnostic diagnostic{found[1], found[2], "", 0, 0};
    if (at + 2 < lines.size() && std::regex_match(lines[at + 2], underline)) {
      diagnostic.line = lines[at + 1];
      diagnostic.underlined = lines[at + 2].find('^');
      diagnostic.length = lines[at + 2].size() - diagnostic.underlined;
    }
    diagnostics.push_back(diagnostic);
  }
  return diagnostics;
}

std::set<std::string> words_blamed(const PrintedDiagnostic& diagnostic) {
  const std::vector<std::string> named = quoted_in(diagnostic.message);
  std::set<std::string> words(named.begin(), named.end());
  if (diagnostic.underlined >= diagnostic.line.size()) return words;
  words.insert(diagnostic.line.substr(diagnostic.underlined, diagnostic.length));
  static const std::regex key("([a-z_]+):( |$)");
  const std::string before = diagnostic.line.substr(0, diagnostic.underlined);
  std::string last;
  for (std::sregex_iterator found(before.begin(), before.end(), key), end; found != end; ++found) last = (*found)[1];
  words.insert(last);
  return words;
}

std::vector<GoldenCase> read_golden_cases(const fs::path& folder) {
  std::vector<GoldenCase> cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    GoldenCase read;
    read.name = entry.path().filename();
    read.rule_files = rule_files_of(entry.path() / "in");
    bool has_errors = false;
    for (const fs::path& file : files_below(entry.path() / "expected")) {
      const std::string text = read_file(file);
      has_errors = has_errors || text.find("error[W") != std::string::npos;
      for (PrintedDiagnostic& diagnostic : diagnostics_in(text)) read.diagnostics.push_back(std::move(diagnostic));
    }
    read.decides = !has_errors && !read_file(entry.path() / "expected/stdout").empty();
    cases.push_back(std::move(read));
  }
  std::sort(cases.begin(), cases.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return cases;
}

std::vector<std::vector<std::string>> table_after(const std::string& document, std::string_view heading) {
  std::vector<std::vector<std::string>> rows;
  const auto start = document.find("\n" + std::string(heading) + "\n");
  if (start == std::string::npos) return rows;
  for (const std::string& line : lines_of(document.substr(start + heading.size() + 2))) {
    if (line.starts_with("#")) break;
    if (!line.starts_with("|")) {
      if (rows.empty()) continue;
      break;
    }
    std::vector<std::string> cells;
    std::istringstream stream(line.substr(1));
    for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(trimmed(cell));
    rows.push_back(cells);
  }
  if (rows.size() > 1) rows.erase(rows.begin(), rows.begin() + 2);  // the headings and the line below them
  return rows;
}

std::vector<std::string> quoted_in(const std::string& text) {
  std::vector<std::string> words;
  for (auto open = text.find('`'); open != std::string::npos; open = text.find('`', open)) {
    const auto close = text.find('`', open + 1);
    if (close == std::string::npos) break;
    words.push_back(text.substr(open + 1, close - open - 1));
    open = close + 1;
  }
  return words;
}

}  // namespace warrantor::house
