#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include <warrantor/expected.hpp>

namespace warrantor::io {

/// Where the bytes of a file come from, in order and once. For one thread at a time.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Puts the next bytes into `space` (not empty) and says how many; 0 at the end.
  [[nodiscard]] virtual Expected<std::size_t> read(std::span<char> space) = 0;
};

/// Opens a file for reading; `-` is the standard input. The error says why it cannot be read, without the
/// name.
[[nodiscard]] Expected<std::unique_ptr<ByteSource>> open_source(const std::string& path);

/// Whether a path can be opened and read from the beginning more than once: it is an ordinary file, no pipe.
[[nodiscard]] bool can_be_opened_again(const std::string& path);

/// The bytes of a text in pieces of a given size, for tests.
[[nodiscard]] std::unique_ptr<ByteSource> source_of(std::string text, std::size_t piece = 4096);

/// How messages call a file: its path as given, or `standard input`.
[[nodiscard]] std::string display_name(const std::string& path);

}  // namespace warrantor::io
