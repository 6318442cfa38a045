#include <doctest/doctest.h>

#include <string>

#include "unit/policy/helpers.hpp"

// What goes with all grants of a block.
namespace warrantor {
namespace {

std::string rules_with(const std::string& grants) {
  return test::beginning() + test::portions() + "grants:\n" + grants;
}

/// `refund: fee=5.00 days=3; …` of a claim of 10 km.
std::string granted(const Policy& policy) {
  Claim claim = policy.new_claim();
  REQUIRE(claim.set("claim_id", "K1").has_value());
  REQUIRE(claim.set("km", 10).has_value());
  claim.add_line();
  const Decision decision = adjudicate(policy, claim);
  std::string text;
  for (const GrantResult& grant : decision.grants) {
    text += grant.rule->id + ":";
    for (const ValueResult& value : grant.values)
      text += " " + value.info->name + "=" +
              format_value(policy.schema(), value.info->type, value.info->domain, value.value);
    text += "; ";
  }
  return text;
}

}  // namespace

TEST_CASE("what goes with a block goes with each of its grants, and with no other") {
  const Policy policy = test::loaded(rules_with(R"(
  with: {trips: km / 5}
  rules:
    - {id: towing}
    - for: {km: "> 5"}
      with: {fee: {value: km * 2, title: the fee}}
      rules:
        - {id: refund, with: {rest: 3}}
        - {for: {km: "< 11"}, with: {late: km + 1}, rules: [{id: exchange}]}
        - {id: repair}
    - {id: lift}
)"));
  CHECK(granted(policy) ==
        "towing: trips=2; refund: trips=2 fee=20 rest=3; exchange: trips=2 fee=20 late=11; repair: trips=2 fee=20; "
        "lift: trips=2; ");
  CHECK(policy.grants()[1].values[1]->title.get("en") == "the fee");
}

TEST_CASE("a value that goes with a block and with a grant of it is told twice") {
  const std::string mistakes =
      test::mistakes(rules_with("  - with: {fee: km}\n    rules: [{id: refund, with: {fee: 3}}]\n"));
  CHECK(mistakes.find("`fee` goes twice with `refund`") != std::string::npos);
  const std::string elsewhere = test::mistakes(test::beginning() + test::portions() +
                                               "exclusions:\n  - {with: {fee: km}, rules: [{id: worn}]}\n");
  CHECK(elsewhere.find("unknown key `with`") != std::string::npos);
}

}  // namespace warrantor
