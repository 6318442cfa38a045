#include <algorithm>
#include <utility>

#include "policy/codes.hpp"
#include "policy/declared.hpp"

namespace warrantor::policy {
namespace {

using rules::Condition;
using rules::Text;

class StepCompiler {
 public:
  StepCompiler(Program& program, NameTable& names, Declared& declared, Reporter& reporter)
      : program_(program), names_(names), declared_(declared), reporter_(reporter) {}

  void compile_step(const rules::StepSyntax& syntax) {
    Step step;
    step.info = declared_.info_of(syntax.id, syntax.documentation, Stage::steps, &syntax.valid);
    step.text = syntax.text;
    std::vector<const Condition*> about_facts;
    const Condition& when = syntax.when;
    const std::vector<Condition> lone{when};
    for (const Condition& part : when.kind == Condition::Kind::all ? when.children : lone) {
      if (part.kind != Condition::Kind::test || !compile_step_test(part, step)) about_facts.push_back(&part);
    }
    step.when = names_.conditions(about_facts).value_or(NodeId{});
    check_step_text(syntax);
    program_.steps.push_back(std::move(step));
  }

 private:
  void check_step_text(const rules::StepSyntax& syntax) {
    std::vector<std::string_view> known{"missing", "pending", "charged"};
    for (const Party& candidate : program_.schema.parties()) known.emplace_back(candidate.name);
    for (const auto& [language, text] : syntax.text.all()) {
      for (std::size_t begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin + 1)) {
        const std::size_t end = text.find('}', begin);
        const std::string name = text.substr(begin + 1, end - begin - 1);
        if (end == std::string::npos) {
          reporter_.error(codes::bad_choice, syntax.text_place,
                          "the text of `" + syntax.id.value + "` has a `{` that is never closed");
          break;
        }
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        reporter_.error(codes::bad_choice, syntax.text_place,
                        "the text of `" + syntax.id.value + "` has the unknown place `{" + name + "}`",
                        suggest(name, known));
      }
    }
  }

  // `outcome`, `pending` and `borne_by` are what steps ask of the decision itself.
  bool compile_step_test(const Condition& part, Step& step) {
    if (part.subject.value == "outcome") {
      step.outcomes.emplace();
      for (const Text& test : part.tests) add_outcome(test, *step.outcomes);
      return true;
    }
    if (part.subject.value == "pending") {
      step.pending = declared_.awaited(part.tests);
      return true;
    }
    if (part.subject.value != "borne_by") return false;
    step.borne_by.emplace();
    for (const Text& test : part.tests) {
      if (const auto bearer = declared_.party(test)) step.borne_by->push_back(*bearer);
    }
    return true;
  }

  void add_outcome(const Text& text, std::vector<Outcome>& outcomes) {
    std::vector<std::string_view> names;
    for (const Outcome outcome :
         {Outcome::approved, Outcome::partial, Outcome::denied, Outcome::needs_information, Outcome::referred}) {
      if (name_of(outcome) == text.value) return outcomes.push_back(outcome);
      names.push_back(name_of(outcome));
    }
    reporter_.error(codes::bad_choice, text.place, "`" + text.value + "` is not an outcome",
                    suggest(text.value, names));
  }

  Program& program_;
  NameTable& names_;
  Declared& declared_;
  Reporter& reporter_;
};

}  // namespace

void compile_steps(const rules::RuleSet& rule_set, Program& program, NameTable& names, Declared& declared,
                   Reporter& reporter) {
  StepCompiler compiler(program, names, declared, reporter);
  for (const rules::StepSyntax& step : rule_set.steps) compiler.compile_step(step);
}

}  // namespace warrantor::policy
