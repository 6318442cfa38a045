#pragma once

#include <warrantor/schema.hpp>

namespace warrantor::testing {

/// A schema with a fact of every type.
struct SampleSchema {
  Schema schema{*Currency::from_code("CNY")};
  DomainId models;
  DomainId parts;
  TableId services;
  FactId claim_id;
  FactId model;
  FactId vin;
  FactId odometer;
  FactId sold_on;
  FactId tampered;
  FactId promise;
  FactId service_list;
  FactId line_id;
  FactId part;
  FactId parts_amount;
  FactId consent;
  FactId service_km;
  FactId service_date;

  SampleSchema() {
    models = schema.add_domain(domain("model", {{"PALADIN", "帕拉丁"}, {"D22", ""}, {"RICH", "锐骐"}}));
    parts = schema.add_domain(domain("component", {{"water_pump", "水泵"},
                                                   {"oil_pump", "机油泵"},
                                                   {"piston", "活塞"},
                                                   {"gearbox", "变速箱"},
                                                   {"wiper_blade", "雨刮片"},
                                                   {"paint", "漆面"},
                                                   {"starter", "起动机"},
                                                   {"alternator", "发电机"},
                                                   {"tyre", "轮胎"}}));
    services = schema.add_table("services");
    claim_id = schema.add_fact(fact("claim_id", ValueType::text, Scope::claim));
    model = schema.add_fact(with_domain(fact("model", ValueType::enumeration, Scope::claim), models));
    vin = schema.add_fact(fact("vin", ValueType::vin, Scope::claim));
    odometer = schema.add_fact(with_range(fact("odometer_km", ValueType::number, Scope::claim), 0, 2'000'000));
    sold_on = schema.add_fact(fact("in_service_date", ValueType::date, Scope::claim));
    tampered = schema.add_fact(fact("odometer_tampered", ValueType::boolean, Scope::claim));
    promise = schema.add_fact(with_range(fact("commitment_months", ValueType::months, Scope::claim), 1, 999));
    service_list = schema.add_fact(with_table(fact("services", ValueType::records, Scope::claim), services));
    line_id = schema.add_fact(fact("line_id", ValueType::text, Scope::line));
    part = schema.add_fact(with_domain(fact("component", ValueType::enumeration, Scope::line), parts));
    parts_amount = schema.add_fact(with_range(fact("parts_amount", ValueType::money, Scope::line), 0, 100'000'000));
    consent = schema.add_fact(fact("consent", ValueType::boolean, Scope::line));
    service_km = schema.add_fact(with_table(fact("service_km", ValueType::number, Scope::record), services));
    service_date = schema.add_fact(with_table(fact("service_date", ValueType::date, Scope::record), services));
  }

 private:
  struct NameAndLabel {
    const char* name;
    const char* label;
  };

  static Domain domain(const char* name, std::initializer_list<NameAndLabel> values) {
    Domain made;
    made.name = name;
    for (const NameAndLabel& value : values) {
      Labels labels;
      if (*value.label != '\0') labels.set("zh", value.label);
      made.values.push_back({value.name, labels});
    }
    return made;
  }
  static Fact fact(const char* name, ValueType type, Scope scope) {
    Fact made;
    made.name = name;
    made.type = type;
    made.scope = scope;
    return made;
  }
  static Fact with_domain(Fact fact, DomainId id) {
    fact.domain = id;
    return fact;
  }
  static Fact with_table(Fact fact, TableId id) {
    fact.table = id;
    return fact;
  }
  static Fact with_range(Fact fact, std::int64_t least, std::int64_t most) {
    fact.minimum = least;
    fact.maximum = most;
    return fact;
  }
};

}  // namespace warrantor::testing
