#include "rules/mapping.hpp"

#include <algorithm>
#include <cassert>
#include <string>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"

namespace warrantor::rules {
namespace {

bool is_language_tag(std::string_view tag) noexcept {
  const auto is_letter = [](char c) { return base::to_lower(c) >= 'a' && base::to_lower(c) <= 'z'; };
  return tag.size() >= 2 && is_letter(tag[0]) && is_letter(tag[1]) && tag.back() != '-' &&
         std::all_of(tag.begin(), tag.end(), [&](char c) { return is_letter(c) || base::is_digit(c) || c == '-'; });
}

}  // namespace

Mapping::Mapping(Context& context, const yaml::Node& node, Subject subject)
    : context_(context), node_(node), subject_(subject) {
  context.expect_mapping(node, "", subject);
}

void Mapping::know(std::string_view key, bool is_allowed) {
  if (knows(key)) return;
  assert(known_count_ < most_keys);
  known_[known_count_] = key;
  is_allowed_[known_count_++] = is_allowed;
}

bool Mapping::knows(std::string_view key) const noexcept {
  const auto* const end = known_.begin() + known_count_;
  return std::find(known_.begin(), end, key) != end;
}

const yaml::Node* Mapping::find(std::string_view key) {
  know(key, true);
  return node_.find(key);
}

const yaml::Node* Mapping::required(std::string_view key) {
  const yaml::Node* const value = find(key);
  if (value == nullptr && is_mapping()) {
    const yaml::Node& place = subject_.place == nullptr ? node_ : *subject_.place;
    context_.error(codes::missing_key, place, "missing key " + base::quote(key) + " in " + describe(subject_));
  }
  return value;
}

Text Mapping::text(std::string_view key) {
  const yaml::Node* const value = find(key);
  return value == nullptr ? Text{} : context_.required_text(*value, key, subject_);
}

Text Mapping::required_text(std::string_view key) {
  const yaml::Node* const value = required(key);
  return value == nullptr ? Text{} : context_.required_text(*value, key, subject_);
}

Text Mapping::expression(std::string_view key) {
  const yaml::Node* const value = find(key);
  return value == nullptr ? Text{} : context_.expression(*value, key, subject_);
}

Text Mapping::required_expression(std::string_view key) {
  const yaml::Node* const value = required(key);
  return value == nullptr ? Text{} : context_.expression(*value, key, subject_);
}

std::vector<Text> Mapping::texts(std::string_view key) {
  const yaml::Node* const value = find(key);
  if (value == nullptr) return {};
  if (!value->is_sequence()) {
    Text text = context_.required_text(*value, key, subject_);
    return text.given() ? std::vector<Text>{std::move(text)} : std::vector<Text>{};
  }
  if (value->items().empty()) {
    context_.error(codes::nothing_given, *value, "an empty list for " + base::quote(key) + " in " + describe(subject_));
  }
  std::vector<Text> texts;
  texts.reserve(value->items().size());
  for (const yaml::Node* const item : value->items()) {
    Text text = context_.required_text(*item, key, subject_);
    if (text.given()) texts.push_back(std::move(text));
  }
  return texts;
}

Labels Mapping::labels(std::string_view key) {
  const yaml::Node* const value = find(key);
  return value == nullptr ? Labels{} : read_labels(context_, *value, key, subject_);
}

Text Mapping::required_word(std::string_view key, WordKind kind, std::string_view what) {
  Text text = required_text(key);
  return text.given() ? context_.word(*text.place.node, kind, what) : text;
}

Text Mapping::choice(std::string_view key, std::initializer_list<std::string_view> words) {
  Text text = this->text(key);
  if (!text.given() || std::find(words.begin(), words.end(), text.value) != words.end()) return text;
  const auto near = base::nearest(text.value, words);
  context_.error(codes::bad_choice, *text.place.node,
                 base::quote(text.value) + " is not a value of " + base::quote(key) + " in " + describe(subject_),
                 near ? base::did_you_mean(near) : "write one of " + base::join(words, ", "));
  text.value = near.value_or(*words.begin());
  return text;
}

void Mapping::refuse(std::string_view key, std::string_view help) {
  if (node_.find(key) == nullptr) return know(key, false);
  refuse(key, codes::misplaced, base::quote(key) + " has no meaning in " + describe(subject_), help);
}

void Mapping::refuse(std::string_view key, std::string_view code, std::string_view message, std::string_view help) {
  know(key, false);
  for (const yaml::Entry& entry : node_.entries()) {
    if (entry.key->text() == key) context_.error(code, *entry.key, std::string(message), std::string(help));
  }
}

void Mapping::report_unknown(const yaml::Node& key) {
  std::vector<std::string_view> allowed;
  for (std::size_t i = 0; i < known_count_; ++i) {
    if (is_allowed_[i]) allowed.push_back(known_[i]);
  }
  const auto near = base::nearest(key.text(), allowed);
  context_.error(codes::unknown_key, key, "unknown key " + base::quote(key.text()) + " in " + describe(subject_),
                 near ? base::did_you_mean(near) : "allowed here: " + base::join(allowed, ", "));
}

bool Mapping::has_own_key(const yaml::Entry& entry) {
  if (knows(entry.key->text())) return false;
  const bool may_be_expression = !entry.value->is_mapping() && !entry.value->is_sequence();
  if (!may_be_expression) report_unknown(*entry.key);
  return may_be_expression;
}

void Mapping::finish() {
  for (const yaml::Entry& entry : node_.entries()) {
    if (!knows(entry.key->text())) report_unknown(*entry.key);
  }
}

Labels read_labels(Context& context, const yaml::Node& node, std::string_view what, const Subject& subject) {
  Labels labels;
  if (!node.is_mapping()) {
    const Text text = context.required_text(node, what, subject);
    if (text.given()) labels.set("en", text.value);
    return labels;
  }
  for (const yaml::Entry& entry : node.entries()) {
    if (!is_language_tag(entry.key->text())) {
      context.error(codes::unknown_key, *entry.key, base::quote(entry.key->text()) + " is not the tag of a language",
                    "write one of two letters or more, such as en or zh");
    }
    const Text text = context.required_text(*entry.value, entry.key->text(), subject);
    if (text.given()) labels.set(std::string(entry.key->text()), text.value);
  }
  return labels;
}

void read_note(Mapping& mapping, Documentation& documentation) {
  documentation.notes = mapping.labels("note");
  if (const yaml::Node* const node = mapping.find("note")) {
    documentation.note = {std::string(documentation.notes.get("en")), mapping.context().place(*node)};
  }
}

Documentation read_documentation(Mapping& mapping) {
  Documentation documentation;
  documentation.title = mapping.labels("title");
  read_note(mapping, documentation);
  documentation.source = mapping.text("source");
  return documentation;
}

Documentation read_documentation_with_clause(Mapping& mapping) {
  Documentation documentation = read_documentation(mapping);
  documentation.clause = mapping.text("clause");
  return documentation;
}

}  // namespace warrantor::rules
