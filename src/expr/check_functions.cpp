#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/join_or.hpp"
#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"
#include "expr/function_bodies.hpp"
#include "expr/functions.hpp"

// Calls of the built-in functions of single values.
namespace warrantor::expr {
namespace {

using Rows = std::vector<const BuiltIn*>;

Type type_that(Gives gives) {
  switch (gives) {
    case Gives::boolean:
      return Type::boolean();
    case Gives::whole:
      return Type::of(ValueType::number);
    case Gives::decimal:
      return Type::of(ValueType::decimal);
    case Gives::unrounded:
      return Type::unrounded_amount();
    case Gives::money:
      return Type::of(ValueType::money);
    case Gives::date:
      return Type::of(ValueType::date);
    case Gives::months:
      return Type::of(ValueType::months);
    case Gives::days:
      return Type::of(ValueType::days);
    case Gives::text:
      break;
  }
  return Type::of(ValueType::text);
}

/// The type that an argument is widened to, or that says what it is where it does not say so itself; nothing of
/// enumerations.
std::optional<Type> type_for(Accepts accepts) {
  switch (accepts) {
    case Accepts::boolean:
      return Type::boolean();
    case Accepts::whole:
      return Type::of(ValueType::number);
    case Accepts::decimal:
      return Type::of(ValueType::decimal);
    case Accepts::amount:
      return Type::unrounded_amount();
    case Accepts::money:
      return Type::of(ValueType::money);
    case Accepts::date:
      return Type::of(ValueType::date);
    case Accepts::months:
      return Type::of(ValueType::months);
    case Accepts::days:
      return Type::of(ValueType::days);
    case Accepts::enumeration:
      return std::nullopt;
    case Accepts::text:
      break;
  }
  return Type::of(ValueType::text);
}

bool fits(const Type& type, Accepts accepts) {
  if (!type.is_single() || type.is_null) return false;
  const auto wanted = type_for(accepts);
  if (!wanted) return type.kind == ValueType::enumeration;
  return same_kind(type, *wanted) || can_widen(type, *wanted);
}

template <class Condition>
void keep_if(Rows& rows, Condition condition) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), [&](const BuiltIn* row) { return !condition(*row); }),
             rows.end());
}

std::string in_words(std::size_t arguments) {
  return arguments == 1 ? "1 value" : std::to_string(arguments) + " values";
}

/// Every way to call a function, each once.
std::string signatures_of(const Rows& rows) {
  std::vector<std::string> signatures;
  for (const BuiltIn* const row : rows) {
    std::string signature = "`" + signature_of(*row) + "`";
    if (std::find(signatures.begin(), signatures.end(), signature) == signatures.end())
      signatures.push_back(std::move(signature));
  }
  return base::join(signatures, " or ");
}

bool has_years_of_calendar(const Decimal& year) {
  return year >= Decimal(Date::earliest().year()) && year <= Decimal(Date::latest().year());
}

/// Whether every row takes the same for a parameter.
std::optional<Accepts> shared_parameter(const Rows& rows, std::size_t place) {
  const Accepts accepts = rows.front()->parameters[place].accepts;
  const bool shared = std::all_of(rows.begin(), rows.end(), [&](const BuiltIn* row) {
    return place < row->count && row->parameters[place].accepts == accepts;
  });
  return shared ? std::optional(accepts) : std::nullopt;
}

/// What the ways of calling a function take at a place.
std::string accepted_at(const Rows& rows, std::size_t place) {
  std::vector<std::string> kinds;
  for (const BuiltIn* const row : rows) {
    if (place >= row->count) continue;
    // Where any number is taken, a whole one is.
    const Accepts accepts = row->parameters[place].accepts;
    std::string kind(describe(accepts == Accepts::whole && rows.size() > 1 ? Accepts::decimal : accepts));
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(std::move(kind));
  }
  std::stable_partition(kinds.begin(), kinds.end(), [](const std::string& kind) { return kind == "a number"; });
  return base::join_or(kinds, kinds.size(), [](const std::string& kind) { return kind; });
}

}  // namespace

Checker::BuiltIns Checker::rows_of(std::string_view name) {
  BuiltIns rows;
  for (const BuiltIn& row : all_built_ins()) {
    if (row.name == name) rows.push_back(&row);
  }
  return rows;
}

std::optional<Value> Checker::written_value(NodeId id) const {
  const Node& node = program_.node(id);
  if (node.op == Op::constant && node.constant.is_known()) {
    const bool is_whole = node.type.kind == ValueType::number;
    return is_whole ? Value::decimal(Decimal(node.constant.as_integer())) : node.constant;
  }
  if (node.op != Op::negate && (node.op != Op::widen || node.index != 0)) return std::nullopt;
  const auto inner = written_value(program_.children_of(node)[0]);
  if (!inner || !inner->is_decimal()) return std::nullopt;
  return node.op == Op::negate ? Value::decimal(inner->as_decimal().negate()) : inner;
}

bool Checker::meets_scale(const BuiltIn& row, const std::vector<NodeId>& arguments) const {
  if (row.scale == ScaleRule::any || arguments.size() < row.count) return true;
  const auto written = written_value(arguments.back());
  const auto scale = written && written->is_decimal() ? bodies::whole_part(*written) : std::nullopt;
  return scale && *scale <= (row.scale == ScaleRule::whole ? 0 : schema_.currency().decimals());
}

Checker::Checked Checker::check_built_in(const SyntaxNode& syntax) {
  BuiltIns rows = rows_of(syntax.text);
  const std::string help = "write " + signatures_of(rows);
  const std::size_t count = syntax.children.size();
  keep_if(rows, [count](const BuiltIn& row) { return row.required <= count && count <= row.count; });
  if (rows.empty()) {
    return fail(codes::wrong_arguments, syntax.range, "`" + syntax.text + "` does not take " + in_words(count), help);
  }
  std::vector<NodeId> arguments;
  for (std::size_t place = 0; place < count; ++place) {
    const Checked argument = check_argument(syntax, place, rows);
    if (!argument) return std::nullopt;
    arguments.push_back(*argument);
  }
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const BuiltIn* row) { return meets_scale(*row, arguments); });
  if (found != rows.end()) return check_date_parts(syntax, **found, std::move(arguments));
  const std::string decimals = std::to_string(schema_.currency().decimals());
  return fail(codes::not_rounded, syntax_.at(syntax.children.back()).range,
              "an amount is rounded to at most " + decimals + " decimals",
              "write their number out: `" + syntax.text + "(…, " + decimals + ")`");
}

// Keeps the rows that take the argument.
Checker::Checked Checker::check_argument(const SyntaxNode& syntax, std::size_t place, BuiltIns& rows) {
  const auto shared = shared_parameter(rows, place);
  const SyntaxNode& written = syntax_.at(syntax.children[place]);
  const Checked argument = check(syntax.children[place], shared ? type_for(*shared) : std::nullopt);
  if (!argument || !require_present(*argument, written)) return std::nullopt;
  const Type type = type_of(*argument);
  const std::string wanted = accepted_at(rows, place);
  keep_if(rows, [&](const BuiltIn& row) { return fits(type, row.parameters[place].accepts); });
  if (!rows.empty()) return argument;
  std::string help = shared ? help_for_literal(type_for(*shared).value_or(type), *argument) : std::string();
  if (shared == Accepts::text && help.empty() && type.is_single()) {
    help = "write `string(" + std::string(program_.text_of(program_.node(*argument))) + ")`";
  }
  return fail(codes::type_mismatch, written.range,
              "`" + syntax.text + "` needs " + wanted + " here, but this is " + describe(type, schema_),
              std::move(help));
}

NodeId Checker::add_call(const SyntaxNode& syntax, const BuiltIn& row, std::vector<NodeId> arguments) {
  for (std::size_t place = 0; place < arguments.size(); ++place) {
    const auto wanted = type_for(row.parameters[place].accepts);
    if (wanted) arguments[place] = adapted(arguments[place], *wanted);
  }
  if (row.extra == Extra::decimals) {
    arguments.push_back(constant(Value::integer(schema_.currency().decimals()), Type::of(ValueType::number), syntax));
  } else if (row.extra == Extra::names) {
    arguments.push_back(constant(names_of(type_of(arguments.front()).domain), Type::of(ValueType::text), syntax));
  }
  const NodeId call = add_all(Op::call, syntax, arguments);
  Node& node = program_.nodes[index_of(call)];
  node.type = type_that(row.gives);
  node.index = static_cast<std::uint32_t>(&row - all_built_ins().data());
  return call;
}

Value Checker::names_of(DomainId domain) {
  std::string names;
  for (const DomainValue& value : schema_.domain(domain).values) {
    names += value.name;
    names += '\0';
  }
  program_.texts.push_back(std::make_unique<std::string>(std::move(names)));
  return Value::text(*program_.texts.back());
}

// A date of which all parts are written out is one now, or a mistake.
Checker::Checked Checker::check_date_parts(const SyntaxNode& syntax, const BuiltIn& row,
                                           std::vector<NodeId> arguments) {
  std::vector<Value> values;
  for (const NodeId argument : arguments) {
    const auto value = written_value(argument);
    if (value) values.push_back(*value);
  }
  if (row.gives != Gives::date || values.size() < arguments.size()) return add_call(syntax, row, std::move(arguments));
  MadeTexts texts;
  const Value date = row.function(values, texts);
  if (date.is_known()) return constant(date, Type::of(ValueType::date), syntax);
  if (values.front().is_decimal() && !has_years_of_calendar(values.front().as_decimal())) {
    return unsupported(syntax, "a day before 0001-01-01 or after 9999-12-31");
  }
  return fail(codes::bad_literal, syntax.range, "there is no such day");
}

}  // namespace warrantor::expr
