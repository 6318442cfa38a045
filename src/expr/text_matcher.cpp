#include "expr/text_matcher.hpp"

#include <algorithm>
#include <vector>

#include <re2/re2.h>

namespace warrantor::expr {
namespace {

constexpr std::int64_t most_memory = std::int64_t{8} << 20;  // of a pattern and of what its matching keeps

class Re2Matcher final : public TextMatcher {
 public:
  explicit Re2Matcher(const std::string& pattern) : pattern_(pattern, options()) {}

  [[nodiscard]] bool is_sound() const { return pattern_.ok(); }

  bool find(std::string_view text, std::size_t from, std::size_t end,
            std::span<std::string_view> parts) const override {
    std::vector<re2::StringPiece> found(parts.size());
    const re2::StringPiece whole(text.data(), text.size());
    const bool is_there =
        pattern_.Match(whole, from, end, RE2::UNANCHORED, found.data(), static_cast<int>(found.size()));
    for (std::size_t i = 0; is_there && i < parts.size(); ++i)
      parts[i] = found[i].data() != nullptr ? std::string_view(found[i].data(), found[i].size()) : std::string_view();
    return is_there;
  }

  // An instruction of its program reads a byte at most, and without a loop each is gone through once.
  [[nodiscard]] std::size_t longest_match() const override {
    return static_cast<std::size_t>(std::max(pattern_.ProgramSize(), 1));
  }

 private:
  static RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(most_memory);
    return options;
  }

  RE2 pattern_;
};

}  // namespace

std::unique_ptr<const TextMatcher> TextMatcher::make(const std::string& re2) {
  auto matcher = std::make_unique<const Re2Matcher>(re2);
  if (!matcher->is_sound()) return nullptr;
  return matcher;
}

bool TextMatcher::is_available() noexcept { return true; }

}  // namespace warrantor::expr
