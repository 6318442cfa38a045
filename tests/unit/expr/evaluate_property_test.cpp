#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "support/scale.hpp"
#include "unit/expr/typed_lab.hpp"

namespace warrantor::expr {
namespace {

constexpr std::uint32_t seed = 20240229;

/// Writes random expressions that are of the right types.
class ExpressionMaker {
 public:
  explicit ExpressionMaker(std::mt19937& random) : random_(random) {}

  std::string truth(int depth) {
    if (depth == 0)
      return pick({"p", "q", "r", "n > m", "maybe = null", "colour = \"red\"", "amount >= fee", "sold < failed"});
    switch (below(14)) {
      case 0:
        return "(" + truth(depth - 1) + " and " + truth(depth - 1) + ")";
      case 1:
        return "(" + truth(depth - 1) + " or " + truth(depth - 1) + " or " + truth(depth - 1) + ")";
      case 2:
        return "not(" + truth(depth - 1) + ")";
      case 3:
        return "(if " + truth(depth - 1) + " then " + truth(depth - 1) + " else " + truth(depth - 1) + ")";
      case 4:
        return "(" + number(depth - 1) + pick({" < ", " <= ", " > ", " >= ", " = ", " != "}) + number(depth - 1) + ")";
      case 5:
        return "(some v in " + list(depth - 1) + " satisfies " + record_truth("v", depth - 1) + ")";
      case 6:
        return "(every v in " + list(depth - 1) + " satisfies " + record_truth("v", depth - 1) + ")";
      case 7:
        return "(" + number(depth - 1) + " in [" + number(0) + ".." + number(0) + "])";
      case 8:
        return "(colour in (\"red\", \"blue\"))";
      case 9:
        return "(maybe != null and maybe " + pick({"<", ">="}) + " " + number(depth - 1) + ")";
      case 10:
        return "(" + day(depth - 1) + pick({" < ", " >= ", " = "}) + day(depth - 1) + ")";
      case 11:
        return "(maybe in (null, > " + number(0) + "))";
      case 12:
        return "(p = (" + truth(depth - 1) + "))";
      default:
        return truth(0);
    }
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  std::string pick(const std::vector<const char*>& words) {
    return words[below(static_cast<std::uint32_t>(words.size()))];
  }

  std::string number(int depth) {
    if (depth == 0) return pick({"n", "m", "0", "3", "-2"});
    switch (below(7)) {
      case 0:
        return "(" + number(depth - 1) + pick({" + ", " - ", " * "}) + number(depth - 1) + ")";
      case 1:
        return "(if " + truth(depth - 1) + " then " + number(depth - 1) + " else " + number(depth - 1) + ")";
      case 2:
        return "count(" + list(depth - 1) + ")";
      case 3:
        return pick({"max(", "min("}) + number(depth - 1) + ", " + number(depth - 1) + ")";
      case 4:
        return pick({"max(", "min("}) + list(depth - 1) + ".km)";
      case 5:
        return "(if maybe = null then " + number(0) + " else maybe)";
      default:
        return number(0);
    }
  }

  std::string day(int depth) {
    if (depth == 0 || below(2) == 0) return pick({"sold", "failed"});
    return "(" + day(depth - 1) + pick({" + ", " - "}) + pick({"term", "grace"}) + ")";
  }

  std::string list(int depth) {
    if (depth == 0 || below(2) == 0) return pick({"visits", "near"});
    return list(depth - 1) + "[" + record_truth("", depth - 1) + "]";
  }

  std::string record_truth(const std::string& record, int depth) {
    const std::string dot = record.empty() ? "" : record + ".";
    if (depth > 0 && below(2) == 0)
      return "(" + record_truth(record, depth - 1) + pick({" and ", " or "}) + truth(depth - 1) + ")";
    return pick({"", "not("}) == "not(" ? "not(" + dot + "proper)"
                                        : dot + "km" + pick({" > ", " = ", " <= "}) + number(0);
  }

  std::mt19937& random_;
};

struct Slot {
  Value* value;
  std::vector<Value> candidates;
};

/// The facts of a lab with what each may be; some of them unknown.
std::vector<Slot> slots_of(TypedLab& lab) {
  const auto whole = [](std::initializer_list<std::int64_t> numbers) {
    std::vector<Value> values;
    for (const std::int64_t number : numbers) values.push_back(Value::integer(number));
    return values;
  };
  std::vector<Slot> slots;
  const auto add = [&](const char* name, std::vector<Value> values) {
    const Fact& fact = lab.schema.fact(*lab.schema.find_fact(name));
    slots.push_back({&(fact.scope == Scope::claim ? lab.facts.claim : lab.facts.line)[fact.slot], std::move(values)});
  };
  for (const char* name : {"p", "q", "r"}) add(name, whole({0, 1}));
  for (const char* name : {"n", "m"}) add(name, whole({-2, 0, 1, 3, 4}));
  add("maybe", whole({-1, 3, 5}));
  slots.back().candidates.push_back(Value::none());
  for (const char* name : {"amount", "fee"}) add(name, whole({0, 100, 101}));
  for (const char* name : {"sold", "failed"}) add(name, whole({19000, 19031, 19059}));
  add("term", whole({-1, 0, 1}));
  add("grace", whole({0, 31}));
  add("colour", whole({0, 1, 2}));
  for (std::size_t i = 0; i < lab.facts.tables[0].values.size(); i += 3) {
    slots.push_back({&lab.facts.tables[0].values[i], whole({-2, 0, 3, 4})});
    slots.push_back({&lab.facts.tables[0].values[i + 2], whole({0, 1})});
  }
  return slots;
}

Value any_of(const std::vector<Value>& values, std::mt19937& random) { return values[random() % values.size()]; }

}  // namespace

TEST_CASE("a result that is known with facts unknown is the result under every completion of them") {
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  int known = 0;
  const int rounds = test::scaled(6000);
  for (int round = 0; round < rounds; ++round) {
    TypedLab lab;
    lab.define("near", "visits[km > n and proper]");
    lab.no_visits();
    for (std::size_t i = random() % 3; i > 0; --i) lab.visit(0);
    const std::string text = ExpressionMaker(random).truth(3);
    const auto node = lab.compile(text);
    CAPTURE(round);
    CAPTURE(text);
    REQUIRE(node.has_value());
    std::vector<Slot> slots = slots_of(lab);
    std::vector<Slot*> unknown;
    for (Slot& slot : slots) {
      *slot.value = random() % 3 == 0 ? Value::unknown() : any_of(slot.candidates, random);
      if (slot.value->is_unknown()) unknown.push_back(&slot);
    }
    Evaluator evaluator(lab.program, lab.schema, lab.facts);
    const Value result = evaluator.evaluate(*node);
    if (result.is_known()) ++known;
    for (int completion = 0; completion < 12; ++completion) {
      for (const Slot* slot : unknown) *slot->value = any_of(slot->candidates, random);
      evaluator.forget();
      const Value completed = evaluator.evaluate(*node);
      REQUIRE_FALSE(completed.is_unknown());
      if (result.is_known()) REQUIRE(completed.same_as(result));
    }
  }
  CHECK(known > rounds / 5);  // else the test says little
}

TEST_CASE("without unknown facts nothing is left open, and unknown facts alone leave it open") {
  MESSAGE("seed ", seed + 1);
  std::mt19937 random(seed + 1);
  for (int round = 0; round < test::scaled(3000); ++round) {
    TypedLab lab;
    lab.define("near", "visits[km > n and proper]");
    lab.no_visits();
    lab.visit(0);
    const std::string text = ExpressionMaker(random).truth(3);
    CAPTURE(text);
    const auto node = lab.compile(text);
    REQUIRE(node.has_value());
    for (Slot& slot : slots_of(lab))
      *slot.value = random() % 3 == 0 ? Value::unknown() : any_of(slot.candidates, random);
    CHECK((lab.value_of(*node) == "unknown") == !lab.unknown_in(*node).empty());
  }
}

}  // namespace warrantor::expr
