#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "expr/pattern.hpp"
#include "support/scale.hpp"

// Patterns against a matcher that tries all there is to try, one after the other.
namespace warrantor::expr {
namespace {

constexpr std::uint32_t seed = 20240711;

using Groups = std::vector<std::optional<std::pair<std::size_t, std::size_t>>>;
using Go = std::function<bool(std::size_t, Groups&)>;

/// A pattern that knows how it is written and how it matches: it calls on with each place at which it may end, the one
/// that it likes best first, until that returns true.
struct Tried {
  std::string text;
  bool takes_a_character = false;  ///< always
  std::function<bool(const std::string&, std::size_t, Groups&, const Go&)> match;
};
using Part = std::shared_ptr<const Tried>;

class Maker {
 public:
  explicit Maker(std::mt19937& random) : random_(random) {}

  Part choices(int depth) {
    Part first = sequence(depth);
    if (depth == 0 || below(3) > 0) return first;
    Part second = sequence(depth);
    return made(first->text + '|' + second->text, first->takes_a_character && second->takes_a_character,
                [=](const std::string& text, std::size_t from, Groups& groups, const Go& go) {
                  return first->match(text, from, groups, go) || second->match(text, from, groups, go);
                });
  }
  [[nodiscard]] std::size_t groups() const { return groups_; }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  static Part made(std::string text, bool takes, decltype(Tried::match) match) {
    return std::make_shared<const Tried>(Tried{std::move(text), takes, std::move(match)});
  }

  Part sequence(int depth) {
    Part all = repeated(depth);
    for (std::uint32_t more = below(3); more > 0; --more) {
      Part next = repeated(depth);
      all = made(all->text + next->text, all->takes_a_character || next->takes_a_character,
                 [all, next](const std::string& text, std::size_t from, Groups& groups, const Go& go) {
                   return all->match(text, from, groups, [&](std::size_t place, Groups& so_far) {
                     return next->match(text, place, so_far, go);
                   });
                 });
    }
    return all;
  }

  Part repeated(int depth) {
    Part part = atom(depth);
    if (!part->takes_a_character || below(2) == 0) return part;
    struct Times {
      const char* text;
      std::size_t least;
      std::size_t most;
    };
    constexpr std::size_t any = 1000;
    static constexpr Times kinds[]{{"*", 0, any},   {"+", 1, any},    {"?", 0, 1},   {"{2}", 2, 2},
                                   {"{1,2}", 1, 2}, {"{2,}", 2, any}, {"{0}", 0, 0}, {"{0,2}", 0, 2}};
    const Times times = kinds[below(8)];
    const bool is_reluctant = below(3) == 0;
    return made(part->text + times.text + (is_reluctant ? "?" : ""), times.least > 0,
                [=](const std::string& text, std::size_t from, Groups& groups, const Go& go) {
                  return repeat(*part, times.least, times.most, is_reluctant, text, from, groups, go);
                });
  }

  static bool repeat(const Tried& part, std::size_t least, std::size_t most, bool is_reluctant, const std::string& text,
                     std::size_t from, Groups& groups, const Go& go) {
    const auto once_more = [&] {
      return most > 0 && part.match(text, from, groups, [&](std::size_t place, Groups& so_far) {
        return repeat(part, least > 0 ? least - 1 : 0, most - 1, is_reluctant, text, place, so_far, go);
      });
    };
    if (least > 0) return once_more();
    return is_reluctant ? go(from, groups) || once_more() : once_more() || go(from, groups);
  }

  Part atom(int depth) {
    switch (below(depth > 0 ? 12 : 9)) {
      case 0:
        return anchor("^", [](const std::string&, std::size_t place) { return place == 0; });
      case 1:
        return anchor("$", [](const std::string& text, std::size_t place) { return place == text.size(); });
      case 2:
        return one(".", [](char c) { return c != '\n'; });
      case 3:
        return one("[^a]", [](char c) { return c != 'a'; });
      case 4:
        return one("[ab]", [](char c) { return c == 'a' || c == 'b'; });
      case 5:
        return one("[\\w-[b]]", [](char c) { return c == 'a' || c == '+'; });
      case 6:
        return one("\\s", [](char c) { return c == '\n'; });
      case 7:
        return one("\\+", [](char c) { return c == '+'; });
      case 8:
        return one(below(2) == 0 ? "a" : "b", nullptr);
      default:
        return group(depth - 1);
    }
  }

  static Part anchor(const char* text, std::function<bool(const std::string&, std::size_t)> holds) {
    return made(text, false, [holds](const std::string& whole, std::size_t from, Groups& groups, const Go& go) {
      return holds(whole, from) && go(from, groups);
    });
  }

  static Part one(std::string text, std::function<bool(char)> fits) {
    if (!fits) fits = [c = text[0]](char other) { return other == c; };
    if (text == "[\\w-[b]]") text = "[a\\+b-[b]]";
    return made(text, true, [fits](const std::string& whole, std::size_t from, Groups& groups, const Go& go) {
      return from < whole.size() && fits(whole[from]) && go(from + 1, groups);
    });
  }

  Part group(int depth) {
    if (below(3) == 0) {
      Part inner = choices(depth);
      return made("(?:" + inner->text + ')', inner->takes_a_character, inner->match);
    }
    const std::size_t number = ++groups_;
    Part inner = choices(depth);
    return made('(' + inner->text + ')', inner->takes_a_character,
                [=](const std::string& text, std::size_t from, Groups& groups, const Go& go) {
                  return inner->match(text, from, groups, [&](std::size_t place, Groups& so_far) {
                    const auto before = so_far[number];
                    so_far[number] = std::pair(from, place);
                    if (go(place, so_far)) return true;
                    so_far[number] = before;
                    return false;
                  });
                });
  }

  std::mt19937& random_;
  std::size_t groups_ = 0;
};

/// The first match and its groups, as `[begin,end)` each; `none`.
std::string tried(const Tried& pattern, std::size_t groups, const std::string& text) {
  for (std::size_t from = 0; from <= text.size(); ++from) {
    Groups found(groups + 1);
    const bool is_there = pattern.match(text, from, found, [&](std::size_t place, Groups& so_far) {
      so_far[0] = std::pair(from, place);
      return true;
    });
    if (!is_there) continue;
    std::string parts;
    for (const auto& part : found)
      parts += '<' + (part ? text.substr(part->first, part->second - part->first) : "") + '>';
    return std::to_string(from) + parts;
  }
  return "none";
}

std::string found(const Pattern& pattern, const std::string& text) {
  std::vector<std::string_view> parts(pattern.groups() + 1);
  if (!PatternSearch(pattern, text).next(parts)) return "none";
  std::string all = std::to_string(parts[0].data() - text.data());
  for (const std::string_view part : parts) all += '<' + std::string(part) + '>';
  return all;
}

}  // namespace

TEST_CASE("a pattern matches what trying everything finds") {
  if (!TextMatcher::is_available()) {
    MESSAGE("built without RE2: patterns with special characters are not tested");
    return;
  }
  std::mt19937 random(seed);
  const int rounds = test::scaled(3000);
  int matched = 0;
  for (int round = 0; round < rounds; ++round) {
    Maker maker(random);
    const Part part = maker.choices(2);
    CAPTURE(seed);
    CAPTURE(part->text);
    const auto pattern = Pattern::compile(part->text, {});
    REQUIRE(pattern.has_value());
    REQUIRE(pattern->groups() == maker.groups());
    REQUIRE(Pattern::compile(part->text, {}, true).has_value() == (tried(*part, maker.groups(), "") == "none"));
    for (int i = 0; i < 12; ++i) {
      std::string text;
      for (auto length = random() % 7; length > 0; --length) text += "aab+\n"[random() % 5];
      CAPTURE(text);
      const std::string expected = tried(*part, maker.groups(), text);
      REQUIRE(found(*pattern, text) == expected);
      matched += expected == "none" ? 0 : 1;
    }
  }
  CHECK(matched > rounds);
}

}  // namespace warrantor::expr
