#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <warrantor/schema.hpp>

#include "expr/program.hpp"

namespace warrantor::policy {

struct Program;

/// A comparison in which a fact of an ordered type is counted with: what decides where its values fall apart.
struct Cut {
  /// How `left - right` goes as the fact grows while all else stays.
  enum class Course : std::uint8_t { rises, falls, unclear };
  expr::NodeId comparison{};          ///< where it does not matter, the cut does not
  expr::Op op = expr::Op::equal;      ///< less, less_equal, greater, greater_equal or equal
  expr::NodeId left{};                ///< one that is chosen by a condition is a cut of its own
  std::optional<expr::NodeId> right;  ///< nothing: zero
  Course course = Course::unclear;
  bool is_fact_itself = false;  ///< `left` is the fact alone, and `right` does not hang on it
  std::uint32_t levels = 0;     ///< records that its operands stand at
  std::uint32_t level = 0;      ///< of a field: at which of them
};

/// A test for being one of some values, of an enumeration or a text.
struct ValueTest {
  expr::NodeId comparison{};
  std::vector<std::int64_t> values;    ///< of an enumeration: places in its domain
  std::vector<expr::NodeId> compared;  ///< of a text: what it is compared with
  bool tells_all = false;              ///< no two values of the enumeration are alike
};

/// All that a program does with one fact.
struct FactReads {
  std::vector<Cut> cuts;
  std::vector<ValueTest> tests;
  std::vector<expr::NodeId> conditions;  ///< of a list: what looks at it from outside of any iteration
  std::vector<FactId> hangs_on;          ///< of a list: other facts that these conditions hang on
  std::vector<expr::NodeId> used_in;     ///< of a list: all of rules, coverage and portions that hangs on it
  std::vector<expr::NodeId> opaque;      ///< what reads it in ways that nobody but its evaluation knows
  std::vector<expr::NodeId> told;        ///< what decisions tell of it as it is: no two of its values are alike there
  std::size_t keys = 0;                  ///< rules that hold once for each of its values
  bool is_amount = false;                ///< counts towards what a portion asks for
  bool shapes_amount = false;            ///< takes part in reckoning what a portion is owed, or who pays how much
  std::size_t mentions = 0;
};

/// By fact, fields of records included. Nodes that only cuts look at are added to the program.
[[nodiscard]] std::vector<FactReads> reads_of_facts(Program& program);

}  // namespace warrantor::policy
