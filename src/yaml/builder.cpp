#include "yaml/builder.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <type_traits>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "yaml/codes.hpp"
#include "yaml/raw_scalar.hpp"
#include "yaml/syntax_error.hpp"

namespace warrantor::yaml {
namespace {

constexpr std::size_t most_reported = 100;

static_assert(std::is_trivially_destructible_v<Node>, "the arena destroys no nodes");

std::size_t offset_of(const YAML::Mark& mark) { return mark.pos > 0 ? static_cast<std::size_t>(mark.pos) : 0; }

/// "?" and "!" are what yaml-cpp says of plain and quoted scalars without a tag.
bool is_written_tag(const std::string& tag) { return tag != "?" && tag != "!"; }

Style scalar_style(char first) {
  switch (first) {
    case '"':
      return Style::double_quoted;
    case '\'':
      return Style::single_quoted;
    case '|':
      return Style::literal;
    case '>':
      return Style::folded;
    default:
      return Style::plain;
  }
}

std::string_view null_word(std::string_view text, std::size_t offset) {
  constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
  const std::string_view rest = text.substr(std::min(offset, text.size()));
  for (const std::string_view word : words) {
    if (rest.starts_with(word)) return rest.substr(0, word.size());
  }
  return {};
}

std::size_t end_of_property(std::string_view text, std::size_t offset) {
  return std::min(text.find_first_of(" \t\r\n,[]{}", offset), text.size());
}

/// Where to show that an item is missing: at the dash before it, else where the parser was.
std::size_t missing_item(std::string_view text, std::size_t offset) {
  const std::size_t last = offset == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", offset - 1);
  if (last == std::string_view::npos) return offset;
  return text[last] == '-' || offset >= text.size() ? last : offset;
}

}  // namespace

void Builder::report(const char* code, std::string message, std::string help, SourceSpan span) {
  if (diagnostics_.size() >= most_reported) {
    diagnostics_.push_back({Severity::error, code::too_many_mistakes, "more mistakes than are listed here",
                            "mend these first", source_.whole()});
    throw Stop{};
  }
  diagnostics_.push_back({Severity::error, code, std::move(message), std::move(help), std::move(span)});
}

std::optional<std::size_t> Builder::open_bracket() const noexcept {
  for (std::size_t i = open_.size(); i-- > 0;) {
    const char opening = source_.at(open_[i].node->offset_);
    if (open_[i].node->style_ == Style::flow && (opening == '[' || opening == '{')) return open_[i].node->offset_;
  }
  return std::nullopt;
}

bool Builder::at_key() const noexcept {
  return !open_.empty() && open_.back().node->is_mapping() && (pending_.size() - open_.back().first_child) % 2 == 0;
}

bool Builder::at_value() const noexcept { return !open_.empty() && open_.back().node->is_mapping() && !at_key(); }

Node& Builder::add(Kind kind, Style style, std::size_t offset) {
  Node* const node = new (storage_.arena.allocate(sizeof(Node), alignof(Node)))
      Node(source_, kind, style, static_cast<std::uint32_t>(offset));
  pending_.push_back(node);
  return *node;
}

template <class Child>
Child* Builder::allocate(std::size_t count) {
  return static_cast<Child*>(storage_.arena.allocate(count * sizeof(Child), alignof(Child)));
}

/// Reports the anchors and tags from `offset` on; returns where the value itself begins.
std::size_t Builder::report_properties(std::size_t offset) {
  const std::string_view text = source_.text();
  while (source_.at(offset) == '&' || source_.at(offset) == '!') {
    const std::size_t end = end_of_property(text, offset);
    const bool is_anchor = text[offset] == '&';
    const std::string written = base::quote(text.substr(offset, end - offset));
    report(is_anchor ? code::anchor : code::tag, (is_anchor ? "anchor " : "tag ") + written,
           is_anchor ? "remove it, and write the value out wherever it is used"
                     : "remove it; types are declared in the rule set",
           source_.span(offset, end));
    offset = skip_white_space(text, end);
  }
  return offset;
}

void Builder::OnDocumentStart(const YAML::Mark& mark) {
  if (!std::exchange(started_, true)) return;
  const std::size_t offset = offset_of(mark);
  const std::string_view text = source_.text();
  if (text.substr(std::min(offset, text.size())).starts_with("---")) {
    report(code::several_documents, "a second document begins here", "put it into a file of its own",
           source_.span(offset, offset + 3));
  } else {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", offset), text.size());
    report(code::syntax, base::quote(text.substr(offset, end - offset)) + " does not belong to what stands before it",
           "a file holds one mapping or one list: indent what belongs to it alike", source_.span(offset, end));
  }
  throw Stop{};
}

/// yaml-cpp places a value that is left out where the next token begins, which may itself look like a null.
void Builder::settle_last_null(std::size_t offset) {
  const Null null = std::exchange(last_null_, Null{});
  if (null.node != nullptr && null.node->offset_ == offset) leave_out(null, offset);
}

void Builder::leave_out(const Null& null, std::size_t offset) {
  Node& node = *null.node;
  node.text_ = {};
  if (null.key != nullptr) {
    const Node::Extent extent = null.key->extent();
    node.offset_ = null.key->offset_;
    node.size_ = static_cast<std::uint32_t>(extent.end - extent.begin);
    check_colon(*null.key);
    return;
  }
  node.offset_ = static_cast<std::uint32_t>(missing_item(source_.text(), offset));
  node.size_ = 1;
  if (null.is_key) {
    report(code::key_not_a_name, "a key is missing", "write a name before the colon", node.span());
  } else if (source_.at(node.offset_) == ',') {
    report(code::syntax, "an item is missing before the comma", "remove the comma, or write `null` for a known absence",
           node.span());
  }
}

/// `{a, b}`, and a last line without a colon, would quietly mean that `a` is null.
void Builder::check_colon(const Node& key) {
  if (key.text().empty()) return;  // a list, a mapping or nothing, reported as such
  if (source_.at(skip_white_space(source_.text(), key.extent().end)) == ':') return;
  const std::size_t before = source_.text().substr(0, key.extent().begin).find_last_not_of(" \t\r\n");
  const bool follows_comma = before != std::string_view::npos && source_.at(before) == ',';
  report(code::key_without_colon, "no colon after " + base::quote(key.text()),
         follows_comma
             ? "a comma ends what stands before it: put a text or an expression that holds commas in quotes, or "
               "write `name: value`"
             : "write `name: value`; a list is written `[a, b]`, or with `- ` before each item",
         key.span());
}

void Builder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  std::size_t offset = offset_of(mark);
  settle_last_null(offset);
  if (anchor != 0) offset = report_properties(offset);
  const Null null{nullptr, at_value() ? pending_.back() : nullptr, at_key()};
  Node& node = add(Kind::null, Style::plain, offset);
  node.text_ = null_word(source_.text(), offset);
  node.size_ = static_cast<std::uint32_t>(node.text_.size());
  last_ = &node;
  if (node.text_.empty()) {
    leave_out({&node, null.key, null.is_key}, offset);
  } else {
    last_null_ = {&node, null.key, null.is_key};
  }
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
  const std::size_t offset = offset_of(mark);
  settle_last_null(offset);
  const std::size_t end = end_of_property(source_.text(), offset);
  Node& node = add(Kind::null, Style::plain, offset);
  node.text_ = source_.text().substr(offset, end - offset);
  node.size_ = static_cast<std::uint32_t>(end - offset);
  last_ = &node;
  report(code::alias, "alias " + base::quote(node.text_), "write the value out wherever it is used", node.span());
}

/// The text as it stands in the file where that is the same, else a copy.
std::string_view Builder::keep(std::string_view value, std::size_t offset, Style style) {
  const bool quoted = style == Style::single_quoted || style == Style::double_quoted;
  const std::size_t start = std::min(offset + (quoted ? 1 : 0), source_.text().size());
  const std::string_view written = source_.text().substr(start, value.size());
  if (written == value && (!quoted || source_.at(start + value.size()) == source_.at(offset))) return written;
  char* const copy = allocate<char>(value.size());
  std::copy(value.begin(), value.end(), copy);
  return {copy, value.size()};
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
  std::size_t offset = offset_of(mark);
  settle_last_null(offset);
  const bool non_specific = tag == "!" && source_.at(offset) == '!';
  if (anchor != 0 || non_specific || is_written_tag(tag)) offset = report_properties(offset);
  const bool is_key = at_key();
  const Style style = scalar_style(source_.at(offset));
  Node& node = add(Kind::scalar, style, offset);
  node.text_ = keep(value, offset, style);
  if (node.text_.data() != source_.text().data() + offset + 1) check_quotes(node);
  last_ = &node;
  if (is_key) check_key(node);
}

/// yaml-cpp takes the end of the file for a closing quote where a line break stands before it, and makes of
/// `\\N` and `\\_` bytes that are no UTF-8. (Neither can be in a text that stands in the file as it is.)
void Builder::check_quotes(const Node& scalar) {
  if (scalar.style_ != Style::single_quoted && scalar.style_ != Style::double_quoted) return;
  if (!closing_quote(source_.text(), scalar.offset_)) {
    const Diagnostic mistake = never_closed(source_, scalar.offset_, end_of_line(source_.text(), scalar.offset_));
    report(code::syntax, mistake.message, mistake.help, mistake.span);
    throw Stop{};  // it has swallowed the rest of the file
  }
  std::size_t offset = 0;
  while (offset < scalar.text_.size()) {
    const base::DecodedCharacter character = base::decode_utf8(scalar.text_.substr(offset));
    const bool break_or_tab = character.code_point == '\n' || character.code_point == '\t';
    if (!character.valid || (base::is_control(character.code_point) && !break_or_tab)) {
      report(code::control_character, "escape of an invisible character", "remove it",
             scalar.span(offset, character.size));
    }
    offset += character.size;
  }
}

void Builder::check_key(const Node& key) {
  if (key.is_quoted() || key.text() != "<<") return;
  report(code::merge_key, "merge key `<<`", "write the entries out", key.span());
}

void Builder::open(Kind kind, const YAML::Mark& mark, bool has_properties, YAML::EmitterStyle::value style) {
  std::size_t offset = offset_of(mark);
  settle_last_null(offset);
  if (has_properties) offset = report_properties(offset);
  if (open_.size() >= deepest_nesting) {
    report(code::nested_too_deeply, "more than " + std::to_string(deepest_nesting) + " levels within each other",
           "nest less deeply", source_.span(offset, offset + 1));
    throw Stop{};
  }
  Node& node = add(kind, style == YAML::EmitterStyle::Flow ? Style::flow : Style::block, offset);
  open_.push_back({&node, pending_.size()});
}

void Builder::close() {
  open_.pop_back();
  if (pending_.size() < 2 || !at_value()) return;  // it has just become the key of the next value
  const Node& key = *pending_.back();
  report(code::key_not_a_name, key.is_mapping() ? "a mapping as a key" : "a list as a key",
         "a key is a name; put a text that begins with a bracket in quotes", key.span());
}

void Builder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                              YAML::EmitterStyle::value style) {
  open(Kind::sequence, mark, anchor != 0 || is_written_tag(tag) || tag == "!", style);
}

void Builder::OnSequenceEnd() {
  Node& node = *open_.back().node;
  const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(open_.back().first_child);
  node.size_ = static_cast<std::uint32_t>(pending_.end() - first);
  const Node** const items = allocate<const Node*>(node.size_);
  std::copy(first, pending_.end(), items);
  node.children_ = items;
  pending_.erase(first, pending_.end());
  close();
}

void Builder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) {
  open(Kind::mapping, mark, anchor != 0 || is_written_tag(tag) || tag == "!", style);
}

void Builder::OnMapEnd() {
  Node& node = *open_.back().node;
  const std::size_t first = open_.back().first_child;
  node.size_ = static_cast<std::uint32_t>((pending_.size() - first) / 2);
  Entry* const entries = allocate<Entry>(node.size_);
  for (std::size_t i = 0; i < node.size_; ++i) {
    new (entries + i) Entry{pending_[first + 2 * i], pending_[first + 2 * i + 1]};
  }
  node.children_ = entries;
  pending_.resize(first);
  check_duplicates(node);
  close();
}

void Builder::check_duplicates(const Node& mapping) {
  std::vector<const Node*> keys;
  keys.reserve(mapping.entries().size());
  for (const Entry& entry : mapping.entries()) {
    if (entry.key->is_scalar() || !entry.key->text().empty()) keys.push_back(entry.key);
  }
  // Sorted rather than hashed: equal keys stand together, in the order of the file.
  std::sort(keys.begin(), keys.end(), [](const Node* a, const Node* b) {
    const int order = a->text().compare(b->text());
    return order != 0 ? order < 0 : a->offset_ < b->offset_;
  });
  const Node* first = nullptr;
  for (const Node* key : keys) {
    if (first == nullptr || key->text() != first->text()) {
      first = key;
      continue;
    }
    report(code::duplicate_key,
           "duplicate key " + base::quote(key->text()) + "; the first is on line " + std::to_string(first->line()),
           "remove one of the two, or give it another name", key->span());
  }
}

}  // namespace warrantor::yaml
