#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "io/cell_bytes.hpp"

namespace warrantor::io {

/// A text that stands at many places, or so it is hoped.
class ExpectedText {
 public:
  ExpectedText() = default;
  /// Of a text that is not empty.
  explicit ExpectedText(std::string text) : text_(std::move(text)) {
    const std::size_t missing = text_.size() < 8 ? 8 - text_.size() : 0;
    tail_ = shift_up_bytes(bytes_of(std::string_view(text_)).tail, missing);
    mask_ = shift_up_bytes(~std::uint64_t{0}, missing);
  }

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }

  /// Whether the text stands at a place from which as many bytes can be read, and eight before their end. An empty text
  /// stands nowhere.
  [[nodiscard]] bool stands_at(const char* place) const noexcept {
    std::uint64_t difference = (load<std::uint64_t>(place + size() - 8) & mask_) ^ tail_;
    for (std::size_t at = 0; at + 8 < size(); at += 8) {
      difference |= load<std::uint64_t>(place + at) ^ load<std::uint64_t>(text_.data() + at);
    }
    return difference == 0;
  }

 private:
  std::string text_;
  std::uint64_t tail_ = 1;  ///< the last eight bytes; of a shorter text with zeros before it
  std::uint64_t mask_ = 0;  ///< of those of them that are the text's
};

}  // namespace warrantor::io
