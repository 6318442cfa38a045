#include "base/text.hpp"
#include "cli/eval.hpp"
#include "expr/lone_expression.hpp"

namespace warrantor::cli {

Expected<std::vector<NamedValue>> parse_facts(const Options& options) {
  std::vector<NamedValue> values;
  for (const std::string& given : options.list("fact")) {
    const std::size_t equals = given.find('=');
    const std::string name(base::trim(std::string_view(given).substr(0, equals)));
    const std::string place = "--fact " + base::quote(given) + ": ";
    if (equals == std::string::npos) return Error{place + "write NAME=VALUE, or NAME=unknown"};
    if (!expr::is_name(name)) return Error{place + base::quote(name) + " cannot be a name"};
    for (const NamedValue& earlier : values) {
      if (earlier.name == name) return Error{place + "the name is given twice"};
    }
    values.push_back({name, std::string(base::trim(std::string_view(given).substr(equals + 1)))});
  }
  return values;
}

std::string shown(const expr::Outcome& outcome, bool with_type) {
  std::string text = written(outcome);
  if (with_type && outcome.knowledge != Knowledge::none) text += " (" + type_of(outcome) + ')';
  if (with_type && !outcome.hangs_on.empty()) text += ", hangs on " + base::join(outcome.hangs_on, ", ");
  return text + '\n';
}

}  // namespace warrantor::cli
