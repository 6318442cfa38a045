#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/page_words.hpp"
#include "policy/program.hpp"
#include "policy/units.hpp"

namespace warrantor::audit {

using expr::NodeId;

/// Puts the typed program of conditions into sentences of one language. What is said is what is evaluated: it reads the
/// nodes, and of the text of a rule set only the titles of names.
class Sentences {
 public:
  Sentences(const policy::Program& program, const PageWords& words)
      : program_(program), code_(program.code), words_(words), units_(policy::units_of(program)) {}

  /// What must hold; empty where nothing is asked. What `given` asks for already is left out.
  [[nodiscard]] std::string condition(NodeId id, std::optional<NodeId> given = std::nullopt);
  /// What an expression gives: `*parts* + *labour*`; `unit` is what its numbers count where nothing in it says so.
  [[nodiscard]] std::string value(NodeId id, std::string_view unit = {});
  /// The unit of a number, where a fact or a setting in it has one.
  [[nodiscard]] std::string_view unit_of(NodeId id) const { return units_[index_of(id)]; }

  /// Whether two nodes ask for the same.
  [[nodiscard]] bool same(NodeId left, NodeId right) const;
  /// True of a condition that every line fulfils.
  [[nodiscard]] bool asks_nothing(NodeId id) const;
  /// The definition of a derived name, a column or a group; nothing where there is none of that name.
  [[nodiscard]] const expr::Definition* definition(std::string_view name) const;

 private:
  /// How firmly the parts of what is said hold together; a looser one within a firmer one needs brackets.
  enum class Binding : std::uint8_t { choice, phrase, negative, sum, quotient, product, name };
  using Claimed = std::pair<NodeId, bool>;  ///< that a condition holds, or that it does not
  struct Part {
    std::string text;
    bool is_choice = false;  ///< alternatives, to be put in brackets within a conjunction
    bool is_joined = false;  ///< several that hold together
  };

  [[nodiscard]] const expr::Node& node(NodeId id) const { return code_.node(id); }
  [[nodiscard]] NodeId child(NodeId id, std::size_t place) const { return code_.children_of(node(id))[place]; }

  // conditions.cpp: `holds` is false where the opposite is meant.
  [[nodiscard]] Part part(NodeId id, bool holds);
  [[nodiscard]] Part junction(NodeId id, bool holds);
  void collect(NodeId id, bool holds, expr::Op op, std::vector<Claimed>& parts) const;
  [[nodiscard]] bool is_said(const Claimed& one, const std::vector<Claimed>& all) const;
  [[nodiscard]] bool is_implied(const Claimed& one, const std::vector<Claimed>& all) const;
  [[nodiscard]] Part join(const std::vector<Claimed>& parts, bool all);
  [[nodiscard]] bool is_choice_of_list(const Claimed& one, bool all) const;
  [[nodiscard]] std::size_t alike_from(const std::vector<Claimed>& said, std::size_t place, bool all) const;
  [[nodiscard]] std::pair<Part, std::size_t> part_from(const std::vector<Claimed>& said, std::size_t place, bool all);
  [[nodiscard]] std::string comparison(NodeId id, bool holds);
  [[nodiscard]] std::string compared(expr::Op op, const expr::Type& type, NodeId left, NodeId right);
  [[nodiscard]] std::optional<std::string> bounded(const Claimed& first, const Claimed& second);
  [[nodiscard]] std::string_view relation(expr::Op op, ValueType type) const;
  [[nodiscard]] std::string truth(NodeId id, bool holds);
  [[nodiscard]] std::string absence(NodeId id, bool holds);
  [[nodiscard]] std::string membership(NodeId id, bool holds);
  [[nodiscard]] std::string member(const std::string& subject, std::vector<std::string> values, bool holds) const;
  [[nodiscard]] std::string member_of_several(std::span<const Claimed> alike, bool holds);
  [[nodiscard]] std::string quantified(NodeId id, bool holds);

  // values.cpp
  [[nodiscard]] std::string value_beside(NodeId id, NodeId peer);
  [[nodiscard]] std::string value_with(NodeId id, std::string_view unit);
  [[nodiscard]] std::string constant(const expr::Node& node, std::string_view unit) const;
  [[nodiscard]] std::string operation(NodeId id, std::string_view unit);
  [[nodiscard]] std::string scaled(NodeId id);
  [[nodiscard]] Binding binding(NodeId id) const;
  [[nodiscard]] bool is_below_zero(const expr::Node& node) const;
  [[nodiscard]] std::string named(const policy::Setting& setting) const;
  [[nodiscard]] std::string in_parentheses(const std::string& text) const;
  /// In brackets where it holds together less firmly than `least`.
  [[nodiscard]] std::string operand(NodeId id, std::string_view unit, Binding least);
  [[nodiscard]] std::string moved_date(NodeId id);
  [[nodiscard]] std::string choice(NodeId id, std::string_view unit);
  [[nodiscard]] std::string field(const expr::Node& node) const;
  [[nodiscard]] std::string records_where(NodeId id);
  [[nodiscard]] std::string record_name(std::size_t level) const;

  // figures_said.cpp
  [[nodiscard]] std::string proportion(NodeId id);
  [[nodiscard]] std::string_view rounding(const expr::Node& node) const;
  [[nodiscard]] std::string extreme(NodeId id, std::string_view unit);
  [[nodiscard]] std::string total(NodeId id);
  [[nodiscard]] std::string rounded(NodeId id, std::string_view unit);
  [[nodiscard]] std::string_view way_of_rounding(std::string_view function) const;

  // Records need names only where one is looked at within another.
  [[nodiscard]] std::size_t nesting(NodeId id) const;

  const policy::Program& program_;
  const expr::Program& code_;
  const PageWords& words_;
  std::vector<std::string_view> units_;  ///< by node
  std::size_t levels_ = 0;               ///< of records within each other in what is being said
  std::size_t level_ = 0;                ///< of the record being looked at
};

}  // namespace warrantor::audit
