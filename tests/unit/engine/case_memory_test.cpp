#include <doctest/doctest.h>

#include <string>

#include "engine/observed.hpp"
#include "unit/engine/made_lab.hpp"

// Lines that leave the same open share what their cases come to, and no others do.
namespace warrantor {
namespace {

class Desk {
 public:
  explicit Desk(const std::string& condition)
      : policy_(test::made_policy(test::made_beginning() + test::made_portions() +
                                  "exclusions:\n  - {id: taken, when: {" + condition + "}}\n")) {}

  // What the line waits for.
  std::string decide(const std::string& facts, const std::string& parts = "100.00") {
    const Claim claim =
        test::claim_of(policy_, "{\"claim_id\": \"K1\"" + facts + ", \"lines\": [{\"parts\": \"" + parts + "\"}]}");
    const Decision decision = engine::adjudicate_observed(policy_, claim, History(), nullptr, &memory_);
    return test::names_of(policy_, decision.lines.at(0).missing);
  }
  [[nodiscard]] std::size_t kept() const { return memory_.size(); }

 private:
  Policy policy_;
  engine::CaseMemory memory_{0};
};

constexpr const char* a_visit = R"(, "visits": [{"visit_km": 5}])";

}  // namespace

TEST_CASE("lines that differ in what no rule asks for share their cases") {
  Desk desk("km: \"> 100\"");
  CHECK(desk.decide("") == "km");
  CHECK(desk.decide(", \"plate\": \"A\"") == "km");
  CHECK(desk.kept() == 1);
}

TEST_CASE("lines of different amounts have cases of their own") {
  Desk desk("km: \"> 100\"");
  CHECK(desk.decide("") == "km");
  CHECK(desk.decide("", "200.00") == "km");
  CHECK(desk.kept() == 2);
}

TEST_CASE("a list that is known and one that is not are different, also while what is asked of either is open") {
  Desk desk("if: some v in visits satisfies v.visit_km > km");
  CHECK(desk.decide(a_visit) == "km");
  CHECK(desk.decide("") == "km visits");
  CHECK(desk.decide(a_visit) == "km");
  CHECK(desk.kept() == 2);
}

}  // namespace warrantor
