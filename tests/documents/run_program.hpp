#pragma once

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include <doctest/doctest.h>

namespace warrantor::test {

/// What the program prints to the standard output when it is called in a folder; the arguments are for the shell.
inline std::string run_program(const std::string& folder, const std::string& arguments) {
  const std::string command = "cd '" + folder + "' && '" WARRANTOR_PROGRAM "' " + arguments + " 2>/dev/null";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  REQUIRE(pipe != nullptr);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), read);
  }
  return output;
}

}  // namespace warrantor::test
