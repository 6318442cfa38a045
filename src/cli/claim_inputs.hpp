#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/program_options.hpp>

#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "batch/claim_stream.hpp"
#include "cli/options.hpp"

namespace warrantor::cli {

/// The options of every command that reads claims: their files, and how these are read. One place, so that what one
/// command understands all understand.
void add_input_options(boost::program_options::options_description& options,
                       const char* about_claims = "a file of claims; also without --claims; `-` is the standard input");

/// What is wrong with these options, as far as it can be told without a rule set; nothing: all is well.
[[nodiscard]] std::optional<std::string> check_inputs(const Options& options);

/// Why nothing can be read: what is wrong with the call, or the diagnostics of the column map.
struct InputRefusal : Error {
  bool is_invalid_map = false;  ///< which is as bad as an invalid rule set: nothing is decided
};

/// Tells the user, and gives the exit code.
int refuse_inputs(std::string_view command, const InputRefusal& refusal);

/// What is to be read, by these options and by what a rule set declares.
[[nodiscard]] Expected<batch::Inputs, InputRefusal> read_inputs(const Schema& schema, const Options& options);

/// The same for a rule set beside which another one reads the same files: what only the other one declares is passed
/// over in silence.
[[nodiscard]] Expected<batch::Inputs, InputRefusal> read_inputs_of_two(const Schema& schema, const Schema& other,
                                                                       const Options& options);

}  // namespace warrantor::cli
