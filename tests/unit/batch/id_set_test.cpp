#include "batch/id_set.hpp"

#include <functional>
#include <random>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "support/scale.hpp"

using namespace warrantor::batch;

namespace {

/// A set and what makes its keys.
struct Ids {
  IdKeys keys;
  IdSet set;
  bool insert(const std::string& id) { return set.insert(keys.key_of(id)); }
};

using Maker = std::function<std::string(std::uint64_t)>;

// How many of so many ids are not told from those before as a set of their texts would.
std::size_t count_mistakes(const Maker& id, std::size_t count) {
  Ids ids;
  std::set<std::string> texts;
  std::size_t mistakes = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::string text = id(i);
    if (ids.insert(text) != texts.insert(text).second) ++mistakes;
  }
  CHECK(ids.set.size() == texts.size());
  return mistakes;
}

double bytes_an_id(const Maker& id, std::size_t count) {
  Ids ids;
  for (std::uint64_t i = 0; i < count; ++i) ids.insert(id(i));
  return static_cast<double>(ids.set.peak_bytes()) / static_cast<double>(ids.set.size());
}

}  // namespace

TEST_CASE("ids are told apart by every character, and by how many zeros their numbers begin with") {
  Ids ids;
  for (const char* const id : {"", "1", "12", "123", "0123", "00123", "A123", "A0123", "A-123", "A12", "A123B", "123 ",
                               "A124", "B123", "é123", "A1234"}) {
    CAPTURE(id);
    CHECK(ids.insert(id));
    CHECK_FALSE(ids.insert(id));
  }
}

TEST_CASE("ids of every kind are new once, in whatever order they come") {
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  const auto count = static_cast<std::size_t>(warrantor::test::scaled(60'000));
  const auto number = [](const char* prefix, std::uint64_t value) { return prefix + std::to_string(value); };
  CHECK(count_mistakes([&](std::uint64_t i) { return number("C", i); }, count) == 0);
  CHECK(count_mistakes([&](std::uint64_t i) { return number("C", 10'000'000 - i); }, count) == 0);
  CHECK(count_mistakes([&](std::uint64_t i) { return number(i % 2 == 0 ? "A" : "B", 1000 + i / 3); }, count) == 0);
  CHECK(count_mistakes([&](std::uint64_t) { return number("", random() % count); }, count) == 0);
  CHECK(count_mistakes([&](std::uint64_t) { return number("", random() % (50 * count)); }, count) == 0);
  CHECK(count_mistakes([&](std::uint64_t) { return number("x", random() % count) + 'x'; }, count) == 0);
  const auto mixed = [&](std::uint64_t i) {
    return random() % 3 == 0 ? number("", random() % (20 * count)) : number("", i / 2);
  };
  CHECK(count_mistakes(mixed, count) == 0);
}

TEST_CASE("a series of ids takes less than a byte each, and no ids more than 16") {
  std::mt19937_64 random(7);
  constexpr std::size_t count = 300'000;
  CHECK(bytes_an_id([](std::uint64_t i) { return "C" + std::to_string(100'000'000 + i); }, count) < 1);
  CHECK(bytes_an_id([&](std::uint64_t) { return std::to_string(random() % count); }, count) < 4);
  CHECK(bytes_an_id([](std::uint64_t i) { return std::to_string(i * 1000); }, count) < 16.1);
  CHECK(bytes_an_id([&](std::uint64_t) { return std::to_string(random()); }, count) < 16.1);
  CHECK(bytes_an_id([](std::uint64_t i) { return std::to_string(i) + 'x'; }, count) < 16.1);
}
