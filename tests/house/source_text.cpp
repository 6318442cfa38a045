#include "house/source_text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace warrantor::house {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  SourceText run() {
    while (at_ < text_.size()) step();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void advance(std::size_t count) {
    for (const std::size_t end = std::min(at_ + count, text_.size()); at_ < end; ++at_) line_ += text_[at_] == '\n';
  }

  /// To the next place where `what` begins, or to the end.
  std::string_view take_until(std::string_view what) {
    const std::string_view taken = text_.substr(at_, text_.find(what, at_) - at_);
    advance(taken.size());
    return taken;
  }

  void step() {
    if (starts("//")) {
      take_until("\n");
    } else if (starts("/*")) {
      take_until("*/");
      advance(2);
    } else if (starts("#include")) {
      include();
    } else if (text_[at_] == '"' || text_[at_] == '\'') {
      quoted(text_[at_]);
    } else if (is_digit(text_[at_])) {
      number();
    } else if (is_word(text_[at_])) {
      word();
    } else {
      advance(1);
    }
  }

  void include() {
    advance(std::string_view("#include").size());
    while (starts(" ")) advance(1);
    const bool is_quoted = starts("\"");
    const int line = line_;
    advance(1);
    result_.includes.push_back({std::string(take_until(is_quoted ? "\"" : ">")), is_quoted, line});
    advance(1);
  }

  void quoted(char quote) {
    Token token{{}, true, line_};
    advance(1);
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\') advance(1);
      if (at_ < text_.size()) token.text += text_[at_];
      advance(1);
    }
    advance(1);
    if (quote == '"') result_.tokens.push_back(std::move(token));
  }

  void raw() {
    const int line = line_;
    advance(1);
    const std::string end = ")" + std::string(take_until("(")) + "\"";
    advance(1);
    result_.tokens.push_back({std::string(take_until(end)), true, line});
    advance(end.size());
  }

  /// With its digit separators, which are not quotes.
  void number() {
    while (at_ < text_.size() && (is_word(text_[at_]) || text_[at_] == '\'' || text_[at_] == '.')) advance(1);
  }

  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) advance(1);
    const std::string_view word = text_.substr(begin, at_ - begin);
    const bool is_prefix = word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR";
    if (is_prefix && starts("\"")) {
      raw();
    } else {
      result_.tokens.push_back({std::string(word), false, line_});
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  SourceText result_;
};

}  // namespace

SourceText scan(std::string_view text) { return Scanner(text).run(); }

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> read_sources(const std::filesystem::path& top, const std::vector<std::string>& folders) {
  std::vector<SourceFile> files;
  for (const auto& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(top / folder)) {
      const auto extension = entry.path().extension();
      if (extension != ".hpp" && extension != ".cpp") continue;
      files.push_back({entry.path().lexically_relative(top).generic_string(), scan(read_file(entry.path()))});
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

}  // namespace warrantor::house
