#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/decision.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/schema.hpp>

#include "base/screen_text.hpp"
#include "engine/block_decider.hpp"
#include "io/plain_lane.hpp"
#include "io/read_claim.hpp"

namespace warrantor::io {

/// A line that a BlockDecider has decided, of a claim that was read the plain way.
struct PlainDecision {
  const PlainLines::Line& line;
  std::span<const std::string_view> kept;
  Outcome claim_outcome;
  engine::BlockDecider& decider;
  std::size_t place;  ///< of the line in the decider's block; it has a ruling
};

/// Writes decisions in one of the forms of a file. Each call adds to the end of `out`; what it adds hangs on
/// the calls before only as far as the form is a table to look at.
class DecisionWriter {
 public:
  DecisionWriter() = default;
  DecisionWriter(const DecisionWriter&) = delete;
  DecisionWriter& operator=(const DecisionWriter&) = delete;
  virtual ~DecisionWriter() = default;

  /// Carries along other columns than the setup says, where the form has any; to be called before begin().
  virtual void keep(const std::vector<std::string>&) {}
  virtual void begin(std::string& out) = 0;
  /// The decision must be one, not a rejection, and on that claim.
  virtual void add(const ReadClaim& claim, const Decision& decision, std::string& out) = 0;
  virtual void finish(std::string& out) = 0;

  /// A writer for another thread, whose add() adds what this one's would, when keep() has been called; null where that
  /// hangs on the calls before.
  [[nodiscard]] virtual std::unique_ptr<DecisionWriter> twin() const { return nullptr; }

  /// Whether add_plain() may be called, always with the same decider.
  [[nodiscard]] virtual bool takes_plain() const { return false; }
  /// Adds what add() would, faster.
  virtual void add_plain(const PlainDecision&, std::string&) {}
};

enum class DecisionFormat : std::uint8_t { text, csv, json_lines };

/// The form that a name says (`csv`, `jsonl`, `text`), or that the end of a path asks for (`.csv`, `.jsonl`,
/// `.txt`, each also with `.gz` behind).
[[nodiscard]] std::optional<DecisionFormat> find_format(std::string_view name);
[[nodiscard]] std::optional<DecisionFormat> format_of_path(std::string_view path);

/// How decisions name the rule set that made them.
struct RuleSetName {
  std::string id;
  std::string version;
  std::string digest;  ///< all of it
  std::string text;    ///< id, version and a part of the digest
  // These must outlive the writer; null or empty: it has none.
  const std::vector<VersionInfo>* versions = nullptr;
  const std::vector<GrantInfo>* grants = nullptr;
  const std::vector<const ValueInfo*>* figures = nullptr;
};

struct WriterSetup {
  const Schema* schema = nullptr;  ///< must outlive the writer
  RuleSetName rules;
  DecisionFormat format = DecisionFormat::text;
  std::vector<std::string> fields;  ///< columns of CSV, by name and in order; empty: the usual ones
  std::vector<std::string> kept;    ///< headers of the columns carried along
  std::string language = "en";      ///< of the words of a table
  std::string labels = {};          ///< the language of labels in CSV; empty: ids and names
  base::Look look = {};             ///< of a table
};

/// The error names a field that there is not.
[[nodiscard]] Expected<std::unique_ptr<DecisionWriter>> make_writer(const WriterSetup& setup);

}  // namespace warrantor::io
