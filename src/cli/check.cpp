#include <memory>
#include <optional>
#include <sstream>

#include <unistd.h>

#include <warrantor/policy.hpp>

#include "base/text.hpp"
#include "batch/check.hpp"
#include "cli/claim_inputs.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/output_files.hpp"
#include "cli/terminal.hpp"
#include "cli/text_reports.hpp"
#include "io/decision_writer.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr std::string_view help_before_options =
    "Decides all claims of files in CSV or JSON Lines: for each line the outcome, the reasons, and who "
    "pays.\n"
    "\n"
    "  warrantor check -r RULES CLAIMS... [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor check -r rules/my-policy claims.csv\n"
    "      shows a table, and below it a summary\n"
    "  warrantor check -r rules/my-policy claims.csv -o decisions.csv --rejects rejects.txt\n"
    "      writes the decisions, and what could not be read, into files\n"
    "  cat claims.jsonl | warrantor check -r rules/my-policy - --format jsonl > decisions.jsonl\n"
    "      reads the standard input and writes the standard output\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "A row that cannot be read rejects its whole claim, and no other; it is named on the standard error with "
    "file,\n"
    "line, column and reason. Rows that follow each other with the same claim_id are one claim. Results go "
    "to the\n"
    "standard output, everything else to the standard error. Output files appear whole or not at all.\n"
    "\n"
    "Exit codes: 0 done and clean; 1 done, but rows were rejected; 2 called wrongly; 3 the rule set or the "
    "column map\n"
    "is invalid, nothing was decided; 4 a file could not be read or written (an empty file, a header with a "
    "column that\n"
    "is nearly a known one or without one that is needed; the other files are decided).\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  options.add_options()("rules,r", po::value<std::string>()->value_name("RULES"),
                        "the rule set: its folder or its rules.yaml");
  add_input_options(options);
  options.add_options()("output,o", po::value<std::string>()->value_name("FILE"),
                        "where the decisions go; the form follows from .csv, .jsonl or .txt")(
      "format", po::value<std::string>()->value_name("FORM"), "the form of the decisions: text, csv or jsonl")(
      "fields", po::value<std::string>()->value_name("LIST"), "the columns of CSV, in this order, separated by commas")(
      "keep", po::value<std::string>()->value_name("LIST"), "columns of the claims to carry along")(
      "rejects", po::value<std::string>()->value_name("FILE"),
      "where rejected rows are named, instead of the standard error")(
      "summary", po::value<std::string>()->value_name("FILE"), "the summary as JSON")(
      "no-duplicates", "there are no duplicate claims, do not look for them (saves 16 bytes a claim)")(
      "lang", po::value<std::string>()->value_name("LANGUAGE"), "the language of texts: en or zh");
  add_colour_option(options);
  options.add_options()("help,h", "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

/// An output by the name that the user gave; the standard error where there is none.
struct Outputs {
  std::unique_ptr<io::Output> decisions;
  std::unique_ptr<io::Output> rejects;  ///< null: the messages
  std::unique_ptr<io::Output> summary;  ///< null: none
  std::unique_ptr<io::Output> messages = io::Output::standard_error();
};

std::optional<Outputs> open_outputs(const Options& options) {
  Outputs outputs;
  outputs.decisions = open_output(options.has("output") ? options.text("output") : "-");
  if (!outputs.decisions) return std::nullopt;
  if (options.has("rejects") && !(outputs.rejects = open_output(options.text("rejects")))) return std::nullopt;
  if (options.has("summary") && !(outputs.summary = open_output(options.text("summary")))) return std::nullopt;
  return outputs;
}

Expected<io::DecisionFormat> choose_format(const Options& options) {
  if (options.has("format")) {
    if (const auto format = io::find_format(options.text("format"))) return *format;
    return Error{"--format " + base::quote(options.text("format")) + ": there are `text`, `csv` and `jsonl`"};
  }
  if (!options.has("output") || options.text("output") == "-") return io::DecisionFormat::text;
  if (const auto format = io::format_of_path(options.text("output"))) return *format;
  return Error{"the form of " + base::quote(options.text("output")) +
               " is not clear: end it with .csv, .jsonl or .txt, or give --format"};
}

std::optional<std::string> check_form(const Options& options, io::DecisionFormat format) {
  if (options.has("fields") && format != io::DecisionFormat::csv)
    return "--fields chooses columns of CSV: give --format csv";
  if (options.has("keep") && format == io::DecisionFormat::text)
    return "--keep goes with CSV and JSON Lines: give --format csv";
  return std::nullopt;
}

bool goes_to_standard_output(const Options& options) { return !options.has("output") || options.text("output") == "-"; }

base::Look look_of_decisions(const Options& options) {
  return goes_to_standard_output(options) ? look_of(STDOUT_FILENO, options) : base::Look{};
}

bool shows_progress(const Options& options) {
  const auto format = choose_format(options);
  return can_rewrite_lines(surroundings_of(STDERR_FILENO)) &&
         leaves_room_for_bar(options, format && *format == io::DecisionFormat::text);
}

ProgressBar::Setup progress_setup(const batch::Inputs& inputs, const Options& options) {
  return {bytes_of(inputs.claims), look_of(STDERR_FILENO, options).columns, language_of(options)};
}

/// Writes what there is to say after the decisions; the result is an exit code.
int finish_with(const batch::Summary& summary, const Policy& policy, Outputs& outputs, const Options& options) {
  bool is_written = !outputs.rejects || finish(*outputs.rejects);
  if (outputs.summary) {
    outputs.summary->write(summary_as_json(summary, policy));
    is_written = finish(*outputs.summary) && is_written;
  }
  outputs.messages->write(summary_as_text(summary, policy, language_of(options), look_of(STDERR_FILENO, options)));
  is_written = finish(*outputs.messages) && is_written;
  if (!is_written || summary.files_failed > 0) return io_failed;
  return summary.has_findings() ? findings : done;
}

int decide(const Policy& policy, const batch::Inputs& inputs, io::DecisionWriter& writer, const Options& options) {
  std::optional<Outputs> outputs = open_outputs(options);
  if (!outputs) return io_failed;
  const std::string language = language_of(options);
  io::Output& rejects = outputs->rejects ? *outputs->rejects : *outputs->messages;
  TextReports reports(rejects, *outputs->messages, look_of(STDERR_FILENO, options));
  if (shows_progress(options)) reports.show_progress(progress_setup(inputs, options));
  const batch::Summary summary = batch::check({policy, inputs, writer, *outputs->decisions, reports, language});
  reports.finish();
  outputs->messages->flush();
  // Where nothing was decided, or decisions are lost, no file must look complete.
  if (summary.files_read == 0 || !finish(*outputs->decisions)) return io_failed;
  return finish_with(summary, policy, *outputs, options);
}

std::optional<std::string> check_call(const Options& options) {
  if (!options.has("rules")) return "say which rule set to use: -r RULES";
  if (auto wrong = check_inputs(options)) return wrong;
  if (auto wrong = check_colour(options)) return wrong;
  return check_language(options);
}

int check_with(const Policy& policy, io::DecisionFormat format, const Options& options) {
  const auto inputs = read_inputs(policy.schema(), options);
  if (!inputs) return refuse_inputs("check", inputs.error());
  if (const auto wrong = check_output_files(options, *inputs)) return refuse_call("check", *wrong);
  const io::RuleSetName name{std::string(policy.id()), std::string(policy.version()), std::string(policy.digest()),
                             policy.name()};
  auto writer = io::make_writer({&policy.schema(), name, format, options.split_list("fields"), inputs->kept,
                                 language_of(options), look_of_decisions(options)});
  if (!writer) return refuse_call("check", "--fields: " + writer.error().message);
  return decide(policy, *inputs, **writer, options);
}

}  // namespace

int run_check(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), arguments, "claims");
  if (!options) return refuse_call("check", options.error().message);
  if (options->has("help")) return print(help_text());
  if (const auto wrong = check_call(*options)) return refuse_call("check", *wrong);
  const auto format = choose_format(*options);
  if (!format) return refuse_call("check", format.error().message);
  if (const auto wrong = check_form(*options, *format)) return refuse_call("check", *wrong);
  const auto policy = load_policy(options->text("rules"));
  if (!policy) {
    say(render(policy.error()));
    return invalid_rules;
  }
  say(render(policy->warnings()));
  return check_with(*policy, *format, *options);
}

}  // namespace warrantor::cli
