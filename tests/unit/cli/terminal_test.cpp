#include "cli/terminal.hpp"

#include <cstdlib>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <doctest/doctest.h>

using namespace warrantor;
using namespace warrantor::cli;

namespace {

Surroundings terminal() { return {true, 120, "", "", "xterm-256color"}; }

bool has_colour(const Surroundings& surroundings, ColourChoice choice = ColourChoice::automatic) {
  return choose_look(surroundings, choice).has_colour;
}

std::size_t columns(const Surroundings& surroundings) {
  return choose_look(surroundings, ColourChoice::automatic).columns;
}

/// A terminal that nobody sits at.
class PseudoTerminal {
 public:
  explicit PseudoTerminal(unsigned short columns) : master_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    REQUIRE(master_ >= 0);
    REQUIRE(::grantpt(master_) == 0);
    REQUIRE(::unlockpt(master_) == 0);
    slave_ = ::open(::ptsname(master_), O_RDWR | O_NOCTTY);
    REQUIRE(slave_ >= 0);
    const winsize size{50, columns, 0, 0};
    REQUIRE(::ioctl(slave_, TIOCSWINSZ, &size) == 0);
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  ~PseudoTerminal() {
    ::close(slave_);
    ::close(master_);
  }
  [[nodiscard]] int descriptor() const { return slave_; }

 private:
  int master_;
  int slave_ = -1;
};

std::optional<std::string> fault_of_colour(const std::vector<std::string>& arguments) {
  boost::program_options::options_description known;
  add_colour_option(known);
  const auto options = parse_options(known, arguments, "claims");
  REQUIRE(options);
  return check_colour(*options);
}

}  // namespace

TEST_CASE("long lines go on below on a terminal, behind the mark of their item, and nowhere else") {
  const std::string text =
      "Covered until 2024-09-15 or 30,000 km, whichever comes first\n"
      "  - The warranty period is over, by one day only.\n"
      "  1. Short.\n";
  CHECK(wrap_lines(text, {}) == text);
  base::Look look;
  look.columns = 42;
  CHECK(wrap_lines(text, look) ==
        "Covered until 2024-09-15 or 30,000 km,\n"
        "  whichever comes first\n"
        "  - The warranty period is over, by one\n"
        "    day only.\n"
        "  1. Short.\n");
}

TEST_CASE("there is colour on a terminal and nowhere else") {
  CHECK(has_colour(terminal()));
  Surroundings file = terminal();
  file.is_terminal = false;
  CHECK(!has_colour(file));
}

TEST_CASE("NO_COLOR and a terminal that obeys nothing have no colour") {
  Surroundings without = terminal();
  without.no_colour = "1";
  CHECK(!has_colour(without));
  CHECK(can_rewrite_lines(without));
  for (const char* const type : {"dumb", ""}) {
    Surroundings simple = terminal();
    simple.type = type;
    CHECK(!has_colour(simple));
    CHECK(!can_rewrite_lines(simple));
  }
}

TEST_CASE("--color goes before everything else") {
  CHECK(!has_colour(terminal(), ColourChoice::never));
  CHECK(has_colour({false, 0, "", "1", "dumb"}, ColourChoice::always));
  CHECK(!fault_of_colour({}));
  CHECK(!fault_of_colour({"--color", "never"}));
  CHECK(fault_of_colour({"--color", "nevr"}) == "--color `nevr`: there are `auto`, `always` and `never`");
}

TEST_CASE("COLUMNS goes before the columns of the device, where it is a number") {
  Surroundings asked = terminal();
  CHECK(columns(asked) == 120);
  asked.columns = "72";
  CHECK(columns(asked) == 72);
  for (const char* const nonsense : {"0", "-5", "wide", "100000000000000000000"}) {
    asked.columns = nonsense;
    CHECK(columns(asked) == 120);
  }
  asked.device_columns = 0;
  CHECK(columns(asked) == 80);
}

TEST_CASE("what is no terminal has no columns, whatever COLUMNS says") {
  CHECK(columns({false, 0, "72", "", "xterm"}) == 0);
}

TEST_CASE("a terminal is told from a file, and its columns are asked for") {
  const PseudoTerminal screen(93);
  const Surroundings found = surroundings_of(screen.descriptor());
  CHECK(found.is_terminal);
  CHECK(found.device_columns == 93);
  const int file = ::open("/dev/null", O_WRONLY);
  CHECK(!surroundings_of(file).is_terminal);
  ::close(file);
}
