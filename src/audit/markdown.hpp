#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace warrantor::audit {

/// A document in Markdown, written from top to bottom.
class Markdown {
 public:
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  void bullets(const std::vector<std::string>& items);
  /// Rows have as many cells as the header; a table without rows is left out.
  void table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

  /// Puts a space between Chinese characters and Latin letters or digits, except within `code`.
  void space_scripts();

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  void row(const std::vector<std::string>& cells);

  std::string text_;
};

}  // namespace warrantor::audit
