// Mend the rejects, run them again, and the decisions of both runs are those of the mended original.

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "made_up_policy.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

namespace {

using Row = std::map<std::string, std::string>;  // by header, in lower case

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

/// A row of claims as it should be, and as it is.
struct Line {
  Row good;
  std::string slip;  ///< what is wrong with it; empty: nothing
};

struct File {
  std::vector<std::string> headers;
  char separator = ',';
  std::string mark;
  std::vector<Line> lines;
};

/// Makes claims, and slips of the pen that the reader or the rule set rejects.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  File file(std::size_t number) {
    File file;
    file.headers = {"claim_id", "line_id", "colour", "price", "memo", number % 2 == 0 ? "dealer" : "town"};
    std::shuffle(file.headers.begin(), file.headers.end(), random_);
    file.separator = any_of(std::vector<char>{',', ';', '\t'});
    if (random_() % 2 == 0) file.mark = "\xef\xbb\xbf";
    const std::size_t claims = random_() % 12;
    for (std::size_t claim = 0; claim < claims; ++claim) add_claim(file, number, claim);
    return file;
  }

  static std::string text_of(const File& file, bool is_mended) {
    std::string text = file.mark;
    for (const std::string& header : file.headers)
      text += (&header == &file.headers[0] ? "" : one(file.separator)) + header;
    text += '\n';
    for (const Line& line : file.lines) text += text_of(file, line, is_mended);
    return text;
  }

  static std::string text_of(const File& file, const Line& line, bool is_mended) {
    Row row = line.good;
    const std::string slip = is_mended ? "" : line.slip;
    if (slip == "no price") row["price"] = "many";
    if (slip == "too dear") row["price"] = "1000.01";
    if (slip == "no colour") row["colour"] = "pink";
    if (slip == "no UTF-8") row["memo"] = "\xff";
    std::string text;
    const std::size_t count = file.headers.size() - (slip == "one less" ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) text += file.separator;
      const std::string cell = row[file.headers[i]];
      const bool opens_quote = slip == "open quote" && i + 1 == count;
      text += opens_quote ? "\"x" : quoted_if_needed(cell, file.separator);
    }
    return text + (slip == "one more" ? one(file.separator) + "more\n" : "\n");
  }

 private:
  template <class Item>
  Item any_of(const std::vector<Item>& items) {
    return items[random_() % items.size()];
  }
  static std::string one(char c) { return std::string(1, c); }

  void add_claim(File& file, std::size_t number, std::size_t claim) {
    const std::size_t lines = 1 + random_() % 3;
    const std::string colour = any_of(std::vector<std::string>{"red", "blue"});
    for (std::size_t line = 1; line <= lines; ++line) {
      Line made;
      made.good = {
          {"claim_id", "C" + std::to_string(number) + "-" + std::to_string(claim)},
          {"line_id", std::to_string(line)},
          {"colour", colour},
          {"price", any_of(std::vector<std::string>{"0", " 1.5 ", "1000"})},
          {"memo", any_of(std::vector<std::string>{"", "=1+1", "say \"so\"", "two\nlines", "-", "a,b", "'x"})}};
      made.good[number % 2 == 0 ? "dealer" : "town"] = "x";
      if (random_() % 4 == 0) {
        made.slip = any_of(std::vector<std::string>{"no price", "too dear", "no colour", "one less", "one more",
                                                    "open quote", "no UTF-8"});
      }
      file.lines.push_back(std::move(made));
    }
  }

  static std::string quoted_if_needed(const std::string& cell, char separator) {
    return cell.find_first_of("\"\n") == std::string::npos && cell.find(separator) == std::string::npos ? cell
                                                                                                        : quoted(cell);
  }

  std::mt19937 random_;
};

using Table = std::vector<std::vector<std::string>>;

/// Sound CSV, with commas.
Table split(std::string_view text) {
  Table table(1, std::vector<std::string>(1));
  bool in_quotes = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      if (in_quotes && at + 1 < text.size() && text[at + 1] == '"')
        table.back().back() += text[++at];
      else
        in_quotes = !in_quotes;
    } else if (!in_quotes && c == ',') {
      table.back().emplace_back();
    } else if (!in_quotes && c == '\n') {
      table.emplace_back(1);
    } else {
      table.back().back() += c;
    }
  }
  table.pop_back();
  return table;
}

/// The lines of a file by the line of text on which each begins.
std::map<std::string, const Line*> lines_by_place(const std::string& name, const File& file) {
  std::map<std::string, const Line*> lines;
  std::size_t number = 2;
  for (const Line& line : file.lines) {
    lines[name + ':' + std::to_string(number)] = &line;
    const std::string text = Maker::text_of(file, line, false);
    number += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
  return lines;
}

/// Writes the rejects anew: rows with a slip as they should be, all others as they are.
std::string mended(const std::string& rejects, const std::map<std::string, const Line*>& lines) {
  const Table table = split(std::string_view(rejects).substr(rejects.starts_with('\xef') ? 3 : 0));
  const std::size_t width = table[0].size();
  const std::size_t own = width - 5;
  std::string text;
  for (const auto& cells : table) {
    const bool is_header = &cells == &table[0];
    if (!is_header) REQUIRE(lines.contains(cells[own + 1] + ':' + cells[own + 2]));
    const Line* const line = is_header ? nullptr : lines.at(cells[own + 1] + ':' + cells[own + 2]);
    const bool has_slip = line != nullptr && !line->slip.empty();
    for (std::size_t column = 0; column < width; ++column) {
      const std::string& header = table[0][column];
      const auto good = line == nullptr || !line->good.contains(header) ? std::string() : line->good.at(header);
      if (line != nullptr && !has_slip && column < own) CHECK(cells.at(column) == good);
      text += (column == 0 ? "" : ",") + quoted(has_slip && column < own ? good : cells.at(column));
    }
    text += '\n';
  }
  return text;
}

std::multiset<std::string> rows_of(const std::string& decisions) {
  std::multiset<std::string> rows;
  std::istringstream lines(decisions.substr(decisions.find('\n') + 1));
  for (std::string line; std::getline(lines, line);) rows.insert(line);
  return rows;
}

}  // namespace

TEST_CASE("mended rejects, run again, give exactly the decisions that the first run does not have") {
  const WorkFolder folder;
  const Policy policy = made_up_policy();
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  for (unsigned round = 0; round < static_cast<unsigned>(warrantor::test::scaled(60)); ++round) {
    Maker maker(seed + round);
    CAPTURE(seed + round);
    Inputs slipped;
    slipped.rejects = io::RejectForm::csv;
    Inputs right;
    std::map<std::string, const Line*> lines;
    std::vector<File> files;
    for (std::size_t number = 0; number < 1 + round % 3; ++number) files.push_back(maker.file(number));
    for (std::size_t number = 0; number < files.size(); ++number) {
      const std::string name = std::to_string(number) + ".csv";
      WorkFolder::write(name, Maker::text_of(files[number], false));
      WorkFolder::write("right-" + name, Maker::text_of(files[number], true));
      slipped.claims.push_back(name);
      right.claims.push_back("right-" + name);
      lines.merge(lines_by_place(name, files[number]));
    }
    const Run first = run_check(policy, slipped);
    WorkFolder::write("mended.csv", mended(first.rejects, lines));
    Inputs again;
    again.claims = {"mended.csv"};
    const Run second = run_check(policy, again);
    CHECK(second.summary.rows_rejected == 0);
    CHECK(first.summary.rows_rejected == second.summary.rows_decided);
    std::multiset<std::string> together = rows_of(first.decisions);
    together.merge(rows_of(second.decisions));
    CHECK(together == rows_of(run_check(policy, right).decisions));
  }
}
