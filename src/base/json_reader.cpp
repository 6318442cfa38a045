#include "base/json_reader.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::base {

namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t few_members = 32;  // up to here comparing each key with each is quicker than sorting them

bool is_number_start(char c) noexcept { return c == '-' || is_digit(c); }

}  // namespace

std::string_view describe(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "a boolean";
    case JsonKind::number:
      return "a number";
    case JsonKind::string:
      return "a text";
    case JsonKind::array:
      return "a list";
    case JsonKind::object:
      return "an object";
  }
  return {};
}

std::size_t JsonValue::size() const noexcept {
  std::size_t count = 0;
  for (Iterator child = begin(); child != end(); ++child) ++count;
  return count;
}

std::optional<JsonValue> JsonValue::find(std::string_view key) const noexcept {
  for (const JsonValue child : *this) {
    if (child.key() == key) return child;
  }
  return std::nullopt;
}

Expected<JsonValue, JsonFault> JsonReader::read(std::string_view text) {
  text_ = text;
  at_ = 0;
  nodes_.clear();
  unescaped_.clear();
  if (text.size() >= std::numeric_limits<std::uint32_t>::max()) return JsonFault{"the text is too long", 1};
  if (const auto invalid = find_invalid_utf8(text)) return JsonFault{"the text is not UTF-8", *invalid + 1, true};
  if (!read_value(1, {}, 0)) return fault_;
  skip_blanks();
  if (at_ < text_.size()) {
    fail_here("the end of the line");
    return fault_;
  }
  return JsonValue(this, 0);
}

bool JsonReader::fail(std::string message, std::size_t offset, std::string help) {
  fault_ = {std::move(message), offset + 1, false, std::move(help)};
  return false;
}

bool JsonReader::fail_here(std::string_view expected) {
  std::string message = "expected ";
  message += expected;
  if (at_ >= text_.size()) return fail(message + ", but the text ends here", at_);
  const std::size_t size = decode_utf8(text_.substr(at_)).size;
  return fail(message + ", not " + quote(text_.substr(at_, size)), at_);
}

bool JsonReader::fail_control() {
  return fail("the control character " + quote(text_.substr(at_, 1)) + " stands bare in a text", at_,
              "write a tab as `\\t`, a new line as `\\n`");
}

void JsonReader::skip_blanks() noexcept {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

bool JsonReader::take(char c) noexcept {
  if (!next_is(c)) return false;
  ++at_;
  return true;
}

bool JsonReader::read_value(std::size_t depth, std::string_view key, std::size_t key_offset) {
  skip_blanks();
  const std::size_t place = nodes_.size();
  Node& node = nodes_.emplace_back();
  node.key = key;
  node.key_offset = static_cast<std::uint32_t>(key_offset);
  node.offset = static_cast<std::uint32_t>(at_);
  const std::size_t start = at_;
  if (!read_content(depth, place)) return false;
  nodes_[place].size = static_cast<std::uint32_t>(at_ - start);
  nodes_[place].end = static_cast<std::uint32_t>(nodes_.size());
  const bool is_bare = nodes_[place].kind <= JsonKind::number;
  if (is_bare) nodes_[place].text = text_.substr(start, at_ - start);
  return nodes_[place].kind != JsonKind::object || check_keys(place);
}

bool JsonReader::read_content(std::size_t depth, std::size_t place) {
  if (at_ >= text_.size()) return fail_here("a value");
  const char first = text_[at_];
  const auto becomes = [&](JsonKind kind) { nodes_[place].kind = kind; };
  if ((first == '{' || first == '[') && depth > deepest)
    return fail("the text is nested more than 64 levels deep", at_);
  if (first == '{') return becomes(JsonKind::object), read_object(depth);
  if (first == '[') return becomes(JsonKind::array), read_array(depth);
  if (first == '"') return becomes(JsonKind::string), read_string(nodes_[place].text);
  if (is_number_start(first)) return becomes(JsonKind::number), read_number();
  if (first == 't') return becomes(JsonKind::boolean), read_word("true");
  if (first == 'f') return becomes(JsonKind::boolean), read_word("false");
  if (first == 'n') return becomes(JsonKind::null), read_word("null");
  return fail_here("a value");
}

bool JsonReader::read_array(std::size_t depth) {
  ++at_;
  skip_blanks();
  if (take(']')) return true;
  for (;;) {
    if (!read_value(depth + 1, {}, 0)) return false;
    skip_blanks();
    if (take(']')) return true;
    if (!take(',')) return fail_here("`,` or `]`");
  }
}

bool JsonReader::read_object(std::size_t depth) {
  ++at_;
  skip_blanks();
  if (take('}')) return true;
  for (;;) {
    if (!read_member(depth)) return false;
    skip_blanks();
    if (take('}')) return true;
    if (!take(',')) return fail_here("`,` or `}`");
  }
}

bool JsonReader::read_member(std::size_t depth) {
  skip_blanks();
  if (!next_is('"')) return fail_here("a key in double quotes");
  const std::size_t key_offset = at_;
  std::string_view key;
  if (!read_string(key)) return false;
  skip_blanks();
  if (!take(':')) return fail_here("`:`");
  return read_value(depth + 1, key, key_offset);
}

bool JsonReader::check_keys(std::size_t place) {
  members_.clear();
  for (std::uint32_t child = static_cast<std::uint32_t>(place) + 1; child < nodes_[place].end;
       child = nodes_[child].end) {
    members_.push_back(child);
  }
  const auto same = [this](std::uint32_t a, std::uint32_t b) { return nodes_[a].key == nodes_[b].key; };
  const auto fail_twice = [this](std::uint32_t member) {
    return fail("the key " + quote(nodes_[member].key) + " stands here twice", nodes_[member].key_offset,
                "leave one of the two out");
  };
  if (members_.size() <= few_members) {
    for (auto member = members_.begin(); member != members_.end(); ++member) {
      const bool is_new =
          std::none_of(members_.begin(), member, [&](std::uint32_t other) { return same(other, *member); });
      if (!is_new) return fail_twice(*member);
    }
    return true;
  }
  std::sort(members_.begin(), members_.end(), [this](std::uint32_t a, std::uint32_t b) {
    return nodes_[a].key != nodes_[b].key ? nodes_[a].key < nodes_[b].key : a < b;
  });
  const auto twice = std::adjacent_find(members_.begin(), members_.end(), same);
  return twice == members_.end() || fail_twice(*std::next(twice));
}

bool JsonReader::read_string(std::string_view& content) {
  const std::size_t start = ++at_;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      content = text_.substr(start, at_ - start);
      ++at_;
      return true;
    }
    if (c == '\\') return read_escaped_string(start, content);
    if (static_cast<unsigned char>(c) < 0x20) return fail_control();
  }
  return fail("this text lacks its closing quote", start - 1);
}

bool JsonReader::read_escaped_string(std::size_t start, std::string_view& content) {
  unescaped_.reserve(text_.size());  // no escape is shorter than what it stands for
  const std::size_t begin = unescaped_.size();
  unescaped_ += text_.substr(start, at_ - start);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (take('"')) {
      content = std::string_view(unescaped_).substr(begin);
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20) return fail_control();
    if (c == '\\') {
      if (!read_escape()) return false;
      continue;
    }
    unescaped_ += c;
    ++at_;
  }
  return fail("this text lacks its closing quote", start - 1);
}

bool JsonReader::read_escape() {
  ++at_;
  if (at_ >= text_.size()) return fail_here("an escape");
  constexpr std::string_view names = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  if (take('u')) return read_unicode_escape();
  const std::size_t place = names.find(text_[at_]);
  if (place == std::string_view::npos) return fail_here("an escape such as `\\n` or `\\u4e2d`");
  unescaped_ += meanings[place];
  ++at_;
  return true;
}

bool JsonReader::read_unicode_escape() {
  const std::size_t start = at_ - 2;
  char32_t unit = 0;
  if (!read_four_digits(unit)) return false;
  const bool is_high = unit >= 0xD800 && unit <= 0xDBFF;
  const bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
  if (is_low) return fail("half of a surrogate pair stands alone", start, "write the character itself");
  if (is_high) {
    char32_t low = 0;
    if (text_.substr(at_, 2) != "\\u")
      return fail("half of a surrogate pair stands alone", start, "write the character itself");
    at_ += 2;
    if (!read_four_digits(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF)
      return fail("half of a surrogate pair stands alone", start, "write the character itself");
    unit = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
  }
  append_utf8(unescaped_, unit);
  return true;
}

bool JsonReader::read_four_digits(char32_t& unit) {
  const std::string_view digits = text_.substr(at_, 4);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  if (error != std::errc() || end != digits.data() + 4) return fail_here("four hexadecimal digits");
  unit = number;
  at_ += 4;
  return true;
}

bool JsonReader::read_digits() {
  if (at_ >= text_.size() || !is_digit(text_[at_])) return fail_here("a digit");
  while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  return true;
}

bool JsonReader::read_number() {
  const std::size_t start = at_;
  take('-');
  if (take('0')) {
    if (at_ < text_.size() && is_digit(text_[at_]))
      return fail("a number must not begin with a needless zero", start,
                  "leave the zero out, or put a text into double quotes");
  } else if (!read_digits()) {
    return false;
  }
  if (take('.') && !read_digits()) return false;
  if (take('e') || take('E')) {
    if (!take('+')) take('-');
    return read_digits();
  }
  return true;
}

bool JsonReader::read_word(std::string_view word) {
  if (!text_.substr(at_).starts_with(word)) return fail_here("a value");
  at_ += word.size();
  return true;
}

}  // namespace warrantor::base
