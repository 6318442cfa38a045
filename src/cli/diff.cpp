#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>

#include <unistd.h>
#include <warrantor/policy.hpp>

#include "audit/diff.hpp"
#include "audit/diff_lines.hpp"
#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "cli/claim_inputs.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/kept_input.hpp"
#include "cli/options.hpp"
#include "cli/output_files.hpp"
#include "cli/terminal.hpp"
#include "cli/text_reports.hpp"
#include "io/decision_writer.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr const char* unnamed = "rule-sets";
constexpr std::size_t examples_shown = 10;

constexpr std::string_view help_before_options =
    "Decides the same claims under two rule sets and tells what a change does\n"
    "before it goes live: how many lines change and from which outcome to which,\n"
    "the amounts that move from party to party, by reason and by the facts that the\n"
    "rule set reports by, and the rules to blame.\n"
    "\n"
    "  warrantor diff OLD NEW --claims CLAIMS... [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor diff rules/my-policy new/my-policy --claims claims.csv\n"
    "  warrantor diff rules/my-policy new/my-policy --claims claims.csv -o changed.csv --summary totals.csv\n"
    "      every changed line with both decisions side by side, and the figures of\n"
    "      the report, as tables\n"
    "  warrantor diff rules/my-policy new/my-policy --claims january.csv --claims february.csv --by model,usage\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "The report goes to the standard output; to the standard error where -o is `-`.\n"
    "Facts, values and parties may differ between the two: a column that one of\n"
    "them does not know is no mistake, and a claim that only one of them can read\n"
    "is a change. The claims are read twice: of a pipe, as `-`, a copy is kept in a\n"
    "temporary file, of 4 GiB at most.\n"
    "\n"
    "Exit codes: 0 every claim is decided alike; 1 there are differences, or claims\n"
    "of --history are rejected; 2 called wrongly; 3 a rule set is invalid; 4 a file\n"
    "could not be read or written.\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  add_input_options(options);
  const auto text = [](const char* name) { return po::value<std::string>()->value_name(name); };
  options.add_options()(
      "output,o", text("FILE"),
      "the changed lines as CSV; `-` is the standard output; changed grants and figures stand in --summary")(
      "summary", text("FILE"), "the figures of the report as CSV, a row a figure")(
      "by", text("LIST"), "facts to tell totals by, instead of those under `report_by` in the rule set")(
      "no-duplicates", "there are no duplicate claims, do not look for them (saves 16 bytes a claim)")(
      "lang", text("LANGUAGE"), "the language of the report: en or zh")("help,h", "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

std::optional<std::string> check_call(const Options& options) {
  const std::vector<std::string> rule_sets = options.list(unnamed);
  if (rule_sets.size() != 2) return "say which two rule sets to compare: OLD NEW";
  if (auto wrong = check_inputs(options)) return wrong;
  std::error_code error;
  for (const std::string& path : options.list("claims")) {
    if (path != "-" && std::filesystem::is_fifo(path, error)) {
      return base::quote(path) + " is a pipe, and the claims are read twice: lead it into the standard input, as `-`";
    }
  }
  return check_language(options);
}

bool takes_standard_input(const Options& options) {
  const auto is_standard_input = [](const std::string& path) {
    return path == "-" || path.ends_with("=-") || path.ends_with("=-:complete");
  };
  const std::vector<std::string> claims = options.list("claims");
  const std::vector<std::string> tables = options.list("table");
  return std::any_of(claims.begin(), claims.end(), is_standard_input) ||
         std::any_of(tables.begin(), tables.end(), is_standard_input) || options.text("columns") == "-";
}

/// Writes changed lines as they come, and remembers the first.
class ChangedLines final : public audit::ChangedLineSink {
 public:
  ChangedLines(const Policy& old_policy, const Policy& new_policy, io::Output* output, std::string_view language)
      : csv_(old_policy, new_policy),
        purses_(old_policy.schema(), new_policy.schema()),
        new_schema_(new_policy.schema()),
        output_(output),
        language_(language) {
    if (output_ == nullptr) return;
    csv_.begin(text_);
    hand_on();
  }

  void add(const audit::ChangedLine& line) override {
    if (examples_.size() < examples_shown) {
      examples_.push_back(audit::describe(line, purses_, new_schema_, language_));
    }
    if (output_ == nullptr) return;
    csv_.add(line, text_);
    hand_on();
  }

  [[nodiscard]] const std::vector<std::string>& examples() const noexcept { return examples_; }

 private:
  void hand_on() {
    output_->write(text_);
    text_.clear();
  }

  audit::ChangedLineCsv csv_;
  audit::Purses purses_;
  const Schema& new_schema_;
  io::Output* output_;
  std::string_view language_;
  std::string text_;
  std::vector<std::string> examples_;
};

std::vector<std::string> reported_facts(const Policy& old_policy, const Policy& new_policy) {
  std::vector<std::string> names;
  for (const Policy* const policy : {&new_policy, &old_policy}) {
    for (const FactId id : policy->report_by()) {
      const std::string& name = policy->schema().fact(id).name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

// Facts that neither rule set declares, or that are lists.
std::optional<std::string> check_by(const std::vector<std::string>& by, const Policy& old_policy,
                                    const Policy& new_policy) {
  std::vector<std::string> known;
  for (const Policy* const policy : {&new_policy, &old_policy}) {
    for (const Fact& fact : policy->schema().facts()) {
      if (fact.scope != Scope::record && fact.type != ValueType::records) known.push_back(fact.name);
    }
  }
  for (const std::string& name : by) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = base::did_you_mean(base::nearest(name, known));
    return "--by: there is no fact " + base::quote(name) + " of claims or lines" + (near.empty() ? "" : "; " + near);
  }
  return std::nullopt;
}

/// Who is told what: the report goes where the changed lines do not.
struct Outputs {
  std::unique_ptr<io::Output> changed;  ///< null: none
  std::unique_ptr<io::Output> report;
  std::unique_ptr<io::Output> summary;  ///< null: none
  std::unique_ptr<io::Output> messages = io::Output::standard_error();
};

std::optional<Outputs> open_outputs(const Options& options) {
  Outputs outputs;
  if (options.has("output") && !(outputs.changed = open_output(options.text("output")))) return std::nullopt;
  if (options.has("summary") && !(outputs.summary = open_output(options.text("summary")))) return std::nullopt;
  outputs.report = options.text("output") == "-" ? io::Output::standard_error() : io::Output::standard_output();
  return outputs;
}

int compare(const audit::DiffRun& run, ChangedLines& lines, Outputs& outputs, TextReports& reports) {
  const audit::DiffTotals totals = audit::diff(run);
  reports.finish();
  outputs.messages->flush();
  // Where nothing was compared, no file must look complete.
  if (totals.files_read == 0 || (outputs.changed && !finish(*outputs.changed))) return io_failed;
  if (outputs.summary) outputs.summary->write(audit::diff_as_csv(totals, run));
  if (outputs.summary && !finish(*outputs.summary)) return io_failed;
  outputs.report->write(audit::diff_as_text(totals, run, lines.examples()));
  if (!finish(*outputs.report) || totals.files_failed > 0) return io_failed;
  return totals.has_differences() || totals.history_has_findings ? findings : done;
}

int diff_with(const Policy& old_policy, const Policy& new_policy, const Options& options) {
  if (old_policy.schema().currency() != new_policy.schema().currency()) {
    return refuse_call("diff", "the rule sets count in different currencies, whose amounts cannot be compared");
  }
  if (takes_standard_input(options)) {
    if (const auto wrong = keep_standard_input()) {
      say("warrantor diff: the standard input: " + wrong->message + "\n");
      return io_failed;
    }
  }
  const auto old_inputs = read_inputs_of_two(old_policy.schema(), new_policy.schema(), options);
  const auto new_inputs = read_inputs_of_two(new_policy.schema(), old_policy.schema(), options);
  if (!new_inputs || !old_inputs) return refuse_inputs("diff", (new_inputs ? old_inputs : new_inputs).error());
  if (const auto wrong = check_output_files(options, *new_inputs)) return refuse_call("diff", *wrong);
  const std::vector<std::string> by =
      options.has("by") ? options.split_list("by") : reported_facts(old_policy, new_policy);
  if (const auto wrong = check_by(by, old_policy, new_policy)) return refuse_call("diff", *wrong);
  std::optional<Outputs> outputs = open_outputs(options);
  if (!outputs) return io_failed;
  const std::string language = language_of(options);
  TextReports reports(*outputs->messages, *outputs->messages, look_of(STDERR_FILENO, options));
  reports.speak(language);
  ChangedLines lines(old_policy, new_policy, outputs->changed.get(), language);
  const audit::DiffRun run{old_policy, new_policy, *old_inputs, *new_inputs, by, reports, lines, language};
  return compare(run, lines, *outputs, reports);
}

std::optional<Policy> load(const std::string& path) {
  auto policy = load_policy(path);
  if (policy) {
    say(render(policy->warnings()));
    return *std::move(policy);
  }
  say(render(policy.error()));
  return std::nullopt;
}

}  // namespace

int run_diff(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), arguments, unnamed);
  if (!options) return refuse_call("diff", options.error().message);
  if (options->has("help")) return print(help_text());
  if (const auto wrong = check_call(*options)) return refuse_call("diff", *wrong);
  const std::vector<std::string> paths = options->list(unnamed);
  const auto old_policy = load(paths[0]);
  const auto new_policy = load(paths[1]);
  if (!old_policy || !new_policy) return invalid_rules;
  return diff_with(*old_policy, *new_policy, *options);
}

}  // namespace warrantor::cli
