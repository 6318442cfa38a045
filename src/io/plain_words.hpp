#pragma once

#include <string_view>

#include <warrantor/schema.hpp>

#include "io/plain_value.hpp"
#include "io/word_table.hpp"

namespace warrantor::io {

/// Words of a list: the names and labels of an enumeration, the words for true and false. Must not outlive its schema.
class PlainWords {
 public:
  PlainWords(const Schema& schema, const Fact& fact);

  [[nodiscard]] PlainValue read(std::string_view cell) const noexcept { return words_.find(cell); }
  [[nodiscard]] PlainValue read(InnerCell cell) const noexcept { return words_.find(cell); }

 private:
  WordTable words_;  ///< a blank is a word, too, where it is allowed
};

}  // namespace warrantor::io
