#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace warrantor::io {

/// By which key each object of a text states a fact, so that two spellings of one key are noticed. The keys must stay
/// where they are while the object is read. For one thread at a time.
class SaidKeys {
 public:
  explicit SaidKeys(std::size_t slots) : slots_(slots) {}

  /// A number for an object, which no other has.
  [[nodiscard]] std::uint64_t begin_object() noexcept { return ++objects_; }

  /// Notes that a key of an object says what belongs to a slot; the other key of the object that has said it already.
  std::optional<std::string_view> say(std::size_t slot, std::uint64_t object, std::string_view key) {
    Said& said = slots_[slot];
    if (said.object == object && said.key != key) return said.key;
    said = {object, key};
    return std::nullopt;
  }

 private:
  struct Said {
    std::uint64_t object = 0;  ///< 0: none
    std::string_view key;
  };

  std::vector<Said> slots_;
  std::uint64_t objects_ = 0;
};

}  // namespace warrantor::io
