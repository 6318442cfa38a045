#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace warrantor::cli {

/// A command of the program: `warrantor NAME ARGUMENT…`.
struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line of the program's help
  int (*run)(const std::vector<std::string>& arguments);
};

/// Runs the program with the arguments after its name; no exception leaves it. The result is an exit code.
[[nodiscard]] int run(const std::vector<std::string>& arguments) noexcept;

[[nodiscard]] int run_check(const std::vector<std::string>& arguments);
[[nodiscard]] int run_eval(const std::vector<std::string>& arguments);
[[nodiscard]] int run_explain(const std::vector<std::string>& arguments);
[[nodiscard]] int run_diff(const std::vector<std::string>& arguments);
[[nodiscard]] int run_show(const std::vector<std::string>& arguments);
[[nodiscard]] int run_test(const std::vector<std::string>& arguments);

}  // namespace warrantor::cli
