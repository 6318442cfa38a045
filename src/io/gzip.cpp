#include "io/gzip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include <zlib.h>

namespace warrantor::io {

namespace {

constexpr std::size_t block_size = 64 * 1024;
constexpr int gzip_window = 15 + 16;  // the largest window, in the form of gzip

Bytef* bytes_of(char* text) noexcept { return reinterpret_cast<Bytef*>(text); }

class UnpackedSource final : public ByteSource {
 public:
  explicit UnpackedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)), packed_(block_size) {
    is_ready_ = ::inflateInit2(&stream_, gzip_window) == Z_OK;
  }
  ~UnpackedSource() override { ::inflateEnd(&stream_); }

  Expected<std::size_t> read(std::span<char> space) override {
    if (!is_ready_) return Error{"there is not enough memory to unpack it"};
    stream_.next_out = bytes_of(space.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(space.size(), 1U << 30U));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted) {
      if (auto failure = fill()) return *std::move(failure);
      if (stream_.avail_in == 0 && !holds_back_) break;
      if (is_between_ && !begin_member()) continue;
      const int result = ::inflate(&stream_, Z_NO_FLUSH);
      holds_back_ = result == Z_OK && stream_.avail_out == 0;
      is_between_ = result == Z_STREAM_END;
      is_damaged_ = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
      if (is_damaged_) break;
    }
    const uInt count = wanted - stream_.avail_out;
    if (count == 0 && is_damaged_) return Error{"the compressed data is damaged"};
    if (count == 0 && !is_between_) return Error{"the compressed data is cut off"};
    return std::size_t{count};
  }

  [[nodiscard]] bool would_wait() const noexcept override {
    return is_ready_ && !is_damaged_ && needs_more() && source_->would_wait();
  }
  [[nodiscard]] std::uint64_t bytes_read() const noexcept override { return source_->bytes_read(); }

 private:
  [[nodiscard]] bool needs_more() const noexcept { return stream_.avail_in == 0 && !holds_back_ && !is_at_end_; }

  std::optional<Error> fill() {
    if (!needs_more()) return std::nullopt;
    const auto count = source_->read(packed_);
    if (!count) return count.error();
    is_at_end_ = *count == 0;
    stream_.next_in = bytes_of(packed_.data());
    stream_.avail_in = static_cast<uInt>(*count);
    return std::nullopt;
  }

  // False where the byte is one of the zeros with which tapes and disks fill up the rest.
  bool begin_member() {
    if (*stream_.next_in == 0) {
      ++stream_.next_in;
      --stream_.avail_in;
      return false;
    }
    ::inflateReset(&stream_);
    return true;
  }

  std::unique_ptr<ByteSource> source_;
  std::vector<char> packed_;
  z_stream stream_{};
  bool is_ready_ = false;
  bool is_at_end_ = false;
  bool is_damaged_ = false;
  bool holds_back_ = false;  ///< there was no more space: zlib may have more bytes without being given any
  bool is_between_ = false;  ///< a member has ended, and none begun after it
};

class GzipPacker final : public Packer {
 public:
  GzipPacker() {
    is_ready_ = ::deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, MAX_MEM_LEVEL - 1,
                               Z_DEFAULT_STRATEGY) == Z_OK;
    header_.os = unknown_system;  // on every one the same bytes
    if (is_ready_) ::deflateSetHeader(&stream_, &header_);
  }
  ~GzipPacker() override { ::deflateEnd(&stream_); }

  [[nodiscard]] bool is_ready() const noexcept { return is_ready_; }
  void add(std::string_view text, std::string& packed) override { pack(text, Z_NO_FLUSH, packed); }
  void finish(std::string& packed) override { pack({}, Z_FINISH, packed); }

 private:
  static constexpr int unknown_system = 255;

  void pack(std::string_view text, int flush, std::string& packed) {
    std::array<char, block_size> space;  // NOLINT(cppcoreguidelines-pro-type-member-init): zlib fills it
    stream_.next_in =
        bytes_of(const_cast<char*>(text.data()));  // NOLINT(cppcoreguidelines-pro-type-const-cast): as zlib wants it
    stream_.avail_in = static_cast<uInt>(text.size());
    do {
      stream_.next_out = bytes_of(space.data());
      stream_.avail_out = block_size;
      ::deflate(&stream_, flush);  // cannot fail with input and space in order
      packed.append(space.data(), block_size - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
  gz_header header_{};
  bool is_ready_ = false;
};

}  // namespace

Expected<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> source) {
  return std::unique_ptr<ByteSource>(std::make_unique<UnpackedSource>(std::move(source)));
}

Expected<std::unique_ptr<Packer>> Packer::make() {
  auto packer = std::make_unique<GzipPacker>();
  if (!packer->is_ready()) return Error{"there is not enough memory to compress it"};
  return std::unique_ptr<Packer>(std::move(packer));
}

}  // namespace warrantor::io
