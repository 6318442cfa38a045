#pragma once

#include <string>
#include <vector>

#include "io/decision_writer.hpp"

namespace warrantor::io {

/// Decisions as JSON Lines, an object for each claim: claim_id, outcome, lines, grants and figures (where the rule set
/// has any), version (where it has several), rules. Amounts are strings of decimals; `pays`, `least` and `most` leave
/// out who pays nothing, and `most` is null where there is no telling. What a value or limit is in the claim it is
/// here: numbers and booleans as such, dates and names as strings, null where there is none.
class JsonDecisionWriter final : public DecisionWriter {
 public:
  JsonDecisionWriter(const Schema& schema, const RuleSetName& rules, std::vector<std::string> kept);

  void keep(const std::vector<std::string>& keys) override { kept_ = keys; }
  void begin(std::string&) override {}
  void add(const ReadClaim& claim, const Decision& decision, std::string& out) override;
  void finish(std::string&) override {}
  [[nodiscard]] std::unique_ptr<DecisionWriter> twin() const override;

 private:
  /// What of the rule set the form of an object hangs on.
  struct Rules {
    std::string name;  ///< as JSON
    const std::vector<VersionInfo>* versions = nullptr;
    bool has_grants = false;
    bool has_figures = false;
  };
  JsonDecisionWriter(const Schema& schema, Rules rules, std::vector<std::string> kept)
      : schema_(&schema), kept_(std::move(kept)), rules_(std::move(rules)) {}

  const Schema* schema_;
  std::vector<std::string> kept_;
  Rules rules_;
};

}  // namespace warrantor::io
