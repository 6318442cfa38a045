#include "cli/kept_input.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <unistd.h>

#include "io/byte_source.hpp"
#include "io/system_error.hpp"

namespace warrantor::cli {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 18U;

struct Close {
  void operator()(std::FILE* file) const noexcept { (void)std::fclose(file); }
};

Error failure(const char* what) { return Error{std::string(what) + ": " + io::describe_system_error(errno)}; }

// Nothing, or why it cannot be copied.
std::optional<Error> copy(io::ByteSource& source, std::FILE& file, std::uint64_t most) {
  std::vector<char> block(block_size);
  std::uint64_t total = 0;
  for (;;) {
    const auto count = source.read(block);
    if (!count) return count.error();
    if (*count == 0) return std::nullopt;
    total += *count;
    if (total > most) {
      return Error{"it is read twice, and more than " + std::to_string(most >> 30U) +
                   " GiB of it are not kept for that: write it to a file, and name the file"};
    }
    if (std::fwrite(block.data(), 1, *count, &file) != *count) return failure("it cannot be kept in a temporary file");
  }
}

}  // namespace

std::optional<Error> keep_standard_input(std::uint64_t most) {
  if (io::can_be_opened_again("-")) return std::nullopt;
  const auto source = io::open_source("-");
  if (!source) return source.error();
  const std::unique_ptr<std::FILE, Close> file(std::tmpfile());
  if (file == nullptr) return failure("it cannot be kept in a temporary file");
  if (auto wrong = copy(**source, *file, most)) return wrong;
  const bool is_kept = std::fflush(file.get()) == 0 && ::lseek(::fileno(file.get()), 0, SEEK_SET) == 0 &&
                       ::dup2(::fileno(file.get()), STDIN_FILENO) == STDIN_FILENO;
  return is_kept ? std::nullopt : std::optional(failure("it cannot be kept in a temporary file"));
}

}  // namespace warrantor::cli
