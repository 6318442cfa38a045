#include <doctest/doctest.h>

#include <warrantor/vin.hpp>

using namespace warrantor;

TEST_CASE("sound numbers have no fault") {
  for (const char* vin : {"1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715", "1HGCM82633A004352"}) {
    CAPTURE(vin);
    CHECK_FALSE(vin_fault(vin));
    CHECK(vin_check_digit(vin) == vin[8]);
  }
}

TEST_CASE("the first fault is named: length, then letters, then check digit") {
  CHECK(vin_fault("") == VinFault::length);
  CHECK(vin_fault("1M8GDM9AXKP04278") == VinFault::length);
  CHECK(vin_fault("1M8GDM9AXKP0427889") == VinFault::length);
  CHECK(vin_fault("IM8GDM9AXKP04278") == VinFault::length);
  for (const char* vin : {"IM8GDM9AXKP042788", "1M8GDM9AXKP04278O", "1M8GDM9AXKQ042788", "1m8GDM9AXKP042788",
                          "1M8GDM9A-KP042788", "1M8GDM9A KP042788"}) {
    CAPTURE(vin);
    CHECK(vin_fault(vin) == VinFault::letter);
    CHECK_FALSE(vin_check_digit(vin));
  }
  CHECK(vin_fault("1M8GDM9A0KP042788") == VinFault::check_digit);
}

TEST_CASE("any one changed digit is noticed, but for those that count alike") {
  const std::string sound = "11111111111111111";
  for (std::size_t place = 0; place < sound.size(); ++place) {
    std::string changed = sound;
    changed[place] = '2';
    CAPTURE(place);
    CHECK(vin_fault(changed) == VinFault::check_digit);
  }
  CHECK_FALSE(vin_fault("A1111111111111111"));  // A counts as 1
}

TEST_CASE("a fault is described with what would have been right") {
  CHECK(describe_vin_fault("ABC", VinFault::length) ==
        "the vehicle identification number `ABC` has 3 characters instead of 17");
  CHECK(describe_vin_fault("A", VinFault::length) ==
        "the vehicle identification number `A` has 1 character instead of 17");
  CHECK(describe_vin_fault("1M8GDM9AXKP04278O", VinFault::letter) ==
        "character 17 of the vehicle identification number `1M8GDM9AXKP04278O` is none of 0-9 and A-Z "
        "without I, O and Q");
  CHECK(describe_vin_fault("1M8GDM9A0KP042788", VinFault::check_digit) ==
        "the vehicle identification number `1M8GDM9A0KP042788` has the check digit `0` where the other "
        "characters give "
        "`X`");
}
