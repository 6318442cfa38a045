#include "policy/compile_covering.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace warrantor::policy {
namespace {

using expr::Op;
using expr::Type;

class CoveringCompiler {
 public:
  CoveringCompiler(Program& program, NameTable& names) : program_(program), names_(names) {}

  expr::Symbol compile() {
    Type type = Type::of(ValueType::enumeration);
    type.domain = add_domain();
    type.optional = true;
    const std::vector<DomainValue>& ids = program_.schema.domain(type.domain).values;
    NodeId named = names_.constant(Value::none(), type);
    const std::vector<CoverageRow>& rows = program_.coverage->rows;
    for (std::size_t i = rows.size(); i > 0; --i) {
      const CoverageRow& row = rows[i - 1];
      const auto id =
          std::find_if(ids.begin(), ids.end(), [&](const auto& value) { return value.name == row.info.id; });
      const NodeId own = names_.constant(Value::integer(id - ids.begin()), type);
      named = choose(row, own, named, type);
    }
    Labels title;
    title.set("en", "coverage");
    title.set("zh", "保修范围");
    program_.titles.emplace(covering_name, std::move(title));
    const expr::Symbol symbol = names_.define(covering_name, named);
    program_.covering = symbol.definition;
    return symbol;
  }

 private:
  // Versions of a row have the same id.
  DomainId add_domain() {
    Domain domain;
    domain.name = covering_name;
    for (const CoverageRow& row : program_.coverage->rows) {
      const auto is_it = [&](const DomainValue& value) { return value.name == row.info.id; };
      if (std::none_of(domain.values.begin(), domain.values.end(), is_it))
        domain.values.push_back({row.info.id, row.info.title});
    }
    return program_.schema.add_domain(std::move(domain));
  }

  NodeId choose(const CoverageRow& row, NodeId own, NodeId others, const Type& type) {
    std::vector<NodeId> passed;
    for (const RowLimit& limit : row.limits) passed.push_back(limit.passed);
    if (passed.empty()) return names_.add(Op::conditional, type, {row.when, own, others});
    const NodeId is_over = passed.size() == 1 ? passed.front() : names_.add_all(Op::disjunction, passed);
    if (program_.coverage->choose != Choose::all) {
      const NodeId none = names_.constant(Value::none(), type);
      const NodeId covers = names_.add(Op::conditional, type, {is_over, none, own});
      return names_.add(Op::conditional, type, {row.when, covers, others});
    }
    const NodeId is_kept = names_.add(Op::negation, Type::boolean(), {is_over});
    const NodeId covers = names_.add(Op::conjunction, Type::boolean(), {row.when, is_kept});
    return names_.add(Op::conditional, type, {covers, own, others});
  }

  Program& program_;
  NameTable& names_;
};

}  // namespace

expr::Symbol compile_covering(Program& program, NameTable& names) { return CoveringCompiler(program, names).compile(); }

}  // namespace warrantor::policy
