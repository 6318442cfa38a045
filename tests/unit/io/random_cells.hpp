#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

namespace warrantor::io::test {

/// Makes facts of all types and cells for them, most of them written plainly, some as exports write them, and some of
/// them changed a little.
class RandomCells {
 public:
  explicit RandomCells(std::uint_fast32_t seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return random_() % count; }
  bool is_one_in(std::size_t count) { return below(count) == 0; }

  Schema schema() {
    Schema schema(*Currency::from_code(one_of({"CNY", "CNY", "JPY", "KWD"})));
    Fact claim_id;
    claim_id.name = "claim_id";
    claim_id.blank = Blank::reject;
    schema.add_fact(claim_id);
    Fact line_id;
    line_id.name = "line_id";
    line_id.scope = Scope::line;
    line_id.default_value = Value::text("1");
    line_id.blank = Blank::default_value;
    schema.add_fact(line_id);
    for (std::size_t i = 0; i < 10; ++i) schema.add_fact(fact(schema, "fact " + std::to_string(i)));
    return schema;
  }

  Fact fact(Schema& schema, std::string name) {
    constexpr std::array types = {ValueType::boolean, ValueType::number,      ValueType::money, ValueType::date,
                                  ValueType::months,  ValueType::enumeration, ValueType::text,  ValueType::vin};
    constexpr std::array checks = {VinCheck::off, VinCheck::warn, VinCheck::reject};
    Fact fact;
    fact.name = std::move(name);
    fact.type = types[below(types.size())];
    fact.scope = is_one_in(2) ? Scope::claim : Scope::line;
    fact.blank = is_one_in(4) ? Blank::reject : Blank::unknown;
    fact.blank_is_conditional = fact.blank == Blank::reject && is_one_in(3);
    fact.length_and_letters = checks[below(checks.size())];
    fact.check_digit = checks[below(checks.size())];
    if (fact.type == ValueType::number || fact.type == ValueType::money) {
      if (is_one_in(2)) fact.minimum = is_one_in(4) ? -500 : static_cast<std::int64_t>(below(3));
      if (is_one_in(4)) fact.maximum = static_cast<std::int64_t>(1000 + below(1'000'000));
    }
    if (fact.type == ValueType::number && is_one_in(3)) fact.unit = "km";
    if (is_one_in(2)) fact.labels.set("zh", is_one_in(10) ? "共有" : "标签" + fact.name);
    if (fact.type == ValueType::enumeration) fact.domain = schema.add_domain(domain());
    return fact;
  }

  /// A text for a fact; one in so many is odd, or blank. Of the others a fifth is written as exports write it.
  std::string cell(const Schema& schema, const Fact& fact, std::size_t odd = 2) {
    if (!is_one_in(odd)) return is_one_in(5) ? usual_cell(schema, fact) : sound_cell(schema, fact);
    if (is_one_in(6)) return {};
    std::string text = is_one_in(3) ? usual_cell(schema, fact) : possible_cell(schema, fact);
    for (std::size_t i = is_one_in(2) ? 1 + below(2) : 0; i > 0; --i) change(text);
    return text;
  }

  /// Takes out a whole character, doubles one, or puts in something that can mean something.
  void change(std::string& text) {
    constexpr std::array<std::string_view, 32> pieces = {
        " ", "\t", "\n", "\u3000", "\u00a0", "\ufeff", "'", "\"", "=", "#",  "+", "-", "0",  "9",  ".",    ",",
        "e", "E+", "/",  "年",     "１",     "，",     "a", "Z",  ":", "\\", "*", "¥", "km", "元", "\x7f", "\x01"};
    std::size_t at = below(text.size() + 1);
    const auto goes_on = [&](std::size_t place) {
      return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U;
    };
    while (goes_on(at)) --at;
    std::size_t end = at == text.size() ? at : at + 1;
    while (goes_on(end)) ++end;
    switch (below(4)) {
      case 0:
        text.erase(at, end - at);
        break;
      case 1:
        text.insert(at, text.substr(at, end - at));
        break;
      case 2:
        text.insert(is_one_in(2) ? text.size() : 0, pieces[below(pieces.size())]);
        break;
      default:
        text.replace(at, is_one_in(2) ? end - at : 0, pieces[below(pieces.size())]);
    }
  }

  /// One in so many texts has letters of ASCII in the other case, or full-width.
  std::string recased(const std::string& text, std::size_t odd = 1) {
    if (!is_one_in(odd)) return text;
    std::string written;
    const std::size_t way = below(4);
    for (const char c : text) {
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!is_letter || way == 0 || is_one_in(3)) {
        written += c;
      } else if (way == 1) {
        written += {'\xef', c >= 'a' ? '\xbd' : '\xbc', static_cast<char>(c >= 'a' ? c - 'a' + 0x81 : c - 'A' + 0xA1)};
      } else {
        written += static_cast<char>(c ^ 0x20);
      }
    }
    return written;
  }

 private:
  std::string one_of(std::initializer_list<const char*> texts) { return *(texts.begin() + below(texts.size())); }

  std::string digits(std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < 1 + below(most); ++i) text += static_cast<char>('0' + below(10));
    return text;
  }

  std::string word() {
    std::string text = is_one_in(10) ? "" : "w";
    for (std::size_t i = 1 + below(is_one_in(3) ? 40 : 9); i > 0; --i) {
      text += one_of({"a", "b", "E", "1", "5", ";", "_", " ", "帕", "锐"});
    }
    return text;
  }

  Domain domain() {
    Domain domain;
    for (std::size_t i = 0; i < 1 + below(30); ++i) {
      const std::string name =
          is_one_in(15) ? one_of({"none", "n/a", "-", "#x", "Null", "1500", "w1"}) : word() + std::to_string(i);
      const auto is_same = [&](const DomainValue& value) { return value.name == name; };
      if (std::any_of(domain.values.begin(), domain.values.end(), is_same)) break;
      domain.values.push_back({name, {}});
      if (is_one_in(2)) domain.values.back().labels.set("zh", word());
      if (is_one_in(4)) domain.values.back().labels.set("en", domain.values[below(i + 1)].name);
    }
    return domain;
  }

  std::string two_digits(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

  // One that the fact takes, unless its words begin with a blank or the like.
  std::string sound_cell(const Schema& schema, const Fact& fact) {
    const std::string number =
        std::to_string(std::max<std::int64_t>(fact.minimum.value_or(0), 0) + static_cast<std::int64_t>(below(900)));
    switch (fact.type) {
      case ValueType::boolean:
        return one_of({"true", "false"});
      case ValueType::number:
      case ValueType::months:
      case ValueType::days:
        return number;
      case ValueType::money: {
        const std::string amount = format_minor_units(static_cast<std::int64_t>(2 + below(900)), schema.currency());
        return is_one_in(8) ? "0" + amount : amount;
      }
      case ValueType::date:
        return std::to_string(1995 + below(40)) + '-' + two_digits(1 + below(12)) + '-' + two_digits(1 + below(28));
      case ValueType::vin:
        return one_of({"1M8GDM9AXKP042788", "11111111111111111"});
      default:
        return possible_cell(schema, fact);
    }
  }

  std::string date() {
    const std::string year = is_one_in(10) ? digits(5) : std::to_string(1995 + below(40));
    return year + '-' + two_digits(below(14)) + '-' + two_digits(below(33));
  }

  // What exports and people write: mostly in a form that can mean one value only.
  std::string usual_cell(const Schema& schema, const Fact& fact) {
    std::string text = usual_form(schema, fact);
    if (is_one_in(6)) text = one_of({" ", "\t", "\u3000", "\u00a0", "=\"", "'"}) + text;
    if (is_one_in(6)) text += one_of({" ", "\t", "\u3000", "\ufeff", "\"", "  "});
    return is_one_in(20) ? one_of({" ", "\u3000 ", "\t"}) : text;
  }

  std::string usual_form(const Schema& schema, const Fact& fact) {
    switch (fact.type) {
      case ValueType::boolean:
        return one_of({"tRue", "YES", "ｆａｌｓｅ", "０", "1", "NO", "Y", "1.0"});
      case ValueType::number:
      case ValueType::months:
      case ValueType::days:
        return sign() + with_thousands(std::to_string(below(2'000'000))) +
               one_of({"", "", "", ".0", ".00", ".000", ".0000", ".5", "km", " 公里"});
      case ValueType::money:
        return sign() + one_of({"", "", "", "¥", "CNY "}) + with_thousands(std::to_string(below(2'000'000))) +
               (is_one_in(2) ? "." + digits(3) : one_of({"", "", ".0", ".000", ".5000", ".1230"}));
      case ValueType::date:
        return usual_date();
      case ValueType::enumeration:
        return recased(possible_cell(schema, fact)) + one_of({"", "", "", ".0"});
      default:
        return recased(sound_cell(schema, fact));
    }
  }

  std::string sign() { return one_of({"", "", "", "-", "+", "- "}); }

  std::string with_thousands(std::string number) {
    const std::string mark = one_of({"", ",", ",", " ", "'"});
    for (std::size_t at = number.size(); at > 3; at -= 3) {
      if (!is_one_in(20)) number.insert(at - 3, mark);
    }
    return number;
  }

  std::string usual_date() {
    struct Signs {
      const char* year;
      const char* month;
      const char* day;
    };
    constexpr std::array<Signs, 7> forms = {{{"/", "/", ""},
                                             {"/", "/", ""},
                                             {"-", "-", ""},
                                             {".", ".", ""},
                                             {"年", "月", "日"},
                                             {"年", "月", ""},
                                             {"", "", ""}}};
    const Signs& signs = forms[below(forms.size())];
    const bool is_padded = is_one_in(2) || *signs.year == '\0';
    const auto written = [&](std::size_t number) { return is_padded ? two_digits(number) : std::to_string(number); };
    return std::to_string(is_one_in(20) ? 1880 + below(300) : 1995 + below(40)) + signs.year + written(below(14)) +
           signs.month + written(1 + below(31)) + signs.day +
           one_of({"", "", "", " 0:00", " 00:00:00", "T00:00:00", " 00:00:00.000", " 0:00:00", " 08:30", "T00:00"});
  }

  std::string possible_cell(const Schema& schema, const Fact& fact) {
    switch (fact.type) {
      case ValueType::boolean:
        return one_of({"true", "false", "yes", "no", "1", "0", "是", "否", "TRUE", "False", "YES", "n", "真"});
      case ValueType::number:
      case ValueType::months:
      case ValueType::days:
        return is_one_in(8) ? digits(20) : std::to_string(2 + below(900));
      case ValueType::decimal:
        return digits(is_one_in(8) ? 20 : 5) + (is_one_in(3) ? "" : "." + digits(4));
      case ValueType::money:
        return digits(is_one_in(8) ? 18 : 6) + (is_one_in(4) ? "" : "." + digits(3));
      case ValueType::date:
        return date();
      case ValueType::enumeration: {
        const auto& values = schema.domain(fact.domain).values;
        const DomainValue& value = values[below(values.size())];
        return is_one_in(2) ? value.name : std::string(value.labels.get("zh", value.name));
      }
      case ValueType::vin:
        if (is_one_in(2)) return one_of({"1M8GDM9AXKP042788", "11111111111111111", "LJNFN3RBDBJ651433", "1M8GDM9AX"});
        [[fallthrough]];
      case ValueType::text:
      case ValueType::records:
        return is_one_in(20) ? one_of({"#N/A", "####", "1E+14", "1.5e+3", "-", "=\"1\"", "'1"}) : word();
    }
    return {};
  }

  std::mt19937 random_;
};

}  // namespace warrantor::io::test
