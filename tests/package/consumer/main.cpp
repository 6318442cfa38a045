#include <iostream>

#include <warrantor/date.hpp>
#include <warrantor/money.hpp>

int main() {
  const auto currency = *warrantor::Currency::from_code("CNY");
  const auto price = warrantor::Money::parse("5000.00", currency);
  const auto sold = warrantor::Date::parse("2023-02-28");
  if (!price || !sold) return 1;
  const auto period = warrantor::period_of_months(*sold, 12);
  std::cout << price->to_string() << " until " << period.last_day.to_string() << '\n';
  return period.last_day.to_string() == "2024-02-28" ? 0 : 1;
}
