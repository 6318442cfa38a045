#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "engine/claim_view.hpp"

namespace warrantor::engine {

/// What is asked of all cases of a claim: whether it is granted something, or what a value comes to.
struct ClaimQuestion {
  std::vector<bool> wanted;          ///< the grants that the answer hangs on, by the first version of each
  std::vector<std::size_t> assumed;  ///< those of them that conditions of lines ask for
  std::vector<expr::NodeId> values;  ///< that it hangs on
  /// What it comes to in a case; nothing where the case has no such value.
  std::function<std::optional<Value>(const ClaimCase& here)> answer;
  std::optional<Value> expected;  ///< the answer that all cases must have; nothing: that of the first of them
};

/// What all cases have in common.
struct ClaimAnswer {
  Value common;           ///< unknown where it is not the same in all, or cannot be told
  bool differs = false;   ///< in some case it is another
  bool any_case = false;  ///< some case is not rejected
};

/// Tries the open facts that one question hangs on, and no others.
///
/// Facts of the claim are tried first, for all lines at once. What is left are facts of single lines, and what one line
/// states says nothing of another: each line by itself comes to some sets of grants, and the claim to any choice among
/// them. Where a line may ask whether the claim is granted something, both are assumed in turn, and what is granted
/// then must agree. Facts that only rules of validity hang on are tried where an answer would be a new one, to see
/// whether there is such a case.
class ClaimSearch {
 public:
  ClaimSearch(const policy::Program& program, ClaimView& view, const ClaimQuestion& question)
      : program_(program), view_(view), question_(question) {}

  [[nodiscard]] ClaimAnswer find();

 private:
  using Codes = std::vector<std::int8_t>;  ///< truths by grant
  using Sets = std::map<Codes, bool>;      ///< sets of grants, and whether there may be no case of each
  struct Found {
    std::optional<Value> answer;
    bool is_doubtful = false;  ///< there may be no such case
  };
  struct OpenFacts {
    std::vector<FactId> of_answer;
    std::vector<FactId> of_validity;
  };
  enum class Stands : std::uint8_t { no, maybe, yes };

  void explore();
  void explore(const ClaimView::Choice& choice);
  void explore_doubtful(const ClaimView::Choice& choice);
  [[nodiscard]] OpenFacts open_facts(const ClaimCase& here);
  [[nodiscard]] std::vector<Found> cases_of_lines(const ClaimCase& here);
  void add_cases(const ClaimCase& here, const ClaimCase::Truths& assumed, std::vector<Found>& found);
  [[nodiscard]] bool agrees(const ClaimCase& found, const ClaimCase& here, const ClaimCase::Truths& assumed) const;
  void explore_line(std::size_t line, Sets& sets);
  [[nodiscard]] Stands line_stands();
  [[nodiscard]] static Sets join(const Sets& left, const Sets& right);
  [[nodiscard]] bool is_new(const Found& found) const;
  void fold(const Found& found);
  [[nodiscard]] bool is_done() const noexcept { return gave_up_ || is_uncertain_ || differs_; }
  void count();

  // Times that a claim or a line is looked at, sets of grants that its lines come to, and grants that are assumed;
  // beyond, the answer is not told.
  static constexpr std::size_t most_cases = 20'000;
  static constexpr std::size_t most_sets = 2'000;
  static constexpr std::size_t most_assumed = 6;

  const policy::Program& program_;
  ClaimView& view_;
  const ClaimQuestion& question_;
  std::optional<Value> common_;
  bool common_is_doubtful_ = false;
  bool any_case_ = false;
  bool differs_ = false;
  bool is_uncertain_ = false;  ///< in some case that cannot be tried on, or that may be none
  bool gave_up_ = false;
  Stands enough_ = Stands::yes;  ///< to look no further whether there is a case: less while facts of the claim are open
  std::size_t cases_ = 0;
};

}  // namespace warrantor::engine
