#include "yaml/source.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::yaml {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// An excerpt is for people: a line of megabytes in each of a hundred diagnostics helps nobody and fills the
// memory.
constexpr std::size_t longest_excerpt = 4096;

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

bool continues_a_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string_view excerpt(std::string_view line, std::size_t needed) {
  if (line.size() <= longest_excerpt) return line;
  if (needed > longest_excerpt) return {};
  std::size_t size = longest_excerpt;
  while (size > needed && continues_a_character(line[size])) --size;
  return line.substr(0, size);
}

}  // namespace

Source::Source(std::string file, std::string bytes) : file_(std::move(file)), bytes_(std::move(bytes)), text_(bytes_) {
  if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
  line_starts_ = find_line_starts(text_);
}

std::uint32_t Source::line_of(std::size_t offset) const noexcept {
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::uint32_t>(next - line_starts_.begin());
}

std::string_view Source::line_text(std::uint32_t line) const noexcept {
  const std::size_t start = line_starts_[line - 1];
  return text_.substr(start, end_of_line(text_, start) - start);
}

SourceSpan Source::span(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text_.size());
  const std::uint32_t line = line_of(begin);
  const std::string_view text = line_text(line);
  const std::size_t from = std::min<std::size_t>(begin - line_starts_[line - 1], text.size());
  std::size_t to = std::clamp<std::size_t>(end - line_starts_[line - 1], from, text.size());
  if (to == text.size()) to = std::clamp<std::size_t>(text.find_last_not_of(" \t") + 1, std::min(from + 1, to), to);
  return {file_, line, static_cast<std::uint32_t>(from + 1), static_cast<std::uint32_t>(to - from),
          std::string(excerpt(text, to))};
}

SourceSpan Source::whole() const { return {file_, 0, 0, 0, {}}; }

std::size_t skip_blanks(std::string_view text, std::size_t offset) noexcept {
  return std::min(text.find_first_not_of(" \t", offset), text.size());
}

std::size_t skip_white_space(std::string_view text, std::size_t offset) noexcept {
  return std::min(text.find_first_not_of(" \t\r\n", offset), text.size());
}

std::size_t end_of_line(std::string_view text, std::size_t offset) noexcept {
  const std::size_t end = std::min(text.find('\n', offset), text.size());
  return end > offset && text[end - 1] == '\r' ? end - 1 : end;
}

}  // namespace warrantor::yaml
