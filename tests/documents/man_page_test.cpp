#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "documents/markdown.hpp"
#include "documents/run_program.hpp"

// The man page against what the program says of itself.
namespace warrantor::test {
namespace {

using Options = std::set<std::string>;
using Commands = std::map<std::string, Options>;

std::string help_of(const std::string& command) { return run_program(WARRANTOR_SOURCE_DIR, command + " --help"); }

Options options_in(const std::string& text) {
  static const std::regex option("--[a-z][a-z-]*");
  Options options;
  for (std::sregex_iterator found(text.begin(), text.end(), option), end; found != end; ++found) {
    options.insert(found->str());
  }
  return options;
}

/// Of the lines that begin a description: `  -r [ --rules ] RULES  the rule set`.
Options listed_options(const std::string& help) {
  std::string heads;
  bool within = false;
  for (const std::string_view line : base::split(help, '\n')) {
    if (line == "Options:") within = true;
    if (line.empty()) within = false;
    if (!within || !line.starts_with("  -")) continue;
    const std::size_t end = line.find("  ", 3);
    heads.append(line.substr(0, end)) += '\n';
  }
  return options_in(heads);
}

Commands known_commands() {
  Commands commands;
  const std::string help = help_of("");
  bool within = false;
  for (const std::string_view line : base::split(help, '\n')) {
    if (line == "Commands:") within = true;
    if (line.empty()) within = false;
    if (!within || !line.starts_with("  ")) continue;
    const std::string name(line.substr(2, line.find(' ', 2) - 2));
    commands[name] = listed_options(help_of(name));
  }
  return commands;
}

/// The subsections of the man page, each with the options that it describes: the line after a `.TP`.
Commands told_commands() {
  const std::string page = std::regex_replace(read_source_file("src/cli/warrantor.1"), std::regex(R"(\\-)"), "-");
  Commands commands;
  std::string command;
  bool begins = false;
  for (const std::string_view line : base::split(page, '\n')) {
    if (line.starts_with(".SH ")) command.clear();
    if (line.starts_with(".SS ")) commands[command = line.substr(4)];
    if (begins && !command.empty()) commands[command].merge(options_in(std::string(line)));
    begins = line == ".TP";
  }
  return commands;
}

std::string listed(const Commands& commands) {
  std::string text;
  for (const auto& [name, options] : commands) text += name + ": " + base::join(options, " ") + '\n';
  return text;
}

TEST_CASE("the man page describes every command and option of the program, and no other") {
  const Commands known = known_commands();
  CHECK(known.size() >= 4);
  for (const auto& [name, options] : known) CHECK_MESSAGE(options.size() >= 3, name);
  CHECK(listed(told_commands()) == listed(known));
}

TEST_CASE("the help of the program and of each command shows three calls") {
  for (const auto& [name, options] : known_commands()) {
    const std::string help = help_of(name);
    const std::size_t begin = help.find("Three examples:\n");
    CAPTURE(name);
    REQUIRE(begin != std::string::npos);
    int count = 0;
    for (const std::string_view line :
         base::split(std::string_view(help).substr(begin, help.find("\n\n", begin) - begin), '\n')) {
      if (line.starts_with("  ") && line.find("warrantor " + name) != std::string_view::npos) ++count;
    }
    CHECK(count == 3);
  }
  CHECK(help_of("").find("Three examples:\n") != std::string::npos);
}

}  // namespace
}  // namespace warrantor::test
