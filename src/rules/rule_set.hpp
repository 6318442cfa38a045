#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <warrantor/diagnostic.hpp>
#include <warrantor/schema.hpp>

#include "yaml/document.hpp"

namespace warrantor::rules {

/// Where something stands in the files of a rule set.
struct Place {
  std::uint32_t document = 0;        ///< index into RuleSet::documents
  const yaml::Node* node = nullptr;  ///< null: not written, a default
};

/// A scalar as it was written, with its place. An optional key that is absent has an empty text and a null node.
struct Text {
  std::string value;
  Place place;

  [[nodiscard]] bool given() const noexcept { return place.node != nullptr; }
};

/// A `when`, `for` or `if`: what must hold. A mapping is `all` of its entries.
struct Condition {
  enum class Kind : std::uint8_t {
    always,     ///< not written
    all,        ///< children
    any,        ///< children; also a list of mappings
    negation,   ///< one child: `not: {…}`
    test,       ///< subject, tests: one of the unary tests must hold of the subject
    expression  ///< `if:` a boolean FEEL expression
  };
  Kind kind = Kind::always;
  Place place;
  std::vector<Condition> children;
  Text subject;
  std::vector<Text> tests;
  Text expression;
};

struct Documentation {  ///< what every declared thing may carry
  Labels title;         ///< or label
  Text clause;
  Text note;  ///< in English, where it is written in several languages
  Labels notes;
  Text source;
};

/// When something is in force: from one day to another, both included, by a date. The loader makes a condition of it
/// that stands before the others of a rule, row or step; of settings and derived facts whoever compiles them does.
struct ValidSyntax {
  Place place;  ///< of `valid`; not given: whenever its version is
  Text from;    ///< not given: since ever
  Text to;      ///< not given: for good
  Text by;      ///< a fact, or another name of a date; where it is not written the `valid_by` of the rule set
  std::uint32_t version = 0;  ///< of the rule set, counted from 1; 0: of every version

  [[nodiscard]] bool has_period() const { return place.node != nullptr; }
};

/// The days of something in force as a condition; of kind always where it has none.
[[nodiscard]] Condition condition_of(const ValidSyntax& valid);

/// A version of the whole rule set: what its files say is in force in it alone.
struct VersionSyntax {
  Text id;
  ValidSyntax valid;
  Documentation documentation;
};

struct PartySyntax {
  Text name;
  Labels label;
};

struct ValueSyntax {
  Text name;
  Labels label;
};

/// What a blank means; `when` is of kind always where it does not depend on anything.
struct BlankSyntax {
  Text meaning;  ///< unknown, none, pending, reject; not given: unknown, or the default where there is one
  Condition when;
  Text otherwise;
};

/// That a list of records is filled from earlier claims.
struct HistorySyntax {
  Place place;           ///< without a node: it is not
  std::vector<Text> by;  ///< facts that have the same values in the claim and in the earlier ones
  Text each;             ///< line (also where not given) or claim

  [[nodiscard]] bool given() const noexcept { return place.node != nullptr; }
};

struct FactSyntax {
  Text name;
  Text scope;  ///< `of`: claim (also where not given) or line
  Text type;
  Text unit;
  Text minimum;
  Text maximum;
  Text default_value;
  Text check;        ///< of a VIN: off, warn, reject, for length and letters
  Text check_digit;  ///< of a VIN: off, warn, reject
  BlankSyntax blank;
  Documentation documentation;
  std::vector<ValueSyntax> values;
  std::vector<FactSyntax> fields;  ///< of type records
  HistorySyntax history;           ///< of type records
  Text from;                       ///< of a field of an earlier claim: a fact, `outcome` or `pays.PARTY`
};

/// A catalogue gives a fact its list of values, each in one group; `group` names the derived fact that holds the group.
struct CatalogueSyntax {
  struct Group {
    Text name;
    Labels label;
    std::vector<ValueSyntax> values;
  };
  Text fact;
  Text group;
  Documentation documentation;
  std::vector<Group> groups;
};

struct SettingSyntax {
  Text name;
  ValidSyntax valid;
  Text type;  ///< not given: from the way the value is written
  Text unit;
  Text value;
  Documentation documentation;
};

struct DerivedSyntax {
  Text name;
  ValidSyntax valid;
  Text expression;
  Documentation documentation;
};

/// Whether of several rows that hold the first counts, only one may hold, or each counts with its own limits.
struct Choose {
  Text text;  ///< first, unique (where not given), union (of coverage alone)
  [[nodiscard]] bool is_first() const { return text.value == "first"; }
  [[nodiscard]] bool is_union() const { return text.value == "union"; }
};

/// A table from conditions to values: each column becomes a derived fact.
struct LookupSyntax {
  struct ColumnSyntax {
    Text name;
    Text type;  ///< not given: from the way the values are written
    Labels title;
  };
  struct Row {
    Text id;
    ValidSyntax valid;
    Condition when;
    std::vector<std::pair<Text, Text>> values;  ///< column, expression
    Documentation documentation;
  };
  Text name;
  std::uint32_t version = 0;  ///< the last that has rows of it, where only versions have
  Choose choose;
  std::vector<ColumnSyntax> columns;  ///< what is said of columns beside their values
  std::vector<Row> rows;
  Documentation documentation;
};

struct PortionSyntax {
  Text name;
  Text amount;       ///< expression
  Text starts_as;    ///< expression: what adjustments begin with; not given: the amount
  Text otherwise;    ///< a party, or `same as PORTION`
  Text advanced_by;  ///< a party: who pays first where no rule says so
  Documentation documentation;
};

struct LimitSyntax {
  Text name;
  Text id;           ///< of the reason
  Text months_from;  ///< expression of a date; or
  Text days_from;    ///< expression of a date; or
  Text of;           ///< expression of a number
  Text from;         ///< expression of the reading from which it counts, with `of`
  Text unit;         ///< of the reading, with `of`; not given: that of what is measured
  Text at;           ///< expression of a date, with months_from and days_from
  Text rounding;     ///< down (where not given) or up, with months_from
  Text extended_by;  ///< expression of days that are added, with months_from and days_from
  Documentation documentation;
};

struct CoverageRowSyntax {
  Text id;
  ValidSyntax valid;
  Condition when;
  std::vector<Text> instead_of;               ///< rows that do not count where this one holds
  std::vector<std::pair<Text, Text>> limits;  ///< name of a limit, expression
  std::vector<Text> awaits;
  Documentation documentation;
};

/// Also what the files of several versions say together: then it applies where one of them does.
struct CoverageSyntax {
  Place place;
  bool of_versions = false;  ///< some of it
  Condition applies;         ///< `for`
  Choose choose;
  std::vector<Text> expiry_takes;  ///< the portions that a passed limit takes away
  std::vector<CoverageRowSyntax> rows;
};

/// Who bears a portion: one party, or several by weights.
struct BearsSyntax {
  Text portion;
  std::vector<std::pair<Text, Text>> shares;  ///< party, weight; a lone party has an empty weight
};

enum class Section : std::uint8_t { validity, adjustments, exclusions, responsibility, advances, approvals, grants };

/// A figure of an adjustment: an amount, multiplied and divided before it is rounded once.
struct FigureSyntax {
  Place place;
  Text amount;   ///< expression; not given: the amount so far
  Text times;    ///< expression; not given: once
  Text over;     ///< expression
  Text percent;  ///< expression, in place of `times` and `over`
  Text rounding;
};

/// What an adjustment does with the amount that a portion is owed so far.
struct AdjustmentSyntax {
  enum class Kind : std::uint8_t { becomes, at_most, at_least, less, plus };
  std::vector<Text> portions;  ///< or `all`; none: the first
  std::optional<Kind> kind;
  FigureSyntax figure;
  Text per;  ///< line (where not given) or claim: over which lines `less` and `at_most` are used up
};

/// What a grant says beside its condition.
struct GrantSyntax {
  Text of;                          ///< line, or claim (where not given)
  Text borne_by;                    ///< a party; not given: whoever bears the line
  std::vector<DerivedSyntax> with;  ///< values that go with it
};

struct RuleSyntax {
  Section section = Section::exclusions;
  Text id;
  ValidSyntax valid;
  Condition applies;  ///< `for` of the rule and of the block that it stands in
  Condition when;
  Condition unless;
  Condition takes_when;     ///< the rule holds under `when`, but takes or bears only where this holds too
  std::vector<Text> takes;  ///< portions, or `all`
  std::vector<BearsSyntax> bears;
  std::vector<BearsSyntax> advances;  ///< who pays first
  AdjustmentSyntax adjustment;        ///< of a rule among the adjustments
  GrantSyntax grant;                  ///< of a rule among the grants
  Text refers;                        ///< true: where it holds the line is referred; false (where not given)
  Text decides;                       ///< approvals: first, last; one that refers need not say so
  Text listed;                  ///< always (where not given), as_last_resort, only_while_awaited, where_it_changes,
                                ///< never
  std::vector<Text> awaits;     ///< facts whose pending decision this rule waits for
  std::vector<Text> once_per;   ///< facts: holds where an earlier claim was granted for the same values
  std::vector<Text> overrides;  ///< ids of rules that do not take or bear where this one does
  Text at;                      ///< validity: the fact that the message points to
  Documentation documentation;

  [[nodiscard]] bool is_referral() const { return refers.value == "true"; }
};

struct StepSyntax {
  Text id;
  ValidSyntax valid;
  Condition when;
  Labels text;  ///< may hold {missing}, {pending}, {parties}, {amounts}
  Place text_place;
  Documentation documentation;
};

/// What a rule set that extends another one makes of it, for its readers.
struct ExtensionSyntax {
  struct Change {
    Text id;  ///< in the extension
    std::vector<Text> keys;
  };
  Text path;     ///< as written
  Text base_id;  ///< with its version and title: of the rule set that it extends
  Text base_version;
  Labels base_title;
  std::vector<Change> changes;
  std::vector<Text> drops;
};

/// A rule set as it is written: names are not resolved, expressions not parsed. It owns its documents, so that places
/// stay valid for as long as it lives; move-only.
struct RuleSet {
  std::vector<yaml::Document> documents;  ///< rules.yaml first, then what it includes, in order
  std::vector<yaml::Graft> grafts;        ///< what an extension has changed in the documents of its base
  std::vector<std::size_t> levels;        ///< by document: 0, 1 of the rule set that this one extends, 2 of its base…
  std::string digest;                     ///< SHA-256 of all documents' names and bytes, in hexadecimal

  Text id;
  Text version;
  Text currency;
  Documentation documentation;
  Text valid_by;  ///< the date that decides what is in force
  std::vector<VersionSyntax> versions;
  std::vector<ExtensionSyntax> extensions;  ///< the base first; none where it extends nothing
  std::vector<PartySyntax> parties;
  Text approved_when_borne_by;
  Text approved_unless_borne_by;  ///< in its place
  Text excluded_borne_by;
  std::vector<Text> report_by;  ///< facts that reports tell totals by
  std::vector<FactSyntax> facts;
  std::vector<CatalogueSyntax> catalogues;
  std::vector<SettingSyntax> settings;
  std::vector<LookupSyntax> lookups;
  std::vector<DerivedSyntax> derived;
  std::vector<DerivedSyntax> figures;  ///< values that decisions tell
  std::vector<PortionSyntax> portions;
  std::vector<LimitSyntax> limits;
  std::optional<CoverageSyntax> coverage;
  std::vector<RuleSyntax> rules;  ///< all sections, each in file order
  Choose responsibility_choose;
  Choose exclusions_choose;
  std::vector<StepSyntax> steps;

  /// When something is in force: its own days, and those of its version. Of kind always where it is for good.
  [[nodiscard]] Condition in_force(const ValidSyntax& valid) const;

  [[nodiscard]] SourceSpan span(const Place& place) const;
  /// A stretch of the text of a scalar.
  [[nodiscard]] SourceSpan span(const Place& place, std::size_t offset, std::size_t length) const;
};

}  // namespace warrantor::rules
