#include "io/input_buffer.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace warrantor::io {

namespace {

constexpr std::size_t block_size = 256 * 1024;
constexpr std::size_t least_room = 64 * 1024;  // what a pipe gives at a time

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

InputBuffer::InputBuffer(ByteSource& source) : source_(&source), pool_(block_size + least_room) {}

bool InputBuffer::fill() {
  if (at_end_ || failure_) return false;
  make_room();
  const std::size_t room = std::min(block_size, capacity_ - end_);
  const Expected<std::size_t> count = source_->read(std::span(bytes_.get() + end_, room));
  if (!count) {
    failure_ = count.error();
    return false;
  }
  end_ += *count;
  at_end_ = *count == 0;
  return !at_end_;
}

// Moves what is there to where more can stand behind it.
void InputBuffer::make_room() {
  if (is_held_ && capacity_ - end_ >= least_room) return;
  const std::size_t unread = size();
  const std::size_t needed = unread + block_size;
  if (!is_held_ && needed <= capacity_) {
    std::memmove(bytes_.get(), bytes_.get() + begin_, unread);
  } else {
    const bool is_usual = needed <= pool_.piece_size();
    const std::size_t capacity = is_usual ? pool_.piece_size() : 2 * needed;
    auto bytes = is_usual ? pool_.get() : std::shared_ptr<char[]>(std::make_unique_for_overwrite<char[]>(capacity));
    std::copy_n(bytes_.get() + begin_, unread, bytes.get());
    bytes_ = std::move(bytes);
    capacity_ = capacity;
    is_held_ = false;
  }
  begin_ = 0;
  end_ = unread;
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
