#include "expr/text_matcher.hpp"

#include <vector>

#include <re2/re2.h>

namespace warrantor::expr {
namespace {

constexpr std::int64_t most_memory = std::int64_t{8} << 20;  // of a pattern and of what its matching keeps

class Re2Matcher final : public TextMatcher {
 public:
  Re2Matcher(const std::string& pattern, bool asks_for_line_ends)
      : pattern_(pattern, options()), asks_for_line_ends_(asks_for_line_ends) {}

  [[nodiscard]] bool is_sound() const { return pattern_.ok(); }

  bool find(std::string_view text, std::size_t from, std::span<std::string_view> parts) const override {
    if (!asks_for_line_ends_ || !text.ends_with('\n')) return find_in(text, text.size(), from, parts, text);
    // Something behind it, which is not searched, so that the text's end is no line's end.
    const std::string followed = std::string(text) + ' ';
    return find_in(followed, text.size(), from, parts, text);
  }

 private:
  static RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(most_memory);
    return options;
  }

  // The parts are views of `original`.
  [[nodiscard]] bool find_in(std::string_view text, std::size_t end, std::size_t from,
                             std::span<std::string_view> parts, std::string_view original) const {
    std::vector<re2::StringPiece> found(parts.size());
    const re2::StringPiece whole(text.data(), text.size());
    const bool is_there =
        pattern_.Match(whole, from, end, RE2::UNANCHORED, found.data(), static_cast<int>(found.size()));
    for (std::size_t i = 0; is_there && i < parts.size(); ++i) {
      const bool has_matched = found[i].data() != nullptr;
      parts[i] = has_matched ? original.substr(static_cast<std::size_t>(found[i].data() - text.data()), found[i].size())
                             : std::string_view();
    }
    return is_there;
  }

  RE2 pattern_;
  bool asks_for_line_ends_;
};

}  // namespace

std::unique_ptr<const TextMatcher> TextMatcher::make(const std::string& re2, bool asks_for_line_ends) {
  auto matcher = std::make_unique<const Re2Matcher>(re2, asks_for_line_ends);
  if (!matcher->is_sound()) return nullptr;
  return matcher;
}

bool TextMatcher::is_available() noexcept { return true; }

}  // namespace warrantor::expr
