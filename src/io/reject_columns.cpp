#include "io/reject_columns.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace warrantor::io {

bool is_reject_column(std::string_view name) noexcept {
  return std::any_of(reject_columns.begin(), reject_columns.end(),
                     [&](std::string_view known) { return base::equal_ignoring_case(name, known); });
}

}  // namespace warrantor::io
