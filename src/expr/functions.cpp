#include "expr/functions.hpp"

#include <cassert>

namespace warrantor::expr {

Function built_in(std::uint32_t /*index*/) {
  assert(false && "there are no built-in functions yet");
  return nullptr;
}

}  // namespace warrantor::expr
