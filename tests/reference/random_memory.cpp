#include "reference/random_rules.hpp"

// What random rule sets ask of earlier claims.
namespace warrantor::reference {

std::string Maker::lists_of_earlier_claims() {
  return R"(  before:
    type: records
    history: {by: [vin, model], each: claim}
    fields: {km: , failed_on: , was: {from: outcome}, paid: {from: pays.maker}}
  again:
    type: records
    history: {by: [plate]}
    fields: {cause: , component: , remark: , earlier_km: {from: km}, was: {from: outcome}, paid: {from: pays.owner}}
)";
}

std::string Maker::comparison_with_earlier() {
  return pick({"count(before) > 0", "count(again) = 1", "some b in before satisfies b.km > km",
               "some b in before satisfies b.failed_on >= failed_on",
               "every b in before satisfies b.was = \"approved\"",
               "some a in again satisfies a.cause = cause and a.was != \"denied\"",
               "some a in again satisfies a.component = component", "sum(before.paid) >= 3.00",
               "sum(for a in again return if a.was in (\"approved\", \"partial\") then a.paid else 0) > 2.00",
               "sum(for b in before return if b.failed_on > failed_on - duration(\"P1M\") then b.paid else 0) > 0",
               "count(again[earlier_km <= visits_due]) > 0", "count(again) > 0 and again[-1].earlier_km > 2",
               "count(before[was != \"denied\"]) > 1", "some a in again satisfies a.remark = \"a\"",
               "every a in again satisfies a.earlier_km < km",
               "some a in again satisfies a.was in (\"needs_information\", \"referred\")"});
}

}  // namespace warrantor::reference
