#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "house/source_text.hpp"

namespace fs = std::filesystem;

namespace {

const fs::path top = WARRANTOR_SOURCE_DIR;

std::set<std::string> entries_of(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

}  // namespace

TEST_CASE("the top level holds what the house has, and nothing else") {
  const std::set<std::string> wanted{"CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md", "LICENSE", "README.md",
                                     "examples",       "include",           "rules",           "src",     "tests"};
  const std::set<std::string> made_here{"build", "out"};
  const auto present = entries_of(top);
  for (const auto& name : wanted) CHECK_MESSAGE(present.contains(name), name, " is missing");
  for (const auto& name : present) {
    const bool is_known = wanted.contains(name) || made_here.contains(name) || name.starts_with(".");
    CHECK_MESSAGE(is_known, name, " has no place at the top level");
  }
}

TEST_CASE("the public headers lie in one folder") {
  CHECK(entries_of(top / "include") == std::set<std::string>{"warrantor"});
  for (const auto& name : entries_of(top / "include/warrantor")) CHECK_MESSAGE(name.ends_with(".hpp"), name);
}

TEST_CASE("no file of code is longer than 500 lines") {
  for (const auto& folder : {"include", "src"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
      if (!entry.is_regular_file()) continue;
      const auto text = warrantor::house::read_file(entry.path());
      CHECK_MESSAGE(std::count(text.begin(), text.end(), '\n') <= 500, entry.path().string());
    }
  }
}
