#pragma once

#include <string>
#include <vector>

#include "house/source_text.hpp"

namespace warrantor::house {

/// Where the files under include/ and src/ include what they must not, one line each: `src/model/a.cpp:3: …`.
///
/// Rooms include from the rooms before them; yaml and expr stand side by side and do not know each other. A
/// public header belongs to the first room that has a .cpp file of its name, else to the model, and includes
/// public headers and the standard library only. Only the yaml room knows yaml-cpp. No file includes itself
/// by way of others.
[[nodiscard]] std::vector<std::string> include_faults(const std::vector<SourceFile>& files);

}  // namespace warrantor::house
