#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/thing.hpp"

namespace warrantor::reference {

/// A function of single values, or of lists of them, by its name in FEEL; nothing where it is none of these. An
/// argument that is none or undefined makes the result undefined, and so does a mistake such as a place that a list
/// does not have.
[[nodiscard]] std::optional<Thing> function_of_values(const std::string& name, const std::vector<Thing>& arguments,
                                                      std::int64_t scale);
[[nodiscard]] std::optional<Thing> function_of_lists(const std::string& name, const std::vector<Thing>& arguments,
                                                     std::int64_t scale);

/// `date.year` and the like.
[[nodiscard]] Thing property_of(const Thing& thing, const std::string& name);
/// From 1, or from the end where it is negative.
[[nodiscard]] Thing entry_at(const Thing& list, const Thing& place, std::int64_t scale);
/// A duration as FEEL writes it: `P1Y6M`, `-P10D`.
[[nodiscard]] Thing duration_of(const std::string& text);

}  // namespace warrantor::reference
