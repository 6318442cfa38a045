#include <optional>
#include <set>

#include "audit/rule_test_words.hpp"
#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "io/csv_splitter.hpp"
#include "io/list_columns.hpp"

namespace warrantor::audit {
namespace {

constexpr std::string_view case_column = "case";
constexpr std::string_view expect_prefix = "expect.";
constexpr std::string_view pays_prefix = "expect.pays.";
constexpr std::string_view advances_prefix = "expect.advances.";
constexpr std::string_view figures_prefix = "expect.figures.";
constexpr std::string_view nothing = "-";  // a cell that expects an empty list, where a blank one expects nothing

/// Reads one table: a header line that says what each column is, and a case a row.
class Table {
 public:
  Table(const Policy& policy, const std::string& file, RuleTests& tests) : words_(policy), file_(file), tests_(tests) {}

  void read(std::string text) {
    const auto source = io::source_of(std::move(text));
    io::InputBuffer buffer(*source);
    io::skip_byte_order_mark(buffer);
    io::CsvSplitter splitter(buffer);
    io::CsvRow row;
    if (splitter.next(row) != io::ReadStatus::item)
      return fail(0, "the table is empty", "its first line names its columns");
    line_ = row.line;
    if (row.fault) return fail(line_, row.fault->message, row.fault->help);
    if (!read_header(row)) return;
    while (splitter.next(row) == io::ReadStatus::item) read_row(row);
  }

 private:
  struct Column {
    std::string header;
    std::optional<FactId> fact;
    const ValueList* values = nullptr;  ///< of which its cells name some
  };

  bool read_header(const io::CsvRow& row) {
    std::set<std::string, std::less<>> seen;
    bool sound = true;
    for (const std::string_view field : row.fields) {
      Column column{std::string(base::trim(field)), std::nullopt, nullptr};
      if (!seen.insert(column.header).second) {
        sound = false;
        fail(line_, "the column " + base::quote(column.header) + " stands twice", "leave one of the two out");
      }
      sound = read_column(column) && sound;
      columns_.push_back(std::move(column));
    }
    if (!seen.contains(case_column)) {
      sound = false;
      fail(line_, "there is no column `case`", "it names each case");
    }
    return sound;
  }

  bool read_column(Column& column) {
    const std::string_view header = column.header;
    if (header == case_column) return true;
    if (header.starts_with(advances_prefix)) {
      auto party = words_.party(header.substr(advances_prefix.size()));
      return party || fail_column(party.error());
    }
    if (header.starts_with(pays_prefix)) {
      auto party = words_.party(header.substr(pays_prefix.size()));
      return party || fail_column(party.error());
    }
    if (header.starts_with(figures_prefix)) {
      auto figure = words_.figure(header.substr(figures_prefix.size()));
      return figure || fail_column(figure.error());
    }
    if (header.starts_with(expect_prefix)) {
      const std::string_view key = header.substr(expect_prefix.size());
      if (list_key(key) || key == "outcome" || key == "coverage" || key == "open" || key == "rejected" ||
          key == "grants") {
        return true;
      }
      const std::vector<std::string_view> keys{"outcome", "reasons",  "missing", "pending",  "steps",  "coverage",
                                               "open",    "rejected", "pays",    "advances", "grants", "figures"};
      return fail_column(
          {"nothing can be expected of " + base::quote(key), base::did_you_mean(base::nearest(key, keys))});
    }
    column.values = words_.schema().find_value_list(header);
    if (column.values != nullptr) return true;
    auto fact = words_.fact(header);
    if (!fact) return fail_column(fact.error());
    column.fact = *fact;
    if (words_.schema().fact(*fact).type != ValueType::records) return true;
    return fail_column({base::quote(header) + " is a list of records", "write the case in YAML"});
  }

  bool fail_column(const ValueFault& fault) {
    fail(line_, fault.message, fault.help);
    return false;
  }

  void read_row(const io::CsvRow& row) {
    line_ = row.line;
    if (row.fault) return fail(line_, row.fault->message, row.fault->help);
    if (row.fields.size() != columns_.size()) {
      return fail(
          line_,
          "the row has " + std::to_string(row.fields.size()) + " fields, its header " + std::to_string(columns_.size()),
          "");
    }
    RuleTest test(words_.policy());
    test.file = file_;
    test.line = static_cast<std::uint32_t>(line_);
    test.expected.lines.emplace_back();
    test.claim.add_line();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string_view text = base::trim(row.fields[i]);
      if (!text.empty()) read_cell(columns_[i], text, test);
    }
    if (test.name.empty()) return fail(line_, "the case has no name", "fill in the column `case`");
    name_claim(test.claim, test.name);
    tests_.tests.push_back(std::move(test));
  }

  void read_cell(const Column& column, std::string_view text, RuleTest& test) {
    const std::string_view header = column.header;
    if (header == case_column) {
      test.name = text;
    } else if (column.fact) {
      auto value = words_.value(*column.fact, text, test.claim.texts());
      if (!value) return fail_cell(column, value.error());
      const bool of_line = words_.schema().fact(*column.fact).scope == Scope::line;
      of_line ? test.claim.set(0, *column.fact, *value) : test.claim.set(*column.fact, *value);
    } else if (column.values != nullptr) {
      read_values(column, text, test.claim);
    } else if (header.starts_with(advances_prefix)) {
      const auto amount = words_.amount(text);
      if (!amount) return fail_cell(column, amount.error());
      test.expected.lines.front().advances[std::string(header.substr(advances_prefix.size()))] = *amount;
    } else if (header.starts_with(figures_prefix)) {
      const std::string_view name = header.substr(figures_prefix.size());
      const auto value = words_.told(**words_.figure(name), text);
      if (!value) return fail_cell(column, value.error());
      test.expected.figures[std::string(name)] = *value;
    } else if (header.starts_with(pays_prefix)) {
      const auto amount = words_.amount(text);
      if (!amount) return fail_cell(column, amount.error());
      test.expected.lines.front().pays[std::string(header.substr(pays_prefix.size()))] = *amount;
    } else {
      read_expectation(column, header.substr(expect_prefix.size()), text, test.expected);
    }
  }

  void read_values(const Column& column, std::string_view text, Claim& claim) {
    if (text == io::empty_list) return;
    for (const std::string_view part : base::split(text, ';')) {
      const auto member = words_.member(*column.values, base::trim(part));
      if (!member) return fail_cell(column, member.error());
      const bool of_line = words_.schema().fact(*member).scope == Scope::line;
      of_line ? claim.set(0, *member, Value::boolean(true)) : claim.set(*member, Value::boolean(true));
    }
  }

  void read_expectation(const Column& column, std::string_view key, std::string_view text, Expectation& expected) {
    ExpectedLine& line = expected.lines.front();
    if (const auto list = list_key(key)) {
      list_of(line, *list) =
          names(column, text, [&](std::string_view word) { return word_of_list(words_, *list, word); });
    } else if (key == "grants") {
      expected.grants.emplace();
      for (std::string& id : names(column, text, [&](std::string_view word) { return words_.grant(word); }))
        expected.grants->push_back({std::move(id), {}});
    } else if (key == "rejected") {
      expected.rejected = names(column, text, [&](std::string_view word) { return words_.rejection(word); });
    } else if (key == "outcome") {
      const auto outcome = Words::outcome(text);
      if (!outcome) return fail_cell(column, outcome.error());
      line.outcome = *outcome;
    } else if (key == "open") {
      const auto amount = words_.amount(text);
      if (!amount) return fail_cell(column, amount.error());
      line.open = *amount;
    } else if (text == nothing) {
      line.coverage = "";
    } else {
      auto row = words_.rule(text);
      if (!row) return fail_cell(column, row.error());
      line.coverage = *row;
    }
  }

  template <class ReadWord>
  Names names(const Column& column, std::string_view text, const ReadWord& read_word) {
    Names found;
    if (text == nothing) return found;
    for (const std::string_view part : base::split(text, ';')) {
      auto word = read_word(base::trim(part));
      if (!word) {
        fail_cell(column, word.error());
      } else {
        found.push_back(*std::move(word));
      }
    }
    return found;
  }

  void fail_cell(const Column& column, const ValueFault& fault) {
    fail(line_, column.header + ": " + fault.message, fault.help);
  }

  void fail(std::uint64_t line, std::string message, std::string help) {
    Diagnostic mistake;
    mistake.message = std::move(message);
    mistake.help = std::move(help);
    mistake.span.file = file_;
    mistake.span.line = static_cast<std::uint32_t>(line);
    tests_.mistakes.push_back(std::move(mistake));
  }

  Words words_;
  const std::string& file_;
  RuleTests& tests_;
  std::vector<Column> columns_;
  std::uint64_t line_ = 0;
};

}  // namespace

void read_csv_tests(const Policy& policy, const std::string& file, std::string text, RuleTests& tests) {
  Table(policy, file, tests).read(std::move(text));
}

}  // namespace warrantor::audit
