// Runs the program on the broken files in bad-claims/ and compares what it says about them with what was recorded.
//
// A case is a file of claims, `017-amount-negative.csv`, and beside it what goes with it:
// `017-amount-negative.expected`, the exit code and what the standard error says before the summary; where there are
// any, `.columns.yaml`, a column map,
// `.services.csv`, a table of that name, and `.rules.yaml`, another rule set. With WARRANTOR_BLESS=1 the expected files
// are recorded anew.
//
//   bad_claims PROGRAM SOURCES [CASE...]

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

constexpr std::array<const char*, 4> companions = {".expected", ".columns.yaml", ".services.csv", ".rules.yaml"};

struct Setting {
  fs::path program;
  fs::path rules;   ///< of cases without a rule set of their own
  fs::path errors;  ///< where the standard error goes
  bool blesses = false;
};

std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string shell_word(const fs::path& path) { return "'" + path.string() + "'"; }

// The name of a case is that of its file up to the first point.
std::string case_of(const fs::path& file) {
  const std::string name = file.filename();
  return name.substr(0, name.find('.'));
}

// The command names files without their folder, as messages then do.
std::string command_for(const Setting& setting, const fs::path& file) {
  const std::string name = case_of(file);
  const auto has = [&](const char* companion) { return fs::exists(file.parent_path() / (name + companion)); };
  std::string command =
      "cd " + shell_word(file.parent_path()) + " && " + shell_word(setting.program) + " check --format csv -r ";
  command += has(".rules.yaml") ? shell_word(name + ".rules.yaml") : shell_word(setting.rules);
  if (has(".columns.yaml")) command += " --columns " + shell_word(name + ".columns.yaml");
  if (has(".services.csv")) command += " --table services=" + shell_word(name + ".services.csv");
  return command + ' ' + shell_word(file.filename()) + " > /dev/null 2> " + shell_word(setting.errors) + " < /dev/null";
}

std::string run_case(const Setting& setting, const fs::path& file) {
  const int status = std::system(command_for(setting, file).c_str());
  const std::string errors = read_file(setting.errors);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return "exit " + std::to_string(code) + '\n' + errors.substr(0, errors.find("Rule set: "));
}

bool check_case(const Setting& setting, const fs::path& file) {
  const std::string actual = run_case(setting, file);
  const fs::path expected = file.parent_path() / (case_of(file) + ".expected");
  if (setting.blesses) std::ofstream(expected, std::ios::binary) << actual;
  if (read_file(expected) == actual) return true;
  std::cout << "FAILED: " << case_of(file) << "\nexpected:\n" << read_file(expected) << "actual:\n" << actual;
  return false;
}

// Files of claims by case.
std::map<std::string, fs::path> find_cases(const fs::path& folder, const std::vector<std::string>& chosen) {
  std::map<std::string, fs::path> cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string path = entry.path();
    const bool is_companion =
        std::any_of(companions.begin(), companions.end(), [&](const char* ending) { return path.ends_with(ending); });
    const std::string name = case_of(entry.path());
    const bool is_chosen = chosen.empty() || std::find(chosen.begin(), chosen.end(), name) != chosen.end();
    if (!is_companion && is_chosen) cases[name] = entry.path();
  }
  return cases;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const fs::path sources = fs::absolute(argv[2]);
  const Setting setting{fs::absolute(argv[1]), sources / "rules/zhengzhou-nissan",
                        fs::temp_directory_path() / ("warrantor-bad-claims-" + std::to_string(::getpid())),
                        std::getenv("WARRANTOR_BLESS") != nullptr};
  const auto cases = find_cases(sources / "tests/golden/bad-claims", {argv + 3, argv + argc});
  const auto failed =
      std::count_if(cases.begin(), cases.end(), [&](const auto& found) { return !check_case(setting, found.second); });
  fs::remove(setting.errors);
  std::cout << cases.size() << " broken files of claims, " << failed << " failed\n";
  return failed == 0 && !cases.empty() ? 0 : 1;
}
