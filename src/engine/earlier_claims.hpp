#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <warrantor/claim.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/schema.hpp>

#include "expr/evaluate.hpp"

namespace warrantor::engine {

class FactReader;

/// The records of all lists that a rule set fills from earlier claims. A claim of which a fact is unknown by which they
/// are found is in no list.
class EarlierClaims {
 public:
  [[nodiscard]] bool is_empty() const noexcept { return claims_ == 0; }

  /// Notes a claim that was not rejected. It takes the place of one with the same claim_id.
  void note(const Schema& schema, FactReader& reader, const Decision& decision);

  /// Adds to each list the records that belong to it, in the order in which they were noted, those of a claim of the
  /// same claim_id left out. A list is known where the facts are by which it is found; where one of them is none, no
  /// earlier claim belongs to it.
  void fill_lists(const Schema& schema, expr::FactValues& facts) const;

  /// The ids of claims in one of those lists of which something is unknown there, each once, the first `most`.
  [[nodiscard]] std::vector<std::string> open_claims(const Schema& schema, TableId table, const expr::FactValues& facts,
                                                     std::size_t most) const;

 private:
  struct Record {
    std::uint32_t claim = 0;  ///< its place among the claims that were noted
    std::size_t first = 0;    ///< where its values begin
  };
  struct List {
    std::unordered_map<std::string, std::vector<Record>> by_key;
    std::vector<Value> values;
  };
  /// The decision on a line, or on all lines together.
  struct Decided {
    Outcome outcome = Outcome::denied;
    std::vector<const LineDecision*> lines;
  };

  void note_record(const Schema& schema, TableId table, const std::string& key, const FactReader& reader,
                   const Decided& decided);
  [[nodiscard]] Value value_of(const Schema& schema, const HistoryField& field, const FactReader& reader,
                               const Decided& decided);
  /// Hands each record of a list to `take`: the claim that it is of, and its values.
  template <class Take>
  void go_through(const Schema& schema, TableId table, const expr::FactValues& facts, Take take) const;
  std::uint32_t enter(const std::optional<std::string>& id);

  std::vector<List> lists_;  ///< by table
  std::uint32_t claims_ = 0;
  std::vector<bool> is_replaced_;                            ///< by claim
  std::vector<const std::string*> ids_;                      ///< by claim: a key of claim_of_; null: it has none
  std::unordered_map<std::string, std::uint32_t> claim_of_;  ///< by claim_id
  TextStore texts_;
};

}  // namespace warrantor::engine
