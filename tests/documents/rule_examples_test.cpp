#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <warrantor/letter.hpp>

#include "documents/markdown.hpp"
#include "documents/rule_sets.hpp"
#include "documents/run_program.hpp"

namespace warrantor::test {
namespace {

namespace fs = std::filesystem;

/// A folder of its own with the rule sets and claims of the document, removed at its end.
class ReadersFolder {
 public:
  ReadersFolder() {
    std::string pattern = (fs::temp_directory_path() / "warrantor-documents-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
    for (const Block& block : rules_readme().blocks) {
      if (block.use == "rules") write(fs::path(block.name) / "rules.yaml", block.text);
      if (block.use == "file") write(block.name, block.text);
      if (block.use == "letter") write(fs::path(block.name) / "letters" / "en.md", block.text);
      if (block.language == "csv" || block.language == "jsonl") write(block.use, block.text);
    }
  }
  ~ReadersFolder() { fs::remove_all(path_); }
  ReadersFolder(const ReadersFolder&) = delete;
  ReadersFolder& operator=(const ReadersFolder&) = delete;

  /// What a command prints to the standard output.
  [[nodiscard]] std::string run(const std::string& arguments) const { return run_program(path_.string(), arguments); }

 private:
  void write(const fs::path& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

  fs::path path_;
};

TEST_CASE("every block of the guide has a use that is tested here") {
  for (const Block& block : rules_readme().blocks) {
    CAPTURE(block.line);
    const std::string use = block.language + ' ' + block.use;
    const bool is_known = use == "yaml rules" || use == "yaml file" || use == "yaml fragment" ||
                          use == "yaml refused" || use == "text diagnostics" || use == "json claim" ||
                          use == "markdown letter" || use == "markdown wrong-letter" || block.language == "csv" ||
                          block.language == "jsonl" || block.language == "console";
    CHECK_MESSAGE(is_known, use);
  }
}

TEST_CASE("every whole rule set of the guide loads, without a warning") {
  RuleFiles files;
  for (const Block& block : rules_readme().blocks) {
    if (block.use == "rules") files.emplace_back(block.name + "/rules.yaml", block.text);
    if (block.use == "file") files.emplace_back(block.name, block.text);
  }
  int count = 0;
  for (const Block& block : rules_readme().blocks) {
    if (block.use != "rules") continue;
    const auto policy = load_policy(files, block.name + "/rules.yaml");
    CAPTURE(block.line);
    REQUIRE_MESSAGE(policy.has_value(), (policy ? std::string() : render(policy.error())));
    CHECK(policy->warnings().empty());
    ++count;
  }
  CHECK(count >= 3);
}

TEST_CASE("every piece of a rule set in the guide loads") {
  int count = 0;
  for (const Block& block : rules_readme().blocks) {
    if (block.use != "fragment") continue;
    CHECK(sound_workshop_with(block.text, block.line).warnings().empty());
    ++count;
  }
  CHECK(count >= 10);
}

TEST_CASE("rules that the guide calls refused give the messages that it prints") {
  const auto& blocks = rules_readme().blocks;
  int count = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].use != "refused") continue;
    CAPTURE(blocks[i].line);
    REQUIRE(i + 1 < blocks.size());
    REQUIRE(blocks[i + 1].use == "diagnostics");
    const auto policy = load_workshop_with(blocks[i].text);
    REQUIRE_FALSE(policy.has_value());
    CHECK(render(policy.error()) == blocks[i + 1].text);
    ++count;
  }
  CHECK(count >= 3);
}

TEST_CASE("a letter that the guide calls wrong gives the messages that it prints") {
  const auto& blocks = rules_readme().blocks;
  const RuleFiles rules{{"first/rules.yaml", rule_set_text("first")}};
  const auto policy = load_policy(rules, "first/rules.yaml");
  REQUIRE(policy.has_value());
  const auto wrong = std::find_if(blocks.begin(), blocks.end(), [](const Block& b) { return b.use == "wrong-letter"; });
  REQUIRE(wrong != blocks.end());
  REQUIRE((wrong + 1)->use == "diagnostics");
  const auto letter = load_letter(*policy, {{"first/letters/en.md", wrong->text}}, "first/rules.yaml", "en");
  REQUIRE_FALSE(letter.has_value());
  CHECK(render(letter.error()) == (wrong + 1)->text);
}

TEST_CASE("commands print what the guide shows") {
  const ReadersFolder folder;
  const std::string prompt = "$ warrantor";
  int count = 0;
  for (const Block& block : rules_readme().blocks) {
    if (block.language != "console") continue;
    CAPTURE(block.line);
    const std::size_t end = block.text.find('\n');
    REQUIRE(block.text.starts_with(prompt));
    CHECK(folder.run(block.text.substr(prompt.size(), end - prompt.size())) == block.text.substr(end + 1));
    ++count;
  }
  CHECK(count >= 2);
}

}  // namespace
}  // namespace warrantor::test
