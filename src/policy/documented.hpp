#pragma once

#include <string>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>

namespace warrantor::policy {

/// What a rule set says to its readers of a name that is no rule.
struct Remark {
  std::string name;
  Labels title;
  Labels note;
};

struct Setting {
  Remark remark;
  ValueType type = ValueType::number;
  std::string unit;  ///< may be empty
  Value value;
};

/// A table from conditions to values. Program::lookup_rows has the conditions; each column is a definition that chooses
/// between its rows in their order.
struct Lookup {
  Remark remark;
  bool first_counts = false;  ///< else only one row may hold
  std::vector<std::string> columns;
  std::vector<RuleInfo> rows;
};

/// What stands in a rule set for its readers, in the order of the files. Nothing is decided by it.
struct Documented {
  Remark rule_set;
  std::vector<Remark> facts;  ///< by FactId
  std::vector<Setting> settings;
  std::vector<Lookup> lookups;  ///< as Program::lookup_rows
  std::vector<Remark> derived;
  std::vector<Remark> portions;    ///< by PortionId
  std::vector<Remark> catalogues;  ///< by the name of the group
};

}  // namespace warrantor::policy
