#include "expr/evaluate.hpp"
#include "policy/cells.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

/// Counts how a test of one fact comes out for a value of every class.
class TestTrial {
 public:
  explicit TestTrial(const Program& program) : program_(program), evaluator_(program.code, program.schema, facts_) {
    facts_.claim.resize(program.schema.claim_facts().size());
    facts_.line.resize(program.schema.line_facts().size());
    facts_.tables.resize(program.schema.tables().size());
  }

  /// What the test gives for every value alike; unknown where that differs or hangs on something else.
  Value result(FactId fact, NodeId test) {
    const Fact& declared = program_.schema.fact(fact);
    Value& slot = (declared.scope == Scope::claim ? facts_.claim : facts_.line)[declared.slot];
    std::optional<Value> common;
    for (const Value value : program_.representatives[index_of(fact)]) {
      slot = value;
      evaluator_.forget();
      const Value result = evaluator_.evaluate(test);
      common = common ? expr::in_both(*common, result) : result;
    }
    slot = Value::unknown();
    return common.value_or(Value::unknown());
  }

 private:
  const Program& program_;
  expr::FactValues facts_;
  expr::Evaluator evaluator_;
};

}  // namespace

void find_idle_tests(const Program& program, const NameTable& names, Reporter& reporter) {
  TestTrial trial(program);
  for (const NameTable::Test& test : names.tests()) {
    const auto fact = as_fact(program.code.node(test.subject));
    // Of what is reckoned with a fact, its ends tell nothing.
    if (!fact || !cut_by_constants(program.schema, program.code, {test.node})) continue;
    const Value result = trial.result(*fact, test.node);
    const std::string name = "`" + program.schema.fact(*fact).name + "`";
    if (result.is_true()) {
      reporter.warning(codes::idle_test, test.place, "every value of " + name + " passes this test",
                       "of several tests one must hold; a range that has two ends is written `[1000..50000]`");
    } else if (result.is_false()) {
      reporter.warning(codes::idle_test, test.place, "no value that " + name + " can have passes this test");
    }
  }
}

}  // namespace warrantor::policy
