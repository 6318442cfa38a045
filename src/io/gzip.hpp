#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "io/byte_source.hpp"

namespace warrantor::io {

/// The bytes that a gzip file (RFC 1952) holds, of all its members one after the other. Memory does not grow with the
/// file, whatever it unpacks to. A file that is cut off or damaged is an error, once what is sound before has been
/// read. The error of the call: this program was built without zlib.
[[nodiscard]] Expected<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> source);

/// Packs into a gzip file without name and time, so that the same bytes in give the same bytes out.
class Packer {
 public:
  /// The error: this program was built without zlib.
  [[nodiscard]] static Expected<std::unique_ptr<Packer>> make();

  Packer() = default;
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  virtual ~Packer() = default;

  /// Each adds what can be written to the end of `packed`; finish() is the last call.
  virtual void add(std::string_view text, std::string& packed) = 0;
  virtual void finish(std::string& packed) = 0;
};

}  // namespace warrantor::io
