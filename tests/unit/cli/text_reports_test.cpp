#include "cli/text_reports.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>
#include <doctest/doctest.h>

using namespace warrantor;
using namespace warrantor::cli;

namespace fs = std::filesystem;

namespace {

// What is said with a look about a fault, a warning and a failure.
std::string said_with(base::Look look) {
  const fs::path file = fs::temp_directory_path() / ("warrantor-reports-" + std::to_string(::getpid()));
  const auto output = io::Output::open(file.string());
  REQUIRE(output);
  TextReports reports(**output, **output, look);
  reports.reject({"a.csv", 2, 1, "price", "x", "`x` is not an amount", ""});
  for (int i = 0; i < 7; ++i) reports.warn({"unknown columns", {"a.csv", 1, 1, "", "", "odd", ""}});
  reports.fail({"b.csv", 0, 0, "", "", "is empty", ""});
  reports.finish();
  REQUIRE((*output)->finish());
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  fs::remove(file);
  return text.str();
}

}  // namespace

TEST_CASE("messages begin with what they are, and many of a kind are counted") {
  const std::string warning = "warning: a.csv:1:1: odd\n";
  CHECK(said_with({}) == "a.csv:2:1: price: `x` is not an amount\n" + warning + warning + warning + warning + warning +
                             "error: b.csv: is empty\nwarning: … and 2 more of this kind: unknown columns\n");
}

TEST_CASE("on a terminal errors and warnings are coloured") {
  const std::string text = said_with({true, 80});
  CHECK(text.find("\x1b[33mwarning:\x1b[0m a.csv:1:1: odd\n") != std::string::npos);
  CHECK(text.find("\x1b[31merror:\x1b[0m b.csv: is empty\n") != std::string::npos);
}
