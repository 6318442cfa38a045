#include "cli/terminal.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr std::size_t usual_columns = 80;
constexpr std::int64_t most_columns = 1000;

struct NamedChoice {
  std::string_view name;
  ColourChoice choice;
};
constexpr std::array<NamedChoice, 3> choices = {
    {{"auto", ColourChoice::automatic}, {"always", ColourChoice::always}, {"never", ColourChoice::never}}};

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::size_t device_columns(int descriptor) {
  winsize size{};
  return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::size_t columns_of(const Surroundings& surroundings) {
  const auto asked = base::parse_integer(surroundings.columns);
  if (asked && asked->fits && asked->number > 0 && asked->number <= most_columns) {
    return static_cast<std::size_t>(asked->number);
  }
  return surroundings.device_columns > 0 ? surroundings.device_columns : usual_columns;
}

const NamedChoice* find_choice(std::string_view name) {
  for (const NamedChoice& candidate : choices) {
    if (candidate.name == name) return &candidate;
  }
  return nullptr;
}

constexpr std::size_t narrowest_for_texts = 40;
constexpr std::size_t deepest_indent = 16;

// Behind the mark of an item (`- `, `* `, `1. `), else a little further in.
std::size_t indent_below(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t mark = std::min(line.find(' ', begin), line.size()) - begin;
  const std::string_view word = line.substr(begin, mark);
  const bool is_item = word == "-" || word == "*" || (mark <= 3 && word.ends_with('.'));
  return std::min(begin + (is_item ? mark + 1 : 2), deepest_indent);
}

}  // namespace

Surroundings surroundings_of(int descriptor) {
  Surroundings found;
  found.is_terminal = ::isatty(descriptor) == 1;
  if (found.is_terminal) found.device_columns = device_columns(descriptor);
  found.columns = variable("COLUMNS");
  found.no_colour = variable("NO_COLOR");
  found.type = variable("TERM");
  return found;
}

base::Look choose_look(const Surroundings& surroundings, ColourChoice choice) {
  base::Look look;
  if (surroundings.is_terminal) look.columns = columns_of(surroundings);
  const bool is_welcome = can_rewrite_lines(surroundings) && surroundings.no_colour.empty();
  look.has_colour = choice == ColourChoice::always || (choice == ColourChoice::automatic && is_welcome);
  return look;
}

std::string wrap_lines(std::string_view text, const base::Look& look) {
  if (look.columns == 0) return std::string(text);
  const std::size_t columns = std::max(look.columns, narrowest_for_texts);
  std::string wrapped;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    for (const std::string& piece : base::wrap_to_width(line, columns, indent_below(line))) wrapped += piece + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return wrapped;
}

bool can_rewrite_lines(const Surroundings& surroundings) {
  return surroundings.is_terminal && !surroundings.type.empty() && surroundings.type != "dumb";
}

bool leaves_room_for_bar(const Options& options, bool decisions_are_text) {
  const auto uses_standard_output = [&](const char* name) { return options.text(name) == "-"; };
  const bool shows_decisions = !options.has("output") || uses_standard_output("output");
  if (!shows_decisions && !uses_standard_output("rejects") && !uses_standard_output("summary")) return true;
  if (::isatty(STDOUT_FILENO) == 1) return false;
  struct stat status {};
  const bool is_file = ::fstat(STDOUT_FILENO, &status) == 0 && S_ISREG(status.st_mode);
  return is_file || !decisions_are_text;
}

void add_colour_option(po::options_description& options) {
  options.add_options()("color", po::value<std::string>()->value_name("WHEN"),
                        "colours: auto (on a terminal, unless NO_COLOR is set), always or never");
}

std::optional<std::string> check_colour(const Options& options) {
  if (!options.has("color") || find_choice(options.text("color")) != nullptr) return std::nullopt;
  return "--color " + base::quote(options.text("color")) + ": there are `auto`, `always` and `never`";
}

base::Look look_of(int descriptor, const Options& options) {
  const NamedChoice* const found = find_choice(options.text("color"));
  return choose_look(surroundings_of(descriptor), found == nullptr ? ColourChoice::automatic : found->choice);
}

}  // namespace warrantor::cli
