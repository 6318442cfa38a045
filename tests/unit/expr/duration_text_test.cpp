#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "expr/duration_text.hpp"

using namespace warrantor::expr;

namespace {

/// `26 months`, `10 days`, `none`, `part of a day`.
std::string read(std::string_view text) {
  const DurationRead duration = read_duration(text);
  switch (duration.kind) {
    case DurationKind::months:
      return std::to_string(duration.count) + " months";
    case DurationKind::days:
      return std::to_string(duration.count) + " days";
    case DurationKind::part_of_a_day:
      return "part of a day";
    case DurationKind::none:
      break;
  }
  return "none";
}

}  // namespace

TEST_CASE("durations of years and months are read as months") {
  CHECK(read("P26M") == "26 months");
  CHECK(read("P2Y") == "24 months");
  CHECK(read("P1Y6M") == "18 months");
  CHECK(read("-P1Y6M") == "-18 months");
  CHECK(read("P0M") == "0 months");
  CHECK(read("-P0Y") == "0 months");
  CHECK(read("P999999999M") == "999999999 months");
  CHECK(read("P99999999Y") == "1199999988 months");
}

TEST_CASE("durations of days and time are read as days where they are whole ones") {
  CHECK(read("P10D") == "10 days");
  CHECK(read("-P1D") == "-1 days");
  CHECK(read("P0D") == "0 days");
  CHECK(read("PT0S") == "0 days");
  CHECK(read("PT24H") == "1 days");
  CHECK(read("P1DT24H") == "2 days");
  CHECK(read("-PT48H") == "-2 days");
  CHECK(read("PT1440M") == "1 days");
  CHECK(read("PT23H59M60S") == "1 days");
  CHECK(read("PT86400.000S") == "1 days");
  CHECK(read("PT1H") == "part of a day");
  CHECK(read("P1DT12H") == "part of a day");
  CHECK(read("PT0.5S") == "part of a day");
}

TEST_CASE("what is no duration is not read as one") {
  for (const char* text : {"",
                           "P",
                           "-P",
                           "1Y",
                           "P1H",
                           "PT",
                           "P1DT",
                           "P1Y1D",
                           "P1M1Y",
                           "P1D1D",
                           "PT1D",
                           "PT1Y",
                           "P1.5D",
                           "P1.5Y",
                           "PT1.S",
                           "P-1D",
                           "+P1D",
                           "P 1D",
                           "p1d",
                           "2012T-12-2511:00:00Z",
                           "PT1HT1M",
                           "P1",
                           "P99999999999999999999D",
                           "P9223372036854775807Y",
                           "P9223372036854775807D"}) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("a duration is written with its largest units first") {
  CHECK(months_to_text(26) == "P2Y2M");
  CHECK(months_to_text(100) == "P8Y4M");
  CHECK(months_to_text(999'999'999) == "P83333333Y3M");
  CHECK(months_to_text(-20) == "-P1Y8M");
  CHECK(months_to_text(12) == "P1Y");
  CHECK(months_to_text(0) == "P0M");
  CHECK(days_to_text(10) == "P10D");
  CHECK(days_to_text(-1) == "-P1D");
  CHECK(days_to_text(0) == "PT0S");
  CHECK(days_to_text(std::numeric_limits<std::int64_t>::min()) == "-P9223372036854775808D");
}
