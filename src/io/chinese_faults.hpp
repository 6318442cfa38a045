#pragma once

#include <string>
#include <string_view>

#include "io/fault.hpp"

namespace warrantor::io {

/// The Chinese of what is wrong in files of claims. All of it is written in English where it is found; the table beside
/// the source has both, side by side, so that readers work alike whatever the language. A sentence that the table does
/// not have stays as it is, as does one that is Chinese already.
[[nodiscard]] std::string in_chinese(std::string_view sentence);

/// Message and help of a fault; other languages than `zh` leave it as it is.
[[nodiscard]] Fault in_language(Fault fault, std::string_view language);

}  // namespace warrantor::io
