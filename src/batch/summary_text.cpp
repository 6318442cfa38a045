#include <algorithm>
#include <array>

#include <warrantor/money.hpp>

#include "base/utf8.hpp"
#include "batch/summary.hpp"

namespace warrantor::batch {

namespace {

constexpr std::size_t reasons_shown = 10;

enum Word : std::size_t {
  rows_in,
  claims_in,
  decided,
  rejected,
  outcomes,
  amounts,
  open_amount,
  total_amount,
  reasons,
  lines,
  warnings,
  tables,
  table_rows,
  faulty,
  unused,
  assumed,
  rules,
  too_large,
  failed_files,
  word_count
};

using Words = std::array<std::string_view, word_count>;

constexpr Words english = {"rows in",
                           "claims in",
                           "decided",
                           "rejected",
                           "claims by outcome",
                           "amounts",
                           "open",
                           "total",
                           "top reasons (lines)",
                           "lines",
                           "warnings",
                           "tables",
                           "rows",
                           "not readable",
                           "for no claim of these files",
                           "facts that no file gave, and what a blank was taken for",
                           "rule set",
                           "too large to add up",
                           "files that could not be used"};
constexpr Words chinese = {"读入行数",
                           "读入索赔单",
                           "已判定",
                           "被拒收",
                           "各结论的索赔单数",
                           "金额",
                           "未定",
                           "合计",
                           "主要理由（行数）",
                           "行",
                           "警告",
                           "附表",
                           "行",
                           "无法读取",
                           "不属于这些文件中的索赔单",
                           "所有文件都未提供的项目及空白的含义",
                           "规则集",
                           "数额过大，无法合计",
                           "无法使用的文件"};

using Item = std::pair<std::string, std::string>;

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t own = base::display_width(text);
  return std::string(own < width ? width - own : 0, ' ') + std::string(text);
}

class SummaryText {
 public:
  SummaryText(const Summary& summary, const Policy& policy, std::string_view language)
      : summary_(summary), policy_(policy), language_(language), words_(language == "zh" ? chinese : english) {}

  std::string write() {
    add_counts();
    add_outcomes();
    add_amounts();
    add_reasons();
    add_warnings();
    add_tables();
    add_assumed();
    out_ += word(rules) + ": " + policy_.name() + '\n';
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(Word which) const { return std::string(words_[which]); }

  void add_counts() {
    const auto line = [&](Word what, std::uint64_t in, std::uint64_t good, std::uint64_t bad) {
      out_ += word(what) + " " + std::to_string(in) + " = " + word(decided) + " " + std::to_string(good) + " + " +
              word(rejected) + " " + std::to_string(bad) + '\n';
    };
    line(rows_in, summary_.rows_in, summary_.rows_decided, summary_.rows_rejected);
    line(claims_in, summary_.claims(), summary_.claims_decided, summary_.claims_rejected);
    if (summary_.files_failed > 0) out_ += word(failed_files) + ": " + std::to_string(summary_.files_failed) + '\n';
  }

  void add_outcomes() {
    std::vector<Item> items;
    for (std::size_t i = 0; i < summary_.claims_by_outcome.size(); ++i) {
      if (summary_.claims_by_outcome[i] == 0) continue;
      items.emplace_back(name_of(static_cast<Outcome>(i)), std::to_string(summary_.claims_by_outcome[i]));
    }
    add_list(word(outcomes), items);
  }

  void add_amounts() {
    if (summary_.claims_decided == 0) return;
    const Schema& schema = policy_.schema();
    std::vector<Item> items;
    for (std::size_t party = 0; party < schema.parties().size(); ++party) {
      const Party& info = schema.parties()[party];
      items.emplace_back(info.labels.get(language_, info.name), amount(summary_.paid[party]));
    }
    items.emplace_back(word(open_amount), amount(summary_.open));
    items.emplace_back(word(total_amount), amount(summary_.total));
    add_list(word(amounts) + " (" + std::string(schema.currency().code()) + ')', items);
  }

  [[nodiscard]] std::string amount(const Sum& sum) const {
    return sum.fits ? format_minor_units(sum.minor_units, policy_.schema().currency()) : word(too_large);
  }

  void add_reasons() {
    std::vector<Item> items;
    for (const auto& [rule, count] : top_reasons(summary_, policy_, reasons_shown)) {
      std::string text = rule->id + (rule->clause.empty() ? "" : " (" + rule->clause + ')');
      items.emplace_back(std::move(text), std::to_string(count));
    }
    add_list(word(reasons), items);
  }

  void add_warnings() {
    std::vector<Item> items;
    for (const auto& [kind, count] : summary_.warnings) items.emplace_back(kind, std::to_string(count));
    add_list(word(warnings), items);
  }

  void add_tables() {
    for (const TableUse& table : summary_.tables) {
      add_list(table.file, {{word(table_rows), std::to_string(table.rows)},
                            {word(faulty), std::to_string(table.faulty_rows)},
                            {word(unused), std::to_string(table.unused_rows)}});
    }
  }

  // Rule sets read many facts that few claims give: those taken for the same share a line, so that the figures above
  // stay in sight.
  void add_assumed() {
    if (summary_.assumed.empty()) return;
    std::vector<std::pair<std::string_view, std::vector<std::string_view>>> groups;
    for (const AssumedFact& fact : summary_.assumed) {
      auto group =
          std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == fact.taken_for; });
      if (group == groups.end()) group = groups.insert(group, {fact.taken_for, {}});
      group->second.push_back(fact.name);
    }
    out_ += word(assumed) + ":\n";
    for (const auto& [taken_for, names] : groups) add_wrapped("  " + std::string(taken_for) + ":", names);
  }

  // Names after a beginning, on as many lines as they need.
  void add_wrapped(std::string line, const std::vector<std::string_view>& names) {
    constexpr std::size_t widest = 100;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string name = std::string(names[i]) + (i + 1 < names.size() ? "," : "");
      if (base::display_width(line) + 1 + base::display_width(name) > widest && i > 0) {
        out_ += line + '\n';
        line = "     ";
      }
      line += ' ' + name;
    }
    out_ += line + '\n';
  }

  // A heading, and below it names with their figures set flush right.
  void add_list(const std::string& heading, const std::vector<Item>& items) {
    if (items.empty()) return;
    std::size_t name_width = 0;
    std::size_t figure_width = 0;
    for (const auto& [name, figure] : items) {
      name_width = std::max(name_width, base::display_width(name));
      figure_width = std::max(figure_width, base::display_width(figure));
    }
    out_ += heading + ":\n";
    for (const auto& [name, figure] : items) {
      out_ += "  " + base::pad_to_width(name, name_width) + "  " + right_aligned(figure, figure_width) + '\n';
    }
  }

  const Summary& summary_;
  const Policy& policy_;
  std::string_view language_;
  const Words& words_;
  std::string out_;
};

}  // namespace

std::string summary_as_text(const Summary& summary, const Policy& policy, std::string_view language) {
  return SummaryText(summary, policy, language).write();
}

}  // namespace warrantor::batch
