#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "house/source_text.hpp"

namespace fs = std::filesystem;
using warrantor::house::read_file;

namespace {

const fs::path top = WARRANTOR_SOURCE_DIR;

/// The words of a document that mean a file: they begin with a folder of the tree, or end as documents do.
/// Words with placeholders (`<name>`, `*`) mean none in particular.
std::vector<std::string> files_named(const std::string& document) {
  std::string plain;
  for (const char c : document) plain += std::string_view("`()[]|\"'").find(c) == std::string_view::npos ? c : ' ';
  std::vector<std::string> files;
  std::istringstream words(plain);
  for (std::string word; words >> word;) {
    while (!word.empty() && std::string_view(".,;:!?").find(word.back()) != std::string_view::npos) word.pop_back();
    if (word.find_first_of("<>*{}$") != std::string::npos) continue;
    for (const std::string folder : {"include/", "src/", "rules/", "examples/", "tests/", ".ci/"}) {
      if (word.starts_with(folder)) files.push_back(word.substr(0, word.find(':')));  // a place may stand behind
    }
    if (word.find('/') == std::string::npos && (word.ends_with(".md") || word.ends_with(".json")))
      files.push_back(word);
  }
  return files;
}

std::vector<std::string> presets_named(const std::string& document) {
  std::vector<std::string> presets;
  std::istringstream words(document);
  for (std::string word; words >> word;) {
    if (word == "--preset" && words >> word) presets.push_back(word.substr(0, word.find_first_of("`.,;:)")));
  }
  return presets;
}

}  // namespace

TEST_CASE("the documents name files and presets that exist") {
  const auto known_presets = read_file(top / "CMakePresets.json");
  for (const std::string document : {"README.md", "CONTRIBUTING.md"}) {
    CAPTURE(document);
    const auto text = read_file(top / document);
    CHECK_FALSE(text.empty());
    for (const auto& file : files_named(text)) CHECK_MESSAGE(fs::exists(top / file), file, " does not exist");
    for (const auto& preset : presets_named(text)) {
      const bool is_known = known_presets.find("\"name\": \"" + preset + '"') != std::string::npos;
      CHECK_MESSAGE(is_known, "there is no preset ", preset);
    }
  }
}

TEST_CASE("the README begins with the two commands that a newcomer runs") {
  const auto readme = read_file(top / "README.md");
  const auto example = readme.find("examples/run");
  const auto tests = readme.find("tests/run");
  REQUIRE(example != std::string::npos);
  REQUIRE(tests != std::string::npos);
  CHECK(example < tests);
}

TEST_CASE("file names are found in text, links and code") {
  CHECK(files_named("run `tests/run`, read [this](rules/README.md). See src/<room>/ and src/base.") ==
        std::vector<std::string>{"tests/run", "rules/README.md", "src/base"});
  CHECK(presets_named("`cmake --preset dev`, then ctest --preset asan") == std::vector<std::string>{"dev", "asan"});
}
