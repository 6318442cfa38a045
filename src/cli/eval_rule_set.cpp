#include <algorithm>
#include <optional>

#include <warrantor/adjudicate.hpp>
#include <warrantor/policy.hpp>

#include "audit/policy_expression.hpp"
#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "batch/claim_stream.hpp"
#include "batch/history_files.hpp"
#include "cli/claim_inputs.hpp"
#include "cli/console.hpp"
#include "cli/eval.hpp"
#include "cli/exit_code.hpp"
#include "cli/expression_diagnostics.hpp"
#include "cli/text_reports.hpp"
#include "expr/check.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

namespace {

/// Evaluates an expression over the names of a rule set.
class RuleSetEvaluation {
 public:
  RuleSetEvaluation(const Policy& policy, const Options& options) : policy_(policy), options_(options) {}

  int run(const std::string& text, const std::vector<NamedValue>& values) {
    if (const int code = take_facts(values); code != done) return code;
    const auto expression = audit::PolicyExpression::compile(policy_, text);
    if (!expression) {
      for (const expr::Fault& fault : expression.error()) say(render(diagnostic_of("expression", text, fault)));
      return invalid_rules;
    }
    return with_inputs([&](const batch::Inputs& inputs, TextReports& reports) {
      const auto earlier = batch::read_history(policy_, inputs, reports, "en", history_);
      if (!earlier) return static_cast<int>(io_failed);
      const int code =
          options_.has("claims") ? evaluate_stream(*expression, inputs, reports) : evaluate_facts(*expression);
      return code == done && earlier->any() ? static_cast<int>(findings) : code;
    });
  }

 private:
  int evaluate_facts(const audit::PolicyExpression& expression) {
    Claim claim = policy_.new_claim();
    claim.add_line();
    // Not as overrides: what is stated says what blanks of other facts mean.
    for (const auto& [fact, value] : overrides_) state(claim, fact, value);
    audit::PolicyExpression::Overrides others = overrides_;
    others.erase(std::remove_if(others.begin(), others.end(), [](const auto& one) { return !one.second.is_unknown(); }),
                 others.end());
    return print(shown(expression.evaluate(claim, 0, others, history_), options_.has("type")));
  }

  int take_facts(const std::vector<NamedValue>& values) {
    const Schema& schema = policy_.schema();
    for (const NamedValue& value : values) {
      const auto fact = schema.find_fact(value.name);
      if (!fact) return refuse_call("eval", unknown_fact(value.name));
      const auto stated = audit::value_of_fact(policy_, *fact, value.text, texts_);
      if (!stated) {
        for (const expr::Fault& fault : stated.error()) {
          say(render(diagnostic_of("--fact " + value.name, value.text, fault)));
        }
        return invalid_rules;
      }
      overrides_.emplace_back(*fact, *stated);
    }
    return done;
  }

  [[nodiscard]] std::string unknown_fact(const std::string& name) const {
    if (const ValueList* const list = policy_.schema().find_value_list(name)) {
      return "--fact: " + base::quote(name) + " is a list of values; " + expr::help_for_members(*list);
    }
    std::vector<std::string_view> names;
    for (const Fact& fact : policy_.schema().facts()) {
      if (fact.scope != Scope::record) names.emplace_back(fact.name);
    }
    const std::string near = base::did_you_mean(base::nearest(name, names));
    return "--fact: the rule set has no fact " + base::quote(name) + (near.empty() ? "" : "; " + near);
  }

  void state(Claim& claim, FactId fact, Value value) const {
    if (value.is_unknown()) return;
    if (policy_.schema().fact(fact).scope == Scope::line) {
      claim.set(0, fact, value);
    } else {
      claim.set(fact, value);
    }
  }

  template <class Work>
  int with_inputs(const Work& work) {
    const auto inputs = read_inputs(policy_.schema(), options_);
    if (!inputs) return refuse_inputs("eval", inputs.error());
    const auto messages = io::Output::standard_error();
    TextReports reports(*messages, *messages);
    const int code = work(*inputs, reports);
    reports.finish();
    messages->flush();
    return code;
  }

  int evaluate_stream(const audit::PolicyExpression& expression, const batch::Inputs& inputs, TextReports& reports) {
    using Next = batch::ClaimStream::Next;
    batch::ClaimStream stream(policy_.schema(), inputs, reports);
    if (!stream.read_tables()) return io_failed;
    io::ReadClaim claim(policy_.schema());
    const std::string wanted = options_.text("claim");
    bool any_rejected = false;
    bool any = false;
    for (Next next = stream.next(claim); next != Next::end; next = stream.next(claim)) {
      if (next == Next::file_end) continue;
      if (options_.has("claim") && claim.id != wanted) {
        note(claim);
        continue;
      }
      any = true;
      any_rejected = any_rejected || !claim.faults.empty();
      for (const io::Fault& fault : claim.faults) reports.reject(fault);
      if (!claim.faults.empty()) continue;
      if (const int code = print_lines(expression, claim); code != done) return code;
      note(claim);
    }
    if (stream.failed_files() > 0) return io_failed;
    if (!any && options_.has("claim")) say("warrantor eval: there is no claim " + base::quote(wanted) + '\n');
    return any_rejected || (!any && options_.has("claim")) ? findings : done;
  }

  // An earlier claim counts as it does for `check`.
  void note(const io::ReadClaim& claim) {
    if (!policy_.reads_history() || !claim.faults.empty()) return;
    history_.note(policy_, claim.claim, adjudicate(policy_, claim.claim, history_));
  }

  int print_lines(const audit::PolicyExpression& expression, const io::ReadClaim& claim) {
    const Schema& schema = policy_.schema();
    const std::size_t lines = std::max<std::size_t>(claim.claim.line_count(), 1);
    std::string text;
    for (std::size_t line = 0; line < lines; ++line) {
      const Value id = claim.claim.line_count() == 0 ? Value() : claim.claim.get(line, schema.line_id());
      const std::string line_id = id.is_known() ? std::string(id.as_text()) : std::to_string(line + 1);
      text += claim.id + ' ' + line_id + ": " +
              shown(expression.evaluate(claim.claim, line, overrides_, history_), options_.has("type"));
    }
    return print(text);
  }

  const Policy& policy_;
  const Options& options_;
  TextStore texts_;
  History history_;
  audit::PolicyExpression::Overrides overrides_;
};

}  // namespace

int evaluate_with_rules(const std::string& text, const std::vector<NamedValue>& values, const Options& options) {
  const auto policy = load_policy(options.text("rules"));
  if (policy) return RuleSetEvaluation(*policy, options).run(text, values);
  say(render(policy.error()));
  return invalid_rules;
}

}  // namespace warrantor::cli
