#include "io/plain_json.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "io/other_form.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t longest_written = 256;  // of a key and the blanks around it

std::vector<FactId> required_among(const Schema& schema, const std::vector<FactId>& facts) {
  std::vector<FactId> required;
  std::copy_if(facts.begin(), facts.end(), std::back_inserter(required),
               [&](FactId id) { return !may_be_blank(schema.fact(id)); });
  return required;
}

}  // namespace

PlainJson::PlainJson(const Schema& schema, QuoteScan scan)
    : schema_(&schema),
      marks_(scan),
      keys_(schema),
      required_of_claim_(required_among(schema, schema.claim_facts())),
      required_of_line_(required_among(schema, schema.line_facts())),
      said_by_(keys_.slot_count()),
      given_(schema.facts().size()) {
  cells_.assign(schema.facts().size(), PlainTexts(false));
  for (const FactId id : plain_facts(schema)) cells_[index_of(id)] = plain_cells(schema, schema.fact(id));
  const Fact& line_id = schema.fact(schema.line_id());
  if (line_id.type == ValueType::text && line_id.default_value.is_known()) {
    default_line_id_ = line_id.default_value.as_text();
  }
}

std::size_t PlainJson::read(std::string_view text, engine::LineBlock& block, std::size_t line) {
  begin(block, line);
  const bool is_plain = !keys_.is_empty() && marks_.look_at(text) && read_claim(text);
  if (!is_plain) {
    for (std::size_t i = first_line_; i <= line_; ++i) block.clear_line(i);
    return 0;
  }
  if (line_ids_.size() > 1) spread_claim_facts();
  if (has_new_) note_given();
  return line_ids_.size();
}

void PlainJson::begin(engine::LineBlock& block, std::size_t line) {
  assert(line < engine::lines_of_block);
  block_ = &block;
  first_line_ = line_ = line;
  claim_object_ = line_object_ = ++objects_;
  lists_lines_ = has_line_facts_ = has_new_ = false;
  claim_id_ = {};
  line_ids_.assign(1, {});
}

bool PlainJson::read_claim(std::string_view text) {
  JsonCursor json(text, marks_);
  json.skip_blanks();
  if (!read_members(json, false)) return false;
  json.skip_blanks();
  if (!json.is_at_end() || claim_id_.empty() || !has_all(required_of_claim_, claim_object_)) return false;
  if (!lists_lines_) return has_all(required_of_line_, claim_object_);
  return !has_line_facts_ && !has_line_id_twice();
}

bool PlainJson::read_members(JsonCursor& outer, bool is_listed) {
  JsonCursor json = outer;  // a copy stays in registers
  if (!json.take('{')) return false;
  Place* place = is_listed ? &first_line_key_ : &first_key_;
  do {
    // Claims of a file have their keys in the same order, as a rule.
    if (!json.take(keys_[*place].written)) {
      JsonCursor here = json;
      if (!look_up_key(here, *place)) return false;
      json = here;
    }
    json.skip_blanks();
    Key& key = keys_[*place];
    place = &key.followed_by;
    if (!begin_member(key, is_listed)) return false;
    if (key.role == Role::lines) {
      JsonCursor lines = json;
      if (!read_lines(lines)) return false;
      json = lines;
    } else if (!read_value(json.take_token(), key)) {
      return false;
    }
  } while (json.take_next(','));
  outer = json;
  return outer.take('}');
}

// The key is kept as it is written here, up to where its value begins.
bool PlainJson::look_up_key(JsonCursor& json, Place& expected) {
  const char* const begin = json.at();
  json.skip_blanks();
  if (!json.is_at('"')) return false;
  const JsonToken token = json.take_text();
  if (token.kind != JsonToken::Kind::text) return false;
  const auto found = keys_.find(token.text());
  if (!found || !json.take_next(':')) return false;
  json.skip_blanks();
  expected = *found;
  const std::string_view written(begin, static_cast<std::size_t>(json.at() - begin));
  if (written.size() <= longest_written) keys_[*found].written = written;
  return true;
}

// False where the key does not belong here, or was said already.
bool PlainJson::begin_member(const Key& key, bool is_listed) {
  if (is_listed && key.scope == Scope::claim) return false;
  has_line_facts_ |= !is_listed && key.scope == Scope::line;
  has_new_ |= !key.is_given;
  std::uint64_t& said_by = said_by_[key.slot];
  const std::uint64_t object = is_listed ? line_object_ : claim_object_;
  return std::exchange(said_by, object) != object;
}

bool PlainJson::read_lines(JsonCursor& json) {
  if (json.take("null")) return true;
  if (!json.take('[')) return false;
  lists_lines_ = true;
  line_ids_.clear();
  do {
    json.skip_blanks();
    if (first_line_ + line_ids_.size() >= engine::lines_of_block) return false;
    line_ = first_line_ + line_ids_.size();
    line_ids_.emplace_back();
    line_object_ = ++objects_;
    if (!read_members(json, true) || !has_all(required_of_line_, line_object_)) return false;
    json.skip_blanks();
  } while (json.take(','));
  return json.take(']');
}

bool PlainJson::read_value(JsonToken token, const Key& key) {
  switch (key.role) {
    case Role::table:
      return token.is_null();
    case Role::passed_over:
      return is_sound(token);
    default:
      return read_fact(token, key);
  }
}

bool PlainJson::is_sound(JsonToken token) {
  switch (token.kind) {
    case JsonToken::Kind::text:
    case JsonToken::Kind::word:
      return true;
    case JsonToken::Kind::number:
      return is_plain_number(token.text());
    case JsonToken::Kind::escaped:
      return escapes_.read(token.text()).has_value();
    case JsonToken::Kind::other:
      break;
  }
  return false;
}

bool PlainJson::read_fact(JsonToken token, const Key& key) {
  const JsonToken::Kind kind = token.kind;
  if (kind != JsonToken::Kind::text) token = as_text(token, key);
  if (token.kind != JsonToken::Kind::text) return false;
  const std::string_view text = token.text();
  PlainValue value = std::visit([text](const auto& cells) { return cells.read(text); }, cells_[key.slot]);
  if (!value.is_plain) value = read_otherwise(kind, text, key);
  put(value, block_->column(key.fact), key.scope == Scope::claim ? first_line_ : line_);
  if (key.role == Role::claim_id) claim_id_ = text;
  if (key.role == Role::line_id) line_ids_.back() = text;
  return value.is_plain;
}

// A number that plain cells do not take has not been checked yet.
PlainValue PlainJson::read_otherwise(JsonToken::Kind kind, std::string_view text, const Key& key) const {
  if (kind == JsonToken::Kind::number && !is_plain_number(text)) return {};
  const auto read = [&](const auto& cells) { return io::read_otherwise(cells, *schema_, key.fact, text); };
  return std::visit(read, cells_[key.slot]);
}

// The text that a cell of CSV would have; of kind `other` where the fact cannot take the token.
JsonToken PlainJson::as_text(JsonToken token, const Key& key) {
  switch (token.kind) {
    case JsonToken::Kind::number:
      if (is_number_of(token.text(), key)) return {JsonToken::Kind::text, token.text()};
      break;
    case JsonToken::Kind::word:
      if (token.is_null()) return {JsonToken::Kind::text, {}};
      if (key.takes_truth) return {JsonToken::Kind::text, token.text()};
      break;
    case JsonToken::Kind::escaped:
      // An id is a view of the claim's text, and can hold no escape.
      if (const auto value = escapes_.read(token.text()); value && key.role == Role::plain) {
        return {JsonToken::Kind::text, value->text()};
      }
      break;
    case JsonToken::Kind::text:
    case JsonToken::Kind::other:
      break;
  }
  return {};
}

bool PlainJson::is_number_of(std::string_view text, const Key& key) {
  const bool has_needless_zero = text.size() > 1 && text[0] == '0' && text[1] != '.';
  if (key.numbers == PlainKeys::Numbers::checked_as_cells) return !has_needless_zero;
  return key.numbers == PlainKeys::Numbers::to_be_checked && is_plain_number(text);
}

bool PlainJson::has_all(const std::vector<FactId>& facts, std::uint64_t object) const {
  return std::all_of(facts.begin(), facts.end(), [&](FactId fact) { return said_by_[index_of(fact)] == object; });
}

bool PlainJson::has_line_id_twice() {
  sorted_ids_.clear();
  for (const std::string_view stated : line_ids_) {
    const std::string_view id = stated.empty() ? default_line_id_ : stated;
    if (!id.empty()) sorted_ids_.push_back(id);
  }
  std::sort(sorted_ids_.begin(), sorted_ids_.end());
  return std::adjacent_find(sorted_ids_.begin(), sorted_ids_.end()) != sorted_ids_.end();
}

// What is said of the claim stands in the column of its first line.
void PlainJson::spread_claim_facts() {
  for (const FactId fact : schema_->claim_facts()) {
    engine::FactColumn* const column = block_->column(fact);
    if (column == nullptr) continue;
    const Value value = column->get(first_line_);
    for (std::size_t line = first_line_ + 1; line <= line_ && value.is_known(); ++line) {
      column->set(line, value.as_integer());
    }
  }
}

void PlainJson::note_given() {
  for (std::size_t fact = 0; fact < given_.size(); ++fact) {
    if (said_by_[fact] >= claim_object_) given_[fact] = true;
  }
  for (Key& key : keys_.all()) key.is_given = key.slot >= given_.size() || given_[key.slot];
}

}  // namespace warrantor::io
