#include "engine/case_memory.hpp"

namespace warrantor::engine {

const Findings* CaseMemory::find(const base::Fingerprint& likeness) const {
  const auto found = lines_.find(likeness);
  return found == lines_.end() ? nullptr : &found->second;
}

void CaseMemory::keep(const base::Fingerprint& likeness, std::size_t cases, const Findings& findings) {
  if (cases < fewest_cases_) return;
  if (lines_.size() >= most_lines) lines_.clear();
  lines_.try_emplace(likeness, findings);
}

}  // namespace warrantor::engine
