#include <doctest/doctest.h>

#include <regex>

#include "documents/markdown.hpp"
#include "documents/run_program.hpp"

// What README.md shows: commands print it, code stands in the example program, rules stand in the rule set.
namespace warrantor::test {
namespace {

const Markdown& readme() {
  static const Markdown document = parse_markdown(read_source_file("README.md"));
  return document;
}

// The digest of a rule set changes with every word of it.
std::string without_digests(const std::string& text) {
  static const std::regex digest(R"(\b[0-9a-f]{12}\b)");
  return std::regex_replace(text, digest, "<digest>");
}

int check_blocks_stand_in(const std::string& language, const std::string& file, const std::string& use = {}) {
  const std::string text = read_source_file(file);
  int count = 0;
  for (const Block& block : readme().blocks) {
    if (block.language != language || block.use != use) continue;
    CAPTURE(block.line);
    CHECK(text.find(block.text) != std::string::npos);
    ++count;
  }
  return count;
}

// They run in the folder of the repository.
int check_commands(const Markdown& document) {
  const std::string prompt = "$ warrantor";
  int count = 0;
  for (const Block& block : document.blocks) {
    if (block.language != "console") continue;
    CAPTURE(block.line);
    const std::size_t end = block.text.find('\n');
    std::string arguments = block.text.substr(prompt.size(), end - prompt.size());
    const std::size_t pipe = arguments.find(" |");
    // The rest of a pipe takes what the program prints, and what it says where that is asked for.
    const bool takes_messages = arguments.find("2>&1") < pipe;
    if (pipe != std::string::npos && !takes_messages) arguments.insert(pipe, " 2>/dev/null");
    CHECK(without_digests(run_program(WARRANTOR_SOURCE_DIR, arguments)) == without_digests(block.text.substr(end + 1)));
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("the commands of the README print what it shows") { CHECK(check_commands(readme()) >= 2); }

TEST_CASE("the commands of a rule set's README print what it shows") {
  CHECK(check_commands(parse_markdown(read_source_file("rules/zhengzhou-nissan-household/README.md"))) == 1);
}

TEST_CASE("the code of the README stands in the example program, its rule in the rule set") {
  CHECK(check_blocks_stand_in("cpp", "examples/decide_one.cpp") == 1);
  CHECK(check_blocks_stand_in("yaml", "rules/zhengzhou-nissan/rules.yaml") == 1);
}

TEST_CASE("the column map of the README stands in the example") {
  CHECK(check_blocks_stand_in("yaml", "examples/claims/dealer-system.columns.yaml", "column-map") == 1);
}

}  // namespace warrantor::test
