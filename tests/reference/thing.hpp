#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include <warrantor/schema.hpp>

namespace warrantor::reference {

struct Thing;
using Fraction = boost::multiprecision::cpp_rational;
using Record = std::map<std::string, Thing>;

/// What an expression gives, with its type beside it. There is no unknown among them: a fact that nobody stated is
/// tried with every value that could make a difference.
struct Thing {
  enum class Kind : std::uint8_t {
    none,
    undefined,
    boolean,  ///< 0 or 1
    digits,   ///< digits in an expression, whose type is that of what stands beside them; in minor units
    number,
    decimal,    ///< a fraction
    unrounded,  ///< a fraction, in whole units of the currency
    money,      ///< minor units
    date,       ///< days since 1970
    months,
    days,
    text,  ///< a text, or a value of a list by its name
    list,
    record
  };
  Kind kind = Kind::undefined;
  std::int64_t number = 0;
  std::string text{};
  std::shared_ptr<const Fraction> fraction{};         ///< of a decimal: exact, where the engine has 34 digits
  std::shared_ptr<const std::vector<Thing>> items{};  ///< of a list
  std::shared_ptr<const Record> record{};

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  [[nodiscard]] bool is_true() const { return is(Kind::boolean) && number != 0; }
  [[nodiscard]] bool is_false() const { return is(Kind::boolean) && number == 0; }
  /// Has an order, and so values on either side of a limit.
  [[nodiscard]] bool has_order() const {
    return is(Kind::digits) || is(Kind::number) || is(Kind::money) || is(Kind::date) || is(Kind::months) ||
           is(Kind::days) || is(Kind::decimal) || is(Kind::unrounded);
  }
};

[[nodiscard]] inline Thing none() { return {.kind = Thing::Kind::none}; }
[[nodiscard]] inline Thing undefined() { return {}; }
/// A field of a record that nobody knows: where it is read, this question is asked.
[[nodiscard]] inline Thing asked(std::string question) { return {.text = std::move(question)}; }
[[nodiscard]] inline Thing truth(bool value) { return {.kind = Thing::Kind::boolean, .number = value ? 1 : 0}; }
[[nodiscard]] inline Thing number_of(Thing::Kind kind, std::int64_t number) { return {.kind = kind, .number = number}; }
[[nodiscard]] inline Thing text_of(std::string text) { return {.kind = Thing::Kind::text, .text = std::move(text)}; }
[[nodiscard]] Thing fraction_of(Thing::Kind kind, const Fraction& fraction);
[[nodiscard]] Thing list_of(std::vector<Thing> items);
[[nodiscard]] Thing record_of(Record record);

/// A value that a claim or a rule set states.
[[nodiscard]] Thing thing_of(const Schema& schema, const Fact& fact, const Value& value);
[[nodiscard]] Thing::Kind kind_of(ValueType type);
/// To tell things apart, and for messages of tests.
[[nodiscard]] std::string name_of(const Thing& thing);

// Arithmetic and order. `scale` is how many minor units one of the currency has.
[[nodiscard]] Thing add(const Thing& left, const Thing& right, std::int64_t scale);
[[nodiscard]] Thing subtract(const Thing& left, const Thing& right, std::int64_t scale);
[[nodiscard]] Thing multiply(const Thing& left, const Thing& right, std::int64_t scale);
/// Whole exponents only.
[[nodiscard]] Thing power(const Thing& base, const Thing& exponent, std::int64_t scale);
/// In whole units of the currency, of an amount.
[[nodiscard]] Fraction exact_value(const Thing& thing, std::int64_t scale);
[[nodiscard]] Thing divide(const Thing& left, const Thing& right, std::int64_t scale);

/// How two things stand to each other.
enum class Order : std::uint8_t { less, equal, greater, different, absent, undefined, unasked };
/// `different` of things without an order, `absent` where just one of them is none.
[[nodiscard]] Order order_of(const Thing& left, const Thing& right, std::int64_t scale);

}  // namespace warrantor::reference
