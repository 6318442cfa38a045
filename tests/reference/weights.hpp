#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/case.hpp"

namespace warrantor::reference {

/// How much each party bears of a portion, beside the others.
using Weights = std::vector<std::int64_t>;

[[nodiscard]] Weights all_to(const Book& book, const std::string& party);
/// By figures or by names, reduced; of weights that divide nothing none is left.
[[nodiscard]] Weights weights_of(Case& one, const rules::BearsSyntax& bears);
[[nodiscard]] std::int64_t sum_of(const Weights& weights);

}  // namespace warrantor::reference
