#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

namespace warrantor::base {

/// A vector that keeps its first few items in itself, so that the many short lists of a decision need no memory of
/// their own. For small items that have a cheap default value.
template <class Item, std::size_t Few>
class SmallVector {
 public:
  using value_type = Item;

  SmallVector() = default;
  SmallVector(std::size_t count, const Item& item) { assign(count, item); }
  ~SmallVector() = default;
  SmallVector(const SmallVector&) = default;
  SmallVector& operator=(const SmallVector&) = default;
  SmallVector(SmallVector&& other) noexcept
      : few_(std::move(other.few_)), many_(std::move(other.many_)), size_(std::exchange(other.size_, 0)) {}
  SmallVector& operator=(SmallVector&& other) noexcept {
    few_ = std::move(other.few_);
    many_ = std::move(other.many_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  [[nodiscard]] Item* data() noexcept { return size_ > Few ? many_.data() : few_.data(); }
  [[nodiscard]] const Item* data() const noexcept { return size_ > Few ? many_.data() : few_.data(); }
  [[nodiscard]] Item* begin() noexcept { return data(); }
  [[nodiscard]] Item* end() noexcept { return data() + size_; }
  [[nodiscard]] const Item* begin() const noexcept { return data(); }
  [[nodiscard]] const Item* end() const noexcept { return data() + size_; }
  [[nodiscard]] Item& operator[](std::size_t index) noexcept { return data()[index]; }
  [[nodiscard]] const Item& operator[](std::size_t index) const noexcept { return data()[index]; }
  [[nodiscard]] Item& front() noexcept { return *data(); }
  [[nodiscard]] const Item& front() const noexcept { return *data(); }
  [[nodiscard]] Item& back() noexcept { return data()[size_ - 1]; }
  [[nodiscard]] const Item& back() const noexcept { return data()[size_ - 1]; }

  void push_back(Item item) {
    if (size_ < Few) {
      few_[size_] = std::move(item);
    } else {
      if (size_ == Few) many_.assign(few_.begin(), few_.end());
      many_.push_back(std::move(item));
    }
    ++size_;
  }
  void assign(std::size_t count, const Item& item) {
    if (count > Few) {
      many_.assign(count, item);
    } else {
      std::fill_n(few_.begin(), count, item);
    }
    size_ = count;
  }
  void clear() noexcept { size_ = 0; }

  friend bool operator==(const SmallVector& left, const SmallVector& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }

 private:
  std::array<Item, Few> few_{};
  std::vector<Item> many_;  ///< all of them, once they are more than a few
  std::size_t size_ = 0;
};

}  // namespace warrantor::base
