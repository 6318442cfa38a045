#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "audit/rule_test.hpp"
#include "base/text.hpp"

namespace warrantor::audit {
namespace {

namespace fs = std::filesystem;

constexpr const char* folder_name = "tests";

fs::path folder_of_tests(const std::string& path) {
  std::error_code code;
  const fs::path given(path);
  return (fs::is_directory(given, code) ? given : given.parent_path()) / folder_name;
}

Error unreadable(const fs::path& path, const std::string& reason) {
  return Error{"cannot read " + base::quote(path.generic_string()) + ": " + reason};
}

Expected<std::vector<fs::path>> test_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  if (!fs::exists(folder, code)) return files;
  fs::directory_iterator entry(folder, code);
  for (; !code && entry != fs::directory_iterator(); entry.increment(code)) {
    const fs::path extension = entry->path().extension();
    if (extension == ".yaml" || extension == ".csv") files.push_back(entry->path());
  }
  if (code) return unreadable(folder, code.message());
  std::sort(files.begin(), files.end());
  return files;
}

Expected<std::string> read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return unreadable(path, "it may not be read");
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) return unreadable(path, "reading failed");
  return text;
}

}  // namespace

Expected<RuleTests> load_rule_tests(const Policy& policy, const std::string& path, int level) {
  auto files = test_files(folder_of_tests(path));
  if (!files) return std::move(files.error());
  RuleTests tests;
  for (const fs::path& file : *files) {
    auto text = read_text(file);
    if (!text) return std::move(text.error());
    if (file.extension() == ".csv") {
      read_csv_tests(policy, file.generic_string(), *std::move(text), tests);
    } else {
      read_yaml_tests(policy, file.generic_string(), *std::move(text), tests, level);
    }
  }
  return tests;
}

}  // namespace warrantor::audit
