#include "rules/context.hpp"

#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "yaml/codes.hpp"

namespace warrantor::rules {
namespace {

constexpr std::size_t most_reported = 100;

std::string with_subject(std::string text, std::string_view what, const Subject& subject) {
  if (!what.empty()) text += " for " + base::quote(what);
  if (!subject.kind.empty()) text += (what.empty() ? " for " : " in ") + describe(subject);
  return text;
}

}  // namespace

std::string describe(const Subject& subject) {
  const std::string kind(subject.kind);
  return subject.name.empty() ? "this " + kind : kind + ' ' + base::quote(subject.name);
}

Subject named_by_key(std::string_view kind, const yaml::Entry& entry) noexcept {
  return {kind, entry.key->text(), entry.key};
}

Subject named_by_id(std::string_view kind, const yaml::Node& node) noexcept {
  const yaml::Node* const id = node.find("id");
  return id != nullptr && id->is_scalar() ? Subject{kind, id->text(), id} : Subject{kind, {}, nullptr};
}

std::string_view describe_kind(const yaml::Node& node) noexcept {
  switch (node.kind()) {
    case yaml::Kind::sequence:
      return "a list";
    case yaml::Kind::mapping:
      return "a mapping";
    case yaml::Kind::scalar:
      return "a text";
    case yaml::Kind::null:
      break;
  }
  return node.is_left_out() ? "nothing" : "null";
}

void Mistakes::add(std::string_view code, std::string message, std::string help, SourceSpan span) {
  if (count_ > most_reported) return;
  if (++count_ > most_reported) {
    span = SourceSpan{std::move(span.file), 0, 0, 0, {}};
    code = codes::too_many_mistakes;
    message = "more mistakes than are listed here";
    help = "mend these first";
  }
  diagnostics_.push_back({Severity::error, std::string(code), std::move(message), std::move(help), std::move(span)});
}

bool is_rest(const Diagnostic& diagnostic) {
  return diagnostic.code == codes::too_many_mistakes || diagnostic.code == yaml::code::too_many_mistakes;
}

bool Mistakes::is_full() const noexcept { return count_ > most_reported; }

void Context::error(std::string_view code, const yaml::Node& node, std::string message, std::string help) {
  // The place of a mistake costs a look through its line: not for those that nobody will see.
  if (!mistakes_.is_full()) mistakes_.add(code, std::move(message), std::move(help), node.span());
}

void Context::error_within(std::string_view code, const yaml::Node& node, std::size_t offset, std::size_t length,
                           std::string message, std::string help) {
  if (!mistakes_.is_full()) mistakes_.add(code, std::move(message), std::move(help), node.span(offset, length));
}

void Context::wrong_kind(const yaml::Node& node, std::string_view expected, std::string_view what,
                         const Subject& subject) {
  std::string message = with_subject("expected " + std::string(expected), what, subject);
  message.append(", found ").append(describe_kind(node));
  error(codes::wrong_kind, node, std::move(message));
}

bool Context::expect_mapping(const yaml::Node& node, std::string_view what, const Subject& subject) {
  if (!node.is_mapping()) wrong_kind(node, "a mapping", what, subject);
  return node.is_mapping();
}

bool Context::expect_list(const yaml::Node& node, std::string_view what, const Subject& subject) {
  if (!node.is_sequence()) wrong_kind(node, "a list", what, subject);
  return node.is_sequence();
}

Text Context::required_text(const yaml::Node& node, std::string_view what, const Subject& subject) {
  if (node.is_scalar()) return some_text(node, what, subject);
  wrong_kind(node, "a text", what, subject);
  return {};
}

Text Context::expression(const yaml::Node& node, std::string_view what, const Subject& subject) {
  if (node.is_null() && !node.is_left_out()) return text(node);
  if (node.is_scalar()) return some_text(node, what, subject);
  wrong_kind(node, "an expression", what, subject);
  return {};
}

Condition Context::in_force(const ValidSyntax& valid) const {
  return rule_set_ == nullptr ? Condition{} : rule_set_->in_force(valid);
}

Text Context::some_text(const yaml::Node& node, std::string_view what, const Subject& subject) {
  if (!base::trim(node.text()).empty()) return text(node);
  error(codes::nothing_given, node, with_subject("an empty text", what, subject));
  return {};
}

Text Context::word(const yaml::Node& node, WordKind kind, std::string_view what) {
  const std::string_view word = node.text();
  std::string_view help;
  if (!has_form_of(kind, word)) {
    help = form_of(kind);
  } else if (kind != WordKind::id && is_word_of_expressions(word)) {
    help = "it is a word of expressions; choose another";
  } else if (kind == WordKind::name && is_word_of_steps(word)) {
    help = "steps ask for the decision by this word; choose another";
  }
  if (!help.empty()) {
    const std::string_view role = kind == WordKind::id ? "the id" : "the name";
    error(codes::bad_name, node, base::quote(word) + " cannot be " + std::string(role) + " of " + std::string(what),
          std::string(help));
  }
  return text(node);
}

}  // namespace warrantor::rules
