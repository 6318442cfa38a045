#include "io/input_buffer.hpp"

#include <cstring>

namespace warrantor::io {

namespace {

constexpr std::size_t block_size = 256 * 1024;

struct Signature {
  std::string_view bytes;
  std::string_view message;
};

constexpr std::string_view spreadsheet = "is a spreadsheet or a zip archive; open it and save it as CSV";
constexpr std::string_view packed = "is compressed in another way than gzip; unpack it first";
constexpr std::string_view picture = "is a picture; save the table itself as CSV";
constexpr std::string_view web_page = "is a web page; open it in a spreadsheet and save it as CSV";
constexpr Signature signatures[] = {
    {"\x89PNG", picture},
    {"\xff\xd8\xff", picture},
    {"GIF8", picture},
    {"<!DOCTYPE", web_page},
    {"<!doctype", web_page},
    {"<html", web_page},
    {"<HTML", web_page},
    {"<?xml", "is XML; open it in a spreadsheet and save it as CSV"},
    {"\x1f\x8b", "is compressed twice; unpack it first"},
    {"PK\x03\x04", spreadsheet},
    {"\xd0\xcf\x11\xe0", spreadsheet},
    {"BZh91AY&SY", packed},
    {"\xfd\x37zXZ", packed},
    {"\x28\xb5\x2f\xfd", packed},
    {"7z\xbc\xaf", packed},
    {"Rar!\x1a\x07", packed},
    {"%PDF-", "is a PDF document; save the table as CSV"},
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
