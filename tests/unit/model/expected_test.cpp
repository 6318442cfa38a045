#include <doctest/doctest.h>

#include <memory>

#include <warrantor/expected.hpp>
#include <warrantor/value.hpp>

using namespace warrantor;

TEST_CASE("an expected value is a value or the reason why there is none") {
  const Expected<int> seven = 7;
  REQUIRE(seven);
  CHECK(*seven == 7);
  const Expected<int> none = Error{"disk full"};
  REQUIRE_FALSE(none);
  CHECK(none.error().message == "disk full");
}

TEST_CASE("a value that cannot be copied can be moved out") {
  Expected<std::unique_ptr<int>> held = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(held);
  CHECK(*taken == 7);
}

TEST_CASE("values are the same where knowledge and content are") {
  static_assert(sizeof(Value) == 16);
  CHECK(Value().is_unknown());
  CHECK(Value::boolean(true).is_true());
  CHECK(Value::boolean(false).is_false());
  CHECK_FALSE(Value::unknown().is_false());
  CHECK_FALSE(Value::unknown().is_true());
  CHECK(Value::integer(3).same_as(Value::integer(3)));
  CHECK_FALSE(Value::integer(3).same_as(Value::integer(4)));
  CHECK_FALSE(Value::integer(0).same_as(Value::none()));
  CHECK_FALSE(Value::none().same_as(Value::unknown()));
  CHECK(Value::text("a").same_as(Value::text(std::string("a"))));
  CHECK_FALSE(Value::text("a").same_as(Value::text("b")));
  CHECK_FALSE(Value::text("").same_as(Value::integer(0)));
  const Date day = *Date::from_ymd(2024, 1, 5);
  CHECK(Value::date(day).as_date() == day);
}
