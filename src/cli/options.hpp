#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>

#include <warrantor/expected.hpp>

namespace warrantor::cli {

/// Columns of the help of a command: any terminal has them.
inline constexpr unsigned help_width = 79;

/// The options of a command as they were given. Made by parse_options, which catches what Boost throws.
struct Options {
  boost::program_options::variables_map values;

  [[nodiscard]] bool has(const char* name) const { return values.count(name) > 0; }
  [[nodiscard]] std::string text(const char* name) const;                     ///< empty where it is not given
  [[nodiscard]] std::vector<std::string> list(const char* name) const;        ///< of an option given several times
  [[nodiscard]] std::vector<std::string> split_list(const char* name) const;  ///< `a,b,c`
};

/// Reads arguments; those without a name belong to the option `unnamed`, which need not be among the known ones. The
/// error says what is wrong, with the nearest option.
[[nodiscard]] Expected<Options> parse_options(const boost::program_options::options_description& known,
                                              const std::vector<std::string>& arguments, const char* unnamed);

/// What is wrong with an option that names a language, `--lang` or another; nothing: all is well.
[[nodiscard]] std::optional<std::string> check_language(const Options& options, const char* name = "lang");

/// The language of texts: English where none is asked for.
[[nodiscard]] std::string language_of(const Options& options);

/// Says on the standard error that a command was called wrongly; the result is the exit code.
[[nodiscard]] int refuse_call(std::string_view command, const std::string& message);

}  // namespace warrantor::cli
