#include <doctest/doctest.h>

#include "engine/case_residue.hpp"
#include "policy/program.hpp"
#include "unit/engine/made_lab.hpp"

namespace warrantor::engine {

TEST_CASE("a sum tells zeros that come first from nothing") {
  const Policy policy = test::made_policy(test::made_beginning() + test::made_portions());
  const expr::FactValues facts;
  expr::Evaluator evaluator(policy.program().code, policy.schema(), facts);
  const Residue::Answers answers;
  Residue residue(policy.program(), evaluator, answers);
  residue.start();
  residue.add(std::uint64_t{1});
  const base::Fingerprint one = residue.sum();
  residue.start();
  residue.add(std::uint64_t{0});
  residue.add(std::uint64_t{1});
  CHECK(residue.sum() != one);
}

}  // namespace warrantor::engine
