#include "io/output.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>
#include <doctest/doctest.h>

#include "io/open_text.hpp"

using warrantor::io::Output;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("warrantor-output-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
  [[nodiscard]] std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
  }
};

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a file is there when it is finished, and not before") {
  const Folder folder;
  const std::string path = folder.path / "out.csv";
  auto output = Output::open(path);
  REQUIRE(output);
  (*output)->write("hello");
  (*output)->flush();
  CHECK(!fs::exists(path));
  CHECK((*output)->finish());
  CHECK(text_of(path) == "hello");
  CHECK(folder.count() == 1);
}

TEST_CASE("a file that is not finished leaves what was there before, and nothing else") {
  const Folder folder;
  const std::string path = folder.path / "out.csv";
  std::ofstream(path) << "old";
  {
    auto output = Output::open(path);
    (*output)->write("new");
    (*output)->flush();
  }
  CHECK(text_of(path) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a full disk is a failure that says so") {
  auto output = Output::open("/dev/full");
  REQUIRE(output);
  (*output)->write("hello");
  CHECK(!(*output)->finish());
  CHECK((*output)->failure()->message == "no space is left on the disk");
}

TEST_CASE("a symbolic link stays one, and the file behind it is replaced") {
  const Folder folder;
  std::ofstream(folder.path / "real.csv") << "old";
  fs::create_symlink("real.csv", folder.path / "link.csv");
  auto output = Output::open(folder.path / "link.csv");
  (*output)->write("new");
  CHECK((*output)->finish());
  CHECK(fs::is_symlink(folder.path / "link.csv"));
  CHECK(text_of(folder.path / "real.csv") == "new");
}

TEST_CASE("a folder, and a file in no folder, cannot be written") {
  const Folder folder;
  CHECK(Output::open(folder.path).error().message == "is a folder, not a file");
  CHECK(Output::open(folder.path / "none" / "out.csv").error().message == "there is no such file or folder");
}

TEST_CASE("what goes to a name that ends with .gz is packed, into the same bytes each time, and whole or not at all") {
  if (!warrantor::io::Packer::make()) return;  // built without zlib
  const Folder folder;
  const std::string text(1'000'000, 'x');
  const auto write = [&](const std::string& name) {
    auto output = Output::open(folder.path / name);
    REQUIRE(output);
    (*output)->write(text);
    (*output)->write("\nend\n");
    CHECK(!fs::exists(folder.path / name));
    CHECK((*output)->finish());
    return text_of(folder.path / name);
  };
  const std::string packed = write("a.csv.gz");
  CHECK(packed.size() < 10'000);
  CHECK(packed == write("b.csv.gz"));
  auto source = warrantor::io::open_text(folder.path / "a.csv.gz", warrantor::io::Encoding::found_out);
  REQUIRE(source);
  std::string unpacked;
  std::string space(4096, '\0');
  for (auto count = (*source)->read(space); count && *count > 0; count = (*source)->read(space)) {
    unpacked += space.substr(0, *count);
  }
  CHECK((unpacked == text + "\nend\n"));
  CHECK(folder.count() == 2);
}
