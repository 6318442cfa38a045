#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/policy.hpp>

namespace warrantor {

namespace engine {
class GrantedLines;
}

/// What is known of earlier claims: the keys of `once_per` rules that were granted, at most 16 bytes each, and the
/// records of the lists that the rule set fills from earlier claims, which stay in memory. Reading it from many threads
/// is safe while nobody writes.
class History {
 public:
  History();
  ~History();
  History(History&&) noexcept;
  History& operator=(History&&) noexcept;

  /// Notes what the decision granted, so that later claims see it used. Among its own lines adjudicate() has
  /// counted it already, so note a claim after all of them are decided. Rejected and open lines grant nothing. A claim
  /// that was noted before under the same claim_id is replaced in the lists of earlier claims; a rejected one is not
  /// noted.
  void note(const Policy& policy, const Claim& claim, const Decision& decision);

  [[nodiscard]] std::size_t size() const noexcept;  ///< granted keys

  struct Data;
  [[nodiscard]] const Data& data() const noexcept { return *data_; }  ///< for the library's own use

 private:
  friend class engine::GrantedLines;  // lines of one claim count for those behind them as earlier claims do
  std::unique_ptr<Data> data_;
};

/// Decides every line of a claim. No I/O, no clock, no exceptions (running out of memory ends the program), safe from
/// any number of threads as long as each has its own claim. The claim must be of this policy.
///
///     Decision decision = warrantor::adjudicate(policy, claim);
///     for (const Reason& reason : decision.lines[0].reasons) std::cout << reason.rule->id << '\n';
///
/// A claim without lines is decided as one of a single line that states nothing of its own.
[[nodiscard]] Decision adjudicate(const Policy& policy, const Claim& claim, const History& history) noexcept;
[[nodiscard]] Decision adjudicate(const Policy& policy, const Claim& claim) noexcept;

/// How much an explanation tells.
enum class Detail : std::uint8_t {
  brief,  ///< what a clerk reads out on the telephone: what was decided, who pays, why, covered until when, what to do
  full    ///< the whole trace: every rule and what it saw, with ids
};

/// Why, and why not, as plain text of several lines in English (`en`) or Chinese (`zh`). In full: the coverage row, its
/// last day and how it was counted, by how much each limit is kept or passed, every exclusion and what it saw, who
/// bears each portion and why, the steps. What the claim states as a text stands in it without control characters.
[[nodiscard]] std::string explain(const Policy& policy, const Claim& claim, const History& history,
                                  std::string_view language, Detail detail = Detail::brief);

}  // namespace warrantor
