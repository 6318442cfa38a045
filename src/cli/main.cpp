#include "cli/command.hpp"

int main(int argument_count, char** arguments) {
  return warrantor::cli::run({arguments + (argument_count > 0 ? 1 : 0), arguments + argument_count});
}
