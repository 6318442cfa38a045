#include <utility>

#include "expr/check.hpp"
#include "expr/codes.hpp"
#include "expr/string_literal.hpp"

// Functions that FEEL gives patterns, and `string join`.
namespace warrantor::expr {

Checker::Checked Checker::check_text(SyntaxIndex index, std::string_view user) {
  const Type wanted = Type::of(ValueType::text);
  const Checked text = check(index, wanted);
  const SyntaxNode& written = syntax_.at(index);
  if (!text) return std::nullopt;
  const Type type = type_of(*text);
  if (type.is_single() && !same_kind(type, wanted)) {
    std::string help = help_for_literal(wanted, *text);
    if (help.empty()) help = "write `string(" + std::string(program_.text_of(program_.node(*text))) + ")`";
    return fail(codes::type_mismatch, written.range,
                "`" + std::string(user) + "` needs a text here, but this is " + describe(type, schema_),
                std::move(help));
  }
  if (!require_type(*text, wanted, written) || !require_present(*text, written)) return std::nullopt;
  return text;
}

/// A text that is known now: written out, or a setting.
std::optional<std::string_view> Checker::check_written_text(SyntaxIndex index, std::string_view user,
                                                            std::string_view what) {
  const Checked text = check_text(index, user);
  if (!text) return std::nullopt;
  const auto written = written_value(*text);
  if (written) return written->as_text();
  return fail(codes::not_supported, syntax_.at(index).range,
              std::string(what) + " that is not written out is not supported here", "write it in quotes");
}

// Underlines a part of what is written between quotes; all of an argument that is a name.
std::nullopt_t Checker::fail_within_text(SyntaxIndex index, const PatternFault& fault) {
  const SyntaxNode& written = syntax_.at(index);
  TextRange range = written.range;
  if (written.kind == SyntaxKind::string_literal && fault.range.length > 0) {
    const auto literal = read_string(program_.sources[source_], range.begin);
    const std::uint32_t end = fault.range.begin + fault.range.length;
    if (literal && end < literal->places.size()) {
      range = {literal->places[fault.range.begin], literal->places[end] - literal->places[fault.range.begin]};
    }
  }
  return fail(fault.is_wrong ? codes::bad_literal : codes::not_supported, range, fault.message, fault.help);
}

std::optional<Pattern> Checker::check_pattern(const SyntaxNode& syntax, std::size_t flags_at) {
  const SyntaxIndex index = syntax.children[1];
  const auto pattern = check_written_text(index, syntax.text, "a pattern");
  PatternFlags flags;
  if (syntax.children.size() > flags_at) {
    const auto written = check_written_text(syntax.children[flags_at], syntax.text, "a choice of flags");
    if (!written) return std::nullopt;
    const auto read = read_flags(*written);
    if (!read) return fail_within_text(syntax.children[flags_at], read.error());
    flags = *read;
  }
  if (!pattern) return std::nullopt;
  auto compiled = Pattern::compile(*pattern, flags, syntax.text != "matches");
  if (!compiled) return fail_within_text(index, compiled.error());
  return std::move(*compiled);
}

Checker::Checked Checker::add_pattern_use(Op op, const Type& type, const SyntaxNode& syntax, NodeId text,
                                          PatternUse use) {
  program_.patterns.push_back(std::make_shared<const PatternUse>(std::move(use)));
  const NodeId id = add(op, type, syntax, {text});
  program_.nodes[index_of(id)].index = static_cast<std::uint32_t>(program_.patterns.size() - 1);
  return id;
}

Checker::Checked Checker::check_matches(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const Checked text = check_text(syntax.children[0], syntax.text);
  auto pattern = check_pattern(syntax, 2);
  if (!text || !pattern) return std::nullopt;
  return add_pattern_use(Op::matches, Type::boolean(), syntax, *text, {*std::move(pattern), {}});
}

Checker::Checked Checker::check_replace(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  constexpr std::size_t flags_at = 3;
  const Checked text = check_text(syntax.children[0], syntax.text);
  auto pattern = check_pattern(syntax, flags_at);
  const SyntaxIndex index = syntax.children[2];
  const auto written = check_written_text(index, syntax.text, "a replacement");
  if (!text || !pattern || !written) return std::nullopt;
  auto replacement = Replacement::read(*written, pattern->groups());
  if (!replacement) return fail_within_text(index, replacement.error());
  return add_pattern_use(Op::replace, Type::of(ValueType::text), syntax, *text,
                         {*std::move(pattern), *std::move(replacement)});
}

Checker::Checked Checker::check_split(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const Checked text = check_text(syntax.children[0], syntax.text);
  auto pattern = check_pattern(syntax, 2);
  if (!text || !pattern) return std::nullopt;
  return add_pattern_use(Op::split, Type::of(ValueType::text).list_of_these(), syntax, *text,
                         {*std::move(pattern), {}});
}

// Texts that are none are passed over, and so is a delimiter that is.
Checker::Checked Checker::check_string_join(const SyntaxNode& syntax, const std::optional<Type>& /*hint*/) {
  const Type texts = Type::of(ValueType::text).list_of_these();
  const Checked list = check(syntax.children[0], texts);
  if (!list || !require_type(*list, texts, syntax_.at(syntax.children[0]))) return std::nullopt;
  std::vector<NodeId> operands{*list};
  if (syntax.children.size() > 1) {
    const Type wanted = Type::of(ValueType::text);
    const Checked between = check(syntax.children[1], wanted);
    if (!between || !require_type(*between, wanted, syntax_.at(syntax.children[1]))) return std::nullopt;
    operands.push_back(*between);
  }
  const NodeId joined = add_all(Op::join_entries, syntax, operands);
  program_.nodes[index_of(joined)].type = Type::of(ValueType::text);
  return joined;
}

}  // namespace warrantor::expr
