#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <warrantor/claim.hpp>
#include <warrantor/value.hpp>

namespace warrantor::expr {

/// Texts that functions make; they stay where they are for as long as the evaluator that keeps them, or whoever shares
/// them with it, lives.
class MadeTexts {
 public:
  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (texts_ == nullptr) texts_ = std::make_shared<TextStore>();
    return texts_->keep(text);
  }
  /// Null where none were made.
  [[nodiscard]] std::shared_ptr<const TextStore> share() const { return texts_; }

 private:
  std::shared_ptr<TextStore> texts_;
};

/// A function of known values: arguments that are not known never reach it. What it gives may be undefined.
using Function = Value (*)(std::span<const Value> arguments, MadeTexts& texts);

/// What may stand where a parameter is.
enum class Accepts : std::uint8_t {
  boolean,
  whole,
  decimal,  ///< a whole number is widened to one
  amount,   ///< an unrounded amount; money is widened to one
  money,
  date,
  months,
  days,
  enumeration,
  text
};

enum class Gives : std::uint8_t { boolean, whole, decimal, unrounded, money, date, months, days, text };

/// When a row is meant, besides by the kinds of its arguments.
enum class ScaleRule : std::uint8_t {
  any,
  whole,       ///< the last argument is left away, or is written out and below 1
  of_currency  ///< likewise, or is at most the number of decimals that the currency has
};

/// What the checker puts behind the arguments that are written, for what a value does not tell about itself.
enum class Extra : std::uint8_t {
  none,
  decimals,  ///< a whole number: how many the currency has
  names      ///< a text: the names of the values of the enumeration that the first argument is of, a zero byte each
};

struct Parameter {
  std::string_view name;  ///< of named arguments, as DMN 1.5 has it
  Accepts accepts = Accepts::decimal;
};

/// One row of the table of built-in functions of single values (DMN 1.5, chapter 10.3.4): a name with one list of
/// parameters. What a function gives hangs on its arguments alone.
struct BuiltIn {
  static constexpr std::size_t most_parameters = 3;

  std::string_view name;  ///< with its blanks
  std::array<Parameter, most_parameters> parameters{};
  std::uint8_t count = 0;     ///< of parameters
  std::uint8_t required = 0;  ///< of them; those behind may be left away
  Gives gives = Gives::boolean;
  Function function = nullptr;
  ScaleRule scale = ScaleRule::any;
  Extra extra = Extra::none;

  [[nodiscard]] std::span<const Parameter> all_parameters() const { return {parameters.data(), count}; }
};

/// All rows; those of a name stand beside each other, and of several that would do the first is meant.
[[nodiscard]] std::span<const BuiltIn> all_built_ins() noexcept;

/// The function that Op::call stands for, by its index: the place of its row.
[[nodiscard]] Function built_in(std::uint32_t index);

/// For messages: `a number`, `a text`.
[[nodiscard]] std::string_view describe(Accepts accepts) noexcept;
/// For messages: `substring(string, start position, length)`.
[[nodiscard]] std::string signature_of(const BuiltIn& row);

}  // namespace warrantor::expr
