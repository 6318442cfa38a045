#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "helpers.hpp"
#include "yaml/document.hpp"

namespace warrantor::rules {
namespace {

namespace fs = std::filesystem;

/// An empty folder that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "warrantor_rules_XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = fs::canonical(name);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] std::string text() const { return path_.string(); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

std::string error_of(const Expected<std::string>& text) { return text ? "" : text.error().message; }

}  // namespace

TEST_CASE("a rule set is found by its folder or by its file") {
  const TemporaryFolder folder;
  folder.write("nissan/rules.yaml", head);
  for (const char* const name : {"nissan", "nissan/", "nissan/rules.yaml", "nissan/../nissan/."}) {
    CAPTURE(name);
    const auto location = locate_rule_set((folder / name).string());
    REQUIRE(location.has_value());
    CHECK(location->root == folder.text());
    CHECK(location->path == "nissan/rules.yaml");
    CHECK(shown(load_rule_set(location->path, read_below(location->root)).diagnostics) == "");
  }
}

TEST_CASE("a rule set is found from within its own folder") {
  const TemporaryFolder folder;
  folder.write("nissan/rules.yaml", head);
  const fs::path before = fs::current_path();
  fs::current_path(folder / "nissan");
  const auto by_folder = locate_rule_set(".");
  const auto by_file = locate_rule_set("rules.yaml");
  fs::current_path(before);
  REQUIRE(by_folder.has_value());
  REQUIRE(by_file.has_value());
  CHECK(by_folder->path == "nissan/rules.yaml");
  CHECK(by_file->path == "nissan/rules.yaml");
  CHECK(by_file->root == folder.text());
}

TEST_CASE("a rule set that is not there is told by name") {
  const TemporaryFolder folder;
  folder.write("empty/notes.txt", "x");
  const auto none = locate_rule_set(folder.text() + "/none");
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().message.find("there is no such file or folder") != std::string::npos);
  const auto empty = locate_rule_set((folder / "empty").string());
  REQUIRE_FALSE(empty.has_value());
  CHECK(empty.error().message.rfind("there is no rules.yaml in `", 0) == 0);
  CHECK_FALSE(locate_rule_set("").has_value());
}

TEST_CASE("files are read below the root, byte by byte") {
  const TemporaryFolder folder;
  const std::string bytes("a\r\n\0\xFF", 5);
  folder.write("root/a/x.yaml", bytes);
  folder.write("root/empty.yaml", "");
  const ReadFile read = read_below((folder / "root").string());
  CHECK(read("a/x.yaml").value() == bytes);
  CHECK(read("empty.yaml").value().empty());
}

TEST_CASE("what cannot be read is told by its name and why") {
  const TemporaryFolder folder;
  folder.write("root/a/x.yaml", "x");
  folder.write("outside.yaml", "x");
  const ReadFile read = read_below((folder / "root").string());
  CHECK(error_of(read("b.yaml")) == "cannot read `b.yaml`: there is no such file or folder");
  CHECK(error_of(read("a/x.yaml/y")) == "cannot read `a/x.yaml/y`: there is no such file or folder");
  CHECK(error_of(read("a")) == "cannot read `a`: it is a folder");
  CHECK(error_of(read("../outside.yaml")) ==
        "cannot read `../outside.yaml`: it lies outside the folder that holds the rule sets");
  REQUIRE(mkfifo((folder / "root/pipe").c_str(), 0600) == 0);
  CHECK(error_of(read("pipe")) == "cannot read `pipe`: it is not a file");
  if (geteuid() != 0) {
    fs::permissions(folder / "root/a/x.yaml", fs::perms::none);
    CHECK(error_of(read("a/x.yaml")) == "cannot read `a/x.yaml`: it may not be read");
  }
}

TEST_CASE("symbolic links are followed below the root and not out of it") {
  const TemporaryFolder folder;
  folder.write("root/a/x.yaml", "x");
  folder.write("root-2/y.yaml", "y");
  fs::create_symlink("a/x.yaml", folder / "root/inside.yaml");
  fs::create_symlink("../root-2/y.yaml", folder / "root/outside.yaml");
  fs::create_directory_symlink("../root-2", folder / "root/folder");
  fs::create_symlink("round.yaml", folder / "root/round.yaml");
  const ReadFile read = read_below((folder / "root").string());
  CHECK(read("inside.yaml").value() == "x");
  CHECK(error_of(read("outside.yaml")) ==
        "cannot read `outside.yaml`: it lies outside the folder that holds the rule sets");
  CHECK(error_of(read("folder/y.yaml")) ==
        "cannot read `folder/y.yaml`: it lies outside the folder that holds the rule sets");
  CHECK(error_of(read("round.yaml")) == "cannot read `round.yaml`: its symbolic links go round in a circle");
}

TEST_CASE("a file of 16 MiB is read and a larger one is not") {
  const TemporaryFolder folder;
  folder.write("x.yaml", "x");
  const ReadFile read = read_below(folder.text());
  fs::resize_file(folder / "x.yaml", yaml::largest_file);
  CHECK(read("x.yaml").value().size() == yaml::largest_file);
  fs::resize_file(folder / "x.yaml", yaml::largest_file + 1);
  CHECK(error_of(read("x.yaml")) == "cannot read `x.yaml`: it is larger than 16 MiB");
}

}  // namespace warrantor::rules
