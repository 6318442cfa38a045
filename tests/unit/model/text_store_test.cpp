#include <doctest/doctest.h>

#include <random>

#include <warrantor/claim.hpp>

using namespace warrantor;

TEST_CASE("kept texts stay as they are while others follow, short and long") {
  std::mt19937 random(3);
  INFO("seed 3");
  TextStore store;
  for (int claim = 0; claim < 20; ++claim) {
    std::vector<std::pair<std::string, std::string_view>> kept;
    for (int i = 0; i < 200; ++i) {
      const std::string text(random() % (i % 50 == 0 ? 10'000 : 60), static_cast<char>('a' + i % 26));
      kept.emplace_back(text, store.keep(text));
    }
    for (const auto& [text, view] : kept) REQUIRE(view == text);
    store.clear();
  }
}

TEST_CASE("a cleared store uses its memory again") {
  TextStore store;
  const char* first = store.keep("one").data();
  store.clear();
  CHECK(store.keep("two").data() == first);
}
