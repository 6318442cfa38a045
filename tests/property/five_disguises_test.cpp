#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/column_map.hpp"
#include "property/claims_desk.hpp"

// All example claims with the services of their vehicles, in five disguises.
namespace warrantor::test {
namespace {

const std::string services_file = WARRANTOR_SOURCE_DIR "/examples/claims/services.csv";

/// The services of the claims, by claim_id; of each those in the order of the file.
using Services = std::map<std::string, Rows>;

Services services() {
  Services all;
  const Rows rows = rows_of(read_file(services_file));
  for (std::size_t row = 1; row < rows.size(); ++row) all[rows[row][0]].push_back(rows[row]);
  return all;
}

const std::vector<std::string>& fields() {
  static const std::vector<std::string> names = rows_of(read_file(services_file))[0];
  return names;
}

/// The claims with the services beside them, each field a list in a cell.
Rows with_services(Rows rows, const Desk& desk, bool is_chinese, const std::string& separator) {
  const Services all = services();
  for (std::size_t field = 1; field < fields().size(); ++field) {
    const Fact& fact = desk.schema().fact(*desk.schema().find_field(TableId{}, fields()[field]));
    rows[0].push_back(is_chinese ? label_of(fact.labels, fact.name) : fact.name);
    for (std::size_t row = 1; row < rows.size(); ++row) {
      std::string cell;
      const auto found = all.find(rows[row][0]);
      if (found != all.end()) {
        for (const auto& service : found->second) cell += (cell.empty() ? "" : separator) + service[field];
      }
      rows[row].push_back(cell);
    }
  }
  return rows;
}

/// The claims as another system exports them, with headers, codes, dates and numbers of its own, and a column map.
class OtherSystem {
 public:
  explicit OtherSystem(const Desk& desk) : rows(desk.rows), desk_(desk) {
    for (std::size_t column = 0; column < rows[0].size(); ++column) disguise(column);
    add_services();
  }

  Rows rows;
  std::string map = "columns:\n";

 private:
  void disguise(std::size_t column) {
    const Fact& fact = desk_.fact_of(column);
    const std::string header = "Feld " + std::to_string(column + 1);
    rows[0][column] = header;
    map += "  \"" + header + "\": {fact: " + fact.name + keys_of(fact) + "}\n";
    for (std::size_t row = 1; row < rows.size(); ++row) {
      if (!rows[row][column].empty()) rows[row][column] = written_as(fact, rows[row][column]);
    }
  }

  [[nodiscard]] std::string keys_of(const Fact& fact) const {
    switch (fact.type) {
      case ValueType::date:
        return ", date: DD.MM.YYYY";
      case ValueType::number:
      case ValueType::money:
        return ", decimal: \",\", thousands: \".\"";
      case ValueType::boolean:
        return ", values: {J: true, N: false}";
      case ValueType::enumeration: {
        std::string values;
        const auto& entries = desk_.schema().domain(fact.domain).values;
        for (std::size_t i = 0; i < entries.size(); ++i) {
          values += (i == 0 ? "K" : ", K") + std::to_string(i) + ": \"" + entries[i].name + '"';
        }
        return ", values: {" + values + '}';
      }
      default:
        return "";
    }
  }

  [[nodiscard]] std::string written_as(const Fact& fact, const std::string& text) const {
    switch (fact.type) {
      case ValueType::date:
        return text.substr(8, 2) + '.' + text.substr(5, 2) + '.' + text.substr(0, 4);
      case ValueType::number:
      case ValueType::money:
        return german(text);
      case ValueType::boolean:
        return text == "true" ? "J" : "N";
      case ValueType::enumeration:
        return 'K' + std::to_string(*desk_.schema().domain(fact.domain).find(text));
      default:
        return text;
    }
  }

  // 1234.50 as 1.234,50
  static std::string german(std::string text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    if (point < text.size()) text[point] = ',';
    for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, ".");
    return text;
  }

  void add_services() {
    map +=
        "  Inspektionen:\n"
        "    list: services\n"
        "    separator: \"/\"\n"
        "    pattern: \"{service_km} km am {service_date} ({service_authorised})\"\n"
        "    parts: {service_date: {date: DD.MM.YYYY}, service_authorised: {values: {J: true, N: false}}}\n";
    const Services all = services();
    rows[0].emplace_back("Inspektionen");
    for (std::size_t row = 1; row < rows.size(); ++row) {
      std::string cell;
      const auto found = all.find(desk_.rows[row][0]);
      if (found != all.end()) {
        for (const auto& service : found->second) {
          cell += (cell.empty() ? "" : " / ") + service[1] + " km am " + service[2].substr(8, 2) + '.' +
                  service[2].substr(5, 2) + '.' + service[2].substr(0, 4) + (service[3] == "true" ? " (J)" : " (N)");
        }
      }
      rows[row].push_back(cell);
    }
  }

  const Desk& desk_;
};

}  // namespace

TEST_CASE("the example claims in five disguises are decided alike, to the byte") {
  Desk desk;
  const Run plain = desk.decide(written(desk.rows), "claims.csv", [](batch::Inputs& inputs) {
    inputs.tables.push_back({TableId{}, services_file, false});
  });
  REQUIRE(plain.rejects.empty());
  REQUIRE(rows_of(plain.decisions).size() == desk.rows.size());
  REQUIRE((desk.decide(written(desk.rows)).decisions != plain.decisions));  // the services count
  const auto check_alike = [&](const Run& run) {
    CHECK(run.rejects == "");
    CHECK(run.warnings == plain.warnings);
    CHECK((run.decisions == plain.decisions));
  };
  const Rows chinese = with_services(in_chinese(desk), desk, true, "|");

  SUBCASE("1: in English, the services as lists in cells") {
    check_alike(desk.decide(written(with_services(desk.rows, desk, false, ";"))));
  }
  SUBCASE("2: headers and values as Chinese labels") { check_alike(desk.decide(written(chinese))); }
  SUBCASE("3: these in GB18030") { check_alike(desk.decide(encoded(written(chinese), "GB18030"))); }
  SUBCASE("4: these with ; between the columns, and a byte-order mark") {
    check_alike(desk.decide("\ufeff" + written(chinese, ';')));
  }
  SUBCASE("5: another system's export, through a column map") {
    const OtherSystem other(desk);
    auto map = io::read_column_map(desk.schema(), "map.yaml", other.map);
    REQUIRE_MESSAGE(map.has_value(), render(map.error()));
    check_alike(desk.decide(written(other.rows, ';'), "export.csv", [&](batch::Inputs& inputs) {
      inputs.columns = std::make_shared<const io::ColumnMap>(*std::move(map));
    }));
  }
}

}  // namespace warrantor::test
