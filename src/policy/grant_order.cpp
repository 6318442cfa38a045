#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/asked_grants.hpp"
#include "policy/codes.hpp"
#include "policy/compiler.hpp"

namespace warrantor::policy {
namespace {

using rules::RuleSyntax;

/// Whether a grant is given may hang on others: on those that its condition asks for, and on those that are given
/// instead of it. No grant may hang on itself. Versions of one grant are one.
class GrantOrder {
 public:
  GrantOrder(const std::vector<const RuleSyntax*>& written, Program& program, Reporter& reporter)
      : written_(written), program_(program), reporter_(reporter), states_(written.size(), State::waiting) {}

  void find() {
    for (std::size_t i = 0; i < written_.size(); ++i) {
      program_.grants[i].asks = asked_grants(program_.code, program_.grants[i].holds);
      read_overrides(i);
    }
    rounds_.assign(written_.size(), 1);
    for (std::size_t i = 0; i < written_.size(); ++i) place(program_.grants[i].listed_as);
    for (const std::size_t rounds : rounds_) program_.grant_rounds = std::max(program_.grant_rounds, rounds);
  }

 private:
  enum class State : std::uint8_t { waiting, in_progress, done };

  void read_overrides(std::size_t overrider) {
    for (const rules::Text& id : written_[overrider]->overrides) {
      bool is_found = false;
      for (Grant& grant : program_.grants) {
        if (grant.info.id != id.value) continue;
        is_found = true;
        grant.overridden_by.push_back(static_cast<std::uint32_t>(overrider));
      }
      if (!is_found) report_unknown(id);
    }
  }

  void report_unknown(const rules::Text& id) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < written_.size(); ++i) {
      if (program_.grants[i].listed_as == i) names.emplace_back(written_[i]->id.value);
    }
    reporter_.error(codes::undeclared, id.place, "there is no grant `" + id.value + "`", suggest(id.value, names));
  }

  // All versions of a grant, behind all that they hang on.
  void place(std::uint32_t first) {
    if (states_[first] != State::waiting) return;
    states_[first] = State::in_progress;
    for (std::uint32_t i = first; i < program_.grants.size(); ++i) {
      const Grant& grant = program_.grants[i];
      if (grant.listed_as != first) continue;
      for (const std::uint32_t asked : grant.asks) {
        follow(asked, first, *written_[i]);
        rounds_[first] = std::max(rounds_[first], rounds_[asked] + 1);
      }
      for (const std::uint32_t other : grant.overridden_by) {
        const std::uint32_t overrider = program_.grants[other].listed_as;
        follow(overrider, first, *written_[i]);
        rounds_[first] = std::max(rounds_[first], rounds_[overrider]);
      }
    }
    for (std::uint32_t i = first; i < program_.grants.size(); ++i) {
      if (program_.grants[i].listed_as == first) program_.grant_order.push_back(i);
    }
    states_[first] = State::done;
  }

  void follow(std::uint32_t other, std::uint32_t first, const RuleSyntax& written) {
    if (states_[other] != State::in_progress) return place(other);
    const std::string& id = program_.grants[first].info.id;
    const std::string& other_id = program_.grants[other].info.id;
    const std::string message = other == first ? "whether `" + id + "` is given hangs on itself"
                                               : "whether `" + id + "` is given hangs on `" + other_id +
                                                     "`, which hangs on `" + id + "` in turn";
    const std::string help = other == first ? "leave that away" : "decide which of them goes first";
    reporter_.error(codes::circular, written.id.place, message, help);
  }

  const std::vector<const RuleSyntax*>& written_;
  Program& program_;
  Reporter& reporter_;
  std::vector<State> states_;  ///< by the first version of a grant
  std::vector<std::size_t> rounds_;
};

}  // namespace

void order_grants(const std::vector<const RuleSyntax*>& written, Program& program, Reporter& reporter) {
  GrantOrder(written, program, reporter).find();
}

}  // namespace warrantor::policy
