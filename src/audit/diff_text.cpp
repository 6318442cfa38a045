#include <algorithm>
#include <string>

#include <warrantor/money.hpp>

#include "audit/diff.hpp"
#include "audit/diff_words.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::audit {
namespace {

constexpr std::size_t values_shown = 12;
constexpr std::size_t words_width = 240;
constexpr std::size_t context_width = 40;

using Cells = std::vector<std::string>;

/// Rows of aligned columns; those from `first_number` on are aligned at their right.
std::string aligned(const std::vector<Cells>& rows, std::size_t first_number) {
  std::vector<std::size_t> widths;
  for (const Cells& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], base::display_width(row[i]));
  }
  std::string text;
  for (const Cells& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t missing = widths[i] - base::display_width(row[i]);
      line += ' ';
      line += i < first_number ? row[i] + std::string(missing, ' ') : std::string(missing, ' ') + row[i];
      line += ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    text += line + '\n';
  }
  return text;
}

class Report {
 public:
  Report(const DiffTotals& totals, const DiffRun& run)
      : totals_(totals),
        run_(run),
        words_(run.language, run.new_policy.schema().has_coverage()),
        purses_(run.old_policy.schema(), run.new_policy.schema()),
        currency_(run.new_policy.schema().currency()) {}

  std::string write(const std::vector<std::string>& examples) {
    add_head();
    if (totals_.has_differences()) {
      add_outcomes();
      add_moves();
      add_causes();
      add_turns();
      add_reasons();
      add_grants();
      add_figures();
      add_told();
      for (const Group& group : totals_.groups) add_group(group);
      add_examples(examples);
    }
    add_changes();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view english, std::string_view chinese) const {
    return std::string(words_.say(english, chinese));
  }
  void heading(const std::string& title) { text_ += '\n' + title + '\n'; }
  [[nodiscard]] std::string lines(std::uint64_t count) const {
    return std::to_string(count) + (count == 1 ? say(" line", " 行") : say(" lines", " 行"));
  }
  [[nodiscard]] std::string claims(std::uint64_t count) const {
    return std::to_string(count) + (count == 1 ? say(" claim", " 份索赔单") : say(" claims", " 份索赔单"));
  }
  [[nodiscard]] std::string amount(const batch::Sum& sum) const {
    return sum.fits ? format_minor_units(sum.minor_units, currency_) : say("too large", "数额过大");
  }
  [[nodiscard]] std::string signed_amount(const batch::Sum& sum) const {
    return (sum.fits && sum.minor_units > 0 ? "+" : "") + amount(sum);
  }

  void add_head() {
    text_ +=
        say("old: ", "旧：") + run_.old_policy.name() + '\n' + say("new: ", "新：") + run_.new_policy.name() + '\n';
    text_ += '\n';
    std::vector<Cells> rows;
    rows.push_back({say("compared", "比较"), claims(totals_.claims), lines(totals_.lines)});
    rows.push_back({say("another outcome or other amounts", "结论或金额不同"), claims(totals_.changed_claims),
                    lines(totals_.changed_lines)});
    rows.push_back({say("the same on other grounds", "结论与金额相同、依据不同"), "", lines(totals_.other_grounds)});
    if (totals_.told_claims > 0)
      rows.push_back({say("granted or told something else", "权益或数值不同"), claims(totals_.told_claims)});
    if (totals_.unreadable_claims > 0)
      rows.push_back({say("rejected by both", "两者均拒收"), claims(totals_.unreadable_claims)});
    text_ += aligned(rows, 1);
  }

  void add_outcomes() {
    std::vector<Cells> rows;
    for (std::size_t from = 0; from < outcome_count; ++from) {
      for (std::size_t to = 0; to < outcome_count; ++to) {
        const Weight& weight = totals_.outcomes[from][to];
        if (weight.lines == 0) continue;
        rows.push_back({words_.outcome(from) + " → " + words_.outcome(to), lines(weight.lines), amount(weight.moved)});
      }
    }
    if (rows.empty()) return;
    heading(say("From which outcome to which, and what moves with it", "结论变化及随之转移的金额"));
    text_ += aligned(rows, 1);
  }

  void add_moves() {
    if (totals_.moves.empty()) return;
    heading(say("Amounts that move, in ", "转移的金额，") + std::string(currency_.code()));
    std::vector<Cells> rows;
    for (const auto& [move, weight] : totals_.moves) {
      rows.push_back({words_.purse(purses_, move.first) + " → " + words_.purse(purses_, move.second),
                      lines(weight.lines), amount(weight.moved)});
    }
    text_ += aligned(rows, 1);
  }

  void add_causes() {
    if (totals_.causes.empty()) return;
    heading(say("What is to blame", "原因"));
    std::vector<const std::pair<const ProvisionKey, CauseTotals>*> causes;
    for (const auto& blamed : totals_.causes) causes.push_back(&blamed);
    std::stable_sort(causes.begin(), causes.end(), [](const auto* left, const auto* right) {
      return left->second.changed.lines > right->second.changed.lines;
    });
    std::vector<Cells> rows;
    for (const auto* const blamed : causes) {
      const Weight& weight = blamed->second.changed;
      rows.push_back({words_.kind(blamed->first.kind) + " " + blamed->first.name, what_happened(blamed->first),
                      say("such as ", "例如 ") + blamed->second.example, lines(weight.lines), amount(weight.moved)});
    }
    text_ += aligned(rows, 3);
  }

  [[nodiscard]] std::string what_happened(const ProvisionKey& key) const {
    const auto found = std::find_if(totals_.changes.begin(), totals_.changes.end(),
                                    [&](const Change& change) { return change.key == key; });
    if (found == totals_.changes.end()) return say("by what earlier claims used up", "受先前索赔影响");
    return words_.kind(found->kind);
  }

  void add_turns() {
    if (totals_.turns.empty()) return;
    heading(say("Rules whose truth changed", "成立与否有变的规则"));
    std::vector<Cells> rows;
    for (const auto& [key, turned] : totals_.turns) {
      for (const auto& [truths, count] : turned.lines) {
        rows.push_back({words_.kind(key.kind) + " " + key.name,
                        words_.truth(truths.first) + " → " + words_.truth(truths.second), lines(count)});
      }
    }
    text_ += aligned(rows, 2);
  }

  void add_reasons() {
    if (totals_.reasons.empty()) return;
    heading(say("By reason", "按理由"));
    std::vector<Cells> rows;
    for (const auto& [reason, of_reason] : totals_.reasons) {
      rows.push_back({reason, say("gained ", "增加 ") + lines(of_reason.gained.lines), amount(of_reason.gained.moved),
                      say("lost ", "减少 ") + lines(of_reason.lost.lines), amount(of_reason.lost.moved)});
    }
    text_ += aligned(rows, 1);
  }

  void add_grants() {
    if (totals_.grants.empty()) return;
    heading(say("By grant", "按权益"));
    std::vector<Cells> rows;
    for (const auto& [id, grant] : totals_.grants) {
      rows.push_back({id, say("such as ", "例如 ") + grant.example, say("gained ", "增加 ") + claims(grant.gained),
                      say("lost ", "减少 ") + claims(grant.lost),
                      say("with other values ", "附带内容不同 ") + claims(grant.other_values)});
    }
    text_ += aligned(rows, 2);
  }

  void add_figures() {
    if (totals_.figures.empty()) return;
    heading(say("Figures that are others", "不同的数值"));
    std::vector<Cells> rows;
    for (const auto& [name, figure] : totals_.figures)
      rows.push_back({name, say("such as ", "例如 ") + figure.example, claims(figure.claims)});
    text_ += aligned(rows, 2);
  }

  void add_told() {
    if (totals_.told_claims == 0) return;
    heading(say("Claims that are granted or told something else", "权益或数值不同的索赔单"));
    text_ += "  " + base::join(totals_.first_told, say(", ", "、"));
    const std::uint64_t more = totals_.told_claims - totals_.first_told.size();
    if (more > 0) text_ += say(" and ", " 等另外 ") + std::to_string(more) + say(" more", " 份");
    text_ += '\n';
  }

  void add_group(const Group& group) {
    std::vector<const std::pair<const std::string, GroupTotals>*> values;
    for (const auto& value : group.by_value) {
      if (value.second.changed.lines > 0) values.push_back(&value);
    }
    if (values.empty()) return;
    std::stable_sort(values.begin(), values.end(), [](const auto* left, const auto* right) {
      return left->second.changed.lines > right->second.changed.lines;
    });
    heading(say("By ", "按") + title_of(group.fact) +
            say(": changed lines, and what each bears more or less", "：有变化的行数及各方承担的增减"));
    std::vector<Cells> rows;
    for (std::size_t i = 0; i < std::min(values.size(), values_shown); ++i) rows.push_back(group_row(*values[i]));
    text_ += aligned(rows, 2);
    if (values.size() > values_shown)
      text_ += say("  and ", "  另有 ") + std::to_string(values.size() - values_shown) +
               say(" more, which --summary lists", " 项，见 --summary") + '\n';
  }

  [[nodiscard]] Cells group_row(const std::pair<const std::string, GroupTotals>& value) const {
    Cells row = {value.first.empty() ? say("(blank)", "（空白）") : value.first};
    std::string changes;
    for (std::size_t purse = 0; purse < value.second.changes.size(); ++purse) {
      if (value.second.changes[purse].minor_units == 0) continue;
      changes += (changes.empty() ? "" : say(", ", "，")) + words_.purse(purses_, purse) + " " +
                 signed_amount(value.second.changes[purse]);
    }
    row.push_back(changes);
    row.push_back(std::to_string(value.second.changed.lines) + say(" of ", " / ") + lines(value.second.lines));
    return row;
  }

  [[nodiscard]] std::string title_of(const std::string& fact) const {
    for (const Policy* const policy : {&run_.new_policy, &run_.old_policy}) {
      const auto id = policy->schema().find_fact(fact);
      if (id) return std::string(policy->schema().fact(*id).labels.get(run_.language, fact));
    }
    return fact;
  }

  void add_examples(const std::vector<std::string>& examples) {
    if (examples.empty()) return;
    heading(say("The first changed lines (-o FILE.csv lists them all)", "最先出现的变化行（用 -o FILE.csv 列出全部）"));
    for (const std::string& example : examples) text_ += "  " + example + '\n';
  }

  // Also what no claim shows.
  void add_changes() {
    if (totals_.changes.empty()) {
      heading(say("The rule sets lay down the same.", "两个规则集的规定相同。"));
      return;
    }
    heading(say("What is laid down differently", "规定的变化"));
    for (const Change& change : totals_.changes) {
      text_ += "  " + words_.kind(change.key.kind) + " " + change.key.name + say(": ", "：") +
               words_.kind(change.kind) + say(", ", "，") + shows(change.key) + place_of(change) + '\n';
      add_words("-", change.old_words, change);
      add_words("+", change.new_words, change);
    }
  }

  [[nodiscard]] std::string shows(const ProvisionKey& key) const {
    const auto grant = totals_.grants.find(key.name);
    const auto figure = totals_.figures.find(key.name);
    if (key.kind == ProvisionKind::grant && grant != totals_.grants.end())
      return claims(grant->second.gained + grant->second.lost + grant->second.other_values);
    if (key.kind == ProvisionKind::figure && figure != totals_.figures.end()) return claims(figure->second.claims);
    const auto blamed = totals_.causes.find(key);
    if (blamed == totals_.causes.end() || blamed->second.changed.lines == 0)
      return say("no line of these claims shows it", "这些索赔单中没有体现");
    return lines(blamed->second.changed.lines);
  }

  [[nodiscard]] static std::string place_of(const Change& change) {
    if (change.place.file.empty()) return {};
    return " (" + change.place.file + ":" + std::to_string(change.place.line) + ")";
  }

  void add_words(std::string_view sign, const std::string& words, const Change& change) {
    if (words.empty() || (change.kind == Change::Kind::changed && change.old_words == change.new_words)) return;
    const std::size_t begin = change.kind == Change::Kind::changed ? begin_of_difference(change) : 0;
    text_ += "    " + std::string(sign) + " " + (begin > 0 ? "… " : "") +
             base::shorten_to_width(std::string_view(words).substr(begin), words_width) + '\n';
  }

  // Where to begin so that the first difference is seen, at the beginning of a word or behind a comma.
  static std::size_t begin_of_difference(const Change& change) {
    const std::string& left = change.old_words;
    const std::string& right = change.new_words;
    std::size_t same = 0;
    while (same < left.size() && same < right.size() && left[same] == right[same]) ++same;
    if (same <= context_width) return 0;
    const std::size_t earliest = same - context_width;
    const std::size_t blank = left.find(' ', earliest);
    if (blank != std::string::npos && blank < same) return blank + 1;
    for (std::size_t at = earliest; at < same; ++at) {
      if ((static_cast<unsigned char>(left[at]) & 0xC0U) != 0x80U) return at;
    }
    return 0;
  }

  const DiffTotals& totals_;
  const DiffRun& run_;
  DiffWords words_;
  Purses purses_;
  Currency currency_;
  std::string text_;
};

}  // namespace

std::string diff_as_text(const DiffTotals& totals, const DiffRun& run, const std::vector<std::string>& examples) {
  return Report(totals, run).write(examples);
}

}  // namespace warrantor::audit
