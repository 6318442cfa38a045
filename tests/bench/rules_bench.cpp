// How the time of a claim and the time of loading grow with the rules, 10 to 3,000 of them, made from a seed:
//
//     warrantor_bench_rules claims.csv
//
// Prints a line a rule set: its rules, nanoseconds a claim, milliseconds to load.

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <warrantor/adjudicate.hpp>

#include "timing.hpp"
#include "workload_claims.hpp"

namespace warrantor::bench {
namespace {

constexpr std::uint64_t seed = 42;
constexpr int loads = 3;
constexpr std::size_t most_claims = 10'000;

constexpr const char* head = R"(rule_set: generated
version: "1"
currency: CNY
parties: [manufacturer, customer]
approved_when_borne_by: manufacturer
excluded_borne_by: customer
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  model: {values: [PALADIN, D22, RICH]}
  invoice_date: {type: date}
  failure_date: {type: date}
  odometer_km: {type: number, unit: km, minimum: 0}
  component:
    values: [engine_block, cylinder_head, crankshaft, turbocharger, fuel_injector, oil_pump, gearbox, transfer_case,
             front_axle, steering_rack, alternator, starter_motor, ecu, ac_compressor, seat_cover, dashboard_trim,
             brake_pads, wiper_blades, oil_filter, spark_plugs]
  cause:
    values: [defect, workmanship, unknown, wear, non_genuine_part, misuse, overload, accident, modification,
             unauthorised_repair, fuel, lubricant, environment, flood, corrosion, delayed_report, storage, transport]
  parts_amount: {type: money, minimum: 0}
portions:
  base: {amount: parts_amount, else: manufacturer}
limits:
  time: {id: expired, months_from: invoice_date, at: failure_date}
coverage:
  expiry_takes: [base]
  rows:
    - {id: all, time: 24}
exclusions:
)";

constexpr const char* components[] = {
    "engine_block",   "cylinder_head", "crankshaft",    "turbocharger", "fuel_injector", "oil_pump",   "gearbox",
    "transfer_case",  "front_axle",    "steering_rack", "alternator",   "starter_motor", "ecu",        "ac_compressor",
    "dashboard_trim", "seat_cover",    "brake_pads",    "wiper_blades", "oil_filter",    "spark_plugs"};
constexpr const char* causes[] = {"workmanship", "unknown",   "wear",        "misuse", "overload",  "accident",
                                  "fuel",        "lubricant", "environment", "flood",  "corrosion", "storage"};

class Random {
 public:
  std::size_t below(std::size_t limit) {  // a linear congruential generator: the same everywhere
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }
  template <std::size_t Count>
  const char* one_of(const char* const (&words)[Count]) {
    return words[below(Count)];
  }

 private:
  std::uint64_t state_ = seed;
};

/// What a list of exclusions asks for: parts, sometimes a cause, and a reading, an amount or a day.
std::string make_rule(std::size_t number, Random& random) {
  std::string rule = "  - {id: rule-" + std::to_string(number) + ", when: {component: [";
  rule += random.one_of(components);
  rule += ", ";
  rule += random.one_of(components);
  rule += "]";
  if (random.below(2) == 0) rule += std::string(", cause: ") + random.one_of(causes);
  const std::string km = std::to_string(10'000 + random.below(50) * 1'000);
  switch (random.below(3)) {
    case 0:
      rule += ", odometer_km: \"> " + km + "\"";
      break;
    case 1:
      rule += ", parts_amount: \"> " + km + ".00\"";
      break;
    default:
      rule += ", failure_date: \"> " + std::to_string(2019 + random.below(6)) + "-06-30\"";
  }
  return rule + "}}\n";
}

std::string make_rules(std::size_t count) {
  Random random;
  std::string text = head;
  for (std::size_t i = 1; i <= count; ++i) text += make_rule(i, random);
  return text;
}

bool measure(std::size_t count, const WorkloadClaims& texts) {
  const std::vector<std::pair<std::string, std::string>> files{{"generated/rules.yaml", make_rules(count)}};
  std::vector<double> load_times;
  for (int round = 0; round < loads; ++round) {
    load_times.push_back(nanoseconds([&] { (void)load_policy(files, files.front().first); }));
  }
  const auto policy = load_policy(files, files.front().first);
  if (!policy) {
    std::fputs(render(policy.error()).c_str(), stderr);
    return false;
  }
  const std::vector<Claim> claims = make_claims(*policy, texts);
  if (claims.empty()) return false;
  std::vector<double> times;
  for (const Claim& claim : claims) {
    times.push_back(nanoseconds([&] { (void)adjudicate(*policy, claim); }));
  }
  std::printf("rules %zu median_ns %.0f load_ms %.1f\n", count, median(times), median(load_times) / 1e6);
  std::fflush(stdout);
  return true;
}

int run(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: warrantor_bench_rules CLAIMS.csv\n");
    return 2;
  }
  WorkloadClaims texts;
  read_workload(argv[1], texts);
  if (texts.rows.size() > most_claims) texts.rows.resize(most_claims);
  for (const std::size_t count : {10u, 30u, 100u, 300u, 1'000u, 3'000u}) {
    if (!measure(count, texts)) return 1;
  }
  return 0;
}

}  // namespace
}  // namespace warrantor::bench

int main(int argc, char** argv) { return warrantor::bench::run(argc, argv); }
