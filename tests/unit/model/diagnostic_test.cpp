#include <doctest/doctest.h>

#include <warrantor/diagnostic.hpp>

#include "base/utf8.hpp"

using namespace warrantor;

namespace {

Diagnostic at(std::string text, std::uint32_t column, std::uint32_t length) {
  return {Severity::error, "W0203", "unknown key", "", {"rules.yaml", 12, column, length, std::move(text)}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

std::string underline_of(const Diagnostic& diagnostic) { return lines_of(render(diagnostic)).at(2); }

}  // namespace

TEST_CASE("a diagnostic is written as a compiler writes it") {
  Diagnostic diagnostic = at("  kilometers: 60000", 3, 10);
  diagnostic.message = "unknown key `kilometers`";
  diagnostic.help = "did you mean `kilometres`?";
  CHECK(render(diagnostic) ==
        "rules.yaml:12:3: error[W0203]: unknown key `kilometers`\n"
        "    kilometers: 60000\n"
        "    ^~~~~~~~~~\n"
        "  help: did you mean `kilometres`?\n");
}

TEST_CASE("what is not given is not written") {
  CHECK(render({Severity::warning, "", "file is empty", "", {"a.csv", 0, 0, 0, ""}}) ==
        "a.csv: warning: file is empty\n");
  CHECK(render({Severity::error, "W1", "message", "", {"a.csv", 7, 0, 0, "text"}}) == "a.csv:7: error[W1]: message\n");
  CHECK(render({Severity::error, "W1", "message", "help", {}}) == "error[W1]: message\n  help: help\n");
  CHECK(render({Severity::error, "W1", "message", "", {"a.csv", 7, 5, 1, ""}}) == "a.csv:7:5: error[W1]: message\n");
}

TEST_CASE("the underline stands under wide characters and behind tabs") {
  CHECK(underline_of(at("车系: 帕拉", 9, 6)) == "        ^~~~");
  CHECK(underline_of(at("\tkey: x", 2, 3)) == "      ^~~");
  CHECK(render(at("\tkey", 2, 3)).find('\t') == std::string::npos);
}

TEST_CASE("a place without length, or at the end of the line, is a lone caret") {
  CHECK(underline_of(at("key: x", 4, 0)) == "     ^");
  CHECK(underline_of(at("key", 4, 1)) == "     ^");
  CHECK(underline_of(at("key", 400, 9)) == "     ^");
  CHECK(underline_of(at("key", 2, 900)) == "   ^~");
}

TEST_CASE("of a long line a stretch around the underline is shown") {
  for (const std::size_t place : {0U, 10U, 500U, 980U, 999U}) {
    std::string text(1000, '.');
    text[place] = 'X';
    const auto lines = lines_of(render(at(text, static_cast<std::uint32_t>(place + 1), 1)));
    CAPTURE(place);
    const std::size_t shown = base::display_width(lines[1].substr(0, lines[1].find('X')));
    CHECK(lines[1].find('X') != std::string::npos);
    CHECK(lines[2].find('^') == shown);
    CHECK(lines[1].size() < 180);
  }
}

TEST_CASE("a long line is never cut within a character") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "帕";
  for (std::uint32_t character = 0; character < 300; ++character) {
    const std::string rendered = render(at(text, character * 3 + 1, 30));
    REQUIRE(base::is_valid_utf8(rendered));
    REQUIRE(rendered.find("\uFFFD") == std::string::npos);
    REQUIRE(rendered.find("^~") != std::string::npos);
  }
}

TEST_CASE("controls and bytes that are no UTF-8 do not reach the terminal") {
  const std::string rendered = render(at("a\x1b[31m\xff", 2, 1));
  CHECK(rendered.find('\x1b') == std::string::npos);
  CHECK(base::is_valid_utf8(rendered));
}

TEST_CASE("only errors count as errors") {
  Diagnostics diagnostics;
  CHECK_FALSE(has_errors(diagnostics));
  diagnostics.push_back({Severity::warning, "W1", "one", "", {}});
  CHECK_FALSE(has_errors(diagnostics));
  diagnostics.push_back({Severity::error, "W2", "two", "", {}});
  CHECK(has_errors(diagnostics));
  CHECK(render(diagnostics) == "warning[W1]: one\nerror[W2]: two\n");
}
