#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>

#include "reference/case.hpp"

namespace warrantor::reference {

/// How a line was decided, as far as later claims see it.
struct EarlierLine {
  Outcome outcome = Outcome::denied;
  std::vector<std::optional<std::int64_t>> pays;  ///< by party; nothing while that is open
};

/// The claims of a run, from which lists of records of later ones are filled.
class EarlierRun {
 public:
  explicit EarlierRun(const Book& book) : book_(book) {}

  void note(const Claim& claim, Outcome outcome, const std::vector<EarlierLine>& lines);
  [[nodiscard]] static bool fills(const Fact& fact, const Schema& schema);
  /// What a list holds in one case, behind the records that the claim states itself. A field that nobody knows is one
  /// of its questions.
  [[nodiscard]] Thing list_of(Case& one, const Fact& list, const std::vector<Thing>& stated) const;

 private:
  /// By name; what is not among them is unknown.
  using Values = std::map<std::string, Thing>;
  struct Earlier {
    std::string id;
    Outcome outcome = Outcome::denied;
    std::vector<EarlierLine> lines;
    std::vector<Values> facts;  ///< by line
  };

  [[nodiscard]] Values values_of(const Claim& claim, std::size_t line) const;
  [[nodiscard]] bool belongs(Case& one, const TableHistory& history, const Earlier& earlier) const;
  [[nodiscard]] bool is_last_of_its_id(std::size_t place) const;
  [[nodiscard]] std::optional<Thing> field_of(const HistoryField& field, const Earlier& earlier,
                                              std::optional<std::size_t> line) const;

  const Book& book_;
  std::vector<Earlier> claims_;
};

/// The fact that a question asks for: of a field of a record, the list that holds it.
[[nodiscard]] std::string asked_fact(const std::string& question);

}  // namespace warrantor::reference
