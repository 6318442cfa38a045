#pragma once

#include <string>
#include <utility>
#include <vector>

#include "audit/provisions.hpp"
#include "policy/program.hpp"

namespace warrantor::audit {

/// Writes nodes of a typed program as a text that is the same for conditions that ask for the same in the same way,
/// whatever their layout and whatever the order of what `and`, `or`, sums and lists of values hold. Names stand for
/// facts, values, settings and definitions, so that texts of two programs can be compared.
class ContentWriter {
 public:
  explicit ContentWriter(const policy::Program& program) : program_(program), code_(program.code) {}

  [[nodiscard]] std::string node(expr::NodeId id);
  [[nodiscard]] std::string value(ValueType type, DomainId domain, const Value& value) const;
  [[nodiscard]] std::string allocation(policy::AllocationId id);
  [[nodiscard]] std::string facts(const std::vector<FactId>& ids) const;

  /// Notes that a provision is named beside what these write.
  void note(ProvisionKey key) { named_.push_back(std::move(key)); }
  /// What was named since the last call.
  [[nodiscard]] std::vector<ProvisionKey> take_named();

 private:
  [[nodiscard]] std::string constant(const expr::Node& node);
  [[nodiscard]] std::string fact(const expr::Node& node);
  [[nodiscard]] std::vector<std::string> operands(const expr::Node& node);
  void collect(expr::NodeId id, expr::Op op, std::vector<std::string>& texts);

  const policy::Program& program_;
  const expr::Program& code_;
  std::vector<ProvisionKey> named_;
};

}  // namespace warrantor::audit
