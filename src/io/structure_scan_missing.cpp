#include "io/structure_scan.hpp"

namespace warrantor::io {

StructureScan find_vector_scan() noexcept { return nullptr; }

}  // namespace warrantor::io
