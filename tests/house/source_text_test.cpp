#include "house/source_text.hpp"

#include <doctest/doctest.h>

using warrantor::house::scan;

namespace {

/// The tokens in one line, literals in quotes.
std::string tokens_of(std::string_view text) {
  std::string joined;
  for (const auto& token : scan(text).tokens) {
    if (!joined.empty()) joined += ' ';
    joined += token.is_literal ? '"' + token.text + '"' : token.text;
  }
  return joined;
}

}  // namespace

TEST_CASE("comments, numbers and characters are not tokens") {
  CHECK(tokens_of("int a = 28'000; // transporter") == "int a");
  CHECK(tokens_of("a /* dealer\n */ b") == "a b");
  CHECK(tokens_of("c == '\"' || c == '\\''; d") == "c c d");
}

TEST_CASE("literals come with their content, raw ones too") {
  CHECK(tokens_of(R"(f("a // b", "say \"x\""))") == R"(f "a // b" "say "x"")");
  CHECK(tokens_of("f(R\"x(a \" b)x\", c)") == "f \"a \" b\" c");
}

TEST_CASE("includes are told by their quotes and come with their line") {
  const auto text = scan("#pragma once\n#include <vector>\n#include \"model/money.hpp\"\n");
  REQUIRE(text.includes.size() == 2);
  CHECK(text.includes[0].path == "vector");
  CHECK_FALSE(text.includes[0].is_quoted);
  CHECK(text.includes[1].path == "model/money.hpp");
  CHECK(text.includes[1].is_quoted);
  CHECK(text.includes[1].line == 3);
}
