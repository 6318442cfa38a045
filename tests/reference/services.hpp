#pragma once

#include <algorithm>
#include <cstdint>

#include "reference/pools.hpp"

namespace warrantor::reference {

/// For an unknown list of services of rules/zhengzhou-nissan three lists will do: none; every free check and periodic
/// service done; the same without the second check, which only one of the models asks for. The periodic
/// ones are done with and without it.
inline Lists service_lists(const Claim& claim) {
  const Schema& schema = claim.schema();
  const auto service = [](std::int64_t km) {
    return record_of({{"service_km", number_of(Thing::Kind::number, km)}, {"service_authorised", truth(true)}});
  };
  const Value odometer = claim.get(*schema.find_fact("odometer_km"));
  const std::int64_t last_km = std::max<std::int64_t>(70'000, odometer.is_known() ? odometer.as_integer() : 0);
  std::vector<Thing> every{service(1500), service(5000)};
  std::vector<Thing> without_second{service(1500)};
  for (std::int64_t km = 7500; km <= last_km; km += 5000) {
    every.push_back(service(km));
    without_second.push_back(service(km));
  }
  return {{"services", {list_of({}), list_of(every), list_of(without_second)}}};
}

}  // namespace warrantor::reference
