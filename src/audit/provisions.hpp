#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>

#include "audit/page_words.hpp"
#include "policy/program.hpp"

namespace warrantor::audit {

/// The kinds of things that a rule set lays down, in the order in which reports list them.
enum class ProvisionKind : std::uint8_t {
  setting,
  catalogue_entry,  ///< which group an entry of a catalogue belongs to
  derived,          ///< a derived value, a column of a lookup, the group of a catalogue
  fact,
  party,
  portion,
  limit,
  coverage_row,
  rule,  ///< of validity, exclusions, responsibility, approvals
  grant,
  figure,
  step,
  order  ///< of a list in which the first that holds decides
};

/// What a provision is called, the same in two versions of a rule set.
struct ProvisionKey {
  ProvisionKind kind = ProvisionKind::rule;
  std::string name;

  [[nodiscard]] auto operator<=>(const ProvisionKey& other) const = default;
};

/// One thing that a rule set lays down.
struct Provision {
  /// All that it lays down in a form that hangs neither on how it is written nor on the order of what has none. Other
  /// provisions stand in it by their names, so that a change of one changes no other.
  std::string content;
  std::string words;                   ///< what it lays down, for a reader; empty where its name must do
  SourceSpan place;                    ///< without a file where it has none of its own
  std::vector<ProvisionKey> rests_on;  ///< the provisions that it names
};

using Provisions = std::map<ProvisionKey, Provision>;

/// What a rule set lays down; texts for readers in a language.
[[nodiscard]] Provisions provisions_of(const policy::Program& program, std::string_view language);

/// The name of the entry of a catalogue: that of the fact and that of its value.
[[nodiscard]] ProvisionKey catalogue_entry(std::string_view fact, std::string_view entry);

/// A provision that two rule sets do not lay down alike.
struct Change {
  enum class Kind : std::uint8_t { added, dropped, changed };
  ProvisionKey key;
  Kind kind = Kind::changed;
  std::string old_words;
  std::string new_words;
  SourceSpan place;  ///< in the new rule set; in the old one where it is dropped
};

/// What two rule sets do not lay down alike, by kind and name. Wording, layout and an order that does not count make no
/// difference.
[[nodiscard]] std::vector<Change> compare(const Provisions& old_provisions, const Provisions& new_provisions);

}  // namespace warrantor::audit
