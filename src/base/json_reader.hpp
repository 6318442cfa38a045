#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/expected.hpp>

namespace warrantor::base {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };
/// "a number", "an object", for messages.
[[nodiscard]] std::string_view describe(JsonKind kind) noexcept;

/// Why a text is no JSON, and where: a column counts bytes of the text from 1.
struct JsonFault {
  std::string message;
  std::size_t column = 0;
  bool is_encoding = false;  ///< its bytes are no text at all
  std::string help = {};     ///< what to do, where that is plain
};

class JsonReader;

/// A value of the text that a JsonReader read last; a handle of 16 bytes that the next read() makes useless.
class JsonValue {
 public:
  [[nodiscard]] JsonKind kind() const noexcept;
  [[nodiscard]] bool is_null() const noexcept { return kind() == JsonKind::null; }
  [[nodiscard]] bool is_object() const noexcept { return kind() == JsonKind::object; }
  [[nodiscard]] bool is_array() const noexcept { return kind() == JsonKind::array; }

  /// Of a string its text with escapes resolved; of a number, a boolean or null the text as it stands, so
  /// that `0.10` stays `0.10`; empty for others.
  [[nodiscard]] std::string_view text() const noexcept;
  [[nodiscard]] bool truth() const noexcept;  ///< of a boolean

  /// The name under which an object holds this value; empty where no object does.
  [[nodiscard]] std::string_view key() const noexcept;
  [[nodiscard]] std::size_t key_column() const noexcept;
  [[nodiscard]] std::size_t column() const noexcept;       ///< where the value begins
  [[nodiscard]] std::string_view source() const noexcept;  ///< the value as written, quotes and all

  /// The values held by an array or an object, in their order.
  class Iterator {
   public:
    using value_type = JsonValue;
    using difference_type = std::ptrdiff_t;
    Iterator(const JsonReader* reader, std::uint32_t place) noexcept : reader_(reader), place_(place) {}
    JsonValue operator*() const noexcept { return {reader_, place_}; }
    Iterator& operator++() noexcept;
    bool operator==(const Iterator&) const noexcept = default;

   private:
    const JsonReader* reader_;
    std::uint32_t place_;
  };
  [[nodiscard]] Iterator begin() const noexcept { return {reader_, place_ + 1}; }
  [[nodiscard]] Iterator end() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;  ///< how many values it holds; counts them

  /// The value of a key; looks through all of them.
  [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const noexcept;

 private:
  friend class JsonReader;
  JsonValue(const JsonReader* reader, std::uint32_t place) noexcept : reader_(reader), place_(place) {}
  const JsonReader* reader_;
  std::uint32_t place_;
};

/// Reads one JSON text (RFC 8259), strictly: no byte-order mark, no comments, nothing after the value, no key
/// twice in an object, UTF-8 only, no lone surrogates, at most 64 levels deep and 4 GiB long. Keeps its
/// memory from one text to the next. Texts of values are views of the text that was read wherever they hold
/// no escape.
class JsonReader {
 public:
  [[nodiscard]] Expected<JsonValue, JsonFault> read(std::string_view text);

 private:
  friend class JsonValue;
  friend class JsonValue::Iterator;

  // Values stand in the order of the text, each before those it holds.
  struct Node {
    std::string_view text;
    std::string_view key;
    std::uint32_t offset = 0;  ///< of the value in the text
    std::uint32_t size = 0;    ///< bytes of the value in the text
    std::uint32_t key_offset = 0;
    std::uint32_t end = 0;  ///< the place after the last value that it holds
    JsonKind kind = JsonKind::null;
  };

  // Each takes its part of the text from at_ on and answers whether it could; else fault_ says why not.
  bool read_value(std::size_t depth, std::string_view key, std::size_t key_offset);
  bool read_content(std::size_t depth, std::size_t place);
  bool read_array(std::size_t depth);
  bool read_object(std::size_t depth);
  bool read_member(std::size_t depth);
  bool read_string(std::string_view& content);
  bool read_escaped_string(std::size_t start, std::string_view& content);
  bool read_escape();
  bool read_unicode_escape();
  bool read_four_digits(char32_t& unit);
  bool read_number();
  bool read_word(std::string_view word);
  bool read_digits();
  bool check_keys(std::size_t place);

  bool fail(std::string message, std::size_t offset, std::string help = {});
  bool fail_control();
  bool fail_here(std::string_view expected);
  void skip_blanks() noexcept;
  [[nodiscard]] bool next_is(char c) const noexcept { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) noexcept;

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Node> nodes_;
  std::string unescaped_;  ///< of all strings with escapes; never grows while a text is being read
  std::vector<std::uint32_t> members_;
  JsonFault fault_;
};

inline JsonKind JsonValue::kind() const noexcept { return reader_->nodes_[place_].kind; }
inline std::string_view JsonValue::text() const noexcept { return reader_->nodes_[place_].text; }
inline std::string_view JsonValue::key() const noexcept { return reader_->nodes_[place_].key; }
inline std::size_t JsonValue::column() const noexcept { return std::size_t{reader_->nodes_[place_].offset} + 1; }
inline std::size_t JsonValue::key_column() const noexcept {
  return std::size_t{reader_->nodes_[place_].key_offset} + 1;
}
inline std::string_view JsonValue::source() const noexcept {
  const JsonReader::Node& node = reader_->nodes_[place_];
  return reader_->text_.substr(node.offset, node.size);
}
inline bool JsonValue::truth() const noexcept {
  assert(kind() == JsonKind::boolean);
  return text() == "true";
}
inline JsonValue::Iterator JsonValue::end() const noexcept { return {reader_, reader_->nodes_[place_].end}; }
inline JsonValue::Iterator& JsonValue::Iterator::operator++() noexcept {
  place_ = reader_->nodes_[place_].end;
  return *this;
}

}  // namespace warrantor::base
