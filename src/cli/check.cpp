#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>

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
#include "io/fact_names.hpp"
#include "io/output.hpp"
#include "io/reject_columns.hpp"
#include "io/reject_writer.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr std::uint64_t messages_beside_rows = 20;  // of rejects that stand in a file of their own anyway

constexpr std::string_view help_before_options =
    "Decides all claims of files in CSV or JSON Lines: for each line the outcome,\n"
    "the reasons, and who pays.\n"
    "\n"
    "  warrantor check -r RULES CLAIMS... [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor check -r rules/my-policy claims.csv\n"
    "      shows a table, and below it a summary\n"
    "  warrantor check -r rules/my-policy claims.csv -o decisions.csv --rejects rejects.csv\n"
    "      writes the decisions, and what could not be read, into files\n"
    "  cat claims.jsonl | warrantor check -r rules/my-policy - --format jsonl > decisions.jsonl\n"
    "      reads the standard input and writes the standard output: a stage of a pipe\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "A row that cannot be read rejects its whole claim, and no other; it is named\n"
    "on the standard error with file, line, column and reason. Rows that follow\n"
    "each other with the same claim_id are one claim; a row between two claims that\n"
    "does not say its own may be of either, and rejects both. Results go to the\n"
    "standard output, everything else to the standard error. Output files appear\n"
    "whole or not at all, all of them or none.\n"
    "\n"
    "--rejects FILE.csv holds the rows of rejected claims as they stand in their\n"
    "files, and columns reject_... that say what is wrong. Mend the rows, leave\n"
    "these columns as they are, and run the file: they are passed over. A row that\n"
    "could not be split stands in reject_text; put its values into the columns. Of\n"
    "JSON Lines, FILE.jsonl takes the objects. In CSV of decisions, a cell that a\n"
    "spreadsheet would take for a formula begins with an apostrophe.\n"
    "\n"
    "Exit codes: 0 done and clean; 1 done, but rows were rejected, of the claims or\n"
    "of --history; 2 called wrongly; 3 the rule set or the column map is invalid,\n"
    "nothing was decided; 4 a file could not be read or written (an empty file, a\n"
    "header with a column that is nearly a known one or without one that is needed;\n"
    "the other files are decided).\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  options.add_options()("rules,r", po::value<std::string>()->value_name("RULES"),
                        "the rule set: its folder or its rules.yaml");
  add_input_options(options);
  options.add_options()("output,o", po::value<std::string>()->value_name("FILE"),
                        "where the decisions go; the form follows from .csv, .jsonl or .txt")(
      "format", po::value<std::string>()->value_name("FORM"), "the form of the decisions: text, csv or jsonl")(
      "fields", po::value<std::string>()->value_name("LIST"), "the columns of CSV, in this order, separated by commas")(
      "keep", po::value<std::string>()->value_name("LIST"),
      "columns of the claims to carry along, separated by commas; all: every one")(
      "rejects", po::value<std::string>()->value_name("FILE"),
      "rejected claims: .csv or .jsonl takes their rows, to be mended and run again; any other the messages")(
      "labels", po::value<std::string>()->value_name("LANGUAGE"),
      "headers, outcomes and reasons of CSV as people call them: en or zh (else ids, for programs)")(
      "bom",
      "begin CSV with a byte-order mark, for spreadsheets (goes without saying with --labels, and where the claims "
      "have one)")("summary", po::value<std::string>()->value_name("FILE"), "the summary as JSON")(
      "no-duplicates", "there are no duplicate claims, do not look for them (saves 16 bytes a claim)")(
      "threads", po::value<std::string>()->value_name("N"),
      "how many threads decide, 1 to 64; as many as there are processors unless told; results are the same, in the "
      "same "
      "order")("lang", po::value<std::string>()->value_name("LANGUAGE"), "the language of texts: en or zh");
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
  if (options.has("labels") && format != io::DecisionFormat::csv) return "--labels goes with CSV: give --format csv";
  if (options.has("bom") && format != io::DecisionFormat::csv) return "--bom goes with CSV: give --format csv";
  if (options.has("keep") && format == io::DecisionFormat::text)
    return "--keep goes with CSV and JSON Lines: give --format csv";
  return std::nullopt;
}

// Nothing where what the user asks for is no number of threads.
std::optional<std::size_t> threads_of(const Options& options) {
  if (!options.has("threads"))
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, batch::most_threads);
  const auto asked = base::parse_integer(options.text("threads"));
  if (!asked || !asked->fits || asked->number < 1) return std::nullopt;
  const auto count = static_cast<std::size_t>(asked->number);
  return count <= batch::most_threads ? std::optional(count) : std::nullopt;
}

bool goes_to_standard_output(const Options& options) { return !options.has("output") || options.text("output") == "-"; }

base::Look look_of_decisions(const Options& options) {
  return goes_to_standard_output(options) ? look_of(STDOUT_FILENO, options) : base::Look{};
}

bool shows_progress(const Options& options, io::DecisionFormat format) {
  return can_rewrite_lines(surroundings_of(STDERR_FILENO)) &&
         leaves_room_for_bar(options, format == io::DecisionFormat::text);
}

ProgressBar::Setup progress_setup(const batch::Inputs& inputs, const Options& options) {
  return {bytes_of(inputs.claims), look_of(STDERR_FILENO, options).columns, language_of(options)};
}

/// Puts the results into their places and says what they came to; the result is an exit code.
int finish_with(const batch::Summary& summary, const Policy& policy, Outputs& outputs, const Options& options) {
  if (outputs.summary) outputs.summary->write(summary_as_json(summary, policy));
  if (!finish_together({outputs.decisions.get(), outputs.rejects.get(), outputs.summary.get()})) return io_failed;
  outputs.messages->write(summary_as_text(summary, policy, language_of(options), look_of(STDERR_FILENO, options)));
  if (!finish(*outputs.messages) || summary.files_failed > 0) return io_failed;
  return summary.has_findings() ? findings : done;
}

batch::ByteOrderMark byte_order_mark_of(const Options& options, io::DecisionFormat format) {
  if (format != io::DecisionFormat::csv) return batch::ByteOrderMark::never;
  return options.has("bom") || options.has("labels") ? batch::ByteOrderMark::always : batch::ByteOrderMark::as_input;
}

/// A call of `check` that is understood.
struct Call {
  const Policy& policy;
  const batch::Inputs& inputs;
  io::DecisionFormat format;
  io::DecisionWriter& writer;
  const Options& options;
};

int decide(const Call& call) {
  std::optional<Outputs> outputs = open_outputs(call.options);
  if (!outputs) return io_failed;
  const std::string language = language_of(call.options);
  const auto reject_writer = io::make_reject_writer(call.inputs.rejects, call.policy.schema(), language);
  std::optional<batch::RejectedRows> rows;
  if (reject_writer) rows.emplace(batch::RejectedRows{*reject_writer, *outputs->rejects});
  const bool has_file_of_messages = outputs->rejects && !rows;
  TextReports reports(has_file_of_messages ? *outputs->rejects : *outputs->messages, *outputs->messages,
                      look_of(STDERR_FILENO, call.options));
  reports.speak(language);
  if (rows) reports.show_at_most(messages_beside_rows);
  if (shows_progress(call.options, call.format)) reports.show_progress(progress_setup(call.inputs, call.options));
  const batch::Summary summary = batch::check(
      {call.policy, call.inputs, call.writer, *outputs->decisions, reports, language, rows ? &*rows : nullptr,
       byte_order_mark_of(call.options, call.format), threads_of(call.options).value_or(1)});
  reports.finish();
  outputs->messages->flush();
  if (summary.files_read == 0) return io_failed;  // nothing was decided, and no file must look as if
  return finish_with(summary, call.policy, *outputs, call.options);
}

std::optional<std::string> check_call(const Options& options) {
  if (!options.has("rules")) return "say which rule set to use: -r RULES";
  if (auto wrong = check_inputs(options)) return wrong;
  if (auto wrong = check_colour(options)) return wrong;
  if (!threads_of(options)) {
    return "--threads " + base::quote(options.text("threads")) + ": write a whole number from 1 to " +
           std::to_string(batch::most_threads);
  }
  if (auto wrong = check_language(options, "labels")) return wrong;
  return check_language(options);
}

// What stands beside rejected rows must not be taken for a fact when they are read again.
std::optional<std::string> check_rejects(const Schema& schema, const batch::Inputs& inputs) {
  if (inputs.rejects == io::RejectForm::messages) return std::nullopt;
  const io::FactNames names(schema, io::plain_facts(schema));
  for (const std::string_view column : io::reject_columns) {
    if (names.find(column).empty()) continue;
    return "--rejects: the rule set declares a fact " + base::quote(column) +
           ", which the file of rejects needs for itself; end its name with .txt for messages alone";
  }
  return std::nullopt;
}

int check_with(const Policy& policy, io::DecisionFormat format, const Options& options) {
  auto inputs = read_inputs(policy.schema(), options);
  if (!inputs) return refuse_inputs("check", inputs.error());
  inputs->rejects = io::reject_form_of_path(options.text("rejects"));
  if (const auto wrong = check_output_files(options, *inputs)) return refuse_call("check", *wrong);
  if (const auto wrong = check_rejects(policy.schema(), *inputs)) return refuse_call("check", *wrong);
  const io::RuleSetName name{std::string(policy.id()),
                             std::string(policy.version()),
                             std::string(policy.digest()),
                             policy.name(),
                             &policy.versions(),
                             &policy.grants(),
                             &policy.figures()};
  auto writer = io::make_writer({&policy.schema(), name, format, options.split_list("fields"), inputs->kept,
                                 language_of(options), options.text("labels"), look_of_decisions(options)});
  if (!writer) return refuse_call("check", "--fields: " + writer.error().message);
  return decide({policy, *inputs, format, **writer, options});
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
