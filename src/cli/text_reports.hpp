#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>

#include "batch/reports.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

/// Writes what a run has to say as lines of text: rejects to one output, the rest to another (which may be
/// the same). Of each kind of warning the first five are shown, and how many more there are; of rejects likewise as
/// many as are asked for.
class TextReports final : public batch::Reports {
 public:
  TextReports(io::Output& rejects, io::Output& messages) : rejects_(&rejects), messages_(&messages) {}

  /// For rejects that stand in a file of their own as well.
  void show_at_most(std::uint64_t rejects) { rejects_shown_ = rejects; }

  void reject(const io::Fault& fault) override;
  void warn(const io::Warning& warning) override;
  void fail(const io::Fault& fault) override;

  /// Says how many rejects and warnings were not shown.
  void finish();

 private:
  io::Output* rejects_;
  io::Output* messages_;
  std::uint64_t rejects_shown_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t reject_count_ = 0;
  std::map<std::string, std::uint64_t> warnings_;  ///< by kind
};

}  // namespace warrantor::cli
