#include "io/open_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "io/gzip.hpp"

namespace warrantor::io {

namespace {

constexpr std::string_view gzip_mark = "\x1f\x8b";

/// A source of which the first bytes were read already.
class ResumedSource final : public ByteSource {
 public:
  ResumedSource(std::string beginning, std::unique_ptr<ByteSource> source)
      : beginning_(std::move(beginning)), source_(std::move(source)) {}

  Expected<std::size_t> read(std::span<char> space) override {
    if (beginning_.empty()) return source_->read(space);
    const std::size_t count = std::min(space.size(), beginning_.size());
    std::copy_n(beginning_.data(), count, space.data());
    beginning_.erase(0, count);
    return count;
  }

  [[nodiscard]] bool would_wait() const noexcept override { return beginning_.empty() && source_->would_wait(); }
  [[nodiscard]] std::uint64_t bytes_read() const noexcept override { return source_->bytes_read(); }

 private:
  std::string beginning_;
  std::unique_ptr<ByteSource> source_;
};

Expected<std::string> read_beginning(ByteSource& source, std::size_t size) {
  std::string beginning;
  while (beginning.size() < size) {
    std::array<char, gzip_mark.size()> space{};
    const auto count = source.read(std::span(space).first(size - beginning.size()));
    if (!count) return count.error();
    if (*count == 0) break;
    beginning.append(space.data(), *count);
  }
  return beginning;
}

}  // namespace

Expected<std::unique_ptr<ByteSource>> as_text(std::unique_ptr<ByteSource> source, Encoding encoding) {
  auto beginning = read_beginning(*source, gzip_mark.size());
  if (!beginning) return beginning.error();
  const bool is_packed = *beginning == gzip_mark;
  std::unique_ptr<ByteSource> resumed = std::make_unique<ResumedSource>(*std::move(beginning), std::move(source));
  if (!is_packed) return decoded(std::move(resumed), encoding);
  auto plain = unpacked(std::move(resumed));
  if (!plain) return plain.error();
  return decoded(*std::move(plain), encoding);
}

Expected<std::unique_ptr<ByteSource>> open_text(const std::string& path, Encoding encoding) {
  auto source = open_source(path);
  if (!source) return source.error();
  return as_text(*std::move(source), encoding);
}

std::string_view without_gz(std::string_view path) noexcept {
  constexpr std::string_view ending = ".gz";
  if (path.size() > ending.size() && base::equal_ignoring_case(path.substr(path.size() - ending.size()), ending)) {
    path.remove_suffix(ending.size());
  }
  return path;
}

}  // namespace warrantor::io
