#include "io/json_marks.hpp"

namespace warrantor::io {

QuoteScan find_vector_quote_scan() noexcept { return nullptr; }

}  // namespace warrantor::io
