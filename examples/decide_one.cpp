#include <iostream>

#include <warrantor/warrantor.hpp>

int main(int argc, char** argv) {
  const auto policy = warrantor::load_policy(argc > 1 ? argv[1] : "rules/zhengzhou-nissan");
  if (!policy) {
    std::cerr << warrantor::render(policy.error());
    return 3;
  }

  auto claim = policy->new_claim();
  claim.set("claim_id", "C-1");
  claim.set("model", "D22");
  claim.set("in_service_date", "2023-03-15");
  claim.set("failure_date", "2024-09-16");
  claim.set("odometer_km", 30'001);
  const auto line = claim.add_line();
  claim.set(line, "line_id", "1");
  claim.set(line, "component", "gearbox");
  claim.set(line, "cause", "defect");
  claim.set(line, "parts_amount", "1200.00");
  claim.set(line, "labour_amount", "300.00");

  const auto decision = warrantor::adjudicate(*policy, claim);
  for (const auto& decided : decision.lines) {
    std::cout << decided.line_id << ": " << warrantor::name_of(decided.outcome) << '\n';
    for (const auto& reason : decided.reasons) {
      std::cout << "  " << reason.rule->id << ": " << reason.rule->title.get("en") << '\n';
    }
    for (std::size_t party = 0; party < decided.pays.size(); ++party) {
      if (decided.pays[party] == 0) continue;
      const auto& schema = policy->schema();
      std::cout << "  " << schema.parties()[party].name << " pays "
                << warrantor::format_minor_units(decided.pays[party], schema.currency()) << '\n';
    }
  }
  return 0;
}
