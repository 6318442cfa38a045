#pragma once

#include <memory_resource>
#include <string>
#include <utility>

#include "yaml/document.hpp"
#include "yaml/source.hpp"

namespace warrantor::yaml {

/// What a Document stands on. Nodes need no destructor, so they go with the arena.
struct Document::Storage {
  Storage(std::string file, std::string bytes) : source(std::move(file), std::move(bytes)) {}

  Source source;
  std::pmr::monotonic_buffer_resource arena;
  const Node* root = nullptr;
};

}  // namespace warrantor::yaml
