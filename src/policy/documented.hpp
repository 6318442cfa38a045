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
  Validity valid;
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

/// What a rule set makes of the one that it extends.
struct Extension {
  struct Change {
    std::string id;
    Labels title;                   ///< of the rule, row, step or figure; may be empty
    std::vector<std::string> keys;  ///< that are written anew; empty: all of it
  };
  std::string id;  ///< of the base, with its version and title
  std::string version;
  Labels title;
  std::vector<Change> changes;
  std::vector<std::string> drops;
  std::vector<Change> additions;  ///< without keys
};

/// What stands in a rule set for its readers, in the order of the files. Nothing is decided by it.
struct Documented {
  Remark rule_set;
  std::vector<Extension> extensions;  ///< the base first
  std::vector<Remark> facts;          ///< by FactId
  std::vector<Setting> settings;
  std::vector<Lookup> lookups;  ///< as Program::lookup_rows
  std::vector<Remark> derived;
  std::vector<Remark> portions;    ///< by PortionId
  std::vector<Remark> catalogues;  ///< by the name of the group
};

}  // namespace warrantor::policy
