#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "io/date_pattern.hpp"
#include "io/exact_scaling.hpp"

namespace warrantor::io {

/// How a text of another system becomes one that the fact itself would take: nothing of it, a text for a text, a form
/// of dates, or a number's marks and factor. Checked against its fact when the column map is read. Immutable.
struct Conversion {
  using Texts = std::unordered_map<std::string, std::string, TextHash, std::equal_to<>>;

  std::vector<std::string> blanks;       ///< texts that say no more than a blank
  std::vector<std::string> value_order;  ///< the texts that `values` knows, as the map lists them
  Texts values;                          ///< texts of the other system to values of the fact
  bool keeps_other_values = false;       ///< a text that `values` does not know is read as it stands
  std::optional<DatePattern> date;
  std::optional<Scaling> number;

  [[nodiscard]] bool is_blank(std::string_view text) const noexcept;
  /// Whether texts are read as they stand.
  [[nodiscard]] bool is_plain() const noexcept { return values.empty() && !date && !number; }
};

/// The text that the fact takes for a text that is not blank. The fault says what would have been right in the terms of
/// the other system.
[[nodiscard]] Expected<std::string, ValueFault> convert(const Conversion& conversion, const Schema& schema,
                                                        const Fact& fact, std::string_view text);

/// What a text that can be converted looks like, as advice: "write a date as `5.1.2024`". Blank where texts are read as
/// they stand.
[[nodiscard]] std::string form_before(const Conversion& conversion, const Schema& schema, const Fact& fact);

/// What to say where the converted text is not one that the fact takes after all.
[[nodiscard]] ValueFault explain_converted(const Conversion& conversion, std::string_view text,
                                           std::string_view converted, ValueFault fault);

}  // namespace warrantor::io
