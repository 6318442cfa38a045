#include "yaml/document.hpp"

#include <algorithm>
#include <utility>

#include "yaml/raw_scalar.hpp"
#include "yaml/source.hpp"
#include "yaml/storage.hpp"

namespace warrantor::yaml {
namespace {

/// Behind the bracket that closes a flow collection whose last child ends at `at`. Only white space, commas
/// and comments may stand between.
std::size_t after_closing_bracket(std::string_view text, std::size_t at) {
  while ((at = skip_white_space(text, at)) < text.size()) {
    if (text[at] == '#') {
      at = end_of_line(text, at);
    } else if (text[at] == ',' || text[at] == ':') {
      ++at;
    } else {
      return text[at] == ']' || text[at] == '}' ? at + 1 : at;
    }
  }
  return at;
}

}  // namespace

std::span<const Node* const> Node::items() const noexcept {
  if (!is_sequence()) return {};
  return {static_cast<const Node* const*>(children_), size_};
}

std::span<const Entry> Node::entries() const noexcept {
  if (!is_mapping()) return {};
  return {static_cast<const Entry*>(children_), size_};
}

const Node* Node::find(std::string_view key) const noexcept {
  for (const Entry& entry : entries()) {
    if (entry.key->text() == key) return entry.value;
  }
  return nullptr;
}

Node::Extent Node::flow_extent() const noexcept {
  const std::string_view text = source_->text();
  // What was grafted on from another file stands elsewhere.
  const Node* last = nullptr;
  for (std::size_t i = 0; i < size_; ++i) {
    const Node* const child = is_sequence() ? items()[i] : entries()[i].value;
    if (child->source_ == source_) last = child;
  }
  const char opening = source_->at(offset_);
  const bool bracketed = opening == '[' || opening == '{';  // `[a: b]` holds a mapping without brackets
  const std::size_t end = last != nullptr ? last->extent().end : offset_ + 1;
  return {offset_, bracketed ? after_closing_bracket(text, end) : end};
}

Node::Extent Node::extent() const noexcept {
  if (is_null()) return {offset_, std::size_t{offset_} + size_};
  if (is_scalar()) {
    const RawRange range = locate({source_->text(), offset_, text_, style_});
    return {range.begin, range.end};
  }
  if (style_ == Style::flow) return flow_extent();
  if (size_ == 0) return {offset_, std::size_t{offset_} + 1};
  if (is_mapping()) return entries().front().key->extent();
  return {offset_, items().front()->extent().end};
}

SourceSpan Node::span() const {
  const Extent place = extent();
  return source_->span(place.begin, place.end);
}

SourceSpan Node::span(std::size_t offset, std::size_t length) const {
  if (!is_scalar()) return span();
  const std::size_t begin = std::min(offset, text_.size());
  const std::size_t end = begin + std::min(length, text_.size() - begin);
  const RawRange range = locate({source_->text(), offset_, text_, style_}, begin, end);
  return source_->span(range.begin, range.end);
}

std::uint32_t Node::line() const noexcept { return source_->line_of(offset_); }

Document::Document(std::unique_ptr<Storage> storage) noexcept : storage_(std::move(storage)) {}
Document::Document(Document&& other) noexcept = default;
Document& Document::operator=(Document&& other) noexcept = default;
Document::~Document() = default;

const Node& Document::root() const noexcept { return *storage_->root; }
const std::string& Document::file() const noexcept { return storage_->source.file(); }

}  // namespace warrantor::yaml
