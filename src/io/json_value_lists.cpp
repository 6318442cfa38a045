// How lists of values are read from JSON; the rest of the reader is in json_claim_parser.cpp.

#include <utility>

#include "base/text.hpp"
#include "io/json_claim_parser.hpp"
#include "io/json_messages.hpp"

namespace warrantor::io {

using base::JsonKind;
using base::JsonValue;

// A name that reads the same as that of a fact is the fact's, as in CSV.
const ValueList* JsonClaimParser::find_value_list(std::string_view key) const {
  if (schema_->value_lists().empty() || !file_->names.find(key).empty()) return nullptr;
  return file_->names.find_list(key);
}

// What the list names is there; of what it does not name nothing is said.
void JsonClaimParser::read_value_list(const ValueList& list, JsonValue values, Stands stands) {
  const Scope scope = schema_->fact(list.members.front().fact).scope;
  if (scope == Scope::line && stands == Stands::beside_lines) return fault_of_line(values);
  if (scope == Scope::claim && stands == Stands::in_line) return fault_of_claim(values);
  const auto place_of_list = static_cast<std::size_t>(&list - schema_->value_lists().data());
  if (refuse_spelling(schema_->facts().size() + place_of_list, list.name, values, object_)) return;
  if (values.is_null() || !expect(values, JsonKind::array)) return;
  std::size_t index = 0;
  for (const JsonValue value : values) read_member_of(list, value, values, index++);
}

void JsonClaimParser::read_member_of(const ValueList& list, JsonValue value, JsonValue values, std::size_t index) {
  const auto refuse = [&](std::string_view text, std::string message, std::string help) {
    const std::string entry = std::string(values.key()) + '[' + std::to_string(index) + ']';
    Place at = place(value);
    at.header = entry;
    builder_.fault(fault_at(at, text, std::move(message), std::move(help)));
  };
  if (value.kind() != JsonKind::string) {
    return refuse({}, "expected a text, found " + describe_found(value),
                  "write one of its values, such as `\"" + list.members.front().name + "\"`");
  }
  const std::string_view text = base::trim(value.text());
  const ValueList::Member* const found = find_member(*schema_, list, text);
  if (found == nullptr) {
    const ValueFault unknown = unknown_member(list, text);
    return refuse(value.text(), unknown.message, unknown.help);
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
