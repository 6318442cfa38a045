// How lists of values are read from JSON; the rest of the reader is in json_claim_parser.cpp.

#include <algorithm>

#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/json_claim_parser.hpp"

namespace warrantor::io {

using base::JsonKind;
using base::JsonValue;

const ValueList* JsonClaimParser::find_value_list(std::string_view key) const {
  for (const ValueList& list : schema_->value_lists()) {
    if (list.name == key) return &list;
    for (const auto& [language, label] : list.labels.all()) {
      if (label == key) return &list;
    }
  }
  return nullptr;
}

// What the list names is there; of what it does not name nothing is said.
void JsonClaimParser::read_value_list(const ValueList& list, JsonValue values, Stands stands) {
  const Scope scope = schema_->fact(list.members.front().fact).scope;
  if (scope == Scope::line && stands == Stands::beside_lines) return fault_of_line(values);
  if (scope == Scope::claim && stands == Stands::in_line) return fault_of_claim(values);
  const auto place_of_list = static_cast<std::size_t>(&list - schema_->value_lists().data());
  if (refuse_spelling(schema_->facts().size() + place_of_list, list.name, values, object_)) return;
  if (values.is_null() || !expect(values, JsonKind::array)) return;
  for (const JsonValue value : values) read_member_of(list, value, values);
}

void JsonClaimParser::read_member_of(const ValueList& list, JsonValue value, JsonValue values) {
  if (!expect(value, JsonKind::string)) return;
  const std::string_view text = base::trim(value.text());
  const auto is_named = [&](const ValueList::Member& member) {
    if (member.name == text) return true;
    const auto& labels = schema_->fact(member.fact).labels.all();
    return std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return label.second == text; });
  };
  const auto found = std::find_if(list.members.begin(), list.members.end(), is_named);
  if (found == list.members.end()) {
    std::vector<std::string> names;
    for (const ValueList::Member& member : list.members) names.push_back(member.name);
    const std::string near = base::did_you_mean(base::nearest(text, names));
    return fault(value, base::quote(text) + " is not one of the values of " + base::quote(list.name),
                 near.empty() ? "there are " + base::join(names, ", ") : near);
  }
  if (refuse_second(found->fact, values, object_)) return;
  file_->given.set(index_of(found->fact));
  if (schema_->fact(found->fact).scope == Scope::claim) {
    builder_.set_claim_fact(found->fact, "true", place(value));
  } else {
    builder_.set_line_fact(found->fact, "true", place(value));
  }
}

}  // namespace warrantor::io
