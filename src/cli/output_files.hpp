#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/claim_stream.hpp"
#include "cli/options.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

/// Whether two paths lead to one regular file, by whatever names, links or folders; a file that does not exist yet is
/// the same where its place is. Devices and pipes can be written twice, so they are never the same.
[[nodiscard]] bool leads_to_same_file(const std::string& left, const std::string& right);

/// What is wrong with where the results go: two outputs into one file, or an output that would replace a file of claims
/// or of a table; nothing: all is well.
[[nodiscard]] std::optional<std::string> check_output_files(const Options& options, const batch::Inputs& inputs);

/// Opens a file for results; `-` is the standard output. It is removed where the program is interrupted before it is
/// finished. Where it cannot be opened, that is said on the standard error and the result is null.
[[nodiscard]] std::unique_ptr<io::Output> open_output(const std::string& path);

/// Puts an output into its place. False where something of it could not be written, which is said on the standard error
/// unless it is only that nobody reads any more.
[[nodiscard]] bool finish(io::Output& output);

/// Puts several outputs into their places together, null ones apart: none before all are complete, so that none looks
/// complete where another could not be written. False as for finish().
[[nodiscard]] bool finish_together(const std::vector<io::Output*>& outputs);

/// Writes a whole file. False where it could not be written, which is said on the standard error.
[[nodiscard]] bool write_file(const std::string& path, std::string_view text);

}  // namespace warrantor::cli
