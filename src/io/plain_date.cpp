#include "io/plain_date.hpp"

#include <warrantor/date.hpp>

namespace warrantor::io {

const MonthTable& MonthTable::get() {
  static const MonthTable table;
  return table;
}

MonthTable::MonthTable() {
  Date first = *Date::from_ymd(first_year, 1, 1);
  for (Month& month : months_) {
    const Date next = *first.plus_months(1);
    month.day_before = first.days_since_epoch() - 1;
    month.length = static_cast<std::uint32_t>(days_between(first, next));
    first = next;
  }
}

}  // namespace warrantor::io
