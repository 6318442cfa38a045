#include "documents/markdown.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.hpp"

namespace warrantor::test {
namespace {

constexpr std::string_view fence = "```";

// The stroke between cells does not divide one within back-ticks.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  bool is_code = false;
  for (const char c : line.substr(1)) {
    if (c == '`') is_code = !is_code;
    if (c == '|' && !is_code) {
      cells.emplace_back(base::trim(cell));
      cell.clear();
    } else {
      cell += c;
    }
  }
  return cells;
}

Block opened(std::string_view info, std::size_t line) {
  Block block;
  block.line = line;
  std::istringstream words{std::string(info)};
  words >> block.language >> block.use >> block.name;
  return block;
}

class Parser {
 public:
  Markdown run(const std::string& text) {
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
      ++line_;
      is_in_block_ ? take_block_line(line) : take_line(line);
    }
    CHECK_MESSAGE(!is_in_block_, "a block is never closed");
    return std::move(markdown_);
  }

 private:
  void take_block_line(const std::string& line) {
    is_in_block_ = line != fence;
    if (is_in_block_) markdown_.blocks.back().text += line + '\n';
  }

  void take_line(const std::string& line) {
    if (line.starts_with(fence)) {
      markdown_.blocks.push_back(opened(std::string_view(line).substr(fence.size()), line_));
      is_in_block_ = true;
    }
    const bool is_row = line.starts_with("|");
    if (is_row && !is_in_table_) {
      markdown_.tables.push_back({cells_of(line), {}});
    } else if (is_row && !line.starts_with("| ---")) {
      markdown_.tables.back().rows.push_back({cells_of(line), line_});
    }
    is_in_table_ = is_row;
  }

  Markdown markdown_;
  std::size_t line_ = 0;
  bool is_in_block_ = false;
  bool is_in_table_ = false;
};

}  // namespace

const std::vector<TableRow>& Markdown::rows(std::string_view first_heading) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const MarkdownTable& table) { return table.headings.front() == first_heading; });
  REQUIRE_MESSAGE(found != tables.end(), "no table begins with " << first_heading);
  REQUIRE(!found->rows.empty());
  return found->rows;
}

const Block& Markdown::block(std::string_view language, std::string_view use) const {
  const auto found = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const Block& block) { return block.language == language && block.use == use; });
  REQUIRE_MESSAGE(found != blocks.end(), "no block " << language << ' ' << use);
  return *found;
}

Markdown parse_markdown(const std::string& text) { return Parser().run(text); }

const Markdown& rules_readme() {
  static const Markdown markdown = parse_markdown(read_source_file("rules/README.md"));
  return markdown;
}

std::string read_source_file(const std::string& name) {
  std::ifstream file(WARRANTOR_SOURCE_DIR "/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), "cannot read " << name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string unquoted(const std::string& cell) {
  const std::size_t begin = cell.find('`');
  const std::size_t end = cell.rfind('`');
  return begin == end ? cell : cell.substr(begin + 1, end - begin - 1);
}

}  // namespace warrantor::test
