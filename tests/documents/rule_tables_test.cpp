#include <doctest/doctest.h>

#include <algorithm>

#include <warrantor/adjudicate.hpp>

#include "base/json_reader.hpp"
#include "documents/markdown.hpp"
#include "documents/rule_sets.hpp"
#include "engine/facts.hpp"
#include "expr/check.hpp"
#include "expr/evaluate.hpp"
#include "support/json_claims.hpp"

namespace warrantor::test {
namespace {

Policy workshop_policy() { return sound_workshop_with("note: nothing added\n", 0); }

/// The claim that the tables of the guide speak of.
Claim claim_of_tables(const Policy& policy) {
  base::JsonReader reader;
  const auto object = reader.read(rules_readme().block("json", "claim").text);
  REQUIRE(object.has_value());
  Claim claim = policy.new_claim();
  claim.add_line();
  std::string faults;
  for (const base::JsonValue value : *object) {
    const auto fact = claim.schema().find_fact(value.key());
    const bool of_line = fact && claim.schema().fact(*fact).scope == Scope::line;
    if (of_line && !claim.set(0, value.key(), value.text())) faults += value.key();
  }
  std::string others;
  fill_claim(*object, claim, others);
  REQUIRE_MESSAGE(faults.empty(), faults);
  return claim;
}

class FactNames : public expr::Names {
 public:
  explicit FactNames(const Schema& schema) : schema_(schema) {}

  std::optional<expr::Symbol> find(std::string_view name) override {
    const auto fact = schema_.find_fact(name);
    if (!fact) return std::nullopt;
    expr::Symbol symbol;
    symbol.kind = expr::Symbol::Kind::fact;
    symbol.fact = *fact;
    symbol.type = expr::type_of_fact(schema_, *fact);
    return symbol;
  }
  std::vector<std::string_view> all() const override { return {}; }

 private:
  const Schema& schema_;
};

/// Checks and evaluates expressions about the claim of the tables.
class Trial {
 public:
  Trial() : policy_(workshop_policy()), claim_(claim_of_tables(policy_)), reader_(policy_.program(), claim_) {
    reader_.read_line(0);
  }

  /// The value as text, the type of a list, or the code of the first mistake.
  std::string value_of(const std::string& text) {
    const Schema& schema = policy_.schema();
    expr::Program program;
    program.sources.emplace_back();
    FactNames names(schema);
    std::string fault;
    expr::Checker checker(program, schema, names, [&](const expr::Fault& found) {
      if (fault.empty()) fault = found.code;
      message_ = found.message;
    });
    const auto node = checker.expression(text, std::nullopt);
    if (!node) return fault;
    const expr::Type& type = program.node(*node).type;
    if (type.is_list || type.kind == ValueType::records) return expr::describe(type, schema);
    expr::Evaluator evaluator(program, schema, reader_.facts());
    return format_value(schema, type.kind, type.domain, evaluator.evaluate(*node));
  }

  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  Policy policy_;
  Claim claim_;
  engine::FactReader reader_;
  std::string message_;
};

bool names(const std::vector<Reason>& reasons, std::string_view id) {
  return std::any_of(reasons.begin(), reasons.end(), [&](const Reason& reason) { return reason.rule->id == id; });
}

bool names(const std::vector<const RuleInfo*>& rules, std::string_view id) {
  return std::any_of(rules.begin(), rules.end(), [&](const RuleInfo* rule) { return rule->id == id; });
}

std::string without_backticks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '`'), text.end());
  return text;
}

TEST_CASE("every expression of the guide has the value that it shows") {
  Trial trial;
  for (const TableRow& row : rules_readme().rows("expression")) {
    CAPTURE(row.line);
    CAPTURE(row.cells[0]);
    const std::string value = without_backticks(trial.value_of(unquoted(row.cells[0])));
    CAPTURE(trial.message());
    if (value == "W0306" && trial.message().find("built without RE2") != std::string::npos) {
      MESSAGE("built without RE2: not tried");
      continue;
    }
    CHECK(value == without_backticks(row.cells[1]));
  }
}

TEST_CASE("every expression that the guide calls refused is refused with its code") {
  Trial trial;
  for (const TableRow& row : rules_readme().rows("refused")) {
    CAPTURE(row.line);
    CAPTURE(row.cells[0]);
    CHECK(trial.value_of(unquoted(row.cells[0])) == row.cells[1]);
  }
}

TEST_CASE("every condition of the guide holds of its claim where it says so") {
  for (const TableRow& row : rules_readme().rows("condition")) {
    CAPTURE(row.line);
    const std::string condition = unquoted(row.cells[0]);
    CAPTURE(condition);
    const Policy policy =
        sound_workshop_with("exclusions:\n  - id: tried\n    when:\n      " + condition + "\n", row.line);
    const Claim claim = claim_of_tables(policy);
    const Decision decision = adjudicate(policy, claim);
    REQUIRE(decision.lines.size() == 1);
    const LineDecision& line = decision.lines.front();
    const std::string holds = names(line.reasons, "tried") ? "yes" : names(line.possible, "tried") ? "unknown" : "no";
    CHECK(holds == row.cells[2]);
  }
}

}  // namespace
}  // namespace warrantor::test
