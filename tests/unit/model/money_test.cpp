#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

#include <warrantor/money.hpp>

using namespace warrantor;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Currency currency(std::string_view code) { return *Currency::from_code(code); }

std::vector<std::int64_t> divide(std::int64_t sum, std::vector<std::int64_t> weights) {
  return divide_by_largest_remainder(sum, weights);
}

std::string fault_of(std::string_view text, std::string_view code) {
  const Expected<Money> money = Money::parse(text, currency(code));
  CAPTURE(text);
  REQUIRE_FALSE(money);
  return money.error().message;
}

std::int64_t whole_random(std::mt19937_64& random) { return static_cast<std::int64_t>(random()); }

}  // namespace

TEST_CASE("a currency knows its decimals") {
  CHECK(currency("CNY").decimals() == 2);
  CHECK(currency("JPY").decimals() == 0);
  CHECK(currency("KWD").decimals() == 3);
  CHECK(currency("CNY").code() == "CNY");
  CHECK_FALSE(Currency::from_code("cny"));
  CHECK_FALSE(Currency::from_code("XYZ"));
  CHECK_FALSE(Currency::from_code(""));
  CHECK_FALSE(Currency::from_code("CNYX"));
}

TEST_CASE("an amount is read exactly") {
  CHECK(Money::parse("5000.00", currency("CNY"))->minor_units() == 500'000);
  CHECK(Money::parse("5000", currency("CNY"))->minor_units() == 500'000);
  CHECK(Money::parse("5000.5", currency("CNY"))->minor_units() == 500'050);
  CHECK(Money::parse("0.01", currency("CNY"))->minor_units() == 1);
  CHECK(Money::parse("-1234.50", currency("CNY"))->minor_units() == -123'450);
  CHECK(Money::parse("007", currency("JPY"))->minor_units() == 7);
  CHECK(Money::parse("1.234", currency("KWD"))->minor_units() == 1234);
  CHECK(Money::parse("92233720368547758.07", currency("CNY"))->minor_units() == most);
  CHECK(Money::parse("-92233720368547758.08", currency("CNY"))->minor_units() == least);
}

TEST_CASE("what is no amount is refused with the reason") {
  for (const char* text :
       {"", "-", ".", ".5", "5.", "+5", "1,000.00", "1 000", "1e3", "¥5", "5.0.0", "--5", "5.-1", "０"}) {
    CHECK(fault_of(text, "CNY").ends_with("is not an amount"));
  }
  CHECK(fault_of("12.345", "CNY") == "`12.345` has more than 2 decimals, which CNY does not know");
  CHECK(fault_of("12.0", "JPY") == "`12.0` has decimals, which JPY does not know");
  CHECK(fault_of("92233720368547758.08", "CNY") == "`92233720368547758.08` is too large an amount");
  CHECK(fault_of("99999999999999999999999999", "JPY").ends_with("is too large an amount"));
}

TEST_CASE("an amount is written with all decimals of its currency") {
  CHECK(Money(123'450, currency("CNY")).to_string() == "1234.50");
  CHECK(Money(5, currency("CNY")).to_string() == "0.05");
  CHECK(Money(-5, currency("CNY")).to_string() == "-0.05");
  CHECK(Money(0, currency("KWD")).to_string() == "0.000");
  CHECK(Money(-7, currency("JPY")).to_string() == "-7");
  CHECK(Money(least, currency("CNY")).to_string() == "-92233720368547758.08");
}

TEST_CASE("what is written is read back the same") {
  std::mt19937_64 random(11);
  INFO("seed 11");
  for (int round = 0; round < 5000; ++round) {
    const Money money(whole_random(random) >> (random() % 64), currency(round % 2 == 0 ? "CNY" : "KWD"));
    REQUIRE(*Money::parse(money.to_string(), money.currency()) == money);
  }
}

TEST_CASE("arithmetic gives nothing where it would overflow") {
  const Money large(most, currency("CNY"));
  const Money one(1, currency("CNY"));
  CHECK(one.plus(one)->minor_units() == 2);
  CHECK(one.minus(large)->minor_units() == 1 - most);
  CHECK(one.times(-7)->minor_units() == -7);
  CHECK_FALSE(large.plus(one));
  CHECK_FALSE(Money(least, currency("CNY")).minus(one));
  CHECK_FALSE(large.times(2));
  CHECK(one < large);
}

TEST_CASE("odd units go to the largest remainders and ties to the earlier weight") {
  CHECK(divide(100, {1, 1, 1}) == std::vector<std::int64_t>{34, 33, 33});
  CHECK(divide(101, {1, 1, 1}) == std::vector<std::int64_t>{34, 34, 33});
  CHECK(divide(100, {50, 30, 20}) == std::vector<std::int64_t>{50, 30, 20});
  CHECK(divide(5, {1, 3, 6}) == std::vector<std::int64_t>{1, 1, 3});  // 0.5 1.5 3.0: a tie, the first gains
  CHECK(divide(7, {1, 2, 7}) == std::vector<std::int64_t>{1, 1, 5});  // 0.7 1.4 4.9: .9, then .7
  CHECK(divide(1, {0, 1, 1}) == std::vector<std::int64_t>{0, 1, 0});
  CHECK(divide(-100, {1, 1, 1}) == std::vector<std::int64_t>{-34, -33, -33});
  CHECK(divide(0, {3, 4}) == std::vector<std::int64_t>{0, 0});
}

TEST_CASE("the largest sums and weights do not overflow") {
  CHECK(divide(most, {most, most}) == std::vector<std::int64_t>{most / 2 + 1, most / 2});
  CHECK(divide(least, {most, most}) == std::vector<std::int64_t>{least / 2, least / 2});
  CHECK(divide(least, {1}) == std::vector<std::int64_t>{least});
  CHECK(divide(most, {0, most, 0}) == std::vector<std::int64_t>{0, most, 0});
}

TEST_CASE("shares add up exactly, lie within a unit of the exact share, and the larger remainder gains first") {
  __extension__ using Wide = __int128;
  std::mt19937_64 random(5);
  INFO("seed 5");
  for (int round = 0; round < 5000; ++round) {
    const std::int64_t sum = whole_random(random) >> (random() % 64);
    std::vector<std::int64_t> weights(random() % 6 + 1);
    for (std::int64_t& weight : weights) weight = (whole_random(random) & most) >> (random() % 63);
    if (std::all_of(weights.begin(), weights.end(), [](std::int64_t weight) { return weight == 0; })) weights[0] = 1;
    const auto shares = divide_by_largest_remainder(sum, weights);
    CAPTURE(sum);
    REQUIRE(std::accumulate(shares.begin(), shares.end(), Wide{0}) == sum);

    const Wide total = std::accumulate(weights.begin(), weights.end(), Wide{0});
    const Wide size = sum < 0 ? -Wide{sum} : Wide{sum};
    const auto remainder = [&](std::size_t i) { return size * weights[i] % total; };
    const auto gain = [&](std::size_t i) {
      return (shares[i] < 0 ? -Wide{shares[i]} : Wide{shares[i]}) - size * weights[i] / total;
    };
    for (std::size_t i = 0; i < weights.size(); ++i) {
      REQUIRE((gain(i) == 0 || gain(i) == 1));
      for (std::size_t j = i + 1; j < weights.size(); ++j) {
        const bool first_goes_before = remainder(i) >= remainder(j);
        REQUIRE((first_goes_before ? gain(i) >= gain(j) : gain(j) >= gain(i)));
      }
    }
  }
}
