#pragma once

#include <cstddef>
#include <unordered_map>

#include "base/fingerprint.hpp"
#include "engine/findings.hpp"

namespace warrantor::engine {

/// What many cases of one line came to, for lines that go on alike: those that have the same truths and amounts, and
/// leave the same open, hanging in the same way on the same facts. Makes no difference to any decision but how soon it
/// is there. Of one policy, for one thread at a time.
class CaseMemory {
 public:
  /// Lines of fewer cases are not kept: they are decided as fast.
  explicit CaseMemory(std::size_t fewest_cases = 20) noexcept : fewest_cases_(fewest_cases) {}

  /// Null where no such line was kept.
  [[nodiscard]] const Findings* find(const base::Fingerprint& likeness) const;
  void keep(const base::Fingerprint& likeness, std::size_t cases, const Findings& findings);
  [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }

 private:
  // A line has some kilobytes; files with more sorts of lines than this begin anew.
  static constexpr std::size_t most_lines = 1'000;

  struct Hash {
    std::size_t operator()(const base::Fingerprint& sum) const noexcept { return static_cast<std::size_t>(sum.low); }
  };
  std::size_t fewest_cases_;
  std::unordered_map<base::Fingerprint, Findings, Hash> lines_;
};

}  // namespace warrantor::engine
