#include "cli/progress.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>
#include <doctest/doctest.h>

#include "base/utf8.hpp"

using namespace warrantor;
using namespace warrantor::cli;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

std::string text_of(std::uint64_t claims, std::uint64_t bytes, std::uint64_t in_all, std::chrono::milliseconds elapsed,
                    std::size_t columns = 79, std::string_view language = "en") {
  return progress_text({{claims, bytes}, in_all, elapsed}, columns, language);
}

fs::path scratch(const char* name) {
  return fs::temp_directory_path() / ("warrantor-progress-" + std::to_string(::getpid()) + name);
}

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("progress shows the share done, claims, claims a second and the time left") {
  CHECK(text_of(50'000, 250, 1000, 2s) ==
        "[######..................]   25 %  50,000 claims  25,000 claims/s  6 s left");
  CHECK(text_of(7, 1000, 1000, 1s) == "[########################]  100 %  7 claims  7 claims/s  0 s left");
  CHECK(text_of(50'000, 250, 1000, 2s, 79, "zh") ==
        "[######..................]   25 %  50,000 张索赔单  25,000 张/秒  剩余 6 秒");
}

TEST_CASE("long times are told in minutes and hours") {
  CHECK(text_of(1, 1, 10, 10s).ends_with("  1 min 30 s left"));
  CHECK(text_of(1, 1, 1001, 9s).ends_with("  2 h 30 min left"));
  CHECK(text_of(1, 1, 10, 10s, 79, "zh").ends_with("  剩余 1 分 30 秒"));
}

TEST_CASE("where it is not known what there is to do, progress counts") {
  CHECK(text_of(1234, 5678, 0, 500ms) == "1,234 claims  2,468 claims/s");
  CHECK(text_of(1234, 0, 5678, 500ms) == "1,234 claims  2,468 claims/s");
}

TEST_CASE("progress bears no time, nothing read, and files that grow") {
  CHECK(text_of(0, 0, 1000, 0ms) == "[........................]    0 %  0 claims  0 claims/s");
  CHECK(text_of(5, 3000, 1000, 1s).find("100 %") != std::string::npos);
}

TEST_CASE("progress fits into the columns") {
  CHECK(text_of(50'000, 250, 1000, 2s, 60) == " 25 %  50,000 claims  25,000 claims/s  6 s left");
  for (std::size_t columns = 1; columns < 90; ++columns) {
    CHECK(base::display_width(text_of(50'000, 250, 1000, 2s, columns, "zh")) <= columns);
  }
}

TEST_CASE("the bytes of files are known unless one is no file") {
  const fs::path file = scratch("-bytes");
  std::ofstream(file) << "12345";
  CHECK(bytes_of({file.string(), file.string()}) == 10);
  CHECK(bytes_of({file.string(), "-"}) == 0);
  CHECK(bytes_of({file.string(), "/dev/null"}) == 0);
  CHECK(bytes_of({file.string(), file.string() + "-none"}) == 0);
  fs::remove(file);
}

TEST_CASE("the bar waits for half a second, keeps its pace, and leaves no trace when it is cleared") {
  const fs::path file = scratch("-bar");
  const auto output = io::Output::open(file.string());
  REQUIRE(output);
  const ProgressBar::Clock::time_point begin{};
  ProgressBar bar(**output, {100, 80, "en"}, begin);
  bar.show({1, 10}, begin + 499ms);
  bar.clear();
  (*output)->write("a message\n");
  bar.show({10, 50}, begin + 500ms);
  bar.show({11, 55}, begin + 599ms);
  bar.clear();
  bar.clear();
  (*output)->write("another\n");
  bar.show({20, 100}, begin + 1s);
  bar.clear();
  REQUIRE((*output)->finish());
  const std::string half = "[############............]   50 %  10 claims  20 claims/s  1 s left";
  const std::string whole = "[########################]  100 %  20 claims  20 claims/s  0 s left";
  CHECK(read(file) == "a message\n\r\x1b[K" + half + "\r\x1b[Kanother\n\r\x1b[K" + whole + "\r\x1b[K");
  fs::remove(file);
}
