// What is written hangs neither on the number of threads nor on the lane that a claim takes.

#include <algorithm>
#include <functional>
#include <random>

#include <doctest/doctest.h>

#include "io/column_map.hpp"
#include "made_up_policy.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

namespace {

const fs::path sources = WARRANTOR_SOURCE_DIR;

std::size_t scaled(int claims) { return static_cast<std::size_t>(warrantor::test::scaled(claims)); }

/// Everything that a run gives, as one text.
std::string outcome_of(const Policy& policy, const Inputs& inputs, const RunOptions& options) {
  const Run run = run_check(policy, inputs, options);
  std::string all = run.decisions + run.rejects + summary_as_json(run.summary, policy);
  for (const Texts* texts : {&run.reports.rejects, &run.reports.warnings, &run.reports.failures}) {
    for (const std::string& text : *texts) all += text + '\n';
  }
  return all + summary_as_text(run.summary, policy, "en");
}

/// Where two texts part, with what stands there; empty: nowhere. All of them would be too much to look at.
std::string difference(const std::string& text, const std::string& other) {
  if (text == other) return {};
  const auto at = static_cast<std::size_t>(std::mismatch(text.begin(), text.end(), other.begin(), other.end()).first -
                                           text.begin());
  const std::size_t begin = at < 200 ? 0 : at - 200;
  return '[' + text.substr(begin, 400) + "] is not [" + other.substr(std::min(begin, other.size()), 400) + ']';
}

void check_all_ways(const Policy& policy, const Inputs& inputs, RunOptions options = {}) {
  options.threads = 1;
  options.takes_plain_lane = false;
  const std::string expected = outcome_of(policy, inputs, options);
  for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
    options.threads = threads;
    for (const bool takes_plain_lane : {false, true}) {
      options.takes_plain_lane = takes_plain_lane;
      CAPTURE(threads);
      CAPTURE(takes_plain_lane);
      CHECK(difference(outcome_of(policy, inputs, options), expected) == "");
    }
  }
}

/// The made-up policy; without coupons no claim hangs on another.
Policy policy_of_lanes() {
  return policy_of(R"(
facts:
  claim_id: {type: text, blank: reject}
  colour: {values: {red: {en: red}, blue: {en: blue}, green: {en: green}}}
  sold: {type: date}
  failed: {type: date, default: 2024-06-01}
  coupon: {type: text, blank: none}
  line_id: {of: line, type: text, default: "1"}
  price: {of: line, type: money, minimum: 0, default: 0.00}
  wear: {of: line, type: boolean, default: false}
limits:
  time: {id: too-late, months_from: sold, at: failed, title: {en: Too late}}
coverage:
  expiry_takes: [whole]
  rows:
    - {id: reds, when: {colour: red}, time: 12}
    - {id: others, when: {colour: not(red)}, time: 24}
exclusions:
  - {id: too-blue, clause: 3a, when: {colour: blue}, title: {en: Blue}}
  - {id: worn, when: {wear: true}, title: {en: "Worn, and so on"}}
)");
}

/// Claims of every kind, most of them written plainly.
class RandomFile {
 public:
  explicit RandomFile(unsigned seed) : random_(seed) {}

  std::string csv(std::size_t claims) {
    std::string text = "claim_id,coupon,colour,sold,failed,line_id,price,wear,nobody,\n";
    for (std::size_t claim = 0; claim < claims; ++claim) {
      const std::string id = id_of(claim);
      const std::size_t lines = one_in(claims / 2) ? 1100 : one_in(6) ? 2 + random_() % 20 : 1;
      const std::string of_claim = ',' + coupon() + ',' + colour() + ',' + date() + ',' + date();
      for (std::size_t line = 1; line <= lines; ++line) {
        if (one_in(300)) text += one_in(2) ? ",,,,,,,,,\n" : "\n";
        text += (one_in(200) ? "" : id) + (one_in(40) ? ",,,," : of_claim) + ',';
        text += (one_in(60) ? "1" : std::to_string(line)) + ',' + price() + ',' + wear() + ",x,";
        text += one_in(500) ? "stray\n" : one_in(500) ? "many,fields\n" : one_in(500) ? "\"open\n" : "\n";
      }
    }
    return text;
  }

  std::string json(std::size_t claims) {
    std::string text;
    for (std::size_t claim = 0; claim < claims; ++claim) {
      text += R"({"claim_id":")" + id_of(claim) + R"(","colour":")" + colour() + R"(","price":")" + price() + '"';
      if (one_in(3)) text += R"(,"unheard_of":1)";
      if (one_in(50)) text += R"(,"another)" + std::to_string(random_() % 5) + R"(":1)";
      text += one_in(300) ? "\n" : "}\n";
    }
    return text;
  }

 private:
  bool one_in(std::size_t count) { return random_() % std::max<std::size_t>(count, 1) == 0; }
  std::string any_of(const Texts& texts) { return texts[random_() % texts.size()]; }
  std::string id_of(std::size_t claim) {
    return one_in(150) ? "C" + std::to_string(random_() % (claim + 1)) : "C" + std::to_string(claim);
  }
  std::string coupon() { return one_in(5) ? "K" + std::to_string(random_() % 40) : ""; }
  std::string colour() { return one_in(200) ? any_of({"", "RED", "purple"}) : any_of({"red", "blue", "green"}); }
  std::string date() {
    if (one_in(100)) return any_of({"", "2024-02-30", "2024/1/5"});
    return "202" + std::to_string(random_() % 5) + "-0" + std::to_string(1 + random_() % 9) + "-1" +
           std::to_string(random_() % 10);
  }
  std::string price() {
    if (one_in(100)) return any_of({"", "many", "1e2", "5000.00", " 7 ", "\"1,000.00\""});
    return std::to_string(random_() % 900) + '.' + std::to_string(10 + random_() % 90);
  }
  std::string wear() { return one_in(50) ? any_of({"", "maybe", "yes"}) : any_of({"true", "false"}); }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("decisions, rejects, messages and the summary are the same for every number of threads and in either lane") {
  const WorkFolder folder;
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomFile file(seed);
  const std::size_t claims = scaled(4000);
  WorkFolder::write("a.csv", file.csv(claims));
  WorkFolder::write("b.csv", file.csv(claims / 4));
  WorkFolder::write("c.jsonl", file.json(claims / 2));
  for (const Policy& policy : {policy_of_lanes(), made_up_policy()}) {
    Inputs inputs{{"a.csv", "nowhere.csv", "b.csv", "c.jsonl"}, {}, {}, true};
    check_all_ways(policy, inputs);
    inputs.claims = {"b.csv", "a.csv"};
    inputs.rejects = io::RejectForm::csv;
    check_all_ways(policy, inputs);
    inputs.claims = {"c.jsonl", "c.jsonl"};
    inputs.rejects = io::RejectForm::json_lines;
    check_all_ways(policy, inputs);
  }
}

TEST_CASE("every field of CSV and every column carried along is the same in either lane") {
  const WorkFolder folder;
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomFile file(seed);
  WorkFolder::write("a.csv", file.csv(scaled(2000)));
  const Policy policy = policy_of_lanes();
  for (const Texts& fields : {Texts{}, Texts{"total", "claim_outcome", "clauses", "missing_exact", "possible", "open"},
                              Texts{"claim_id", "seller_least", "seller_most"}}) {
    RunOptions options;
    options.fields = fields;
    Inputs inputs{{"a.csv"}, {}, {}, false};
    inputs.keeps_all = true;
    check_all_ways(policy, inputs, options);
    options.labels = "en";
    check_all_ways(policy, inputs, options);
  }
}

TEST_CASE("broken files, examples and the cases of the shipped rules come out the same for every number of threads") {
  const WorkFolder folder;
  const auto policy = load_policy(sources / "rules/zhengzhou-nissan");
  REQUIRE(policy);
  Inputs inputs;
  const auto take = [&](const fs::path& path) {
    const std::string ending = path.extension();
    if (ending == ".csv" || ending == ".jsonl" || ending == ".gz") inputs.claims.push_back(path);
  };
  for (const char* const each : {"tests/golden/bad-claims", "examples/claims", "tests/conformance/zhengzhou-nissan"}) {
    for (const auto& entry : fs::directory_iterator(sources / each)) take(entry.path());
  }
  std::sort(inputs.claims.begin(), inputs.claims.end());
  const std::string expected = outcome_of(*policy, inputs, {1, false, {}, {}});
  for (const std::size_t threads : {1U, 3U}) {
    CHECK(difference(outcome_of(*policy, inputs, {threads, true, {}, {}}), expected) == "");
  }
}

TEST_CASE("records of other files are found, and those of no claim counted, by any number of threads") {
  const WorkFolder folder;
  const auto policy = load_policy(sources / "rules/zhengzhou-nissan");
  REQUIRE(policy);
  Inputs inputs{{sources / "examples/claims/claims.csv"}, {}, {}, true};
  inputs.tables.push_back({*policy->schema().find_table("services"), sources / "examples/claims/services.csv", true});
  check_all_ways(*policy, inputs);
}

TEST_CASE("a claim of more rows than a block, and one of more than may be, come out whole") {
  const WorkFolder folder;
  std::string text = "claim_id,line_id,colour,price\nA,1,red,1.00\n";
  for (int line = 1; line <= 1500; ++line) text += "B," + std::to_string(line) + ",red,1.00\n";
  for (int line = 1; line <= 25'000; ++line) text += "C," + std::to_string(line) + ",red,1.00\n";
  text += "D,1,red,1.00\n";
  WorkFolder::write("a.csv", text);
  const Policy policy = made_up_policy();
  Inputs inputs{{"a.csv"}, {}, {}, true};
  const Run run = run_check(policy, inputs);
  CHECK(run.summary.rows_in == 26'502);
  CHECK(run.summary.rows_decided == 1502);
  CHECK(run.summary.claims_rejected == 1);
  check_all_ways(policy, inputs);
  inputs.rejects = io::RejectForm::csv;
  CHECK(run_check(policy, inputs).summary.rows_rejected == 25'000);
  check_all_ways(policy, inputs);
}
