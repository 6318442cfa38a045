#include <doctest/doctest.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "unit/engine/helpers.hpp"

namespace warrantor {

TEST_CASE("four threads on one policy give the decisions that one gives") {
  const Policy& policy = test::zhengzhou_nissan();
  auto claims = test::lines_of(WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/claims.jsonl");
  claims.resize(200);
  const History history;
  const auto decide_all = [&](std::string& told) {
    for (const std::string& text : claims) {
      Claim claim = policy.new_claim();
      base::JsonReader reader;
      const auto object = reader.read(text);
      std::string faults;
      test::fill_claim(*object, claim, faults);
      const Decision decision = adjudicate(policy, claim, history);
      for (const LineDecision& line : decision.lines) {
        told += std::string(name_of(line.outcome)) + " " + test::reasons_of(line) + " " +
                test::payments_of(policy, line) + "\n";
      }
      told += explain(policy, claim, history, "zh", Detail::full);
    }
  };
  std::string alone;
  decide_all(alone);
  REQUIRE(alone.size() > 10'000);
  std::array<std::string, 4> told;
  std::vector<std::thread> threads;
  threads.reserve(told.size());
  for (std::string& text : told) threads.emplace_back(decide_all, std::ref(text));
  for (std::thread& thread : threads) thread.join();
  for (const std::string& text : told) CHECK(text == alone);
}

}  // namespace warrantor
