#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "batch/reports.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

/// How far a run is, and since when it runs.
struct ProgressFigures {
  batch::Progress done;
  std::uint64_t bytes_in_all = 0;  ///< 0: not known, as with the standard input
  std::chrono::milliseconds elapsed{};
};

/// One line, at most so many columns wide: the share done as a bar, claims, claims a second, and the time left. Where
/// it cannot be known what there is to do, claims and claims a second only.
[[nodiscard]] std::string progress_text(const ProgressFigures& figures, std::size_t columns, std::string_view language);

/// Bytes of all files, 0 where the size of one cannot be known.
[[nodiscard]] std::uint64_t bytes_of(const std::vector<std::string>& paths);

/// A line at the bottom of a terminal that is written over and over. It appears when a run has taken half a second.
/// What else is written to the same output must be preceded by clear().
class ProgressBar {
 public:
  using Clock = std::chrono::steady_clock;

  struct Setup {
    std::uint64_t bytes_in_all = 0;
    std::size_t columns = 80;
    std::string language = "en";
  };

  ProgressBar(io::Output& output, Setup setup, Clock::time_point begin)
      : output_(&output), setup_(std::move(setup)), begin_(begin), next_(begin + patience) {}

  /// Draws the line anew where it is time to.
  void show(const batch::Progress& done, Clock::time_point now);
  /// Takes the line away.
  void clear();

 private:
  static constexpr std::chrono::milliseconds patience{500};
  static constexpr std::chrono::milliseconds pace{100};

  io::Output* output_;
  Setup setup_;
  Clock::time_point begin_;
  Clock::time_point next_;
  bool is_drawn_ = false;
};

}  // namespace warrantor::cli
