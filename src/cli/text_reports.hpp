#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/screen_text.hpp"
#include "batch/reports.hpp"
#include "cli/progress.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

/// Writes what a run has to say as lines of text: rejects to one output, the rest to another (which may be
/// the same). Of each kind of warning the first five are shown, and how many more there are; of rejects likewise as
/// many as are asked for.
class TextReports final : public batch::Reports {
 public:
  TextReports(io::Output& rejects, io::Output& messages, base::Look look = {})
      : rejects_(&rejects), messages_(&messages), look_(look) {}

  /// Shows a bar, on the output of the messages, while the run goes on.
  void show_progress(ProgressBar::Setup setup) {
    bar_.emplace(*messages_, std::move(setup), ProgressBar::Clock::now());
  }

  /// `zh` says what the English table of faults has in Chinese.
  void speak(std::string language) { language_ = std::move(language); }

  /// For rejects that stand in a file of their own as well.
  void show_at_most(std::uint64_t rejects) { rejects_shown_ = rejects; }

  void reject(const io::Fault& fault) override;
  void warn(const io::Warning& warning) override;
  void fail(const io::Fault& fault) override;
  void advance(const batch::Progress& progress) override;

  /// Takes the bar away and says how many rejects and warnings were not shown.
  void finish();

 private:
  [[nodiscard]] bool is_chinese() const noexcept { return language_ == "zh"; }
  void say(base::Ink ink, std::string_view kind, const std::string& text);

  io::Output* rejects_;
  io::Output* messages_;
  base::Look look_;
  std::string language_ = "en";
  std::optional<ProgressBar> bar_;
  std::uint64_t rejects_shown_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t reject_count_ = 0;
  std::map<std::string, std::uint64_t> warnings_;  ///< by kind
};

}  // namespace warrantor::cli
