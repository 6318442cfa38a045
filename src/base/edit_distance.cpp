#include "base/edit_distance.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::base {

namespace {

std::u32string decode_all(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  while (!text.empty()) {
    const DecodedCharacter character = decode_utf8(text);
    characters += character.code_point;
    text.remove_prefix(character.size);
  }
  return characters;
}

// Three rows of the table of optimal string alignment: the one being filled and the two before it.
std::size_t aligned_distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    // A swap reaches back two rows, so only two rows beyond the limit rule out a way below it.
    if (*std::min_element(row.begin(), row.end()) > limit && *std::min_element(last.begin(), last.end()) > limit) {
      return limit + 1;
    }
    before_last.swap(last);
    last.swap(row);
  }
  return std::min(last[b.size()], limit + 1);
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::u32string left = decode_all(a);
  const std::u32string right = decode_all(b);
  const std::size_t difference = left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
  if (difference > limit) return limit + 1;
  return aligned_distance(left, right, limit);
}

NearestName::NearestName(std::string_view word)
    : word_(word), lower_word_(to_lower(word)), limit_(std::clamp<std::size_t>(decode_all(word).size() / 3, 1, 3)) {}

void NearestName::offer(std::string_view name) {
  // Of a word of one character any other would be one edit away.
  const std::size_t distance = edit_distance(lower_word_, to_lower(name), limit_);
  if (distance > limit_ || (distance > 0 && distance >= decode_all(word_).size())) return;
  const std::size_t exact_distance = edit_distance(word_, name, word_.size());
  const bool is_nearer =
      !best_ || distance < best_distance_ || (distance == best_distance_ && exact_distance < best_exact_distance_);
  if (!is_nearer) return;
  best_ = name;
  best_distance_ = distance;
  best_exact_distance_ = exact_distance;
}

std::string did_you_mean(const std::optional<std::string_view>& name) {
  return name ? "did you mean " + quote(*name) + "?" : std::string();
}

}  // namespace warrantor::base
