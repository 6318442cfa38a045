#pragma once

#include <string>

namespace warrantor::io {

/// What an error number of the system means, in a few lower-case words; the same on every machine and in
/// every locale.
[[nodiscard]] std::string describe_system_error(int number);

}  // namespace warrantor::io
