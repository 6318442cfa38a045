#pragma once

#include <optional>
#include <vector>

#include <warrantor/adjudicate.hpp>
#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>

#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor::engine {

/// Of a figure that the lines of a claim use up together: what leaves open how much those before the present one used.
struct OpenUse {
  std::vector<FactId> facts;  ///< that nobody stated, of these lines and of the claim
  bool is_open = false;
  bool is_stuck = false;  ///< some of it is pending or has no value, so stating facts need not help
};

/// The facts of a claim as the rules see them. A claim's own facts and records are taken over once, those of a line for
/// each line. A pending fact is unknown here until the engine tries its values.
class FactReader {
 public:
  /// The observer is told of the conditions that say what blanks mean; it may be null and must outlive the reader.
  /// Lists of earlier claims are filled from the history; null: there are none.
  FactReader(const policy::Program& program, const Claim& claim, const History* history = nullptr,
             expr::Observer* observer = nullptr);

  /// Takes over the facts of one line (of a line that states nothing where the claim has none).
  void read_line(std::size_t line);

  [[nodiscard]] const expr::FactValues& facts() const noexcept { return facts_; }
  /// Facts of the claim and of the present line that wait for somebody's decision.
  [[nodiscard]] const std::vector<FactId>& pending() const noexcept { return pending_; }
  /// Facts that must be stated and are not.
  [[nodiscard]] const std::vector<Rejection>& rejections() const noexcept { return rejections_; }

  void set(FactId fact, Value value);  ///< of a claim or a line, for trying values
  [[nodiscard]] expr::FactValues& facts_to_try() noexcept { return facts_; }

  /// By figure that lines use up together; of those beyond, nothing is open.
  [[nodiscard]] const std::vector<OpenUse>& open_uses() const noexcept { return open_uses_; }
  void set_open_uses(std::vector<OpenUse> uses) noexcept { open_uses_ = std::move(uses); }

 private:
  void read_claim();
  void read_records();
  void fill_blanks(const std::vector<FactId>& facts, std::vector<Value>& values, std::optional<std::size_t> line);
  Value without_blank(FactId fact, std::optional<std::size_t> line);  ///< what a blank of it means here
  [[nodiscard]] Blank meaning_of_blank(FactId fact) const;

  const policy::Program& program_;
  const Claim& claim_;
  expr::Observer* observer_;
  expr::FactValues facts_;
  std::vector<FactId> claim_pending_;
  std::vector<FactId> pending_;
  std::vector<Rejection> rejections_;
  std::vector<OpenUse> open_uses_;
};

}  // namespace warrantor::engine
