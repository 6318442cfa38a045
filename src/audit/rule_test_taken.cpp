#include <filesystem>
#include <utility>
#include <vector>

#include "audit/rule_test_words.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/mapping.hpp"

namespace warrantor::audit {
namespace {

namespace fs = std::filesystem;

constexpr int most_levels = 16;

/// Reads a file that takes over the cases of another rule set: `cases_of`, its folder, and `claim`, what each of its
/// claims states besides.
class TakenCases {
 public:
  TakenCases(const Policy& policy, const std::string& file, RuleTests& tests, int level)
      : words_(policy), file_(file), tests_(tests), level_(level), mistakes_(tests.mistakes), context_(mistakes_, 0) {}

  void read(const yaml::Node& root) {
    rules::Mapping mapping(context_, root, {"file of cases", {}});
    const rules::Text name = mapping.required_text("cases_of");
    if (const yaml::Node* claim = mapping.find("claim")) read_facts(*claim);
    mapping.finish();
    if (name.given()) take_over(*root.find("cases_of"), name.value);
  }

 private:
  void read_facts(const yaml::Node& node) {
    Claim tried = words_.policy().new_claim();
    if (!context_.expect_mapping(node, "a claim", {"file of cases", {}})) return;
    for (const yaml::Entry& entry : node.entries()) {
      const auto fact = words_.fact(entry.key->text());
      if (!fact) {
        fail(*entry.key, fact.error());
      } else if (words_.schema().fact(*fact).scope != Scope::claim || !entry.value->is_scalar()) {
        fail(*entry.key, {base::quote(entry.key->text()) + " cannot be stated for all cases",
                          "name facts of the claim that have one value"});
      } else if (const auto value = value_of(*fact, *entry.value, tried); !value) {
        fail(*entry.value, value.error());
      } else {
        stated_.emplace_back(*fact, entry.value);
      }
    }
  }

  Read<Value> value_of(FactId fact, const yaml::Node& node, Claim& claim) const {
    if (node.is_null()) return Value::none();
    return parse_value(words_.schema(), words_.schema().fact(fact), node.text(), claim.texts());
  }

  void take_over(const yaml::Node& node, const std::string& name) {
    const fs::path folder = fs::path(file_).parent_path().parent_path() / name;
    if (level_ == most_levels) return fail(node, {"rule sets take over each other's cases in a circle", ""});
    auto taken = load_rule_tests(words_.policy(), folder.lexically_normal().generic_string(), level_ + 1);
    if (!taken) return fail(node, {taken.error().message, ""});
    if (taken->tests.empty() && taken->mistakes.empty())
      return fail(node, {"there are no cases beside " + base::quote(name), "name the folder of a rule set with cases"});
    tests_.mistakes.insert(tests_.mistakes.end(), taken->mistakes.begin(), taken->mistakes.end());
    for (RuleTest& test : taken->tests) {
      for (Claim& claim : test.given) state(claim);
      state(test.claim);
      tests_.tests.push_back(std::move(test));
    }
  }

  // What a case states by itself stays.
  void state(Claim& claim) const {
    for (const auto& [fact, node] : stated_) {
      if (claim.get(fact).is_unknown()) claim.set(fact, *value_of(fact, *node, claim));
    }
  }

  void fail(const yaml::Node& node, const ValueFault& fault) {
    mistakes_.add(rules::codes::bad_choice, fault.message, fault.help, node.span());
  }

  Words words_;
  const std::string& file_;
  RuleTests& tests_;
  int level_;
  rules::Mistakes mistakes_;
  rules::Context context_;
  std::vector<std::pair<FactId, const yaml::Node*>> stated_;
};

}  // namespace

void take_over_tests(const Policy& policy, const std::string& file, const yaml::Node& root, RuleTests& tests,
                     int level) {
  TakenCases(policy, file, tests, level).read(root);
}

}  // namespace warrantor::audit
