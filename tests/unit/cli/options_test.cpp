#include "cli/options.hpp"

#include <doctest/doctest.h>

using namespace warrantor;
using namespace warrantor::cli;

namespace po = boost::program_options;

namespace {

po::options_description known_options() {
  po::options_description options;
  options.add_options()("rules,r", po::value<std::string>(), "")("claims", po::value<std::vector<std::string>>(), "")(
      "fields", po::value<std::string>(), "");
  return options;
}

}  // namespace

TEST_CASE("arguments without a name are files of claims, and a dash is one of them") {
  const auto options = parse_options(known_options(), {"a.csv", "-r", "rules", "-", "--fields", "x, y,,z"}, "claims");
  REQUIRE(options);
  CHECK(options->list("claims") == std::vector<std::string>{"a.csv", "-"});
  CHECK(options->text("rules") == "rules");
  CHECK(options->split_list("fields") == std::vector<std::string>{"x", "y", "z"});
}

TEST_CASE("a wrong option is an error that names the nearest right one") {
  CHECK(parse_options(known_options(), {"--rulse", "x"}, "claims").error().message ==
        "there is no option `--rulse`; did you mean `--rules`?");
  CHECK(parse_options(known_options(), {"--rul", "x"}, "claims")
            .error()
            .message.starts_with("there is no option `--rul`"));
  CHECK(parse_options(known_options(), {"-r", "x", "-r", "y"}, "claims").error().message ==
        "the option `--rules` is given twice");
  CHECK(!parse_options(known_options(), {"-r"}, "claims"));
}

TEST_CASE("arguments without a name are taken by an option that the help does not show") {
  const auto options = parse_options(known_options(), {"old", "new", "--claims", "a.csv"}, "rule-sets");
  REQUIRE(options);
  CHECK(options->list("rule-sets") == std::vector<std::string>{"old", "new"});
  CHECK(options->list("claims") == std::vector<std::string>{"a.csv"});
}
