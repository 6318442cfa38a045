#include <doctest/doctest.h>

#include <deque>
#include <random>
#include <string>
#include <vector>

#include "engine/block_values.hpp"
#include "engine/facts.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"
#include "support/scale.hpp"
#include "unit/engine/helpers.hpp"

// Every operation on the columns of a block, held against the evaluator of single lines.
namespace warrantor::engine {
namespace {

using test::scaled;

// An enumeration of more entries than a word has bits.
std::string parts() {
  std::string text = "catalogues:\n  part:\n    group: part_group\n    groups:\n";
  for (const char* group : {"front", "middle", "rear"}) {
    text += "      " + std::string(group) + ": {values: [";
    for (int i = 0; i < 40; ++i) text += (i == 0 ? "" : ", ") + (group + std::to_string(i));
    text += "]}\n";
  }
  return text;
}

const std::string beginning = R"(rule_set: made
version: "1"
currency: CNY
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  model: {values: [A, B, C]}
  usage: {values: [home, work], default: work}
  remark: {type: text}
  first: {type: date}
  second: {type: date, blank: none}
  third: {type: date, blank: {when: {model: A}, is: none, else: unknown}}
  km: {type: number}
  due: {type: number, blank: none}
  usual: {type: number, default: 3}
  granted: {type: number, blank: {when: {usage: home}, is: pending, else: none}}
  span: {type: months}
  days: {type: days}
  worn: {type: boolean}
  sound: {type: boolean, default: true}
  kept: {type: boolean, blank: none}
  visits: {type: records, blank: none, fields: {visit_km: {type: number}}}
  calls: {type: records, fields: {call_km: {type: number}}}
  part: {of: line, type: enumeration}
  parts: {of: line, type: money, default: 0}
)" + parts() + "portions:\n  main: {amount: parts, else: maker}\n";

/// Conditions that use all operations, on values that are blank, absent, or without a result.
const std::vector<std::string> conditions{
    "worn",
    "not(worn)",
    "worn and sound",
    "worn or not(sound)",
    "kept = null",
    "kept = true",
    "kept != worn",
    "worn = sound",
    "kept != null and kept",
    "kept = null or kept and worn",
    "km = 3",
    "km != usual",
    "km < 3",
    "3 < km",
    "km <= usual",
    "km > usual",
    "km >= 4",
    "due = null",
    "due != null and due > km",
    "granted = null",
    "granted != null and granted < 5",
    "due = granted",
    "km between 1 and usual",
    "km in (1, 3, usual)",
    "km + usual > 5",
    "km - usual = 0",
    "km * usual >= 9",
    "-km < 0",
    "km * km * km * km > 0",
    "max(km, usual) = 3",
    "min(km, usual, 2) = 2",
    "(if worn then km else usual) > 2",
    "(if worn then due else granted) = null",
    "if worn then sound else kept = true",
    "(if worn then 3 else usual) = 3",
    "first < date(\"2024-02-29\")",
    "second != null and first + span > second",
    "third = null",
    "third != null and third + days >= first",
    "first - duration(\"P1M\") < date(\"2024-01-31\")",
    "second != null and first - second > days",
    "first + duration(\"P2M\") = date(\"2024-03-31\")",
    "model = \"A\"",
    "model in (\"A\", \"C\")",
    "not(model in (\"B\", \"C\"))",
    "usage = \"work\"",
    "part_group = \"middle\"",
    "part_group in (\"front\", \"rear\")",
    "part in (\"front0\", \"middle30\", \"rear39\")",
    "part = \"rear39\"",
    "(if worn then model else \"B\") = \"B\"",
    "remark = \"x\"",
    "remark = \"x\" or worn",
    "remark = \"x\" and worn",
    "some v in visits satisfies v.visit_km > km",
    "every v in visits satisfies v.visit_km > km",
    "count(visits) = 0",
    "max(visits.visit_km) > 2",
    "some c in calls satisfies c.call_km > km",
    "count(calls) < 3",
};

/// One derived value for each condition that compiles by itself.
Policy policy_of_conditions() {
  std::string text = beginning + "exclusions:\n";
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    text += "  - {id: x" + std::to_string(i) + ", when: {if: '" + conditions[i] + "'}}\n";
  }
  return test::made_policy(text);
}

class Drawn {
 public:
  explicit Drawn(unsigned seed) : random_(seed) {}

  Value value(const Schema& schema, const Fact& fact) {
    const auto chance = random_() % 8;
    if (chance == 0 || fact.type == ValueType::text) return Value::unknown();
    if (chance == 1) return Value::none();
    switch (fact.type) {
      case ValueType::boolean:
        return Value::integer(static_cast<std::int64_t>(random_() % 2));
      case ValueType::enumeration:
        return Value::integer(static_cast<std::int64_t>(random_() % schema.domain(fact.domain).values.size()));
      case ValueType::date:
        return Value::date(*Date::parse(pick({"2024-01-29", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-31"})));
      case ValueType::number:
        return Value::integer(random_() % 16 == 0 ? largest_number : static_cast<std::int64_t>(random_() % 6) - 1);
      default:
        return Value::integer(static_cast<std::int64_t>(random_() % 4));
    }
  }

 private:
  const char* pick(std::vector<const char*> choices) { return choices[random_() % choices.size()]; }

  std::mt19937 random_;
};

Value told(const TruthColumn& column, std::size_t line) {
  if (contains(column.yes, line)) return Value::boolean(true);
  if (contains(column.no, line)) return Value::boolean(false);
  return contains(column.none, line) ? Value::none() : Value::unknown();
}

/// Unknown and undefined are both open.
Value as_told(Value value) { return value.is_undefined() ? Value::unknown() : value; }

bool is_about_text(const std::string& condition) { return condition.find("remark") != std::string::npos; }

/// Puts a random line into a block and, as a claim, beside it.
Claim draw(const Policy& policy, Drawn& drawn, LineBlock& block, std::size_t line) {
  Claim claim = policy.new_claim();
  const auto index = claim.add_line();
  const Schema& schema = policy.schema();
  for (std::size_t i = 0; i < schema.facts().size(); ++i) {
    const auto id = static_cast<FactId>(i);
    const Fact& fact = schema.fact(id);
    if (fact.scope == Scope::record || fact.type == ValueType::records) continue;
    const Value value = drawn.value(schema, fact);
    if (fact.scope == Scope::claim) claim.set(id, value);
    if (fact.scope == Scope::line) claim.set(index, id, value);
    FactColumn* column = block.column(id);
    if (column != nullptr && value.is_known()) column->set(line, value.as_integer());
    if (column != nullptr && value.is_none()) column->none[line / 64] |= std::uint64_t{1} << line % 64;
  }
  return claim;
}

}  // namespace

TEST_CASE("each condition is told in blocks as line by line") {
  constexpr unsigned seed = 21;
  MESSAGE("seed ", seed);
  const Policy policy = policy_of_conditions();
  const policy::Program& program = policy.program();
  BlockProgram code(program);
  std::vector<TruthSlot> slots;
  for (const policy::Rule& rule : program.rules) slots.push_back(code.truth(rule.when));
  BlockValues values(code);
  LineBlock block(policy.schema(), code.facts());
  Drawn drawn(seed);
  std::vector<int> known(slots.size());
  for (int round = 0; round < scaled(8); ++round) {
    block.clear();
    block.resize(lines_of_block);
    std::deque<Claim> claims;
    for (std::size_t line = 0; line < block.size(); ++line) claims.push_back(draw(policy, drawn, block, line));
    values.run(block);
    for (std::size_t line = 0; line < block.size(); ++line) {
      FactReader reader(program, claims[line]);
      reader.read_line(0);
      expr::Evaluator evaluator(program.code, program.schema, reader.facts());
      for (std::size_t i = 0; i < slots.size(); ++i) {
        CAPTURE(conditions[i]);
        const Value expected = as_told(evaluator.evaluate(program.rules[i].when));
        const Value found = told(values[slots[i]], line);
        REQUIRE(found.same_as(expected));
        if (found.is_known()) ++known[i];
      }
    }
  }
  for (std::size_t i = 0; i < slots.size(); ++i) {
    CAPTURE(conditions[i]);
    const bool never_known = conditions[i] == "remark = \"x\"" || conditions[i].find("calls") != std::string::npos ||
                             conditions[i].find("max(visits") != std::string::npos;
    CHECK((known[i] > 0) != never_known);
    CHECK(code.is_exact(slots[i]) != is_about_text(conditions[i]));
  }
}

TEST_CASE("what several conditions share is reckoned once") {
  const std::string text = beginning +
                           "exclusions:\n  - {id: a, when: {if: first + span < date(\"2024-05-01\") and km > 5}}\n"
                           "  - {id: b, when: {if: km <= 5 and (first + span < date(\"2024-05-01\"))}}\n"
                           "  - {id: c, when: {part_group: front}}\n  - {id: d, when: {part_group: not(front)}}\n";
  const Policy policy = test::made_policy(text);
  BlockProgram code(policy.program());
  for (const policy::Rule& rule : policy.program().rules) static_cast<void>(code.truth(rule.when));
  std::vector<int> count(static_cast<std::size_t>(BlockOp::choose_truth) + 1);
  for (const BlockProgram::Step& step : code.steps()) ++count[static_cast<std::size_t>(step.what.op)];
  CHECK(count[static_cast<std::size_t>(BlockOp::plus_months)] == 1);
  CHECK(count[static_cast<std::size_t>(BlockOp::less)] == 2);
  CHECK(count[static_cast<std::size_t>(BlockOp::among)] == 1);
  CHECK(count[static_cast<std::size_t>(BlockOp::look_up)] == 0);
}

}  // namespace warrantor::engine
