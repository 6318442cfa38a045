#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"
#include "expr/functions.hpp"

// Calls of which the arguments have names.
namespace warrantor::expr {
namespace {

struct ListParameters {
  std::string_view function;
  std::array<std::string_view, 4> names;
};

/// Of the functions that are not in the table of built-ins.
constexpr std::array<ListParameters, 18> list_parameters{{{"not", {"negand"}},
                                                          {"duration", {"from"}},
                                                          {"count", {"list"}},
                                                          {"min", {"list"}},
                                                          {"max", {"list"}},
                                                          {"sum", {"list"}},
                                                          {"mean", {"list"}},
                                                          {"all", {"list"}},
                                                          {"any", {"list"}},
                                                          {"list contains", {"list", "element"}},
                                                          {"index of", {"list", "match"}},
                                                          {"sublist", {"list", "start position", "length"}},
                                                          {"reverse", {"list"}},
                                                          {"distinct values", {"list"}},
                                                          {"matches", {"input", "pattern", "flags"}},
                                                          {"replace", {"input", "pattern", "replacement", "flags"}},
                                                          {"split", {"string", "delimiter"}},
                                                          {"string join", {"list", "delimiter"}}}};

using ParameterNames = std::vector<std::string_view>;

/// Each list of names that a function has.
std::vector<ParameterNames> parameters_of(std::string_view function) {
  std::vector<ParameterNames> lists;
  for (const BuiltIn& row : all_built_ins()) {
    if (row.name != function) continue;
    ParameterNames names;
    for (const Parameter& parameter : row.all_parameters()) names.push_back(parameter.name);
    lists.push_back(std::move(names));
  }
  for (const ListParameters& list : list_parameters) {
    if (list.function != function) continue;
    const auto* const end = std::find(list.names.begin(), list.names.end(), std::string_view());
    lists.emplace_back(list.names.begin(), end);
  }
  return lists;
}

/// The arguments in the order of the parameters; nothing where they do not fill them from the first on.
std::optional<std::vector<SyntaxIndex>> in_order(const SyntaxNode& call, const ParameterNames& names) {
  std::vector<SyntaxIndex> ordered;
  for (const std::string_view name : names) {
    const auto is_called_so = [name](const ArgumentName& argument) { return argument.text == name; };
    const auto found = std::find_if(call.argument_names.begin(), call.argument_names.end(), is_called_so);
    if (found == call.argument_names.end()) break;
    ordered.push_back(call.children[static_cast<std::size_t>(found - call.argument_names.begin())]);
  }
  return ordered.size() == call.children.size() ? std::optional(std::move(ordered)) : std::nullopt;
}

}  // namespace

Checker::Checked Checker::check_named_call(const SyntaxNode& syntax, const std::optional<Type>& hint) {
  const std::vector<ParameterNames> lists = parameters_of(syntax.text);
  SyntaxNode plain = syntax;
  plain.argument_names.clear();
  if (lists.empty()) return check_call(plain, hint);  // says that there is none such, or that it takes no names
  for (const ParameterNames& names : lists) {
    auto ordered = in_order(syntax, names);
    if (!ordered) continue;
    plain.children = std::move(*ordered);
    return check_call(plain, hint);
  }
  const auto is_known = [&](std::string_view name) {
    return std::any_of(lists.begin(), lists.end(), [name](const ParameterNames& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    });
  };
  std::vector<std::string> ways;
  for (const ParameterNames& names : lists) {
    std::string way = "`" + syntax.text + "(" + base::join(names, ", ") + ")`";
    if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
  }
  const std::string help = "its arguments are those of " + base::join(ways, " or ");
  for (const ArgumentName& argument : syntax.argument_names) {
    if (is_known(argument.text)) continue;
    return fail(codes::wrong_arguments, argument.range, "`" + syntax.text + "` has no argument `" + argument.text + "`",
                help);
  }
  return fail(codes::wrong_arguments, syntax.range, "`" + syntax.text + "` is not called with these arguments", help);
}

}  // namespace warrantor::expr
