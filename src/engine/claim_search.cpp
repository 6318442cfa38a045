#include "engine/claim_search.hpp"

#include <algorithm>
#include <utility>

namespace warrantor::engine {
namespace {

using expr::logical_or;

constexpr std::int8_t code_false = 0;
constexpr std::int8_t code_true = 1;
constexpr std::int8_t code_open = 2;

std::int8_t code_of(Value truth) {
  if (truth.is_true()) return code_true;
  return truth.is_false() ? code_false : code_open;
}

Value truth_of(std::int8_t code) { return code == code_open ? Value::unknown() : Value::boolean(code == code_true); }

}  // namespace

ClaimAnswer ClaimSearch::find() {
  view_.begin_trying();
  explore();
  view_.end_trying();
  const bool is_told = !is_done() && (common_ || question_.expected);
  return {is_told ? common_.value_or(question_.expected.value_or(Value::unknown())) : Value::unknown(), differs_,
          any_case_};
}

void ClaimSearch::count() { gave_up_ = gave_up_ || ++cases_ > most_cases; }

// ---- Facts of the claim ----

void ClaimSearch::explore() {
  count();
  if (is_done()) return;
  const ClaimCase here = view_.look(question_.wanted, true);
  if (here.invalid.is_true()) return;
  const Found so_far{question_.answer(here), false};
  const bool is_open = so_far.answer && so_far.answer->is_unknown();
  if (!is_open && !is_new(so_far)) return;
  OpenFacts open = open_facts(here);
  if (is_open) {
    if (const auto choice = view_.choose(std::move(open.of_answer), Scope::claim)) return explore(*choice);
  }
  const auto to_stand = view_.choose(std::move(open.of_validity), Scope::claim);
  enough_ = to_stand ? Stands::maybe : Stands::yes;
  const std::vector<Found> found = cases_of_lines(here);
  if (gave_up_ || std::none_of(found.begin(), found.end(), [this](const Found& one) { return is_new(one); })) return;
  if (to_stand) return explore(*to_stand);
  for (const Found& one : found) fold(one);
}

void ClaimSearch::explore(const ClaimView::Choice& choice) {
  for (const policy::Cell& cell : choice.cells) {
    view_.set(choice.fact, cell);
    explore();
    view_.reset(choice.fact);
    if (is_done()) return;
  }
  explore_doubtful(choice);
}

// Answers that no list was found for: unless nothing could give them, the list stays open.
void ClaimSearch::explore_doubtful(const ClaimView::Choice& choice) {
  for (const policy::Cell& cell : choice.doubtful) {
    if (is_done()) return;
    const policy::FoundList list = view_.find_list(choice.fact, cell.answers);
    if (list.cannot_be) continue;
    if (list.records == nullptr) {
      enough_ = Stands::yes;
      for (const Found& one : cases_of_lines(view_.look(question_.wanted, true))) fold(one);
      continue;
    }
    policy::Cell found = cell;
    found.records = list.records;
    view_.set(choice.fact, found);
    explore();
    view_.reset(choice.fact);
  }
}

ClaimSearch::OpenFacts ClaimSearch::open_facts(const ClaimCase& here) {
  OpenFacts open;
  view_.forget_reached();
  for (std::size_t line = 0; line < view_.line_count(); ++line) {
    view_.load(line);
    view_.collect_validity(open.of_validity);
    for (std::size_t i = 0; i < program_.grants.size(); ++i) {
      if (here.by_line[line][i].is_unknown() && here.versions[i].is_unknown()) view_.collect_at_line(i, open.of_answer);
    }
  }
  view_.load(0);
  for (const std::uint32_t i : program_.grant_order) {
    const policy::Grant& grant = program_.grants[i];
    if (!grant.is_of_line && here.versions[i].is_unknown()) view_.collect(grant.holds, open.of_answer);
  }
  for (const expr::NodeId value : question_.values) view_.collect(value, open.of_answer);
  return open;
}

// ---- Facts of lines ----

// No fact of the claim is left to try: any set of grants of one line may stand beside any of another.
std::vector<ClaimSearch::Found> ClaimSearch::cases_of_lines(const ClaimCase& here) {
  std::vector<std::size_t> open;
  for (const std::size_t grant : question_.assumed) {
    if (here.granted[grant].is_unknown()) open.push_back(grant);
  }
  std::vector<Found> found;
  if (open.size() > most_assumed) gave_up_ = true;
  for (std::size_t ways = 0; !gave_up_ && ways < std::size_t{1} << open.size(); ++ways) {
    ClaimCase::Truths assumed = here.granted;
    for (std::size_t i = 0; i < open.size(); ++i) assumed[open[i]] = Value::boolean((ways >> i & 1U) != 0);
    add_cases(here, assumed, found);
  }
  return found;
}

void ClaimSearch::add_cases(const ClaimCase& here, const ClaimCase::Truths& assumed, std::vector<Found>& found) {
  Sets all{{Codes(program_.grants.size(), 0), false}};
  for (std::size_t line = 0; line < view_.line_count() && !gave_up_; ++line) {
    Sets sets;
    view_.load(line);
    view_.give(assumed);
    explore_line(line, sets);
    all = join(all, sets);
    gave_up_ = gave_up_ || all.size() > most_sets;
  }
  for (const auto& [codes, is_doubtful] : all) {
    if (gave_up_) return;
    ClaimCase::Truths by_lines;
    for (const std::int8_t code : codes) by_lines.push_back(truth_of(code));
    ClaimCase one;
    view_.conclude(by_lines, question_.wanted, one);
    if (agrees(one, here, assumed)) found.push_back({question_.answer(one), is_doubtful});
  }
}

bool ClaimSearch::agrees(const ClaimCase& found, const ClaimCase& here, const ClaimCase::Truths& assumed) const {
  return std::all_of(question_.assumed.begin(), question_.assumed.end(), [&](std::size_t grant) {
    return here.granted[grant].is_known() || found.granted[grant].is_unknown() ||
           found.granted[grant].same_as(assumed[grant]);
  });
}

// All sets of grants that a line gives by what it could state.
void ClaimSearch::explore_line(std::size_t line, Sets& sets) {
  count();
  if (gave_up_ || view_.breaks_validity().is_true()) return;
  std::vector<FactId> facts;
  std::vector<FactId> of_validity;
  view_.forget_reached();
  view_.collect_validity(of_validity);
  Codes codes(program_.grants.size(), 0);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!program_.grants[i].is_of_line || !question_.wanted[program_.grants[i].listed_as]) continue;
    const Value truth = view_.at_line(i);
    codes[i] = code_of(truth);
    if (truth.is_unknown()) view_.collect_at_line(i, facts);
  }
  if (const auto choice = view_.choose(std::move(facts), Scope::line)) {
    for (const policy::Cell& cell : choice->cells) {
      view_.set(choice->fact, cell);
      explore_line(line, sets);
      view_.reset(choice->fact);
    }
    return;
  }
  const auto known = sets.find(codes);
  if (known != sets.end() && !known->second) return;
  const Stands stands = line_stands();
  if (stands != Stands::no) sets[std::move(codes)] = stands == Stands::maybe;
}

// Whether what the line does not state yet can be so that no rule of validity is broken.
ClaimSearch::Stands ClaimSearch::line_stands() {
  const Value invalid = view_.breaks_validity();
  if (invalid.is_true()) return Stands::no;
  if (!invalid.is_unknown()) return Stands::yes;
  count();
  if (gave_up_) return Stands::maybe;
  std::vector<FactId> facts;
  view_.forget_reached();
  view_.collect_validity(facts);
  const auto choice = view_.choose(std::move(facts), Scope::line);
  if (!choice) return Stands::maybe;
  Stands best = Stands::no;
  for (const policy::Cell& cell : choice->cells) {
    view_.set(choice->fact, cell);
    best = std::max(best, line_stands());
    view_.reset(choice->fact);
    if (best >= enough_) break;
  }
  return best;
}

ClaimSearch::Sets ClaimSearch::join(const Sets& left, const Sets& right) {
  Sets joined;
  for (const auto& [before, is_doubtful] : left) {
    for (const auto& [more, is_doubtful_too] : right) {
      Codes both(before.size());
      for (std::size_t i = 0; i < both.size(); ++i)
        both[i] = code_of(logical_or(truth_of(before[i]), truth_of(more[i])));
      const bool may_be_none = is_doubtful || is_doubtful_too;
      const auto [known, is_first] = joined.try_emplace(std::move(both), may_be_none);
      if (!is_first) known->second = known->second && may_be_none;
    }
  }
  return joined;
}

// ---- What cases have in common ----

bool ClaimSearch::is_new(const Found& found) const {
  if (!found.answer || found.answer->is_unknown()) return true;
  const std::optional<Value>& known = question_.expected ? question_.expected : common_;
  return !known || !known->same_as(*found.answer) || (common_is_doubtful_ && !found.is_doubtful);
}

void ClaimSearch::fold(const Found& found) {
  any_case_ = any_case_ || !found.is_doubtful;
  if (found.answer && found.answer->is_unknown()) {
    is_uncertain_ = true;
    return;
  }
  if (!common_ && question_.expected) common_ = question_.expected;
  const bool is_first = !common_ && found.answer.has_value();
  if (is_first) {
    common_ = found.answer;
    common_is_doubtful_ = found.is_doubtful;
    return;
  }
  if (found.answer && common_->same_as(*found.answer)) {
    common_is_doubtful_ = common_is_doubtful_ && found.is_doubtful;
    return;
  }
  (found.is_doubtful || common_is_doubtful_ ? is_uncertain_ : differs_) = true;
}

}  // namespace warrantor::engine
