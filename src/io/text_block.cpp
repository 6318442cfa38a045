#include "io/text_block.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::io {

namespace {

constexpr std::size_t most_bytes_kept = 2 * 1024 * 1024;  // from one filling to the next

// Views of some bytes become views of a copy of them.
void move_views(std::vector<TextLine>::iterator begin, std::vector<TextLine>::iterator end, const char* from,
                const char* to) {
  std::for_each(begin, end, [&](TextLine& line) {
    if (!line.is_too_long) line.text = {to + (line.text.data() - from), line.text.size()};
  });
}

}  // namespace

void TextBlock::own(std::string_view text, std::size_t first) {
  const auto lines = lines_.begin() + static_cast<std::ptrdiff_t>(first);
  if (bytes_.capacity() - bytes_.size() < text.size()) {
    std::vector<char> larger;
    larger.reserve(2 * (bytes_.size() + text.size()));
    larger.assign(bytes_.begin(), bytes_.end());
    move_views(lines_.begin(), lines, bytes_.data(), larger.data());
    bytes_ = std::move(larger);
  }
  const std::size_t begin = bytes_.size();
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  move_views(lines, lines_.end(), text.data(), bytes_.data() + begin);
}

void TextBlock::clear() noexcept {
  if (bytes_.capacity() > most_bytes_kept) bytes_ = {};
  bytes_.clear();
  lines_.clear();
}

}  // namespace warrantor::io
