#pragma once

#include <cstdint>
#include <optional>

#include <warrantor/expected.hpp>

namespace warrantor::cli {

/// The most that is kept of the standard input: 4 GiB.
inline constexpr std::uint64_t most_kept = std::uint64_t{4} << 30U;

/// Makes the standard input one that can be read more than once: what comes out of a pipe is kept in a temporary file
/// without a name, which takes its place and is gone with the program. An ordinary file stays as it is. Nothing, or why
/// it cannot be.
[[nodiscard]] std::optional<Error> keep_standard_input(std::uint64_t most = most_kept);

}  // namespace warrantor::cli
