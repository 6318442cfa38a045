#include "cli/options.hpp"

#include <doctest/doctest.h>

#include <warrantor/schema.hpp>

using namespace warrantor;
using namespace warrantor::cli;

namespace po = boost::program_options;

namespace {

po::options_description known_options() {
  po::options_description options;
  options.add_options()("rules,r", po::value<std::string>(), "")("claims", po::value<std::vector<std::string>>(), "")(
      "table", po::value<std::vector<std::string>>()->composing(), "")("fields", po::value<std::string>(), "");
  return options;
}

Schema schema_with_table() {
  Schema schema(*Currency::from_code("CNY"));
  schema.add_table("visits");
  return schema;
}

}  // namespace

TEST_CASE("arguments without a name are files of claims, and a dash is one of them") {
  const auto options = parse_options(known_options(), {"a.csv", "-r", "rules", "-", "--fields", "x, y,,z"});
  REQUIRE(options);
  CHECK(options->list("claims") == std::vector<std::string>{"a.csv", "-"});
  CHECK(options->text("rules") == "rules");
  CHECK(options->split_list("fields") == std::vector<std::string>{"x", "y", "z"});
}

TEST_CASE("a wrong option is an error that names the nearest right one") {
  CHECK(parse_options(known_options(), {"--rulse", "x"}).error().message ==
        "there is no option `--rulse`; did you mean `--rules`?");
  CHECK(parse_options(known_options(), {"--rul", "x"}).error().message.starts_with("there is no option `--rul`"));
  CHECK(parse_options(known_options(), {"-r", "x", "-r", "y"}).error().message ==
        "the option `--rules` is given twice");
  CHECK(!parse_options(known_options(), {"-r"}));
}

TEST_CASE("a table is given by its name and file, and may be said to be complete") {
  const Schema schema = schema_with_table();
  const auto tables = parse_tables(schema, {"visits=a=b.csv:complete"});
  REQUIRE(tables);
  CHECK((*tables)[0].path == "a=b.csv");
  CHECK((*tables)[0].is_complete);
  CHECK(!(*parse_tables(schema, {"visits=a.csv"}))[0].is_complete);
  CHECK(parse_tables(schema, {"visit=a.csv"}).error().message ==
        "--table `visit=a.csv`: there is no table `visit`; did you mean `visits`?");
  CHECK(!parse_tables(schema, {"visits"}));
  CHECK(!parse_tables(schema, {"visits="}));
  CHECK(!parse_tables(schema, {"visits=a", "visits=b"}));
}

TEST_CASE("the standard input can stand for one file only") {
  const auto once = parse_options(known_options(), {"-r", "rules", "-", "--table", "visits=a.csv"});
  CHECK(!check_common(*once));
  const auto twice = parse_options(known_options(), {"-r", "rules", "-", "--table", "visits=-:complete"});
  CHECK(check_common(*twice) == "the standard input can be read only once");
}
