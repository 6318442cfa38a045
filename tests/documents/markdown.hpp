#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::test {

/// A fenced block: after ```yaml rules first the language is `yaml`, the use `rules` and the name `first`.
struct Block {
  std::string language;
  std::string use;
  std::string name;
  std::string text;
  std::size_t line = 0;  ///< of its fence, from 1
};

struct TableRow {
  std::vector<std::string> cells;
  std::size_t line = 0;
};

/// A table; all are told apart by their headings.
struct MarkdownTable {
  std::vector<std::string> headings;
  std::vector<TableRow> rows;
};

struct Markdown {
  std::vector<Block> blocks;
  std::vector<MarkdownTable> tables;

  /// The rows of the only table with this first heading; it must be there.
  [[nodiscard]] const std::vector<TableRow>& rows(std::string_view first_heading) const;
  /// The only block of this language and use; it must be there.
  [[nodiscard]] const Block& block(std::string_view language, std::string_view use) const;
};

[[nodiscard]] Markdown parse_markdown(const std::string& text);
/// rules/README.md, read once.
[[nodiscard]] const Markdown& rules_readme();

[[nodiscard]] std::string read_source_file(const std::string& name);  ///< by its path within the sources
/// The text within the back-ticks of a cell, or the cell where it has none.
[[nodiscard]] std::string unquoted(const std::string& cell);

}  // namespace warrantor::test
