#include "cli/console.hpp"

#include "cli/exit_code.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

void say(std::string_view text) {
  const auto output = io::Output::standard_error();
  output->write(text);
  output->flush();
}

int print(std::string_view text) {
  const auto output = io::Output::standard_output();
  output->write(text);
  if (output->finish()) return done;
  if (!output->has_lost_reader())
    say("warrantor: cannot write the standard output: " + output->failure()->message + '\n');
  return io_failed;
}

}  // namespace warrantor::cli
