#include "cli/claim_inputs.hpp"

#include <doctest/doctest.h>

#include <warrantor/schema.hpp>

using namespace warrantor;
using namespace warrantor::cli;

namespace po = boost::program_options;

namespace {

Options parse(const std::vector<std::string>& arguments) {
  po::options_description known;
  add_input_options(known);
  const auto options = parse_options(known, arguments, "claims");
  REQUIRE(options);
  return *options;
}

Schema schema_with_table() {
  Schema schema(*Currency::from_code("CNY"));
  schema.add_table("visits");
  return schema;
}

Expected<std::vector<batch::TableInput>> tables_of(const Schema& schema, const std::vector<std::string>& texts) {
  std::vector<std::string> arguments = {"claims.csv"};
  for (const std::string& text : texts) arguments.insert(arguments.end(), {"--table", text});
  const auto inputs = read_inputs(schema, parse(arguments));
  if (!inputs) return inputs.error();
  return inputs->tables;
}

}  // namespace

TEST_CASE("a table is given by its name and file, and may be said to be complete") {
  const Schema schema = schema_with_table();
  const auto tables = tables_of(schema, {"visits=a=b.csv:complete"});
  REQUIRE(tables);
  CHECK((*tables)[0].path == "a=b.csv");
  CHECK((*tables)[0].is_complete);
  CHECK(!(*tables_of(schema, {"visits=a.csv"}))[0].is_complete);
  CHECK(tables_of(schema, {"visit=a.csv"}).error().message ==
        "--table `visit=a.csv`: there is no table `visit`; did you mean `visits`?");
  CHECK(!tables_of(schema, {"visits"}));
  CHECK(!tables_of(schema, {"visits="}));
  CHECK(!tables_of(schema, {"visits=a", "visits=b"}));
}

TEST_CASE("files of claims are given with or without a name, several in one run") {
  const Schema schema = schema_with_table();
  const auto inputs = read_inputs(schema, parse({"a.csv", "b.csv"}));
  REQUIRE(inputs);
  CHECK(inputs->claims == std::vector<std::string>{"a.csv", "b.csv"});
  CHECK(check_inputs(parse({})) == "say which file of claims to read (`-`: the standard input)");
}

TEST_CASE("the standard input can stand for one file only") {
  const auto once = parse({"-", "--table", "visits=a.csv"});
  CHECK(!check_inputs(once));
  const auto twice = parse({"-", "--table", "visits=-:complete"});
  CHECK(check_inputs(twice) == "the standard input can be read only once");
}
