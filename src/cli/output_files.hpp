#pragma once

#include <optional>
#include <string>

#include "batch/claim_stream.hpp"
#include "cli/options.hpp"

namespace warrantor::cli {

/// Whether two paths lead to one regular file, by whatever names, links or folders; a file that does not exist yet is
/// the same where its place is. Devices and pipes can be written twice, so they are never the same.
[[nodiscard]] bool leads_to_same_file(const std::string& left, const std::string& right);

/// What is wrong with where the results go: two outputs into one file, or an output that would replace a file of claims
/// or of a table; nothing: all is well.
[[nodiscard]] std::optional<std::string> check_output_files(const Options& options, const batch::Inputs& inputs);

}  // namespace warrantor::cli
