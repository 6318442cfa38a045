// Runs the program on the cases beside this file and compares what it does with what was recorded.
//
// A case is a folder in cases/: `cmd` is the command for the shell, `in/` the files that it finds in its working
// folder, `expected/` its stdout, stderr, exit code and every file that it made or changed. The digest of the rules and
// the path of the sources are replaced, nothing else. With WARRANTOR_BLESS=1 the expected files are recorded anew. A
// case with a file `needs`, that says `re2`, is skipped where the program was built without that library.
//
//   golden PROGRAM SOURCES [CASE...]

#include <algorithm>
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

using Files = std::map<std::string, std::string>;  // by name

struct Setting {
  fs::path program;
  fs::path sources;
  fs::path scratch;
  bool blesses = false;
};

std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

Files read_folder(const fs::path& folder) {
  Files files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), folder)] = read_file(entry.path());
  }
  return files;
}

void write_folder(const fs::path& folder, const Files& files) {
  fs::remove_all(folder);
  for (const auto& [name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

// Words of 12 or 64 hexadecimal digits name the rules that decided, and change with every change of them.
std::string without_digests(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
    const std::string word = text.substr(at, end - at);
    const bool is_hexadecimal = word.find_first_not_of("0123456789abcdef") == std::string::npos;
    const bool is_digest = is_hexadecimal && (word.size() == 12 || word.size() == 64);
    plain += is_digest ? "DIGEST" : word;
    if (end < text.size()) plain += text[end++];
    at = end;
  }
  return plain;
}

std::string normalised(const Setting& setting, std::string text) {
  const std::string sources = setting.sources;
  for (auto at = text.find(sources); at != std::string::npos; at = text.find(sources, at)) {
    text.replace(at, sources.size(), "SOURCES");
  }
  return without_digests(text);
}

int exit_code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

/// Runs a case in a folder of its own; the result is what it said and which files it left.
Files run_case(const Setting& setting, const fs::path& folder) {
  const fs::path work = setting.scratch / "work";
  fs::remove_all(work);
  fs::create_directories(work);
  if (fs::exists(folder / "in")) fs::copy(folder / "in", work, fs::copy_options::recursive);
  const Files before = read_folder(work);
  const fs::path out = setting.scratch / "stdout";
  const fs::path err = setting.scratch / "stderr";
  const std::string command = "cd " + quoted(work) + " && { . " + quoted(fs::absolute(folder / "cmd")) + "; } > " +
                              quoted(out) + " 2> " + quoted(err) + " < /dev/null";
  const int status = std::system(command.c_str());
  Files result;
  for (const auto& [name, text] : read_folder(work)) {
    const auto old = before.find(name);
    if (old == before.end() || old->second != text) result[name] = normalised(setting, text);
  }
  result["stdout"] = normalised(setting, read_file(out));
  result["stderr"] = normalised(setting, read_file(err));
  result["exit"] = std::to_string(exit_code_of(status)) + "\n";
  return result;
}

void show_difference(const Setting& setting, const fs::path& expected, const Files& actual) {
  const fs::path folder = setting.scratch / "actual";
  write_folder(folder, actual);
  const std::string command = "diff -ruN " + quoted(expected) + " " + quoted(folder);
  std::cout.flush();
  [[maybe_unused]] const int status = std::system(command.c_str());
}

bool check_case(const Setting& setting, const fs::path& folder) {
  const Files actual = run_case(setting, folder);
  if (setting.blesses) {
    write_folder(folder / "expected", actual);
    return true;
  }
  if (read_folder(folder / "expected") == actual) return true;
  std::cout << "FAILED: " << folder.filename().string() << "\n";
  show_difference(setting, folder / "expected", actual);
  return false;
}

bool is_possible(const fs::path& folder) {
#ifdef WARRANTOR_HAS_RE2
  const bool has_re2 = true;
#else
  const bool has_re2 = false;
#endif
  if (has_re2 || read_file(folder / "needs") != "re2\n") return true;
  std::cout << "skipped, built without RE2: " << folder.filename().string() << "\n";
  return false;
}

std::vector<fs::path> find_cases(const fs::path& folder, const std::vector<std::string>& chosen) {
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const bool is_chosen =
        chosen.empty() || std::find(chosen.begin(), chosen.end(), entry.path().filename()) != chosen.end();
    if (fs::exists(entry.path() / "cmd") && is_chosen && is_possible(entry.path())) cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  Setting setting{fs::absolute(argv[1]), fs::absolute(argv[2]),
                  fs::temp_directory_path() / ("warrantor-golden-" + std::to_string(::getpid())),
                  std::getenv("WARRANTOR_BLESS") != nullptr};
  const char* const path = std::getenv("PATH");
  ::setenv("PATH", (setting.program.parent_path().string() + ":" + (path != nullptr ? path : "")).c_str(), 1);
  ::setenv("SOURCES", setting.sources.c_str(), 1);
  ::setenv("RULES", (setting.sources / "rules/zhengzhou-nissan").c_str(), 1);
  const std::vector<fs::path> cases = find_cases(setting.sources / "tests/golden/cases", {argv + 3, argv + argc});
  const auto failed =
      std::count_if(cases.begin(), cases.end(), [&](const fs::path& folder) { return !check_case(setting, folder); });
  fs::remove_all(setting.scratch);
  std::cout << cases.size() << " golden cases, " << failed << " failed\n";
  return failed == 0 && !cases.empty() ? 0 : 1;
}
