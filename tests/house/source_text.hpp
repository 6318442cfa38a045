#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::house {

struct Include {
  std::string path;
  bool is_quoted = false;  ///< "path" rather than <path>
  int line = 0;
};

struct Token {
  std::string text;  ///< of a literal: what stands between the quotes
  bool is_literal = false;
  int line = 0;
};

/// What the checks of the house look at in a C++ file: its includes, identifiers and string literals.
/// Comments are gone, and so are numbers and single characters.
struct SourceText {
  std::vector<Include> includes;
  std::vector<Token> tokens;
};
[[nodiscard]] SourceText scan(std::string_view text);

struct SourceFile {
  std::string path;  ///< from the top of the tree: src/model/money.cpp
  SourceText text;
};

/// All .hpp and .cpp files below some folders, by path.
[[nodiscard]] std::vector<SourceFile> read_sources(const std::filesystem::path& top,
                                                   const std::vector<std::string>& folders);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace warrantor::house
