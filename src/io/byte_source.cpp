#include "io/byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <poll.h>

#include "io/system_error.hpp"

namespace warrantor::io {

namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, bool is_owned) noexcept : descriptor_(descriptor), is_owned_(is_owned) {}
  /// Reads from a place of its own, so that others may read the same descriptor.
  FileSource(int descriptor, off_t place) noexcept : descriptor_(descriptor), is_owned_(false), place_(place) {}
  ~FileSource() override {
    if (is_owned_) ::close(descriptor_);
  }

  Expected<std::size_t> read(std::span<char> space) override {
    for (;;) {
      const ssize_t count = place_ < 0 ? ::read(descriptor_, space.data(), space.size())
                                       : ::pread(descriptor_, space.data(), space.size(), place_);
      if (count >= 0) {
        bytes_read_ += static_cast<std::uint64_t>(count);
        if (place_ >= 0) place_ += count;
        return static_cast<std::size_t>(count);
      }
      if (errno != EINTR) return Error{describe_system_error(errno)};
    }
  }

  [[nodiscard]] bool would_wait() const noexcept override {
    pollfd there{descriptor_, POLLIN, 0};
    return ::poll(&there, 1, 0) == 0;
  }

  [[nodiscard]] std::uint64_t bytes_read() const noexcept override { return bytes_read_; }

 private:
  int descriptor_;
  bool is_owned_;
  off_t place_ = -1;  ///< where to read; -1: where the descriptor stands
  std::uint64_t bytes_read_ = 0;
};

class TextSource final : public ByteSource {
 public:
  TextSource(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}

  Expected<std::size_t> read(std::span<char> space) override {
    const std::size_t count = std::min({space.size(), piece_, text_.size() - at_});
    std::copy_n(text_.data() + at_, count, space.data());
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

}  // namespace

Expected<std::unique_ptr<ByteSource>> open_source(const std::string& path) {
  if (path == "-") {
    const off_t place = can_be_opened_again(path) ? ::lseek(STDIN_FILENO, 0, SEEK_CUR) : -1;
    return std::unique_ptr<ByteSource>(place < 0 ? new FileSource(STDIN_FILENO, false)
                                                 : new FileSource(STDIN_FILENO, place));
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Error{describe_system_error(errno)};
  auto source = std::unique_ptr<ByteSource>(new FileSource(descriptor, true));
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) return Error{"is a folder, not a file"};
  return source;
}

bool can_be_opened_again(const std::string& path) {
  struct stat status {};
  const int found = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
  return found == 0 && S_ISREG(status.st_mode);
}

std::unique_ptr<ByteSource> source_of(std::string text, std::size_t piece) {
  return std::make_unique<TextSource>(std::move(text), piece);
}

std::string display_name(const std::string& path) { return path == "-" ? "standard input" : path; }

}  // namespace warrantor::io
