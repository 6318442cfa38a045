#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>
#include <doctest/doctest.h>

#include <warrantor/policy.hpp>

#include "batch/check.hpp"
#include "batch/reports.hpp"
#include "io/decision_writer.hpp"
#include "io/output.hpp"

namespace warrantor::batch::test {

namespace fs = std::filesystem;

/// A policy of the facts and rules of a text, behind what all policies made up here begin with.
inline Policy policy_of(const std::string& rest) {
  const std::string rules = R"(
rule_set: made-up
version: "1"
currency: CNY
parties: [seller, buyer]
approved_when_borne_by: seller
excluded_borne_by: buyer
portions:
  whole: {amount: price, else: seller}
validity:
  - {id: too-dear, at: price, when: {price: "> 1000"}, title: {en: Nothing costs that much}}
)";
  auto policy = load_policy({{"made-up/rules.yaml", rules + rest}}, "made-up/rules.yaml");
  if (!policy) FAIL(render(policy.error()));
  return *policy;
}

/// A policy of no real vehicle: blue things are the buyer's, and a coupon counts once.
inline Policy made_up_policy() {
  return policy_of(R"(
facts:
  claim_id: {type: text, blank: reject}
  coupon: {type: text, blank: none}
  colour: {values: {red: {en: red}, blue: {en: blue}}, default: red}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money, minimum: 0, default: 0.00}
exclusions:
  - {id: too-blue, when: {colour: blue}, title: {en: Blue}}
  - {id: coupon-used, when: {coupon: not(null)}, once_per: [coupon], title: {en: The coupon has been used}}
)");
}

struct CollectedReports {
  std::vector<std::string> rejects;
  std::vector<std::string> warnings;
  std::vector<std::string> failures;
};

class Collector final : public Reports {
 public:
  explicit Collector(CollectedReports& reports) : reports_(reports) {}
  void reject(const io::Fault& fault) override { reports_.rejects.push_back(render(fault)); }
  void warn(const io::Warning& warning) override { reports_.warnings.push_back(render(warning.fault)); }
  void fail(const io::Fault& fault) override { reports_.failures.push_back(render(fault)); }

 private:
  CollectedReports& reports_;
};

/// A folder for one test, which is then also the working folder, so that messages name files without it.
class WorkFolder {
 public:
  WorkFolder()
      : before_(fs::current_path()),
        path_(fs::temp_directory_path() / ("warrantor-batch-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
    fs::current_path(path_);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    fs::current_path(before_);
    fs::remove_all(path_);
  }
  static void write(const std::string& name, const std::string& text) { std::ofstream(name, std::ios::binary) << text; }
  static std::string read(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  fs::path before_;
  fs::path path_;
};

struct Run {
  CollectedReports reports;
  std::string decisions;
  std::string rejects;  ///< their rows
  Summary summary;
  explicit Run(const Policy& policy) : summary(policy) {}
};

struct RunOptions {
  std::size_t threads = 1;
  bool takes_plain_lane = true;
  std::vector<std::string> fields = {};
  std::string labels = {};
};

/// Checks files of the working folder; decisions as CSV, rejects in the form of the inputs.
inline Run run_check(const Policy& policy, const Inputs& inputs, const RunOptions& options) {
  io::WriterSetup setup{&policy.schema(), {}, io::DecisionFormat::csv, options.fields, inputs.kept, "en"};
  setup.labels = options.labels;
  auto writer = io::make_writer(setup);
  REQUIRE(writer);
  auto output = io::Output::open("decisions.csv");
  Run run(policy);
  Collector collector(run.reports);
  const auto reject_writer = io::make_reject_writer(inputs.rejects, policy.schema());
  if (reject_writer) {
    auto reject_output = io::Output::open("rejects.out");
    const RejectedRows rows{*reject_writer, **reject_output};
    run.summary = check({policy, inputs, **writer, **output, collector, "en", &rows, ByteOrderMark::never,
                         options.threads, options.takes_plain_lane});
    REQUIRE((*reject_output)->finish());
    run.rejects = WorkFolder::read("rejects.out");
  } else {
    run.summary = check({policy, inputs, **writer, **output, collector, "en", nullptr, ByteOrderMark::never,
                         options.threads, options.takes_plain_lane});
  }
  REQUIRE((*output)->finish());
  run.decisions = WorkFolder::read("decisions.csv");
  return run;
}

/// The same with decisions of a few fields, as one thread makes them.
inline Run run_check(const Policy& policy, const Inputs& inputs) {
  return run_check(policy, inputs, {1, true, {"claim_id", "line_id", "outcome", "reasons", "seller", "buyer"}, {}});
}

using Texts = std::vector<std::string>;

}  // namespace warrantor::batch::test
