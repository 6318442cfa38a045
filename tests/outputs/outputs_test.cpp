// A run that does not come to its end leaves no file that looks complete. The program waits at a pipe for claims until
// its unfinished files are seen, so nothing here hangs on how fast a machine is.

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <doctest/doctest.h>

namespace fs = std::filesystem;

namespace {

using Texts = std::vector<std::string>;

constexpr const char* header =
    "claim_id,line_id,model,in_service_date,failure_date,odometer_km,component,cause,part_genuine,parts_amount\n";

std::string claims(int from, int count, const std::string& amount = "385.00") {
  std::string text;
  for (int i = from; i < from + count; ++i) {
    text += "C" + std::to_string(i) + ",1,D22,2024-01-15,2024-03-02,1200,water_pump,defect,true," + amount + "\n";
  }
  return text;
}

/// An empty folder of its own.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("warrantor-outputs-test-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] Texts files() const {
    Texts names;
    for (const auto& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  fs::path path_;
};

bool looks_unfinished(const std::string& name) { return name.find(".unfinished-") != std::string::npos; }

/// The program, reading claims from a pipe; what it says is dropped.
class Run {
 public:
  explicit Run(Texts arguments, rlim_t largest_file = RLIM_INFINITY) {
    arguments.insert(arguments.begin(),
                     {WARRANTOR_PROGRAM, "check", "-r", WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan", "-"});
    ::signal(SIGPIPE, SIG_IGN);  // give() sees that the program has gone
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) become_program(arguments, ends[0], largest_file);
    ::close(ends[0]);
    pipe_ = ends[1];
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() {
    end_of_claims();
    if (child_ > 0) (void)wait();
  }

  void give(const std::string& text) const {
    for (std::size_t at = 0; at < text.size();) {
      const ssize_t count = ::write(pipe_, text.data() + at, text.size() - at);
      if (count <= 0) return;  // it has gone; its exit code will say why
      at += static_cast<std::size_t>(count);
    }
  }
  void end_of_claims() {
    if (pipe_ >= 0) ::close(pipe_);
    pipe_ = -1;
  }
  void kill(int signal_number) const { ::kill(child_, signal_number); }

  /// The exit code, or 128 and the signal that ended it.
  int wait() {
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  [[noreturn]] static void become_program(const Texts& arguments, int input, rlim_t largest_file) {
    ::dup2(input, STDIN_FILENO);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::signal(number, SIG_DFL);
    const rlimit limit{largest_file, largest_file};
    if (largest_file != RLIM_INFINITY) ::setrlimit(RLIMIT_FSIZE, &limit);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }

  pid_t child_ = 0;
  int pipe_ = -1;
};

// Waits until the program has begun to write as many files; a minute is for a machine that hardly moves.
bool has_begun(const Folder& folder, std::ptrdiff_t files) {
  for (int i = 0; i < 6000; ++i) {
    const Texts names = folder.files();
    if (std::count_if(names.begin(), names.end(), looks_unfinished) >= files) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

/// What a program writes into a named pipe, as it comes.
class Listener {
 public:
  explicit Listener(const std::string& path) {
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    pipe_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    REQUIRE(pipe_ >= 0);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener() { ::close(pipe_); }

  // Waits until it has come; a minute is for a machine that hardly moves.
  bool hears(const std::string& text) {
    for (int i = 0; i < 6000 && heard_.find(text) == std::string::npos; ++i) {
      std::array<char, 4096> space{};
      const ssize_t count = ::read(pipe_, space.data(), space.size());
      if (count > 0) heard_.append(space.data(), static_cast<std::size_t>(count));
      if (count <= 0) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return heard_.find(text) != std::string::npos;
  }

 private:
  int pipe_ = -1;
  std::string heard_;
};

Texts all_outputs(const Folder& folder) {
  return {"-o", folder / "decisions.csv", "--rejects", folder / "rejects.csv", "--summary", folder / "summary.json"};
}

}  // namespace

TEST_CASE("a run that comes to its end leaves its files, and nothing else") {
  const Folder folder;
  Run run(all_outputs(folder));
  run.give(header + claims(0, 3) + claims(3, 1, "x"));
  run.end_of_claims();
  CHECK(run.wait() == 1);
  CHECK(folder.files() == Texts{"decisions.csv", "rejects.csv", "summary.json"});
}

TEST_CASE("claims are answered while whoever writes them waits for the answer") {
  for (const char* const threads : {"1", "2"}) {
    CAPTURE(threads);
    const Folder folder;
    Listener answers(folder / "answers");
    Run run({"--format", "csv", "-o", folder / "answers", "--threads", threads});
    run.give(header + claims(0, 2));  // the second may have more lines
    CHECK(answers.hears("\nC0,1,"));
    run.give(claims(2, 1));
    CHECK(answers.hears("\nC1,1,"));
    run.end_of_claims();
    CHECK(answers.hears("\nC2,1,"));
    CHECK(run.wait() == 0);
  }
}

TEST_CASE("a run ends when nobody reads its answers any more, though nobody ends the claims") {
  for (const char* const threads : {"1", "2"}) {
    CAPTURE(threads);
    const Folder folder;
    auto answers = std::make_unique<Listener>(folder / "answers");
    Run run({"--format", "csv", "-o", folder / "answers", "--threads", threads});
    run.give(header + claims(0, 2));
    CHECK(answers->hears("\nC0,1,"));
    answers.reset();
    run.give(claims(2, 1));
    CHECK(run.wait() < 128);
  }
}

TEST_CASE("a signal that ends the program leaves no file") {
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    CAPTURE(number);
    const Folder folder;
    Run run(all_outputs(folder));
    run.give(header + claims(0, 3));
    REQUIRE(has_begun(folder, 3));
    run.kill(number);
    CHECK(run.wait() == 128 + number);
    CHECK(folder.files().empty());
  }
}

TEST_CASE("a signal leaves what was there before as it was") {
  const Folder folder;
  std::ofstream(folder / "decisions.csv") << "of last month";
  Run run(all_outputs(folder));
  run.give(header + claims(0, 3));
  REQUIRE(has_begun(folder, 3));
  run.kill(SIGTERM);
  CHECK(run.wait() == 128 + SIGTERM);
  CHECK(folder.files() == Texts{"decisions.csv"});
  CHECK(fs::file_size(folder / "decisions.csv") == 13);
}

TEST_CASE("a program that is killed outright leaves files by names that no complete one has") {
  const Folder folder;
  Run run(all_outputs(folder));
  run.give(header + claims(0, 20'000));
  REQUIRE(has_begun(folder, 3));
  run.kill(SIGKILL);
  CHECK(run.wait() == 128 + SIGKILL);
  const Texts files = folder.files();
  CHECK(files.size() == 3);
  CHECK(std::all_of(files.begin(), files.end(), looks_unfinished));
}

TEST_CASE("where one output cannot be written, none of the others looks complete") {
  for (const char* const full : {"-o", "--rejects", "--summary"}) {
    CAPTURE(full);
    const Folder folder;
    Texts arguments = all_outputs(folder);
    *(std::find(arguments.begin(), arguments.end(), full) + 1) = "/dev/full";
    arguments.insert(arguments.end(), {"--format", "csv"});
    Run run(arguments);
    run.give(header + claims(0, 3) + claims(3, 1, "x"));
    run.end_of_claims();
    CHECK(run.wait() == 4);
    CHECK(folder.files().empty());
  }
}

TEST_CASE("a file that may not grow on, as on a full disk, is no file") {
  for (const char* const amount : {"385.00", "x"}) {  // the decisions, then the rejects are too large
    CAPTURE(amount);
    const Folder folder;
    Run run(all_outputs(folder), 100'000);
    run.give(header + claims(0, 5'000, amount));
    run.end_of_claims();
    CHECK(run.wait() == 4);
    CHECK(folder.files().empty());
  }
}
