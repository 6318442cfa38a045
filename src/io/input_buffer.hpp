#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/byte_pool.hpp"
#include "io/byte_source.hpp"

namespace warrantor::io {

/// The bytes of a source that were read and not yet taken, in one piece. It reads blocks of 256 KiB and grows
/// only as far as its user lets unread bytes pile up.
class InputBuffer {
 public:
  explicit InputBuffer(ByteSource& source);

  [[nodiscard]] std::size_t size() const noexcept { return end_ - begin_; }
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get() + begin_, size()}; }

  void take(std::size_t count) noexcept { begin_ += count; }

  /// Reads on; moves what is there, so that earlier views are lost unless their bytes are held. False where the source
  /// has ended or failed.
  bool fill();

  /// The bytes that were read and not yet taken, and lately taken ones, stay where they are as long as somebody has
  /// this.
  [[nodiscard]] std::shared_ptr<const char[]> hold() noexcept {
    is_held_ = true;
    return bytes_;
  }
  [[nodiscard]] bool at_end() const noexcept { return at_end_; }

  /// Whether fill() would wait for somebody to write.
  [[nodiscard]] bool would_wait() const noexcept { return !at_end_ && !failure_ && source_->would_wait(); }

  /// What the file is in, for messages.
  [[nodiscard]] std::string_view encoding_name() const noexcept { return source_->encoding_name(); }

  /// Why the source could not be read to its end.
  [[nodiscard]] const std::optional<Error>& failure() const noexcept { return failure_; }

 private:
  void make_room();

  ByteSource* source_;
  BytePool pool_;
  std::shared_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  bool is_held_ = false;  ///< nothing before end_ may be changed any more
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  std::optional<Error> failure_;
};

/// Passes over the byte-order mark of UTF-8 at the beginning of a source; says whether there was one.
bool skip_byte_order_mark(InputBuffer& buffer);

/// Why bytes at the beginning of a file show that it is no text (a spreadsheet, something compressed).
[[nodiscard]] std::optional<std::string> recognise_foreign_format(std::string_view beginning);

}  // namespace warrantor::io
