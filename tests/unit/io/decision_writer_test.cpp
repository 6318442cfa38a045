#include "io/decision_writer.hpp"

#include <doctest/doctest.h>

#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io;
using namespace warrantor::io::test;

namespace {

/// A claim of one line, half of it open.
struct Example {
  Schema schema = made_up_schema();
  RuleInfo row;
  RuleInfo rule;
  ReadClaim claim{schema};
  Decision decision;

  Example() {
    row.id = "coverage.all";
    rule.id = "too-old";
    rule.clause = "b";
    rule.title.set("en", "Too old");
    claim.id = "A,1";
    claim.kept = {"x\"y"};
    LineDecision line;
    line.line_id = "1";
    line.outcome = warrantor::Outcome::referred;
    line.coverage = &row;
    Comparison comparison;
    comparison.subject = "bought";
    comparison.relation = Relation::less;
    comparison.type = ValueType::date;
    comparison.value = Value::date(*Date::from_ymd(2020, 1, 1));
    comparison.limits = {Value::date(*Date::from_ymd(2021, 1, 1))};
    line.reasons = {{&rule, {comparison}}};
    LimitResult time;
    time.name = "age";
    time.is_date = true;
    time.allowed_type = ValueType::months;
    time.allowed = Value::integer(12);
    time.last = Value::date(*Date::from_ymd(2021, 1, 1));
    time.actual = Value::date(*Date::from_ymd(2021, 1, 3));
    time.margin = Value::integer(-2);
    line.limits = {time};
    line.pending = {*schema.find_fact("colour")};
    PortionResult portion;
    portion.amount = Value::integer(300);
    portion.decided = true;
    portion.shares = {0, 100};
    line.portions = {portion};
    line.pays = {0, 100};
    line.may_pay = {{0, std::nullopt}, {100, 300}};
    line.open = 200;
    line.total = 300;
    decision.lines = {line};
    decision.outcome = warrantor::Outcome::referred;
  }

  std::string write(DecisionFormat format, std::vector<std::string> fields = {}, std::vector<std::string> kept = {}) {
    auto writer = make_writer({&schema, {"made-up", "1", "abcdef", "made-up 1 abc"}, format, fields, kept, "en"});
    if (!writer) return writer.error().message;
    std::string out;
    (*writer)->begin(out);
    (*writer)->add(claim, decision, out);
    (*writer)->finish(out);
    return out;
  }
};

}  // namespace

TEST_CASE("decisions as CSV have the usual columns, with quotes where they are needed") {
  CHECK(Example().write(DecisionFormat::csv, {}, {"mood"}) ==
        "claim_id,line_id,outcome,reasons,seller,buyer,open,coverage,coverage_until,coverage_limit,missing,"
        "pending,steps,"
        "rules,mood\n"
        "\"A,1\",1,referred,too-old,0.00,1.00,2.00,coverage.all,2021-01-01,,,colour,,made-up 1 "
        "abc,\"x\"\"y\"\n");
}

TEST_CASE("columns of CSV can be chosen and ordered, and an unknown one is named") {
  CHECK(Example().write(DecisionFormat::csv, {"total", "buyer", "claim_outcome", "clauses"}) ==
        "total,buyer,claim_outcome,clauses\n3.00,1.00,referred,b\n");
  CHECK(Example().write(DecisionFormat::csv,
                        {"missing_exact", "seller_least", "seller_most", "buyer_least", "buyer_most"}) ==
        "missing_exact,seller_least,seller_most,buyer_least,buyer_most\ntrue,0.00,,1.00,3.00\n");
  CHECK(Example().write(DecisionFormat::csv, {"outcom"}) == "there is no field `outcom`; did you mean `outcome`?");
}

TEST_CASE("decisions as JSON Lines say why, with the values compared") {
  CHECK(
      Example().write(DecisionFormat::json_lines) ==
      R"({"claim_id":"A,1","outcome":"referred","lines":[{"line_id":"1","outcome":"referred","reasons":[{"id":"too-old",)"
      R"("clause":"b","title":{"en":"Too old"},"values":[{"fact":"bought","relation":"<","value":"2020-01-01",)"
      R"("limits":["2021-01-01"]}]}],"possible":[],"missing":[],"missing_exact":true,"pending":["colour"],"steps":[],)"
      R"("coverage":"coverage.all","coverage_until":"2021-01-01","coverage_limit":null,"limits":[{"name":"age",)"
      R"("allowed":12,"last":"2021-01-01","actual":"2021-01-03","margin":-2,"unit":"days"}],"portions":[{)"
      R"("name":"all_of_it","amount":"3.00","decided_by":null,"pays":{"buyer":"1.00"}}],"open":"2.00",)"
      R"("pays":{"buyer":"1.00"},"least":{"buyer":"1.00"},"most":{"seller":null,"buyer":"3.00"},"total":"3.00"}],"rules":{"id":"made-up","version":"1","digest":"abcdef"}})"
      "\n");
}

TEST_CASE("decisions as text are a table") {
  CHECK(Example().write(DecisionFormat::text) ==
        "claim  line  outcome   who pays  amount  reasons\n"
        "-----  ----  --------  --------  ------  ---------------\n"
        "A,1    1     referred  buyer       1.00  too-old (b)\n"
        "                       (open)      2.00  pending: colour\n");
}

TEST_CASE("the form of a file follows from its name") {
  CHECK(format_of_path("a/b.csv") == DecisionFormat::csv);
  CHECK(format_of_path("b.JSONL") == DecisionFormat::json_lines);
  CHECK(format_of_path("b.txt") == DecisionFormat::text);
  CHECK(format_of_path("/dev/full") == DecisionFormat::text);
  CHECK(!format_of_path("b.xlsx"));
}
