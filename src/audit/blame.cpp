#include "audit/blame.hpp"

#include <algorithm>

namespace warrantor::audit {

/// Looks for the causes of one line.
class Blaming::Search {
 public:
  Search(const Blaming& blaming, const LineFindings& before, const LineFindings& after)
      : blaming_(blaming), before_(before), after_(after) {}

  Blame search() {
    Blame blame;
    for (const auto& [key, text] : before_.texts) add_turn(key, blame);
    for (const auto& [key, text] : after_.texts) {
      if (!before_.texts.contains(key)) add_turn(key, blame);
    }
    std::sort(blame.turned.begin(), blame.turned.end(),
              [](const Turn& left, const Turn& right) { return left.key < right.key; });
    for (const Turn& turn : blame.turned) follow(turn.key);
    follow_portions();
    follow_steps(before_, after_);
    follow_steps(after_, before_);
    if (causes_.empty()) add_whole();
    // What turned with no change behind it has itself to blame: it counts what earlier claims used up.
    if (causes_.empty()) {
      for (const Turn& turn : blame.turned) causes_.insert(turn.key);
    }
    blame.causes.assign(causes_.begin(), causes_.end());
    return blame;
  }

 private:
  static bool is_truth(ProvisionKind kind) {
    return kind == ProvisionKind::rule || kind == ProvisionKind::limit || kind == ProvisionKind::coverage_row;
  }

  // A rule that only one of them has and that does not hold has no say.
  void add_turn(const ProvisionKey& key, Blame& blame) const {
    if (!is_truth(key.kind)) return;
    const auto or_false = [](std::string_view text) { return text.empty() ? std::string_view("false") : text; };
    const std::string_view before = before_.text(key);
    const std::string_view after = after_.text(key);
    if (or_false(before) != or_false(after)) blame.turned.push_back({key, std::string(before), std::string(after)});
  }

  bool add_if_changed(const ProvisionKey& key) {
    if (!blaming_.changed_.contains(key)) return false;
    causes_.insert(key);
    return true;
  }

  [[nodiscard]] bool differs(const ProvisionKey& key) const { return before_.text(key) != after_.text(key); }

  // From what turned to what was changed.
  void follow(const ProvisionKey& key) {
    if (!followed_.insert(key).second || add_if_changed(key)) return;
    for (const Provisions* const provisions : {&blaming_.old_, &blaming_.new_}) {
      const auto found = provisions->find(key);
      if (found == provisions->end()) continue;
      for (const ProvisionKey& named : found->second.rests_on) follow_named(named);
    }
    if (key.kind == ProvisionKind::limit) follow_chosen_rows();
    if (key.kind == ProvisionKind::coverage_row) add_if_changed({ProvisionKind::order, "coverage"});
  }

  void follow_named(const ProvisionKey& key) {
    switch (key.kind) {
      case ProvisionKind::setting:
        add_if_changed(key);
        break;
      case ProvisionKind::fact:
        add_if_changed(catalogue_entry(key.name, after_.text(key)));
        if (differs(key)) follow(key);
        break;
      case ProvisionKind::derived:
        // A list has no text to compare.
        if (differs(key) || !before_.texts.contains(key) || !after_.texts.contains(key)) follow(key);
        break;
      default:
        follow(key);
    }
  }

  // Whether a limit is passed hangs on the row that sets it.
  void follow_chosen_rows() {
    for (const LineFindings* const findings : {&before_, &after_}) {
      for (const auto& [key, text] : findings->texts) {
        if (key.kind == ProvisionKind::coverage_row && text != "false") follow(key);
      }
    }
  }

  void follow_portions() {
    for (const auto& [key, text] : after_.texts) {
      if (key.kind != ProvisionKind::portion || !differs(key)) continue;
      follow(key);
      add_if_changed({ProvisionKind::order, key.name});
      follow_decider(before_, key.name);
      follow_decider(after_, key.name);
    }
  }

  // An adjustment that comes to another amount; where only one before it does, that one is to blame.
  void follow_steps(const LineFindings& findings, const LineFindings& others) {
    for (const auto& [rule, step] : findings.steps) {
      const auto other = others.steps.find(rule);
      if (other == others.steps.end() || other->second != step) follow({ProvisionKind::rule, rule});
    }
  }

  void follow_decider(const LineFindings& findings, const std::string& portion) {
    const auto decided_by = findings.decided_by.find(portion);
    if (decided_by == findings.decided_by.end()) return;
    follow({ProvisionKind::rule, decided_by->second});
    add_if_changed({ProvisionKind::limit, decided_by->second});
  }

  // Where nothing turned, it is what the outcome and the steps are made by.
  void add_whole() {
    for (const ProvisionKey& key : blaming_.changed_) {
      if (key.kind == ProvisionKind::party || key.kind == ProvisionKind::step) causes_.insert(key);
    }
  }

  const Blaming& blaming_;
  const LineFindings& before_;
  const LineFindings& after_;
  std::set<ProvisionKey> followed_;
  std::set<ProvisionKey> causes_;
};

Blaming::Blaming(const Provisions& old_provisions, const Provisions& new_provisions, const std::vector<Change>& changes)
    : old_(old_provisions), new_(new_provisions) {
  for (const Change& change : changes) changed_.insert(change.key);
}

Blame Blaming::blame(const LineFindings& before, const LineFindings& after) const {
  return Search(*this, before, after).search();
}

Blame Blaming::blame_reading(const std::vector<std::pair<std::string, std::string>>& stated) const {
  std::set<ProvisionKey> causes;
  for (const auto& [fact, value] : stated) {
    for (const ProvisionKey& key : {ProvisionKey{ProvisionKind::fact, fact}, catalogue_entry(fact, value)}) {
      if (changed_.contains(key)) causes.insert(key);
    }
  }
  for (const ProvisionKey& key : changed_) {
    if (causes.empty() && key.kind == ProvisionKind::fact) causes.insert(key);
  }
  Blame blame;
  blame.causes.assign(causes.begin(), causes.end());
  return blame;
}

}  // namespace warrantor::audit
