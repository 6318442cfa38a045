#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "rules/context.hpp"

namespace warrantor::rules {

/// Reads the keys of one mapping. It remembers what was asked for, and reports what is left over:
///
///     Mapping limit(context, node, {"limit", name});
///     syntax.id = limit.required_text("id");
///     syntax.at = limit.text("at");
///     limit.finish();
///
/// A node that is no mapping is reported at once and then has no keys, none of which is missed.
class Mapping {
 public:
  Mapping(Context& context, const yaml::Node& node, Subject subject);
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;

  [[nodiscard]] bool is_mapping() const noexcept { return node_.is_mapping(); }
  [[nodiscard]] const yaml::Node& node() const noexcept { return node_; }
  [[nodiscard]] const Subject& subject() const noexcept { return subject_; }
  [[nodiscard]] Context& context() noexcept { return context_; }

  /// The value of a key; nullptr where it is not there. `required` reports that.
  const yaml::Node* find(std::string_view key);
  const yaml::Node* required(std::string_view key);

  Text text(std::string_view key);
  Text required_text(std::string_view key);
  Text expression(std::string_view key);
  Text required_expression(std::string_view key);
  /// One text, or a list of texts that is not empty.
  std::vector<Text> texts(std::string_view key);
  /// A text in English, or a mapping from language tags to texts.
  Labels labels(std::string_view key);
  /// A declared word, for which `what` says of what it is the name.
  Text required_word(std::string_view key, WordKind kind, std::string_view what);
  /// One word of several. Another is reported, and taken for the nearest or else the first of them, so that
  /// nothing is reported on account of it.
  Text choice(std::string_view key, std::initializer_list<std::string_view> words);

  /// Reports a key that has a meaning elsewhere. It is not offered as one that could stand here.
  void refuse(std::string_view key, std::string_view help);
  /// The same, with another code and message.
  void refuse(std::string_view key, std::string_view code, std::string_view message, std::string_view help);

  /// Whether an entry may be one that its author named: nobody has asked for its key. Its value must then be
  /// an expression; a list or a mapping is reported as an unknown key.
  bool has_own_key(const yaml::Entry& entry);
  /// Reports all keys that nobody asked for.
  void finish();

 private:
  static constexpr std::size_t most_keys = 64;

  void know(std::string_view key, bool is_allowed);
  [[nodiscard]] bool knows(std::string_view key) const noexcept;
  void report_unknown(const yaml::Node& key);

  Context& context_;
  const yaml::Node& node_;
  Subject subject_;
  std::array<std::string_view, most_keys> known_;
  std::array<bool, most_keys> is_allowed_{};
  std::size_t known_count_ = 0;
};

/// A text in English, or a mapping from language tags to texts.
[[nodiscard]] Labels read_labels(Context& context, const yaml::Node& node, std::string_view what,
                                 const Subject& subject);

/// A note in English, or a mapping from language tags to notes.
void read_note(Mapping& mapping, Documentation& documentation);

/// title, note and source, which nearly everything may carry; and the clause, which only rules and limits
/// may.
[[nodiscard]] Documentation read_documentation(Mapping& mapping);
[[nodiscard]] Documentation read_documentation_with_clause(Mapping& mapping);

}  // namespace warrantor::rules
