#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <warrantor/expected.hpp>

namespace warrantor::io {

/// Where the bytes of a file come from, in order and once. For one thread at a time.
class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// What the file is in, for messages, whatever is handed out.
  [[nodiscard]] virtual std::string_view encoding_name() const noexcept { return "UTF-8"; }

  /// Puts the next bytes into `space` (not empty) and says how many; 0 at the end.
  [[nodiscard]] virtual Expected<std::size_t> read(std::span<char> space) = 0;

  /// Whether reading on would wait for somebody to write: of a pipe in which there is nothing at the moment.
  [[nodiscard]] virtual bool would_wait() const noexcept { return false; }

  /// How many bytes of the file have been read; of a packed file, its own. 0 where that is not known.
  [[nodiscard]] virtual std::uint64_t bytes_read() const noexcept { return 0; }
};

/// Opens a file for reading; `-` is the standard input. The error says why it cannot be read, without the
/// name.
[[nodiscard]] Expected<std::unique_ptr<ByteSource>> open_source(const std::string& path);

/// Whether a path can be opened and read from the beginning more than once: it is an ordinary file, no pipe. So is the
/// standard input where the shell led a file into it; then it is read from where it stood.
[[nodiscard]] bool can_be_opened_again(const std::string& path);

/// The bytes of a text in pieces of a given size, for tests.
[[nodiscard]] std::unique_ptr<ByteSource> source_of(std::string text, std::size_t piece = 4096);

/// How messages call a file: its path as given, or `standard input`.
[[nodiscard]] std::string display_name(const std::string& path);

}  // namespace warrantor::io
