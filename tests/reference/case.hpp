#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <warrantor/claim.hpp>

#include "reference/book.hpp"

namespace warrantor::reference {

/// Something that a case needs to know and that the claim does not say.
struct Question {
  enum class Kind : std::uint8_t {
    unknown,  ///< an unknown fact
    pending,  ///< a fact that waits for a person's decision
    choice    ///< whether a rule holds whose condition is undefined
  };
  Kind kind = Kind::unknown;
  std::string name;
  auto operator<=>(const Question&) const = default;
};

using Answers = std::map<Question, Thing>;
using Questions = std::set<Question>;

/// What one line of a claim states: facts by name. What is not among them is blank.
struct Stated {
  std::map<std::string, Thing> facts;
  bool rejected = false;  ///< a blank where none is allowed
};
[[nodiscard]] Stated read_line(const Schema& schema, const Claim& claim, std::size_t line);

/// What earlier lines of a claim used up of the figures that its lines use up together, by adjustment: an amount, or
/// undefined where nobody can tell. What is not among them is nothing.
using UsedUp = std::map<const rules::RuleSyntax*, Thing>;

class Case;
class EarlierRun;

/// How the two sides of a comparison stand to each other in a case, and which of the ways to stand make it hold.
struct Compared {
  const void* place = nullptr;  ///< tells comparisons apart
  std::string scope;            ///< of which record it speaks, if of one
  Questions reads;              ///< what its sides read
  std::set<std::string> texts;  ///< that were compared
  std::function<Order(Case&)> order;
  std::function<Thing(Order)> holds;
};

/// Sees what a case compares, to find out which values make a difference.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void see(const Case& one, const Compared& compared) = 0;
};

/// One case: the claim, and an answer to every question that is asked. A question without an answer is thrown.
/// Everything in it is known or none, so conditions are true, false or undefined.
class Case {
 public:
  Case(const Book& book, const Stated& stated, const Answers& answers, Watcher* watcher)
      : book_(book), stated_(stated), answers_(answers), watcher_(watcher) {}

  [[nodiscard]] const Book& book() const { return book_; }
  [[nodiscard]] const Answers& answers() const { return answers_; }

  Thing evaluate(const rules::Text& expression);
  Thing holds(const rules::Condition& condition);
  Thing value_of(const std::string& name);
  /// `for` and `when`, and not `unless`.
  Thing is_met(const rules::RuleSyntax& rule);
  /// What a portion is owed once so many of its adjustments were applied; all of them where no number is given, and
  /// then no more than it asks for.
  Thing owed(std::size_t portion);
  Thing so_far(std::size_t portion, std::size_t count);
  /// Whether an adjustment, by its place among those of its portion, is met.
  Thing is_met_at(std::size_t portion, std::size_t place);
  /// How much of its figure an adjustment uses up, if nobody takes all of the portion.
  Thing used_at(std::size_t portion, std::size_t place);
  Thing ask(const Question& question);
  /// `holds` where it is a truth; where it is undefined, either is tried.
  bool decide(const Thing& holds, const std::string& id);
  Thing is_above(const void* place, const std::function<Thing(Case&)>& left, const std::function<Thing(Case&)>& right);
  Thing is_equal(const void* place, const std::function<Thing(Case&)>& left, const std::function<Thing(Case&)>& right);

  /// What `granted("…")` is true of, which must outlive the case; null: nobody asks.
  void set_granted(const std::set<std::string>* granted) { granted_ = granted; }

  /// What lines before this one used up, which must outlive the case; null: nothing.
  void set_used_up(const UsedUp* used_up) { used_up_ = used_up; }

  /// By portion, whether all of it is taken away, which must outlive the case; null: nobody knows yet.
  void set_taken(const std::vector<bool>* taken) { taken_ = taken; }
  /// Whether an adjustment that is met makes another amount of one of its portions.
  Thing changes(const rules::RuleSyntax& rule);
  /// From what lists are filled, which must outlive the case; null: from what the claim states alone.
  void set_run(const EarlierRun* run) { run_ = run; }

  /// The same with another answer, and nobody watching.
  [[nodiscard]] Case with(const Question& question, Thing answer) const;

 private:
  struct Known {
    Thing thing;
    Questions reads;
  };

  Thing evaluate(const expr::Syntax& syntax, expr::SyntaxIndex index);
  Thing name(const std::string& text);
  Thing adjusted(std::size_t portion, std::size_t count);
  Thing effect_of(const rules::RuleSyntax& rule, const Thing& before);
  Thing figure_left(const rules::RuleSyntax& rule, const Thing& so_far);
  Thing figure_of(const rules::FigureSyntax& figure, const Thing& so_far);
  std::optional<bool> changes_by_figure(const rules::RuleSyntax& rule, std::size_t portion, std::size_t place);
  Thing owed_until_here();
  Thing owed_until_here(const std::string& portion);
  Thing used_before(const rules::RuleSyntax& rule, Thing figure);
  Thing fact(const Meaning& meaning);
  Thing look_up(const Meaning& meaning, const std::string& column);
  Thing version(const Meaning& meaning);
  Thing group(const rules::CatalogueSyntax& catalogue);
  Thing meaning_of_blank(const Meaning& meaning);
  Thing conjunction(const std::vector<std::function<Thing()>>& parts, bool neutral);
  Thing comparison(const expr::Syntax& syntax, const expr::SyntaxNode& node);
  Thing quantified(const expr::Syntax& syntax, const expr::SyntaxNode& node);
  Thing filtered(const expr::Syntax& syntax, const expr::SyntaxNode& node);
  Thing member(const Thing& object, const std::string& field);
  Thing call(const expr::Syntax& syntax, const expr::SyntaxNode& node);
  void watch_entries(const expr::Syntax& syntax, const expr::SyntaxNode& node, std::size_t count);
  [[nodiscard]] Thing function_of(const std::string& name, const std::vector<Thing>& arguments) const;
  Thing made_by_for(const expr::Syntax& syntax, const expr::SyntaxNode& node);
  Thing total(const std::vector<Thing>& items);
  Thing extreme(const std::vector<Thing>& items, bool largest);
  Thing first_or_last(const std::vector<Thing>& dates, bool latest);
  Thing compare(const void* place, const std::function<Thing(Case&)>& left, const std::function<Thing(Case&)>& right,
                std::function<Thing(Order)> holds);

  using Subject = std::function<Thing(Case&)>;
  Thing test(const Subject& subject, const expr::Syntax& syntax, expr::SyntaxIndex index);
  Thing any_test(const Subject& subject, const expr::Syntax& syntax, const std::vector<expr::SyntaxIndex>& tests);
  Thing range_test(const Subject& subject, const expr::Syntax& syntax, const expr::SyntaxNode& range);

  const Book& book_;
  const Stated& stated_;
  Answers answers_;
  Watcher* watcher_;
  const std::set<std::string>* granted_ = nullptr;
  const UsedUp* used_up_ = nullptr;
  const std::vector<bool>* taken_ = nullptr;
  const EarlierRun* run_ = nullptr;
  /// While an adjustment is looked at: of which portion, and how many of its adjustments stand before it.
  std::optional<std::pair<std::size_t, std::size_t>> stage_;
  bool of_each_ = false;                               ///< its figure is reckoned of each portion by itself
  std::vector<std::pair<std::string, Thing>> scopes_;  ///< variables; a record that is filtered has no name
  std::map<std::string, Known> known_;                 ///< derived names
  Questions reads_;                                    ///< since it was last emptied
};

}  // namespace warrantor::reference
