#include "io/checked_value.hpp"

#include <warrantor/vin.hpp>

#include "io/cell_value.hpp"
#include "io/conversion.hpp"

namespace warrantor::io {

namespace {

std::string kind_of(VinFault fault) {
  switch (fault) {
    case VinFault::length:
      return "VINs of a wrong length";
    case VinFault::letter:
      return "VINs with letters that none has";
    case VinFault::check_digit:
      return "VINs with a wrong check digit";
  }
  return {};
}

std::string help_for(VinFault fault) {
  switch (fault) {
    case VinFault::length:
      return "write all 17 characters, without blanks";
    case VinFault::letter:
      return "a 1 may be taken for I, a 0 for O or Q";
    case VinFault::check_digit:
      return "a character may be wrong or swapped: compare it with the vehicle's papers";
  }
  return {};
}

// False where the number is to be rejected.
bool check_vin(const Fact& fact, std::string_view vin, const Place& place, std::vector<Fault>& faults,
               std::vector<Warning>& warnings) {
  const std::optional<VinFault> found = vin_fault(vin);
  if (!found) return true;
  const VinCheck check = *found == VinFault::check_digit ? fact.check_digit : fact.length_and_letters;
  if (check == VinCheck::off) return true;
  Fault fault = fault_at(place, vin, describe_vin_fault(vin, *found), help_for(*found));
  if (check == VinCheck::warn) {
    warnings.push_back({kind_of(*found), std::move(fault)});
    return true;
  }
  faults.push_back(std::move(fault));
  return false;
}

}  // namespace

namespace {

// What a column map makes of a text is read as if it stood in the file; messages name what does stand there.
std::optional<Value> read_converted(const Schema& schema, const Fact& fact, std::string_view text, const Place& place,
                                    TextStore& texts, std::vector<Fault>& faults, std::vector<Warning>& warnings) {
  const auto fail = [&](ValueFault fault) {
    faults.push_back(fault_at(place, text, std::move(fault.message), std::move(fault.help)));
    return std::nullopt;
  };
  auto converted = convert(*place.conversion, schema, fact, text);
  if (!converted) return fail(std::move(converted.error()));
  auto cell = parse_cell(schema, fact, *converted, texts);
  if (!cell) return fail(explain_converted(*place.conversion, text, *converted, std::move(cell.error())));
  if (fact.type == ValueType::vin && !check_vin(fact, cell->value.as_text(), place, faults, warnings)) {
    return std::nullopt;
  }
  return cell->value;
}

}  // namespace

std::optional<Value> read_value(const Schema& schema, const Fact& fact, std::string_view text, const Place& place,
                                TextStore& texts, std::vector<Fault>& faults, std::vector<Warning>& warnings) {
  if (place.conversion != nullptr) return read_converted(schema, fact, text, place, texts, faults, warnings);
  Expected<CellValue, ValueFault> cell = parse_cell(schema, fact, text, texts);
  if (!cell) {
    faults.push_back(fault_at(place, text, std::move(cell.error().message), std::move(cell.error().help)));
    return std::nullopt;
  }
  if (fact.type == ValueType::vin && !check_vin(fact, cell->value.as_text(), place, faults, warnings)) {
    return std::nullopt;
  }
  if (cell->oddity) {
    CellValue::Oddity& oddity = *cell->oddity;
    warnings.push_back(
        {std::move(oddity.kind), fault_at(place, text, std::move(oddity.message), std::move(oddity.help))});
  }
  return cell->value;
}

}  // namespace warrantor::io
