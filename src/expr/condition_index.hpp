#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <warrantor/value.hpp>

#include "base/small_vector.hpp"
#include "expr/program.hpp"

namespace warrantor::expr {

/// Conditions of an index that follow each other: those of all rules, say.
struct ConditionRange {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// What single facts tell of many conditions before any of them is evaluated, so that a line pays for the conditions
/// that it meets and not for all that there are.
///
/// A condition is cut into terms: it is an `or` of terms, a term an `and` of operands. Where an operand that reads one
/// fact alone is false, its term is false whatever else is unknown or undefined; where all operands of a term are such
/// and true, the condition is true; where all of its terms are made of such operands, and of the others some are
/// unknown, it is unknown. The values of a fact fall into classes that these operands cannot tell apart, and for each
/// class the index keeps, bit by bit, which terms may hold and which of them that fact speaks for. Immutable.
class ConditionIndex {
 public:
  /// The values of one fact, cut into classes.
  struct IndexedFact {
    bool of_line = false;
    std::uint16_t slot = 0;
    bool is_ordered = false;  ///< else its values are counted from 0
    std::int64_t low = 0;     ///< of an ordered one; values beyond its ends are in no class
    std::int64_t high = 0;
    std::vector<std::int64_t> firsts;  ///< of an ordered one: the first value of every class, the lowest left out
    std::uint32_t classes = 0;         ///< of known values; the three after them are: none, unknown, any other
    std::size_t bits = 0;              ///< where the bits of its first class begin
  };

  /// Terms that may still hold; those of which all operands are true; those of which all are true or unknown.
  struct Outlook {
    base::SmallVector<std::uint64_t, 2> may_hold;
    base::SmallVector<std::uint64_t, 2> holds;
    base::SmallVector<std::uint64_t, 2> is_told;
  };
  static constexpr std::size_t bits_of_class = 3;  ///< for each term, one of each of these

  std::vector<NodeId> conditions;
  std::vector<std::uint32_t> first_terms;  ///< by condition, and one more
  std::vector<std::uint32_t> owners;       ///< by term: its condition
  std::vector<IndexedFact> facts;
  base::SmallVector<std::uint64_t, 2> told_by_facts;  ///< terms that indexed facts alone speak for
  std::vector<std::uint64_t> bits;                    ///< class after class: for all terms, what stands in an Outlook

  [[nodiscard]] std::size_t words() const noexcept { return told_by_facts.size(); }
  [[nodiscard]] ConditionRange add(std::span<const NodeId> more);

  void look(std::span<const Value> claim, std::span<const Value> line, Outlook& outlook) const;

  /// Calls visit(place in the range, its value; nothing where it must be evaluated) for each condition that is not
  /// false for certain, in their order, for as long as it returns true.
  template <class Visit>
  void visit_possible(const Outlook& outlook, ConditionRange range, Visit visit) const {
    const std::uint32_t end = first_terms[range.first + range.count];
    std::uint32_t term = next(outlook, first_terms[range.first], end);
    while (term < end) {
      const std::uint32_t condition = owners[term];
      bool holds = false;
      bool is_told = true;
      for (; term < end && owners[term] == condition; term = next(outlook, term + 1, end)) {
        holds = holds || is_set(outlook.holds.data(), term);
        is_told = is_told && is_set(outlook.is_told.data(), term);
      }
      std::optional<Value> value;
      if (holds) value = Value::boolean(true);
      if (!holds && is_told) value = Value::unknown();
      if (!visit(condition - range.first, value)) return;
    }
  }

 private:
  [[nodiscard]] static std::size_t class_of(const IndexedFact& fact, Value value) noexcept;
  [[nodiscard]] static bool is_set(const std::uint64_t* words, std::uint32_t term) noexcept {
    return (words[term / 64] >> term % 64 & 1U) != 0;
  }
  [[nodiscard]] static std::uint32_t next(const Outlook& outlook, std::uint32_t term, std::uint32_t end) noexcept {
    while (term < end) {
      const std::uint64_t rest = outlook.may_hold[term / 64] >> term % 64;
      if (rest != 0) return std::min(end, term + static_cast<std::uint32_t>(std::countr_zero(rest)));
      term = (term / 64 + 1) * 64;
    }
    return end;
  }
};

}  // namespace warrantor::expr
