#include <sstream>

#include <warrantor/adjudicate.hpp>
#include <warrantor/policy.hpp>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "batch/check.hpp"
#include "batch/claim_stream.hpp"
#include "cli/claim_inputs.hpp"
#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "cli/options.hpp"
#include "cli/text_reports.hpp"
#include "io/output.hpp"

namespace warrantor::cli {

namespace po = boost::program_options;

namespace {

constexpr std::string_view help_before_options =
    "Says why one claim is decided as it is, and why not otherwise: the coverage and its last day, by how "
    "much each\n"
    "limit is kept or passed, every exclusion and what it saw, who bears each portion and why, and what to "
    "do now.\n"
    "\n"
    "  warrantor explain -r RULES CLAIMS... --claim ID [OPTIONS]\n"
    "\n"
    "Three examples:\n"
    "  warrantor explain -r rules/my-policy claims.csv --claim C001\n"
    "  warrantor explain -r rules/my-policy claims.csv --claim C001 --lang zh\n"
    "  warrantor explain -r rules/my-policy january.csv february.csv --claim C001\n"
    "      claims that come before it count as they would for `warrantor check`\n"
    "\n";

constexpr std::string_view help_after_options =
    "\n"
    "Exit codes: 0 done; 1 there is no such claim, or it cannot be decided; 2 called wrongly; 3 the rule set "
    "or\n"
    "the column map is invalid; 4 a file could not be read or written.\n";

po::options_description known_options() {
  po::options_description options("Options", help_width, help_width / 2);
  options.add_options()("rules,r", po::value<std::string>()->value_name("RULES"),
                        "the rule set: its folder or its rules.yaml");
  add_input_options(options);
  options.add_options()("claim", po::value<std::string>()->value_name("ID"), "the claim_id of the claim")(
      "lang", po::value<std::string>()->value_name("LANGUAGE"), "the language of texts: en or zh")("help,h",
                                                                                                   "this text");
  return options;
}

std::string help_text() {
  std::ostringstream options;
  options << known_options();
  return std::string(help_before_options) + options.str() + std::string(help_after_options);
}

/// The id most like the one that is looked for.
class NearestId {
 public:
  explicit NearestId(std::string_view wanted) : wanted_(wanted) {}
  void offer(const std::string& id) {
    const std::size_t distance = base::edit_distance(wanted_, id, distance_ - 1);
    if (distance >= distance_) return;
    distance_ = distance;
    id_ = id;
  }
  [[nodiscard]] std::string did_you_mean() const {
    return id_.empty() ? "" : "; " + base::did_you_mean(std::string_view(id_));
  }

 private:
  std::string_view wanted_;
  std::size_t distance_ = 3;  // two edits at most
  std::string id_;
};

/// Looks for a claim in a stream of them and explains it.
class Explainer {
 public:
  Explainer(const Policy& policy, std::string wanted, std::string language, TextReports& reports)
      : policy_(policy), wanted_(std::move(wanted)), language_(std::move(language)), reports_(reports) {}

  int run(const batch::Inputs& inputs) {
    using Next = batch::ClaimStream::Next;
    batch::ClaimStream stream(policy_.schema(), inputs, reports_);
    if (!stream.read_tables()) return io_failed;
    io::ReadClaim claim(policy_.schema());
    NearestId nearest(wanted_);
    for (Next next = stream.next(claim); next != Next::end; next = stream.next(claim)) {
      if (next == Next::file_end) continue;
      if (claim.id == wanted_) return explain_claim(stream, claim);
      nearest.offer(claim.id);
      note(claim);
    }
    if (stream.failed_files() > 0) return io_failed;
    say("warrantor explain: there is no claim " + base::quote(wanted_) + nearest.did_you_mean() + '\n');
    return findings;
  }

 private:
  // An earlier claim counts as it does for `check`.
  void note(const io::ReadClaim& claim) {
    if (!policy_.reads_history() || !claim.faults.empty()) return;
    history_.note(policy_, claim.claim, adjudicate(policy_, claim.claim, history_));
  }

  int explain_claim(const batch::ClaimStream& stream, const io::ReadClaim& claim) {
    for (const io::Warning& warning : claim.warnings) reports_.warn(warning);
    std::vector<io::Fault> faults = claim.faults;
    if (faults.empty()) {
      const Decision decision = adjudicate(policy_, claim.claim, history_);
      faults = batch::faults_of(policy_, stream, claim, decision, language_);
    }
    for (const io::Fault& fault : faults) reports_.reject(fault);
    if (!faults.empty()) return findings;
    return print(explain(policy_, claim.claim, history_, language_));
  }

  const Policy& policy_;
  std::string wanted_;
  std::string language_;
  TextReports& reports_;
  History history_;
};

int explain_with(const Policy& policy, const Options& options) {
  const auto inputs = read_inputs(policy.schema(), options);
  if (!inputs) return refuse_inputs("explain", inputs.error());
  const auto messages = io::Output::standard_error();
  TextReports reports(*messages, *messages);
  const std::string language = language_of(options);
  const int code = Explainer(policy, options.text("claim"), language, reports).run(*inputs);
  reports.finish();
  messages->flush();
  return code;
}

std::optional<std::string> check_call(const Options& options) {
  if (!options.has("rules")) return "say which rule set to use: -r RULES";
  if (auto wrong = check_inputs(options)) return wrong;
  if (auto wrong = check_language(options)) return wrong;
  if (!options.has("claim")) return "say which claim: --claim ID";
  return std::nullopt;
}

}  // namespace

int run_explain(const std::vector<std::string>& arguments) {
  const auto options = parse_options(known_options(), arguments, "claims");
  if (!options) return refuse_call("explain", options.error().message);
  if (options->has("help")) return print(help_text());
  if (const auto wrong = check_call(*options)) return refuse_call("explain", *wrong);
  const auto policy = load_policy(options->text("rules"));
  if (!policy) {
    say(render(policy.error()));
    return invalid_rules;
  }
  return explain_with(*policy, *options);
}

}  // namespace warrantor::cli
