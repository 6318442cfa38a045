#include "house/includes.hpp"

#include <doctest/doctest.h>

using warrantor::house::include_faults;
using warrantor::house::scan;
using warrantor::house::SourceFile;

namespace {

SourceFile file(std::string path, std::string_view text) { return {std::move(path), scan(text)}; }

/// The only fault of some files; none or several are told as such.
std::string fault_of(const std::vector<SourceFile>& files) {
  const auto faults = include_faults(files);
  if (faults.empty()) return "none";
  return faults.size() == 1 ? faults[0] : "several";
}

}  // namespace

TEST_CASE("the includes of this tree go one way") {
  const auto files = warrantor::house::read_sources(WARRANTOR_SOURCE_DIR, {"include", "src"});
  REQUIRE(files.size() > 10);
  for (const auto& fault : include_faults(files)) FAIL_CHECK(fault);
}

TEST_CASE("a room includes from itself and from the rooms before it") {
  CHECK(fault_of({file("src/base/text.hpp", ""), file("src/expr/ast.hpp", "#include \"base/text.hpp\""),
                  file("src/expr/parse.cpp", "#include \"expr/ast.hpp\"\n#include <vector>")}) == "none");
}

TEST_CASE("an include of a later room is a fault, and so is one between yaml and expr") {
  CHECK(fault_of({file("src/base/text.cpp", "\n#include \"model/claim.hpp\""), file("src/model/claim.hpp", "")}) ==
        "src/base/text.cpp:2: model/claim.hpp is not of a room before base");
  CHECK(fault_of({file("src/expr/a.cpp", "#include \"yaml/document.hpp\""), file("src/yaml/document.hpp", "")}) ==
        "src/expr/a.cpp:1: yaml/document.hpp is not of a room before expr");
}

TEST_CASE("a public header belongs to the room that has its source, or else to the model") {
  const auto from_rules = file("src/rules/load.cpp", "#include <warrantor/policy.hpp>");
  CHECK(fault_of({file("include/warrantor/policy.hpp", ""), from_rules}) == "none");
  CHECK(fault_of({file("include/warrantor/policy.hpp", ""), from_rules, file("src/policy/policy.cpp", "")}) ==
        "src/rules/load.cpp:1: warrantor/policy.hpp is not of a room before rules");
}

TEST_CASE("a public header includes neither private headers nor other libraries") {
  CHECK(fault_of({file("include/warrantor/date.hpp", "#include <boost/date_time.hpp>")}) ==
        "include/warrantor/date.hpp:1: boost/date_time.hpp is not for a public header");
  CHECK(fault_of({file("include/warrantor/date.hpp", "#include \"base/text.hpp\""), file("src/base/text.hpp", "")}) ==
        "include/warrantor/date.hpp:1: base/text.hpp is not for a public header");
}

TEST_CASE("yaml-cpp is included in its room only") {
  CHECK(fault_of({file("src/yaml/parse.cpp", "#include <yaml-cpp/yaml.h>")}) == "none");
  CHECK(fault_of({file("src/rules/load.cpp", "#include <yaml-cpp/yaml.h>")}) ==
        "src/rules/load.cpp:1: yaml-cpp/yaml.h is for the yaml room only");
}

TEST_CASE("a file that does not exist and a folder that is no room are faults") {
  CHECK(fault_of({file("src/base/a.cpp", "#include \"text.hpp\"")}).find("does not exist") != std::string::npos);
  CHECK(fault_of({file("src/helpers/a.cpp", "")}) == "src/helpers/a.cpp: stands in no room");
}

TEST_CASE("a cycle of includes is shown with its files") {
  CHECK(fault_of(
            {file("src/base/a.hpp", "#include \"base/b.hpp\""), file("src/base/b.hpp", "#include \"base/a.hpp\"")}) ==
        "a cycle of includes: src/base/a.hpp -> src/base/b.hpp -> src/base/a.hpp");
}
