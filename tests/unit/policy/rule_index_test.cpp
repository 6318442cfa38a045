#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "expr/evaluate.hpp"
#include "policy/cells.hpp"
#include "policy/program.hpp"
#include "support/scale.hpp"
#include "unit/policy/helpers.hpp"

// What the index of conditions tells is what evaluating them comes to.
namespace warrantor {
namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return random() % limit; }

std::string one_test(Random& random) {
  const std::string number = std::to_string(below(random, 5) * 100);
  switch (below(random, 12)) {
    case 0:
      return "km: '> " + number + "'";
    case 1:
      return "km: '[" + number + "..350]'";
    case 2:
      return "km: 'not(< " + number + ")'";
    case 3:
      return "colour: [red, blue]";
    case 4:
      return "colour: not(green)";
    case 5:
      return "rented: true";
    case 6:
      return "failed: '> 2024-0" + std::to_string(1 + below(random, 3)) + "-15'";
    case 7:
      return "resold: null";
    case 8:
      return "near: true";
    case 9:
      return "tone: '> 1'";
    case 10:
      return "if: 'km + 100 > odd_km'";
    default:
      return "if: 'failed > sold or consent'";
  }
}

std::string condition(Random& random, int depth) {
  const auto parts = [&](const std::string& name) {
    std::string text = "{" + name + ": [";
    const std::size_t count = 2 + below(random, 2);
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + condition(random, depth - 1);
    return text + "]}";
  };
  switch (depth == 0 ? 9 : below(random, 6)) {
    case 0:
    case 1:
      return parts("all");
    case 2:
    case 3:
      return parts("any");
    case 4:
      return "{not: " + condition(random, depth - 1) + "}";
    default:
      return "{" + one_test(random) + "}";
  }
}

constexpr const char* more = R"(  odd_km: {type: number, minimum: 0}
derived:
  near: {value: km < 150 or colour = "red"}
  tone: {value: if colour = "red" then 1 else if colour = "green" then 2 else 3}
)";

std::string rules_of(Random& random, int count) {
  std::string text = test::beginning() + more + test::portions() + "exclusions:\n";
  for (int i = 0; i < count; ++i) {
    text += "  - {id: rule-" + std::to_string(i) + ", when: " + condition(random, 3) + "}\n";
  }
  return text;
}

/// The facts of one line, filled at random: near the constants, none, unknown, or beyond what a claim can state.
struct Line {
  explicit Line(const policy::Program& program) : program_(program) {
    facts.claim.resize(program.schema.claim_facts().size());
    facts.line.resize(program.schema.line_facts().size());
    facts.tables.resize(program.schema.tables().size());
  }

  void fill(Random& random) {
    for (std::size_t i = 0; i < facts.claim.size(); ++i) facts.claim[i] = any(program_.schema.claim_facts()[i], random);
    for (std::size_t i = 0; i < facts.line.size(); ++i) facts.line[i] = any(program_.schema.line_facts()[i], random);
  }

  expr::FactValues facts;

 private:
  Value any(FactId id, Random& random) const {
    const std::vector<Value>& values = program_.representatives[index_of(id)];
    const std::size_t kind = below(random, 6);
    if (kind == 0 || values.empty()) return Value::unknown();
    const Fact& fact = program_.schema.fact(id);
    if (kind == 1 && fact.blank == Blank::none) return Value::none();
    if (kind == 2 && fact.type == ValueType::number)
      return Value::integer(static_cast<std::int64_t>(below(random, 600)) - 50);
    return values[below(random, values.size())];
  }

  const policy::Program& program_;
};

}  // namespace

TEST_CASE("what the index tells of conditions is what they come to") {
  constexpr std::uint32_t seed = 20261122;
  CAPTURE(seed);
  Random random(seed);
  std::size_t told = 0;
  std::size_t asked = 0;
  for (int round = 0; round < test::scaled(40); ++round) {
    const std::string rules = rules_of(random, 70);  // more than one word of bits
    CAPTURE(rules);
    const Policy policy = test::loaded(rules);
    const policy::Program& program = policy.program();
    const policy::Conditions& conditions = program.conditions;
    Line line(program);
    expr::Evaluator plain(program.code, program.schema, line.facts);
    expr::Evaluator indexed(program.code, program.schema, line.facts, nullptr, &conditions.index);
    for (int trial = 0; trial < 30; ++trial) {
      line.fill(random);
      plain.forget();
      indexed.forget();
      std::vector<Value> values(program.rules.size(), Value::boolean(false));
      std::size_t next = 0;
      indexed.visit_possible(conditions.rules, [&](std::uint32_t place, Value value) {
        CHECK(place >= next);
        next = place + 1;
        values[place] = value;
        return true;
      });
      for (std::size_t i = 0; i < values.size(); ++i) {
        CAPTURE(program.rules[i].info.id);
        CHECK(values[i].same_as(plain.evaluate(program.rules[i].holds)));
      }
      expr::ConditionIndex::Outlook outlook;
      conditions.index.look(line.facts.claim, line.facts.line, outlook);
      asked += values.size();
      told += values.size();
      conditions.index.visit_possible(outlook, conditions.rules, [&](std::uint32_t, const std::optional<Value>& value) {
        if (!value) --told;
        return true;
      });
    }
  }
  CHECK(told > asked / 2);  // else there were no point in it
}

TEST_CASE("a visit of conditions ends where the visitor has enough") {
  Random random(3);
  const Policy policy = test::loaded(rules_of(random, 5) + "  - {id: always}\n  - {id: too}\n");
  const policy::Program& program = policy.program();
  const Line line(program);
  expr::Evaluator evaluator(program.code, program.schema, line.facts, nullptr, &program.conditions.index);
  std::uint32_t last = 0;
  evaluator.visit_possible(program.conditions.rules, [&](std::uint32_t place, Value value) {
    last = place;
    return !value.is_true();
  });
  CHECK(program.rules[last].info.id == "always");
}

}  // namespace warrantor
