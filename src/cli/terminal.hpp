#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/screen_text.hpp"
#include "cli/options.hpp"

namespace warrantor::cli {

/// Whether there is colour: on terminals, or in any case, or never.
enum class ColourChoice : unsigned char { automatic, always, never };

/// What a stream is like, and what the user's environment asks of it. Variables that are not set are empty.
struct Surroundings {
  bool is_terminal = false;
  std::size_t device_columns = 0;  ///< 0: not known
  std::string columns;             ///< COLUMNS
  std::string no_colour;           ///< NO_COLOR (no-color.org): anything asks for none
  std::string type;                ///< TERM; `dumb` obeys nothing
};

[[nodiscard]] Surroundings surroundings_of(int descriptor);

/// A terminal has columns: COLUMNS where that says so, else those of the device, else 80. What is no terminal has
/// none, whatever COLUMNS says. `--color` goes before NO_COLOR.
[[nodiscard]] base::Look choose_look(const Surroundings& surroundings, ColourChoice choice);

/// Texts for people: on a terminal, long lines go on below, further in than they began. Elsewhere nothing changes.
[[nodiscard]] std::string wrap_lines(std::string_view text, const base::Look& look);

/// A terminal on which a line can be written over.
[[nodiscard]] bool can_rewrite_lines(const Surroundings& surroundings);

/// Whether a line on the standard error that is written over leaves the results alone: none of them go to a terminal,
/// nor as text into a pipe, where they may be read page by page.
[[nodiscard]] bool leaves_room_for_bar(const Options& options, bool decisions_are_text);

/// The option `--color WHEN`.
void add_colour_option(boost::program_options::options_description& options);
/// What is wrong with it; nothing: all is well.
[[nodiscard]] std::optional<std::string> check_colour(const Options& options);
[[nodiscard]] base::Look look_of(int descriptor, const Options& options);

}  // namespace warrantor::cli
