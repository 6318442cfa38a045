#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include <warrantor/claim.hpp>
#include <warrantor/value.hpp>

namespace warrantor::expr {

/// Texts that functions make; they stay where they are for as long as the evaluator that keeps them, or whoever shares
/// them with it, lives.
class MadeTexts {
 public:
  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (texts_ == nullptr) texts_ = std::make_shared<TextStore>();
    return texts_->keep(text);
  }
  /// Null where none were made.
  [[nodiscard]] std::shared_ptr<const TextStore> share() const { return texts_; }

 private:
  std::shared_ptr<TextStore> texts_;
};

/// A function of known values: arguments that are not known never reach it. What it gives may be undefined.
using Function = Value (*)(std::span<const Value> arguments, MadeTexts& texts);

/// The functions that Op::call stands for, by its index.
[[nodiscard]] Function built_in(std::uint32_t index);

}  // namespace warrantor::expr
