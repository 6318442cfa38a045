#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace warrantor::base {

/// How many characters must be put in, left out, changed or swapped with their neighbour to turn one text
/// into the other (Damerau-Levenshtein, each stretch edited once). Counts no further than `limit`: anything
/// beyond is `limit + 1`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Finds the name that a mistyped word was meant to be: within a third of the word's length, at most 3 edits
/// and at least 1, letters of ASCII compared without case. Among equally near names the one that also fits
/// the case better wins, then the one offered first. The names offered must outlive it.
class NearestName {
 public:
  explicit NearestName(std::string_view word);
  void offer(std::string_view name);
  [[nodiscard]] std::optional<std::string_view> best() const noexcept { return best_; }

 private:
  std::string_view word_;
  std::string lower_word_;
  std::size_t limit_;
  std::optional<std::string_view> best_;
  std::size_t best_distance_ = 0;
  std::size_t best_exact_distance_ = 0;
};

/// The nearest of a range of names (anything that converts to a string_view and outlives the answer).
template <class Range>
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word, const Range& names) {
  NearestName search(word);
  for (const auto& name : names) search.offer(name);
  return search.best();
}

/// "did you mean `name`?", or nothing to say.
[[nodiscard]] std::string did_you_mean(const std::optional<std::string_view>& name);

}  // namespace warrantor::base
