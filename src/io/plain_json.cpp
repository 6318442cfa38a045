#include "io/plain_json.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "io/other_form.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t longest_written = 256;  // of a key and the blanks around it

bool has_needless_zero(std::string_view number) noexcept {
  return number.size() > 1 && number[0] == '0' && number[1] != '.';
}

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
      given_(schema.facts().size()),
      first_key_(keys_.is_empty() ? nullptr : &keys_.all().front()),
      first_line_key_(first_key_) {
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
  const Object object = {is_listed ? line_object_ : claim_object_, is_listed ? line_ : first_line_, is_listed};
  Key** place = is_listed ? &first_line_key_ : &first_key_;
  std::uint8_t scopes = 0;
  do {
    // Claims of a file have their keys in the same order, as a rule.
    if (!read_usual_member(json, **place, object)) {
      JsonCursor here = json;
      if (!read_member(here, *place, object)) return false;
      json = here;
    }
    scopes |= (*place)->scopes;
    place = &(*place)->followed_by;
  } while (json.take_next(','));
  outer = json;
  if (!is_listed) has_line_facts_ = (scopes & PlainKeys::of_line) != 0;
  return outer.take('}') && !(is_listed && (scopes & PlainKeys::of_claim) != 0);
}

// Reads a member that states a fact as on a line before, its value written the plain way. Where it is anything else,
// nothing has happened.
[[gnu::always_inline]] inline bool PlainJson::read_usual_member(JsonCursor& json, const Key& key,
                                                                const Object& object) {
  JsonCursor rest = json;
  if (!rest.take(key.written)) return false;
  const InnerCell cell = take_cell(rest, key);
  std::uint64_t& said_by = said_by_[key.slot];
  if (!cell.is_there() || said_by == object.number) return false;
  const PlainValue value = io::read(cells_[key.slot], cell);
  if (!value.is_plain) return false;
  said_by = object.number;
  take(value, cell, key, object);
  json = rest;
  return true;
}

// The cell of CSV that would say the same.
[[gnu::always_inline]] inline InnerCell PlainJson::take_cell(JsonCursor& json, const Key& key) {
  if (json.front() == '"') return json.take_usual_text();
  if (base::is_digit(json.front())) {
    if (key.numbers != PlainKeys::Numbers::checked_as_cells) return {};
    const InnerCell number = json.take_up_to_key();
    return number.is_there() && has_needless_zero(number) ? InnerCell() : number;
  }
  const char* const begin = json.data();
  const std::size_t size = json.take_word();
  if (size == 0) return {};
  if (*begin == 'n') return {begin, 0};
  return key.takes_truth ? InnerCell(begin, size) : InnerCell();
}

// Reads any member. Its key takes the place of the one that was expected.
bool PlainJson::read_member(JsonCursor& json, Key*& key, const Object& object) {
  Key* const found = look_up_key(json);
  if (found == nullptr) return false;
  key = found;
  if (object.is_listed && found->scope == Scope::claim) return false;
  has_new_ |= !found->is_given;
  if (std::exchange(said_by_[found->slot], object.number) == object.number) return false;
  return found->role == Role::lines ? read_lines(json) : read_value(json.take_token(), *found, object);
}

// The key is kept as it is written here, up to where its value begins.
PlainJson::Key* PlainJson::look_up_key(JsonCursor& json) {
  const char* const begin = json.data();
  json.skip_blanks();
  if (!json.is_at('"')) return nullptr;
  const JsonToken token = json.take_text();
  if (token.kind != JsonToken::Kind::text) return nullptr;
  Key* const key = keys_.find(token.text());
  if (key == nullptr || !json.take_next(':')) return nullptr;
  json.skip_blanks();
  const std::string_view written(begin, static_cast<std::size_t>(json.data() - begin));
  const bool is_usual = key->states_fact() && key->is_given && written.size() <= longest_written;
  if (is_usual && key->written.text() != written) key->written = ExpectedText(std::string(written));
  return key;
}

bool PlainJson::read_lines(JsonCursor& json) {
  if (json.is_at('n')) return json.take_word() > 0;
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

bool PlainJson::read_value(JsonToken token, const Key& key, const Object& object) {
  switch (key.role) {
    case Role::table:
      return token.is_null();
    case Role::passed_over:
      return is_sound(token);
    default:
      return read_fact(token, key, object);
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

bool PlainJson::read_fact(JsonToken token, const Key& key, const Object& object) {
  const JsonToken text = as_text(token, key);
  if (text.kind != JsonToken::Kind::text) return false;
  PlainValue value = io::read(cells_[key.slot], text.text());
  if (!value.is_plain) value = read_otherwise(token.kind, text.text(), key);
  if (value.is_plain) take(value, text.text(), key, object);
  return value.is_plain;
}

inline void PlainJson::take(const PlainValue& value, std::string_view text, const Key& key, const Object& object) {
  put(value, block_->column(key.fact), object.line);
  if (key.role == Role::plain) return;
  (key.role == Role::claim_id ? claim_id_ : line_ids_.back()) = text;
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
    case JsonToken::Kind::text:
      return token;
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
    case JsonToken::Kind::other:
      break;
  }
  return {};
}

bool PlainJson::is_number_of(std::string_view text, const Key& key) {
  if (key.numbers == PlainKeys::Numbers::checked_as_cells) return !has_needless_zero(text);
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
