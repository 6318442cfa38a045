#pragma once

#include <span>
#include <string_view>

namespace warrantor::io {

/// A sentence about a file of claims in both languages: `{}` stands for a value, or for a sentence within it, and
/// `{0}`,
/// `{1}` … for the same in the order of the English.
struct Sentence {
  std::string_view english;
  std::string_view chinese;
};

/// The first that fits a sentence is meant: the longer ones come before those that they begin with.
[[nodiscard]] std::span<const Sentence> chinese_sentences() noexcept;

}  // namespace warrantor::io
