#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <warrantor/diagnostic.hpp>

#include "rules/names.hpp"
#include "rules/rule_set.hpp"
#include "yaml/document.hpp"

namespace warrantor::rules {

/// Whose key or value is meant: "coverage row `late`", or "this coverage row" where it has no name.
struct Subject {
  std::string_view kind;
  std::string_view name;
  const yaml::Node* place = nullptr;  ///< what to underline where something is missing; null: what is read
};
[[nodiscard]] std::string describe(const Subject& subject);

/// An entry of a mapping, by its key.
[[nodiscard]] Subject named_by_key(std::string_view kind, const yaml::Entry& entry) noexcept;
/// An entry of a list, by its `id`.
[[nodiscard]] Subject named_by_id(std::string_view kind, const yaml::Node& node) noexcept;

/// "a list", "a mapping", "a text", "null", "nothing".
[[nodiscard]] std::string_view describe_kind(const yaml::Node& node) noexcept;

/// Whether it says that there are more mistakes than are listed: it stands behind them.
[[nodiscard]] bool is_rest(const Diagnostic& diagnostic);

/// The mistakes of a rule set, up to a number that somebody would still read.
class Mistakes {
 public:
  explicit Mistakes(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void add(std::string_view code, std::string message, std::string help, SourceSpan span);
  [[nodiscard]] bool is_full() const noexcept;

 private:
  Diagnostics& diagnostics_;
  std::size_t count_ = 0;
};

/// What the readers of one file share: where its places are, and where its mistakes go.
class Context {
 public:
  Context(Mistakes& mistakes, std::uint32_t document) : mistakes_(mistakes), document_(document) {}

  /// What decides what is in force: the date, and the version that the file stands in, counted from 1, or 0. The rule
  /// set must outlive the context.
  void set_versions(const RuleSet& rule_set, std::uint32_t version) {
    rule_set_ = &rule_set;
    version_ = version;
  }
  [[nodiscard]] std::uint32_t version() const noexcept { return version_; }
  [[nodiscard]] Text valid_by() const { return rule_set_ == nullptr ? Text{} : rule_set_->valid_by; }
  /// When something is in force: its own days, and those of its version.
  [[nodiscard]] Condition in_force(const ValidSyntax& valid) const;

  [[nodiscard]] Place place(const yaml::Node& node) const noexcept { return {document_, &node}; }
  [[nodiscard]] Text text(const yaml::Node& node) const { return {std::string(node.text()), place(node)}; }

  void error(std::string_view code, const yaml::Node& node, std::string message, std::string help = {});
  /// About a stretch of a text, which begins at a byte of it.
  void error_within(std::string_view code, const yaml::Node& node, std::size_t offset, std::size_t length,
                    std::string message, std::string help = {});

  /// Whether a node is a mapping (a list); reports it where not.
  bool expect_mapping(const yaml::Node& node, std::string_view what, const Subject& subject);
  bool expect_list(const yaml::Node& node, std::string_view what, const Subject& subject);
  void wrong_kind(const yaml::Node& node, std::string_view expected, std::string_view what, const Subject& subject);

  /// Reads a scalar that must hold something. What is wrong is reported, and gives a text that is not
  /// given().
  Text required_text(const yaml::Node& node, std::string_view what, const Subject& subject);
  /// The same, where a `null` is a value too.
  Text expression(const yaml::Node& node, std::string_view what, const Subject& subject);

  /// The word that a key or a value declares; a faulty one is reported and taken all the same, so that
  /// whoever uses it is not reported too.
  Text word(const yaml::Node& node, WordKind kind, std::string_view what);

 private:
  Text some_text(const yaml::Node& node, std::string_view what, const Subject& subject);

  Mistakes& mistakes_;
  std::uint32_t document_;
  const RuleSet* rule_set_ = nullptr;
  std::uint32_t version_ = 0;
};

}  // namespace warrantor::rules
