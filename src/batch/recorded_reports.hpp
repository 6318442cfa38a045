#pragma once

#include <vector>

#include "batch/reports.hpp"

namespace warrantor::batch {

/// Keeps reports, to be passed on in their order when it is their turn.
class RecordedReports final : public Reports {
 public:
  void reject(const io::Fault& fault) override { reports_.push_back({Kind::reject, {{}, fault}}); }
  void warn(const io::Warning& warning) override { reports_.push_back({Kind::warn, warning}); }
  void fail(const io::Fault& fault) override { reports_.push_back({Kind::fail, {{}, fault}}); }

  void pass_on(Reports& to) {
    for (const Report& report : reports_) {
      if (report.kind == Kind::reject) to.reject(report.warning.fault);
      if (report.kind == Kind::warn) to.warn(report.warning);
      if (report.kind == Kind::fail) to.fail(report.warning.fault);
    }
    reports_.clear();
  }

 private:
  enum class Kind : std::uint8_t { reject, warn, fail };
  struct Report {
    Kind kind;
    io::Warning warning;  ///< of the others only its fault
  };
  std::vector<Report> reports_;
};

}  // namespace warrantor::batch
