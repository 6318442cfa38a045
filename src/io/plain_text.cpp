#include "io/plain_text.hpp"

#include "io/cell_text.hpp"

namespace warrantor::io::plain_text {

bool is_plain_at_second_sight(std::string_view text) noexcept {
  return !text.starts_with('#') && !looks_shortened(text) && tidy_cell(text).size() == text.size();
}

}  // namespace warrantor::io::plain_text
