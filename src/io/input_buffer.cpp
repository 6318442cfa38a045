#include "io/input_buffer.hpp"

#include <cstring>

namespace warrantor::io {

namespace {

constexpr std::size_t block_size = 256 * 1024;

struct Signature {
  std::string_view bytes;
  std::string_view message;
};

constexpr std::string_view spreadsheet = "is a spreadsheet or a zip archive; save it as CSV in UTF-8";
constexpr Signature signatures[] = {
    {"\x1f\x8b", "is compressed; unpack it first"},
    {"PK\x03\x04", spreadsheet},
    {"\xd0\xcf\x11\xe0", spreadsheet},
    {"\xff\xfe", "is in UTF-16; save it in UTF-8"},
    {"\xfe\xff", "is in UTF-16; save it in UTF-8"},
};

}  // namespace

bool InputBuffer::fill() {
  if (at_end_ || failure_) return false;
  if (begin_ > 0) {
    std::memmove(bytes_.data(), bytes_.data() + begin_, size());
    end_ -= begin_;
    begin_ = 0;
  }
  if (bytes_.size() < end_ + block_size) bytes_.resize(end_ + block_size);
  const Expected<std::size_t> count = source_->read(std::span(bytes_).subspan(end_, block_size));
  if (!count) {
    failure_ = count.error();
    return false;
  }
  end_ += *count;
  at_end_ = *count == 0;
  return !at_end_;
}

bool skip_byte_order_mark(InputBuffer& buffer) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  while (buffer.size() < mark.size() && buffer.fill()) {
  }
  if (!buffer.view().starts_with(mark)) return false;
  buffer.take(mark.size());
  return true;
}

std::optional<std::string> recognise_foreign_format(std::string_view beginning) {
  for (const Signature& signature : signatures) {
    if (beginning.starts_with(signature.bytes)) return std::string(signature.message);
  }
  return std::nullopt;
}

}  // namespace warrantor::io
