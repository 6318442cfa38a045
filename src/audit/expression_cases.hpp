#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>

#include "expr/lone_expression.hpp"

namespace warrantor::audit {

/// A value as a file of cases states it.
struct StatedValue {
  std::string type;  ///< boolean, decimal, string, date, duration, list or null
  std::string text;  ///< empty of lists and null
  std::vector<StatedValue> items;

  [[nodiscard]] bool is_null() const noexcept { return type == "null"; }
};

/// An expression, and what it must come to. The form is that of cases drawn from the DMN Technology Compatibility Kit.
struct ExpressionCase {
  std::string suite;
  std::string id;
  std::string expression;
  std::vector<expr::Given> given;  ///< a null among them is unknown
  StatedValue expected;
  bool is_error = false;  ///< to be refused or to come to no value
};

enum class CaseKind : std::uint8_t {
  passes,
  deviates,     ///< differs where this language differs from the standard on purpose
  unsupported,  ///< refused with a diagnostic, though the standard gives it a value
  wrong
};
[[nodiscard]] std::string_view name_of(CaseKind kind) noexcept;

struct CaseResult {
  CaseKind kind = CaseKind::wrong;
  std::string came_to;  ///< the value as it would be written, or the diagnostic's message
};

/// Reads JSON Lines, an object a case: `suite`, `id`, `inputs` (name to `{type, value}`), `expression`, `expected`
/// (`{type, value}`), `error`. Where a line is wrong, all mistakes in the file; the Error is a file that cannot be
/// read.
[[nodiscard]] Expected<Expected<std::vector<ExpressionCase>, Diagnostics>> load_expression_cases(
    const std::string& path);

/// A result null is met by unknown, undefined and, where no error is expected, none.
[[nodiscard]] CaseResult run_expression_case(const ExpressionCase& test);

/// `pass SUITE ID: EXPRESSION → VALUE`, on one line without its end.
[[nodiscard]] std::string describe(const ExpressionCase& test, const CaseResult& result);

/// How many cases came to what.
struct CaseTotals {
  std::size_t passes = 0;
  std::size_t deviates = 0;
  std::size_t unsupported = 0;
  std::size_t wrong = 0;

  void add(CaseKind kind) noexcept;
};
/// `pass N, deviates N, unsupported N, wrong N`.
[[nodiscard]] std::string describe(const CaseTotals& totals);

}  // namespace warrantor::audit
