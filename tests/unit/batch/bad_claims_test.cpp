// What a clerk needs of a message, on every broken file in tests/golden/bad-claims.

#include <algorithm>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "io/column_map.hpp"
#include "made_up_policy.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

namespace {

struct FaultCollector final : Reports {
  void reject(const io::Fault& fault) override { rejects.push_back(fault); }
  void warn(const io::Warning&) override {}
  void fail(const io::Fault&) override {}

  std::vector<io::Fault> rejects;
};

const fs::path sources = WARRANTOR_SOURCE_DIR;
const fs::path folder = sources / "tests/golden/bad-claims";

/// A case: its files by what stands behind the first point of their names.
struct Case {
  fs::path claims;

  [[nodiscard]] std::string with(const std::string& ending) const {
    const std::string name = claims.filename();
    return folder / (name.substr(0, name.find('.')) + ending);
  }
  [[nodiscard]] bool has(const std::string& ending) const { return fs::exists(with(ending)); }
};

std::vector<Case> find_cases() {
  std::vector<Case> cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string path = entry.path();
    const bool is_companion = path.ends_with(".expected") || path.ends_with(".yaml") || path.ends_with(".services.csv");
    if (!is_companion) cases.push_back({entry.path()});
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.claims < b.claims; });
  return cases;
}

Policy load(const std::string& path) {
  auto policy = load_policy(path);
  if (!policy) FAIL(render(policy.error()));
  return *policy;
}

void run(const Case& each, const Policy& policy, FaultCollector& reports) {
  Inputs inputs;
  inputs.claims = {each.claims};
  if (each.has(".columns.yaml")) {
    auto map = io::load_column_map(policy.schema(), each.with(".columns.yaml"));
    if (!map) FAIL(render(map.error()));
    inputs.columns = std::make_shared<const io::ColumnMap>(*std::move(map));
  }
  if (each.has(".services.csv")) {
    inputs.tables.push_back({*policy.schema().find_table("services"), each.with(".services.csv"), false});
  }
  const auto output = io::Output::open("decisions.csv");
  const auto writer =
      io::make_writer({&policy.schema(), {}, io::DecisionFormat::csv, {"claim_id", "outcome"}, {}, "en"});
  REQUIRE(output);
  REQUIRE(writer);
  (void)check({policy, inputs, **writer, **output, reports, "en"});
}

// A row with too few or too many fields, lines without ids in a file without a column for them, and the end of a broken
// file have no column of which the message could speak.
bool is_about_whole_row(const io::Fault& fault) {
  const std::string& text = fault.message;
  return text.starts_with("the row has ") || text.find("a line without an id") != std::string::npos ||
         text.starts_with("cannot be read to its end");
}

bool is_about_text_of_json(const io::Fault& fault) { return fault.header.empty() && fault.column > 0; }

void check_place(const io::Fault& fault) {
  CHECK(fs::path(fault.file).parent_path() == folder);
  if (is_about_whole_row(fault)) return;
  CHECK(fault.line > 0);
  CHECK((!fault.header.empty() || is_about_text_of_json(fault)));
  const bool is_csv = fault.file.find(".json") == std::string::npos;
  const bool is_about_records = fault.message.find("a record of claim") != std::string::npos;
  if (is_csv && !is_about_records) CHECK(fault.column > 0);  // what a line of JSON lacks has no column there
}

void check_message(const io::Fault& fault) {
  const std::string message = render(fault);
  CAPTURE(message);
  check_place(fault);
  CHECK_FALSE(fault.help.empty());
  if (!fault.value.empty()) CHECK(fault.message.find(base::quote(fault.value)) != std::string::npos);
}

}  // namespace

TEST_CASE("every message about a broken file names place, header and value, and says what would have been right") {
  const WorkFolder work;
  const Policy usual = load(sources / "rules/zhengzhou-nissan/rules.yaml");
  const std::vector<Case> cases = find_cases();
  CHECK(cases.size() >= 60);
  for (const Case& each : cases) {
    FaultCollector reports;
    run(each, each.has(".rules.yaml") ? load(each.with(".rules.yaml")) : usual, reports);
    for (const io::Fault& fault : reports.rejects) check_message(fault);
  }
}
