#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "io/gzip.hpp"
#include "property/claims_desk.hpp"
#include "support/scale.hpp"

// The example claims, written as other people and programs would write them, are decided alike to the byte.
namespace warrantor::test {
namespace {

Rows some_rows_of(const Desk& desk) {
  Rows rows = desk.rows;
  rows.resize(std::min<std::size_t>(rows.size(), 1 + static_cast<std::size_t>(scaled(408))));
  return rows;
}

/// Writes values in one of the ways that people and spreadsheets have, by chance.
class Disguiser {
 public:
  Disguiser(const Desk& desk, std::uint32_t seed) : desk_(desk), random_(seed) {}

  std::string disguise(const Fact& fact, const std::string& text) {
    if (text.empty()) return one_of({"", " ", "\u3000", "\u00a0"});
    std::string cell = form_of(fact, text);
    if (fact.type != ValueType::text && below(5) == 0) cell = full_width(cell);
    return one_of({"", "", " ", "\u00a0", "\u3000"}) + cell + one_of({"", "", " ", "\u00a0", "\u3000"});
  }

  std::string header(const Fact& fact) {
    std::string name = below(2) == 0 ? fact.name : label_of(fact.labels, fact.name);
    if (below(3) == 0) name = full_width(name);
    if (below(3) == 0 && !fact.unit.empty()) name += "（" + fact.unit + "）";
    return one_of({"", " ", "\u3000"}) + name + one_of({"", " ", "\u00a0"});
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  std::string one_of(const std::vector<std::string>& texts) {
    return texts[below(static_cast<std::uint32_t>(texts.size()))];
  }

  static std::string full_width(const std::string& text) {
    std::string wide;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte <= ' ' || byte >= 0x7F) {
        wide += c;
        continue;
      }
      const auto code = 0xFF01U + (byte - '!');
      wide += static_cast<char>(0xE0U | (code >> 12U));
      wide += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
      wide += static_cast<char>(0x80U | (code & 0x3FU));
    }
    return wide;
  }

  std::string form_of(const Fact& fact, const std::string& text) {
    switch (fact.type) {
      case ValueType::number:
        return grouped(text) + one_of({"", "", ".0", ".00"}) + (fact.unit.empty() ? "" : one_of({"", " km", "公里"}));
      case ValueType::months:
      case ValueType::days:
        return text + one_of({"", ".0"});
      case ValueType::money: {
        const std::size_t point = text.find('.');
        const std::string amount = grouped(text.substr(0, point)) + text.substr(point) + one_of({"", "", "00"});
        const std::string before = one_of({"", "", "¥", "￥ ", "CNY "});
        return before + amount + (before.empty() ? one_of({"", "元", " CNY"}) : "");
      }
      case ValueType::date:
        return date(text);
      case ValueType::boolean:
        return text == "true" ? one_of({"TRUE", "True", "yes", "1", "是"}) : one_of({"FALSE", "No", "0", "否"});
      case ValueType::enumeration: {
        const DomainValue* const entry = entry_of(desk_, fact, text);
        if (entry == nullptr) return text;
        return one_of(
            {text, base::to_lower(text), label_of(entry->labels, text), std::string(entry->labels.get("en", text))});
      }
      case ValueType::vin:
        return below(2) == 0 ? base::to_lower(text) : text;
      default:
        return text;
    }
  }

  std::string grouped(const std::string& digits) {
    const std::string separator = one_of({"", ",", " ", "\u00a0", "'"});
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (i > 0 && (digits.size() - i) % 3 == 0) text += separator;
      text += digits[i];
    }
    return text;
  }

  std::string date(const std::string& text) {
    const Date day = *Date::parse(text);
    const std::string separator = one_of({"-", "/", "."});
    const auto padded = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const std::string year = std::to_string(day.year());
    const std::string month = std::to_string(day.month());
    const std::string last = std::to_string(day.day());
    const std::string time = one_of({"", "", " 0:00:00", " 00:00", " 12:00:00 AM"});
    switch (below(4)) {
      case 0:
        return year + separator + month + separator + last + time;
      case 1:
        return year + separator + padded(day.month()) + separator + padded(day.day()) + time;
      case 2:
        return year + "年" + month + "月" + last + "日" + time;
      default:
        return year + padded(day.month()) + padded(day.day()) + one_of({"", "000000"});
    }
  }

  const Desk& desk_;
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("claims are decided alike in UTF-16, and packed with gzip whatever their name") {
  Desk desk;
  desk.rows = some_rows_of(desk);
  const Run plain = desk.decide(written(desk.rows));
  REQUIRE(plain.rejects.empty());
  REQUIRE(plain.decisions.size() > 1000);
  const Rows chinese = in_chinese(desk);
  REQUIRE(chinese[0] != desk.rows[0]);
  const auto decided_alike = [&](const std::string& bytes, const std::string& name) {
    const Run run = desk.decide(bytes, name);
    CHECK(run.rejects == "");
    CHECK(run.warnings == plain.warnings);
    CHECK((run.decisions == plain.decisions));
  };
  decided_alike("\xff\xfe" + encoded(written(chinese, '\t'), "UTF-16LE"), "claims.txt");
  auto packer = io::Packer::make();
  if (!packer) return;
  std::string packed;
  (*packer)->add(encoded(written(chinese), "GB18030"), packed);
  (*packer)->finish(packed);
  decided_alike(packed, "claims.csv.gz");
  decided_alike(packed, "claims");
}

TEST_CASE("claims whose values are written in any way that is understood are decided alike") {
  Desk desk;
  desk.rows = some_rows_of(desk);
  const Run plain = desk.decide(written(desk.rows));
  for (int round = 0; round < scaled(20); ++round) {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    Disguiser disguiser(desk, seed);
    Rows rows = desk.rows;
    for (std::size_t column = 0; column < rows[0].size(); ++column) {
      const Fact& fact = desk.fact_of(column);
      rows[0][column] = disguiser.header(fact);
      for (std::size_t row = 1; row < rows.size(); ++row)
        rows[row][column] = disguiser.disguise(fact, rows[row][column]);
    }
    for (auto& row : rows) row.resize(row.size() + 3);
    const Run run = desk.decide(written(rows, round % 2 == 0 ? ',' : ';'));
    CHECK(run.rejects == "");
    CHECK(run.warnings == plain.warnings);
    CHECK((run.decisions == plain.decisions));
  }
}

}  // namespace warrantor::test
