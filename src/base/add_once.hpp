#pragma once

#include <algorithm>

namespace warrantor::base {

/// Adds an item behind the others unless it is among them. For lists so short that going through them is nothing.
template <class Items>
void add_once(Items& items, const typename Items::value_type& item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
}

}  // namespace warrantor::base
