#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace warrantor::base {

/// Writes JSON (RFC 8259) at the end of a string, on one line and without blanks; it puts the commas itself.
/// That begins and ends match, and that keys stand only in objects, is up to the caller.
///
///     JsonWriter json(out);
///     json.begin_object().key("id").string("A1").key("km").number(28'000).end_object();
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) noexcept : out_(&out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  /// Bytes that are no UTF-8 are written as U+FFFD.
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::int64_t number);
  /// The text must be a number as JSON writes it (`1234.50`).
  JsonWriter& number(std::string_view text) { return raw(text); }
  JsonWriter& boolean(bool truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& null() { return raw("null"); }

  /// Puts a value that is JSON text already.
  JsonWriter& raw(std::string_view json);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string* out_;
  bool needs_comma_ = false;
};

/// Appends a text with its quotes and escapes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace warrantor::base
