#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reference/case.hpp"

namespace warrantor::reference {

/// Lists of records that stand for all there could be, by the fact that holds them.
using Lists = std::map<std::string, std::vector<Thing>>;

/// The values with which each question is tried. It begins with one value of each, watches what these are compared
/// with, and takes in a value on either side of every comparison, until cases bring nothing new.
class Pools : public Watcher {
 public:
  Pools(const Book& book, const Lists& lists) : book_(book), lists_(lists) {}

  [[nodiscard]] const std::vector<Thing>& values(const Question& question);
  void see(const Case& one, const Compared& compared) override;

  /// Takes in what was seen since it was last asked; false where that is nothing. Until then values stay as they are,
  /// so that cases can be compared with each other.
  [[nodiscard]] bool grow();
  [[nodiscard]] bool is_idle() const { return pools_.empty(); }  ///< nothing was asked
  /// Whether a list of records was tried.
  [[nodiscard]] bool tried_a_list() const;

 private:
  struct Pool {
    Thing::Kind kind = Thing::Kind::boolean;
    bool may_be_none = false;  ///< its blank means none under another condition: whoever states it may say null
    std::int64_t low = 0;      ///< of what has an order
    std::int64_t high = 0;
    std::map<std::int64_t, std::set<std::string>> origins;  ///< facts from whose values each value was reckoned
    std::set<std::string> texts;
    std::vector<Thing> values;
  };

  Pool& pool(const Question& question);
  [[nodiscard]] const Fact& fact_of(const Question& question) const;
  void fill(Pool& pool, const Fact& fact);
  void set_bounds(Pool& pool, const Fact& fact) const;
  void list_values(Pool& pool);
  void list_group_values(Pool& pool, const rules::CatalogueSyntax& catalogue) const;
  [[nodiscard]] const rules::CatalogueSyntax* catalogue_of(const std::string& fact) const;
  void mention(const Question& question, std::set<std::string> texts, const std::string& tried);
  void search(const Case& one, const Compared& compared, const Question& question);
  [[nodiscard]] static std::vector<std::int64_t> probes(const Pool& pool);
  void try_reach(const Case& one, const Compared& compared, const Question& question);
  void try_reach(const Case& one, const Compared& compared, const Question& question, const Question& other);

  const Book& book_;
  const Lists& lists_;
  std::map<Question, Pool> pools_;
  std::set<std::string> searched_;
  bool grown_ = false;
};

}  // namespace warrantor::reference
