#include "io/output.hpp"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/open_text.hpp"
#include "io/system_error.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t block_size = 256 * 1024;
constexpr std::int64_t bytes_to_start_storing = 4 * 1024 * 1024;

// The rights that a file made by open() would have.
void give_usual_rights(int descriptor) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(descriptor, 0666 & ~mask);
}

// The file behind symbolic links, which are to stay.
std::string follow_links(const std::string& path) {
  char resolved[PATH_MAX];
  return ::realpath(path.c_str(), resolved) != nullptr ? std::string(resolved) : path;
}

}  // namespace

std::unique_ptr<Output> Output::standard_output() {
  return std::unique_ptr<Output>(new Output(STDOUT_FILENO, false, "standard output"));
}

std::unique_ptr<Output> Output::standard_error() {
  return std::unique_ptr<Output>(new Output(STDERR_FILENO, false, "standard error"));
}

Expected<std::unique_ptr<Output>> Output::open(const std::string& path) {
  if (path == "-") return standard_output();
  const bool is_packed = without_gz(path).size() < path.size();
  auto packer = is_packed ? Packer::make() : Expected<std::unique_ptr<Packer>>(nullptr);
  if (!packer) return packer.error();
  auto output = open_as_is(path);
  if (output) (*output)->packer_ = *std::move(packer);
  return output;
}

Expected<std::unique_ptr<Output>> Output::open_as_is(const std::string& path) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return Error{"is a folder, not a file"};
  if (exists && ::access(path.c_str(), W_OK) != 0) return Error{describe_system_error(errno)};
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return Error{describe_system_error(errno)};
    return std::unique_ptr<Output>(new Output(descriptor, true, path));
  }
  const std::string place = exists ? follow_links(path) : path;
  std::string unfinished = place + ".unfinished-XXXXXX";
  const int descriptor = ::mkostemp(unfinished.data(), O_CLOEXEC);
  if (descriptor < 0) return Error{describe_system_error(errno)};
  give_usual_rights(descriptor);
  std::unique_ptr<Output> output(new Output(descriptor, true, path));
  output->path_ = place;
  output->unfinished_path_ = unfinished;
  return output;
}

Output::~Output() {
  if (is_owned_ && descriptor_ >= 0) ::close(descriptor_);
  if (!unfinished_path_.empty()) ::unlink(unfinished_path_.c_str());
}

void Output::write(std::string_view text) {
  if (failure_) return;
  collected_ += text;
  if (collected_.size() >= block_size) flush();
}

void Output::flush() {
  if (!packer_) {
    write_out(collected_);
  } else if (!failure_) {
    std::string packed;
    packer_->add(collected_, packed);
    write_out(packed);
  }
  collected_.clear();
}

void Output::finish_packing() {
  if (!packer_ || failure_) return;
  std::string packed;
  packer_->finish(packed);
  packer_.reset();
  write_out(packed);
}

void Output::write_out(std::string_view text) {
  while (!failure_ && !text.empty()) {
    const ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count >= 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
      written_ += count;
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
  if (!unfinished_path_.empty() && written_ - storing_ >= bytes_to_start_storing) start_storing();
}

// The disk begins while more is decided, so that complete() has little left to wait for. What goes wrong shows there.
void Output::start_storing() {
#ifdef SYNC_FILE_RANGE_WRITE
  ::sync_file_range(descriptor_, storing_, written_ - storing_, SYNC_FILE_RANGE_WRITE);
#endif
  storing_ = written_;
}

void Output::fail(int error_number) {
  has_lost_reader_ = error_number == EPIPE;
  failure_ = Error{describe_system_error(error_number)};
}

bool Output::complete() {
  flush();
  finish_packing();
  if (!is_owned_ || descriptor_ < 0) return !failure_;
  // A full disk may show only here. What takes its place must be all there after a power cut too.
  if (!unfinished_path_.empty() && !failure_ && ::fsync(descriptor_) != 0 && errno != EINVAL) fail(errno);
  if (::close(descriptor_) != 0 && !failure_) fail(errno);
  descriptor_ = -1;
  return !failure_;
}

bool Output::publish() {
  if (failure_ || unfinished_path_.empty()) return !failure_;
  if (std::rename(unfinished_path_.c_str(), path_.c_str()) != 0) {
    fail(errno);
    return false;
  }
  unfinished_path_.clear();
  return true;
}

}  // namespace warrantor::io
