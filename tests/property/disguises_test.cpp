#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <iconv.h>
#include <warrantor/warrantor.hpp>

#include "base/text.hpp"
#include "batch/check.hpp"
#include "io/gzip.hpp"
#include "support/scale.hpp"

// The example claims, written as other people and programs would write them, are decided alike to the byte.
namespace warrantor {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Of a file without quotes.
Rows rows_of(const std::string& text) {
  Rows rows;
  for (const std::string_view line : base::split(base::trim(text), '\n')) {
    auto& row = rows.emplace_back();
    for (const std::string_view field : base::split(line, ',')) row.emplace_back(field);
  }
  return rows;
}

std::string quoted(const std::string& field, char separator) {
  if (field.find_first_of(std::string("\"\n") + separator) == std::string::npos) return field;
  std::string text = "\"";
  for (const char c : field) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

std::string written(const Rows& rows, char separator = ',') {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += separator;
      text += quoted(row[i], separator);
    }
    text += '\n';
  }
  return text;
}

std::string encoded(std::string text, const char* encoding) {
  iconv_t handle = ::iconv_open(encoding, "UTF-8");
  std::string out(text.size() * 2 + 64, '\0');
  char* in = text.data();
  std::size_t in_left = text.size();
  char* to = out.data();
  std::size_t left = out.size();
  REQUIRE(::iconv(handle, &in, &in_left, &to, &left) != static_cast<std::size_t>(-1));
  ::iconv_close(handle);
  out.resize(out.size() - left);
  return out;
}

class Collector final : public batch::Reports {
 public:
  void reject(const io::Fault& fault) override { rejects += io::render(fault) + '\n'; }
  void warn(const io::Warning&) override { ++warnings; }
  void fail(const io::Fault& fault) override { rejects += io::render(fault) + '\n'; }
  std::string rejects;
  int warnings = 0;
};

struct Run {
  std::string decisions;
  std::string rejects;
  int warnings = 0;
};

/// The policy, and a folder for files that is removed in the end.
class Desk {
 public:
  Desk() : loaded_(load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan")) {
    REQUIRE(loaded_.has_value());
    std::filesystem::create_directories(folder_);
    rows = rows_of(read_file(WARRANTOR_SOURCE_DIR "/examples/claims/claims.csv"));
    rows.resize(std::min<std::size_t>(rows.size(), 1 + static_cast<std::size_t>(test::scaled(408))));
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] const Policy& policy() const { return *loaded_; }
  [[nodiscard]] const Schema& schema() const { return policy().schema(); }
  [[nodiscard]] const Fact& fact_of(std::size_t column) const {
    return schema().fact(*schema().find_fact(rows[0][column]));
  }

  Run decide(const std::string& bytes, const std::string& name = "claims.csv") {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << bytes;
    const std::string to = (folder_ / "decisions.csv").string();
    auto writer = io::make_writer({&schema(), {"rules", "1", "0", "rules"}, io::DecisionFormat::csv, {}, {}, "en"});
    REQUIRE(writer);
    auto output = io::Output::open(to);
    REQUIRE(output);
    Collector collector;
    batch::Inputs inputs;
    inputs.claims = {path};
    const batch::Summary summary = batch::check({policy(), inputs, **writer, **output, collector, "en"});
    REQUIRE((*output)->finish());
    CHECK(summary.rows_in == summary.rows_decided + summary.rows_rejected);
    return {read_file(to), collector.rejects, collector.warnings};
  }

  Rows rows;

 private:
  Expected<Policy, std::vector<Diagnostic>> loaded_;
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / "warrantor_disguises_test";
};

std::string label_of(const Labels& labels, const std::string& name) { return std::string(labels.get("zh", name)); }

const DomainValue* entry_of(const Desk& desk, const Fact& fact, const std::string& text) {
  if (fact.type != ValueType::enumeration) return nullptr;
  const Domain& domain = desk.schema().domain(fact.domain);
  const auto place = domain.find(text);
  return place ? &domain.values[static_cast<std::size_t>(*place)] : nullptr;
}

Rows in_chinese(const Desk& desk) {
  Rows rows = desk.rows;
  for (std::size_t column = 0; column < rows[0].size(); ++column) {
    const Fact& fact = desk.fact_of(column);
    rows[0][column] = label_of(fact.labels, fact.name);
    for (std::size_t row = 1; row < rows.size(); ++row) {
      std::string& cell = rows[row][column];
      if (const DomainValue* const entry = entry_of(desk, fact, cell)) cell = label_of(entry->labels, entry->name);
      if (fact.type == ValueType::boolean && !cell.empty()) cell = cell == "true" ? "是" : "否";
    }
  }
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

TEST_CASE(
    "the example claims are decided alike in English and Chinese, in GB18030 and UTF-16, with ; and a mark, packed") {
  Desk desk;
  const Run plain = desk.decide(written(desk.rows));
  REQUIRE(plain.rejects.empty());
  REQUIRE(plain.decisions.size() > 1000);
  const Rows chinese = in_chinese(desk);
  REQUIRE(chinese[0] != desk.rows[0]);
  const auto decided_alike = [&](const std::string& bytes, const std::string& name = "claims.csv") {
    const Run run = desk.decide(bytes, name);
    CHECK(run.rejects == "");
    CHECK(run.warnings == plain.warnings);
    CHECK((run.decisions == plain.decisions));
  };
  decided_alike(written(chinese));
  decided_alike(encoded(written(chinese), "GB18030"));
  decided_alike("\ufeff" + written(chinese, ';'));
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
  const Run plain = desk.decide(written(desk.rows));
  for (int round = 0; round < test::scaled(20); ++round) {
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

}  // namespace warrantor
