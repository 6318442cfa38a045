#include "cli/output_files.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>
#include <doctest/doctest.h>

using namespace warrantor;
using namespace warrantor::cli;

namespace fs = std::filesystem;
namespace po = boost::program_options;

namespace {

/// A folder of its own with claims.csv and visits.csv.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("warrantor-outputs-" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "inner");
    std::ofstream(path_ / "claims.csv") << "claims";
    std::ofstream(path_ / "visits.csv") << "visits";
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::string fault_of(const Folder& folder, const std::vector<std::string>& arguments) {
  po::options_description known;
  known.add_options()("claims", po::value<std::vector<std::string>>(), "")("output,o", po::value<std::string>(), "")(
      "rejects", po::value<std::string>(), "")("summary", po::value<std::string>(), "");
  const auto options = parse_options(known, arguments, "claims");
  REQUIRE(options);
  batch::Inputs inputs;
  inputs.claims = {folder / "claims.csv"};
  inputs.tables = {{TableId{}, folder / "visits.csv", false}};
  return check_output_files(*options, inputs).value_or("");
}

}  // namespace

TEST_CASE("paths lead to the same file by whatever name they do") {
  const Folder folder;
  fs::create_symlink(folder / "claims.csv", folder / "link.csv");
  fs::create_hard_link(folder / "claims.csv", folder / "hard.csv");
  CHECK(leads_to_same_file(folder / "claims.csv", folder / "inner/../claims.csv"));
  CHECK(leads_to_same_file(folder / "link.csv", folder / "claims.csv"));
  CHECK(leads_to_same_file(folder / "hard.csv", folder / "claims.csv"));
  CHECK(leads_to_same_file(folder / "new.csv", folder / "./inner/../new.csv"));
  CHECK(leads_to_same_file("new.csv", (fs::current_path() / "new.csv").string()));
  CHECK(!leads_to_same_file(folder / "new.csv", folder / "inner/new.csv"));
  CHECK(!leads_to_same_file(folder / "claims.csv", folder / "visits.csv"));
  CHECK(!leads_to_same_file(folder / "claims.csv", folder / "new.csv"));
  CHECK(!leads_to_same_file("/dev/null", "/dev/null"));
}

TEST_CASE("no output goes where another one goes, or where claims or records come from") {
  const Folder folder;
  const std::string again = folder / "inner/../o.csv";
  CHECK(fault_of(folder, {"-o", folder / "o.csv", "--rejects", folder / "r.txt", "--summary", folder / "s.json"}) ==
        "");
  CHECK(fault_of(folder, {"-o", folder / "o.csv", "--rejects", again})
            .ends_with("o.csv` cannot take two outputs: --output and --rejects lead to it"));
  CHECK(fault_of(folder, {"--rejects", again, "--summary", folder / "o.csv"}).find("two outputs") != std::string::npos);
  CHECK(fault_of(folder, {"-o", folder / "claims.csv"}).ends_with("claims.csv` would replace a file of claims"));
  CHECK(fault_of(folder, {"--rejects", folder / "visits.csv"}).ends_with("would replace the file of a table"));
  CHECK(fault_of(folder, {"--rejects", "/dev/null", "--summary", "/dev/null", "-o", "/dev/null"}) == "");
  CHECK(fault_of(folder, {"--rejects", "-", "--summary", "-"}) == "");
}
