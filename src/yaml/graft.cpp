#include <memory_resource>
#include <new>
#include <utility>

#include "yaml/document.hpp"

namespace warrantor::yaml {

/// Nodes need no destructor, so they go with the arena.
struct Graft::Storage {
  std::pmr::monotonic_buffer_resource arena;
};

Graft::Graft() : storage_(std::make_unique<Storage>()) {}
Graft::Graft(Graft&& other) noexcept = default;
Graft& Graft::operator=(Graft&& other) noexcept = default;
Graft::~Graft() = default;

template <class Child>
const Node& Graft::make(const Node& like, Kind kind, Style style, std::span<const Child> children) {
  auto* const node =
      new (storage_->arena.allocate(sizeof(Node), alignof(Node))) Node(*like.source_, kind, style, like.offset_);
  auto* const kept = static_cast<Child*>(storage_->arena.allocate(children.size() * sizeof(Child) + 1, alignof(Child)));
  for (std::size_t i = 0; i < children.size(); ++i) new (kept + i) Child(children[i]);
  node->children_ = kept;
  node->size_ = static_cast<std::uint32_t>(children.size());
  return *node;
}

const Node& Graft::mapping(const Node& like, std::span<const Entry> entries) {
  return make(like, Kind::mapping, like.style_, entries);
}

const Node& Graft::sequence(const Node& like, std::span<const Node* const> items) {
  return make(like, Kind::sequence, like.style_, items);
}

const Node& Graft::mapping_of(std::string_view key, const Node& value) {
  // The key is written nowhere: it stands where the value begins.
  auto* const word = new (storage_->arena.allocate(sizeof(Node), alignof(Node)))
      Node(*value.source_, Kind::null, Style::plain, value.offset_);
  word->size_ = 1;
  auto* const letters = static_cast<char*>(storage_->arena.allocate(key.size() + 1, 1));
  word->text_ = {letters, key.copy(letters, key.size())};
  const Entry entry{word, &value};
  return make(value, Kind::mapping, Style::block, std::span<const Entry>(&entry, 1));
}

}  // namespace warrantor::yaml
