#include "expr/character_class.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/letter_case.hpp"
#include "base/utf8.hpp"

namespace warrantor::expr {
namespace {

constexpr char32_t last_character = 0x10FFFF;
constexpr char32_t kelvin_sign = 0x212A;  // a `k`
constexpr char32_t long_s = 0x17F;

constexpr std::array<std::string_view, 30> category_names{"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl",
                                                          "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl",
                                                          "Zp", "Sm", "Sc", "Sk", "So", "Cc", "Cf", "Co", "Cs", "Cn"};
constexpr Categories all_categories = (Categories{1} << category_names.size()) - 1;
constexpr Categories unassigned = Categories{1} << (category_names.size() - 1);  // RE2 has no name for it

Categories categories_called(std::string_view name) {
  Categories found = 0;
  for (std::size_t i = 0; i < category_names.size(); ++i) {
    if (category_names[i].starts_with(name)) found |= Categories{1} << i;
  }
  return found;
}

struct Block {
  std::string_view name;
  CharacterRange range;
};

// Of the blocks that XML Schema names, those that a text about vehicles may hold.
constexpr std::array<Block, 16> blocks{{{"BasicLatin", {0, 0x7F}},
                                        {"Latin-1Supplement", {0x80, 0xFF}},
                                        {"LatinExtended-A", {0x100, 0x17F}},
                                        {"LatinExtended-B", {0x180, 0x24F}},
                                        {"Greek", {0x370, 0x3FF}},
                                        {"Cyrillic", {0x400, 0x4FF}},
                                        {"Hebrew", {0x590, 0x5FF}},
                                        {"Arabic", {0x600, 0x6FF}},
                                        {"Thai", {0xE00, 0xE7F}},
                                        {"GeneralPunctuation", {0x2000, 0x206F}},
                                        {"CurrencySymbols", {0x20A0, 0x20CF}},
                                        {"CJKSymbolsandPunctuation", {0x3000, 0x303F}},
                                        {"Hiragana", {0x3040, 0x309F}},
                                        {"Katakana", {0x30A0, 0x30FF}},
                                        {"CJKUnifiedIdeographs", {0x4E00, 0x9FFF}},
                                        {"HalfwidthandFullwidthForms", {0xFF00, 0xFFEF}}}};

constexpr std::array<CharacterRange, 4> white_space{{{'\t', '\t'}, {'\n', '\n'}, {'\r', '\r'}, {' ', ' '}}};

// Extensible Markup Language 1.0, fifth edition, productions 4 and 4a.
constexpr std::array<CharacterRange, 16> name_starts{{{':', ':'},
                                                      {'A', 'Z'},
                                                      {'_', '_'},
                                                      {'a', 'z'},
                                                      {0xC0, 0xD6},
                                                      {0xD8, 0xF6},
                                                      {0xF8, 0x2FF},
                                                      {0x370, 0x37D},
                                                      {0x37F, 0x1FFF},
                                                      {0x200C, 0x200D},
                                                      {0x2070, 0x218F},
                                                      {0x2C00, 0x2FEF},
                                                      {0x3001, 0xD7FF},
                                                      {0xF900, 0xFDCF},
                                                      {0xFDF0, 0xFFFD},
                                                      {0x10000, 0xEFFFF}}};
constexpr std::array<CharacterRange, 6> further_name_parts{
    {{'-', '-'}, {'.', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}};

// In their order, none touching the next.
CharacterRanges tidied(CharacterRanges ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  CharacterRanges tidy;
  for (const CharacterRange& range : ranges) {
    if (!tidy.empty() && range.first <= tidy.back().last + 1) {
      tidy.back().last = std::max(tidy.back().last, range.last);
    } else {
      tidy.push_back(range);
    }
  }
  return tidy;
}

CharacterRanges all_but(const CharacterRanges& ranges) {
  CharacterRanges others;
  char32_t next = 0;
  for (const CharacterRange& range : tidied(ranges)) {
    if (range.first > next) others.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= last_character) others.push_back({next, last_character});
  return others;
}

bool has_other_case(char32_t character) {
  std::string text;
  base::append_utf8(text, character);
  return base::upper_case(text) != text || base::lower_case(text) != text;
}

// Whole groups by their one letter.
std::string names_of(Categories categories) {
  std::string names;
  for (std::size_t i = 0; i < category_names.size(); ++i) {
    if ((categories >> i & 1U) == 0) continue;
    const std::string_view name = category_names[i];
    const Categories group = categories_called(name.substr(0, 1));
    const bool is_whole = (categories & group) == group;
    const bool is_first = i == 0 || category_names[i - 1][0] != name[0];
    if (is_whole && !is_first) continue;
    names += "\\p{";
    names += is_whole ? name.substr(0, 1) : name;
    names += '}';
  }
  return names;
}

std::string items_of(const CharacterRanges& ranges, Categories categories) {
  std::string items;
  for (const CharacterRange& range : tidied(ranges)) {
    items += re2_character(range.first);
    if (range.first != range.last) items += '-' + re2_character(range.last);
  }
  return items + names_of(categories);
}

}  // namespace

std::string re2_character(char32_t character) {
  std::string text;
  const bool is_plain = (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
                        (character >= 'a' && character <= 'z');
  if (is_plain) {
    base::append_utf8(text, character);
    return text;
  }
  constexpr std::size_t most_digits = 8;
  std::array<char, most_digits> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint32_t>(character), 16);
  text = "\\x{";
  text.append(digits.data(), end.ptr);
  return text + '}';
}

CharacterClass CharacterClass::all() {
  CharacterClass all;
  all.add(0, last_character);
  return all;
}

CharacterClass CharacterClass::of(std::span<const CharacterRange> ranges) {
  CharacterClass made;
  made.ranges_.assign(ranges.begin(), ranges.end());
  return made;
}

std::optional<CharacterClass> CharacterClass::of_escape(char32_t letter) {
  CharacterClass made;
  switch (letter) {
    case 'd':
    case 'D':
      made.categories_ = categories_called("Nd");
      break;
    case 'w':
    case 'W':
      made.categories_ = all_categories & ~(categories_called("P") | categories_called("Z") | categories_called("C"));
      break;
    case 's':
    case 'S':
      made = of(white_space);
      break;
    case 'i':
    case 'I':
      made = of(name_starts);
      break;
    case 'c':
    case 'C':
      made = of(name_starts);
      made.add(of(further_name_parts));
      break;
    default:
      return std::nullopt;
  }
  return letter < 'a' ? made.complement() : made;
}

std::optional<CharacterClass> CharacterClass::of_property(std::string_view name) {
  CharacterClass made;
  if (name.starts_with("Is")) {
    const auto* const found =
        std::find_if(blocks.begin(), blocks.end(), [&](const Block& block) { return block.name == name.substr(2); });
    if (found == blocks.end()) return std::nullopt;
    made.ranges_.push_back(found->range);
    return made;
  }
  made.categories_ = name.empty() ? 0 : categories_called(name);
  return made.categories_ == 0 ? std::nullopt : std::optional(made);
}

// Of classes that are not negated.
void CharacterClass::add(const CharacterClass& other) {
  ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
  categories_ |= other.categories_;
}

bool CharacterClass::add_both_cases(char32_t first, char32_t last) {
  add(first, last);
  for (char32_t character = first; character <= last; ++character) {
    const bool is_upper = character >= 'A' && character <= 'Z';
    const bool is_lower = character >= 'a' && character <= 'z';
    if (!is_upper && !is_lower && has_other_case(character)) return false;
    if (!is_upper && !is_lower) continue;
    const char32_t lower = is_upper ? character - 'A' + 'a' : character;
    add(lower, lower);
    add(lower - 'a' + 'A', lower - 'a' + 'A');
    if (lower == 'k') add(kelvin_sign, kelvin_sign);
    if (lower == 's') add(long_s, long_s);
  }
  return true;
}

CharacterClass CharacterClass::complement() const {
  CharacterClass others;
  if (has_ranges_alone()) {
    others.ranges_ = all_but(ranges_);
  } else if (has_categories_alone()) {
    others.categories_ = all_categories & ~categories_;
  } else {
    others = *this;
    others.is_negated_ = !is_negated_;
  }
  return others;
}

std::optional<CharacterClass> CharacterClass::without(const CharacterClass& other) const {
  CharacterClass rest;
  if (has_ranges_alone() && other.has_ranges_alone()) {
    CharacterRanges gone = all_but(ranges_);
    gone.insert(gone.end(), other.ranges_.begin(), other.ranges_.end());
    rest.ranges_ = all_but(gone);
    return rest;
  }
  if (has_categories_alone() && other.has_categories_alone()) {
    rest.categories_ = categories_ & ~other.categories_;
    return rest;
  }
  if (!is_negated_ || other.is_negated_) return std::nullopt;
  rest = *this;
  rest.add(other);
  return rest;
}

std::optional<std::string> CharacterClass::to_re2() const {
  const bool has_unassigned = (categories_ & unassigned) != 0;
  const Categories others = all_categories & ~categories_;
  if (is_negated_) {
    if (has_unassigned) return std::nullopt;
    return "[^" + items_of(ranges_, categories_) + ']';
  }
  if (ranges_.empty() && categories_ == 0) return "[^" + items_of({{0, last_character}}, 0) + ']';  // none at all
  if (!has_unassigned) return '[' + items_of(ranges_, categories_) + ']';
  const std::string of_categories =
      others == 0 ? '[' + items_of({{0, last_character}}, 0) + ']' : "[^" + items_of({}, others) + ']';
  return ranges_.empty() ? of_categories : "(?:[" + items_of(ranges_, 0) + "]|" + of_categories + ')';
}

}  // namespace warrantor::expr
