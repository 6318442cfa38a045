#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>

#include <unistd.h>
#include <warrantor/adjudicate.hpp>
#include <warrantor/letter.hpp>
#include <warrantor/policy.hpp>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "batch/check.hpp"
#include "batch/claim_stream.hpp"
#include "batch/history_files.hpp"
#include "cli/claim_inputs.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/text_reports.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr std::string_view help_before_options =
    "Says of one claim what was decided, who pays, why, until when it was covered\n"
    "and what to do now, in some lines to read out to the customer. With --full it\n"
    "tells the whole trace: every rule and what it saw, by how much each limit is\n"
    "kept or passed, who bears each portion and why. With --letter it writes the\n"
    "letter to the customer, from the template beside the rules (letters/en.md,\n"
    "letters/zh.md), in Markdown.\n"
    "\n"
    "  warrantor explain -r RULES CLAIMS... --claim ID [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor explain -r rules/my-policy claims.csv --claim C001\n"
    "  warrantor explain -r rules/my-policy claims.csv --claim C001 --lang zh --full\n"
    "  warrantor explain -r rules/my-policy claims.csv --claim C001 --letter --date 2026-01-05 > letter.md\n"
    "\n"
    "Claims that come before it in the files count as they do for `warrantor\n"
    "check`.\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "Exit codes: 0 done; 1 there is no such claim, or it or one of --history is\n"
    "rejected; 2 called wrongly; 3 the rule set, its letter or the column map is\n"
    "invalid or missing; 4 a file could not be read or written.\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  options.add_options()("rules,r", po::value<std::string>()->value_name("RULES"),
                        "the rule set: its folder or its rules.yaml");
  add_input_options(options);
  options.add_options()("claim", po::value<std::string>()->value_name("ID"), "the claim_id of the claim")(
      "full", "tell the whole trace: every rule and what it saw, with its id")(
      "letter", "write the letter to the customer instead, from the template beside the rules")(
      "date", po::value<std::string>()->value_name("DATE"), "the date of the letter; without it, it has none")(
      "lang", po::value<std::string>()->value_name("LANGUAGE"), "the language of texts: en or zh")("help,h",
                                                                                                   "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

/// What to say of the ids that were found where the one that is looked for is not among them.
class OtherIds {
 public:
  explicit OtherIds(std::string_view wanted) : wanted_(wanted), nearest_(most_edits(wanted) + 1) {}

  void offer(const std::string& id) {
    if (count_++ == 0) first_ = id;
    last_ = id;
    if (wanted_.size() >= 2 && id.ends_with(wanted_)) longer_.add(id);
    const std::size_t distance = base::edit_distance(base::to_lower(wanted_), base::to_lower(id), nearest_);
    if (distance < nearest_) near_ = {};
    if (distance > most_edits(wanted_) || distance > nearest_) return;
    nearest_ = distance;
    near_.add(id);
  }

  /// The one that it must have been meant to be, else how many there are.
  [[nodiscard]] std::string told() const {
    const Candidate& found = near_.count > 0 ? near_ : longer_;
    if (found.count == 1) return "; " + base::did_you_mean(std::string_view(found.id));
    if (count_ == 0) return "; there are no claims";
    if (count_ == 1) return "; there is one, " + base::quote(first_);
    return "; there are " + std::to_string(count_) + ", from " + base::quote(first_) + " to " + base::quote(last_);
  }

 private:
  struct Candidate {
    std::string id;
    std::size_t count = 0;
    void add(const std::string& other) {
      if (count++ == 0) id = other;
    }
  };

  // A third of its characters: of short ids any other is as near.
  static std::size_t most_edits(std::string_view wanted) { return std::clamp<std::size_t>(wanted.size() / 3, 1, 2); }

  std::string_view wanted_;
  std::size_t nearest_;
  Candidate near_;
  Candidate longer_;  ///< those that end so, as people who read ids out leave the beginning away
  std::string first_;
  std::string last_;
  std::uint64_t count_ = 0;
};

/// What is asked for: an explanation in some detail, or a letter.
struct Request {
  std::string claim;
  std::string language;
  Detail detail = Detail::brief;
  base::Look look = {};  // of the explanation; a letter goes into a file
  std::optional<LetterTemplate> letter;
  std::optional<Date> date;
};

/// Looks for a claim in a stream of them and explains it.
class Explainer {
 public:
  Explainer(const Policy& policy, Request request, TextReports& reports)
      : policy_(policy), request_(std::move(request)), reports_(reports) {}

  int run(const batch::Inputs& inputs) {
    batch::ClaimStream stream(policy_.schema(), inputs, reports_);
    if (!stream.read_tables()) return io_failed;
    const auto earlier = batch::read_history(policy_, inputs, reports_, request_.language, history_);
    if (!earlier) return io_failed;
    const int code = explain_one(stream);
    return code == done && earlier->any() ? findings : code;
  }

 private:
  int explain_one(batch::ClaimStream& stream) {
    using Next = batch::ClaimStream::Next;
    io::ReadClaim claim(policy_.schema());
    OtherIds others(request_.claim);
    for (Next next = stream.next(claim); next != Next::end; next = stream.next(claim)) {
      if (next == Next::file_end) continue;
      if (claim.id == request_.claim) return explain_claim(stream, claim);
      others.offer(claim.id);
      note(claim);
    }
    if (stream.failed_files() > 0) return io_failed;
    say("warrantor explain: there is no claim " + base::quote(request_.claim) + others.told() + '\n');
    return findings;
  }

  // An earlier claim counts as it does for `check`.
  void note(const io::ReadClaim& claim) {
    if (!policy_.reads_history() || !claim.faults.empty()) return;
    history_.note(policy_, claim.claim, adjudicate(policy_, claim.claim, history_));
  }

  // A claim that the rule set rejects is explained as well; one that cannot be read is not.
  int explain_claim(const batch::ClaimStream& stream, const io::ReadClaim& claim) {
    for (const io::Warning& warning : claim.warnings) reports_.warn(warning);
    std::vector<io::Fault> faults = claim.faults;
    const bool is_readable = faults.empty();
    if (is_readable) {
      const Decision decision = adjudicate(policy_, claim.claim, history_);
      faults = batch::faults_of(policy_, stream.reader(), claim, decision, request_.language);
    }
    for (const io::Fault& fault : faults) reports_.reject(fault);
    if (!is_readable) return findings;
    const int printed = print(text_of(claim.claim));
    return printed == done && !faults.empty() ? findings : printed;
  }

  [[nodiscard]] std::string text_of(const Claim& claim) const {
    if (request_.letter) return write_letter(*request_.letter, policy_, claim, history_, request_.date);
    return wrap_lines(explain(policy_, claim, history_, request_.language, request_.detail), request_.look);
  }

  const Policy& policy_;
  Request request_;
  TextReports& reports_;
  History history_;
};

int explain_with(const Policy& policy, const Options& options, Request request) {
  const auto inputs = read_inputs(policy.schema(), options);
  if (!inputs) return refuse_inputs("explain", inputs.error());
  const auto messages = io::Output::standard_error();
  TextReports reports(*messages, *messages, look_of(STDERR_FILENO, options));
  reports.speak(request.language);
  const int code = Explainer(policy, std::move(request), reports).run(*inputs);
  reports.finish();
  messages->flush();
  return code;
}

/// What is wrong with the options of a letter.
std::optional<std::string> check_letter_options(const Options& options, Request& request) {
  if (options.has("letter") && options.has("full")) return "either --full or --letter";
  if (!options.has("date")) return std::nullopt;
  if (!options.has("letter")) return "--date is for a letter: --letter";
  const auto date = Date::parse(options.text("date"));
  if (!date) return "--date: " + date.error().message;
  request.date = *date;
  return std::nullopt;
}

std::optional<std::string> check_call(const Options& options, Request& request) {
  if (!options.has("rules")) return "say which rule set to use: -r RULES";
  if (auto wrong = check_inputs(options)) return wrong;
  if (auto wrong = check_language(options)) return wrong;
  if (!options.has("claim")) return "say which claim: --claim ID";
  request.claim = options.text("claim");
  request.language = language_of(options);
  request.look = look_of(STDOUT_FILENO, options);
  if (options.has("full")) request.detail = Detail::full;
  return check_letter_options(options, request);
}

}  // namespace

int run_explain(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), arguments, "claims");
  if (!options) return refuse_call("explain", options.error().message);
  if (options->has("help")) return print(help_text());
  Request request;
  if (const auto wrong = check_call(*options, request)) return refuse_call("explain", *wrong);
  const auto policy = load_policy(options->text("rules"));
  if (!policy) {
    say(render(policy.error()));
    return invalid_rules;
  }
  if (options->has("letter")) {
    auto letter = load_letter(*policy, options->text("rules"), request.language);
    if (!letter) {
      say(render(letter.error()));
      return invalid_rules;
    }
    request.letter = std::move(*letter);
  }
  return explain_with(*policy, *options, std::move(request));
}

}  // namespace warrantor::cli
