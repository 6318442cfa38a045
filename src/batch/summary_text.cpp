#include <algorithm>
#include <array>
#include <charconv>

#include <warrantor/money.hpp>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "batch/summary.hpp"
#include "batch/summary_block.hpp"
#include "batch/summary_words.hpp"
#include "io/chinese_faults.hpp"
#include "io/outcome_text.hpp"

namespace warrantor::batch {

namespace {

constexpr std::size_t most_shown = 10;  // reasons, kinds of rejects
constexpr std::size_t usual_columns = 80;
constexpr std::size_t fewest_columns = 40;
constexpr std::size_t most_columns = 100;  // longer lines are no pleasure to read
constexpr std::size_t gap_of_blocks = 4;

using base::Ink;

std::string grouped(std::uint64_t count) { return base::group_thousands(std::to_string(count)); }

// `12.5 %` of a whole; nothing where there is no whole.
std::string share_of(double part, double whole) {
  if (whole <= 0) return {};
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), 100 * part / whole, std::chars_format::fixed, 1);
  return std::string(digits.data(), end.ptr) + " %";
}

std::size_t columns_for(const base::Look& look) {
  return look.columns == 0 ? usual_columns : std::clamp(look.columns, fewest_columns, most_columns);
}

class SummaryText {
 public:
  SummaryText(const Summary& summary, const Policy& policy, std::string_view language, const base::Look& look)
      : summary_(summary),
        policy_(policy),
        language_(language),
        look_(look),
        say_(summary_words(language)),
        columns_(columns_for(look)) {}

  std::string write() {
    // Below the table of a terminal.
    if (look_.columns > 0) out_ += '\n';
    add_rule_set();
    add_counts();
    add_figures();
    add_reasons();
    add_grants();
    add_kinds(say_.rejects, summary_.rejects, Ink::bad);
    add_kinds(say_.warnings, summary_.warnings, Ink::mixed);
    add_tables();
    add_assumed();
    return std::move(out_);
  }

 private:
  void add_lines(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) out_ += line + '\n';
  }

  // With a blank line before it.
  void add_block(const SummaryBlock& block) {
    if (block.empty()) return;
    out_ += '\n';
    add_lines(block.lines(columns_));
  }

  [[nodiscard]] SummaryBlock block(std::string_view heading, std::string_view alignment) const {
    return {std::string(heading), alignment, look_};
  }

  void add_rule_set() {
    out_ += base::coloured(say_.rule_set, Ink::heading, look_) + std::string(say_.colon) + policy_.name() + '\n';
  }

  void add_counts() {
    SummaryBlock counts = block("", "lrrrrr");
    const auto add = [&](std::string_view what, std::uint64_t in, std::uint64_t good, std::uint64_t bad) {
      counts.add({{std::string(what)},
                  {grouped(in) + std::string(say_.in)},
                  {"="},
                  {grouped(good) + std::string(say_.decided)},
                  {"+"},
                  {grouped(bad) + std::string(say_.rejected), bad > 0 ? Ink::bad : Ink::plain}});
    };
    add(say_.rows, summary_.rows_in, summary_.rows_decided, summary_.rows_rejected);
    add(say_.claims, summary_.claims(), summary_.claims_decided, summary_.claims_rejected);
    add_lines(counts.lines(columns_));
    add_files();
  }

  void add_files() {
    const std::size_t width = std::max(base::display_width(say_.rows), base::display_width(say_.claims));
    const bool says_both = summary_.files_failed > 0 && summary_.earlier.rejected_claims > 0;
    SummaryBlock files = block("", says_both ? "llll" : "lll");
    SummaryBlock::Row row = {{base::pad_to_width(say_.files, width)},
                             {grouped(summary_.files_read) + std::string(say_.files_read)}};
    if (summary_.files_failed > 0) {
      row.push_back({grouped(summary_.files_failed) + std::string(say_.files_failed), Ink::bad});
    }
    if (summary_.earlier.rejected_claims > 0) {
      row.push_back({grouped(summary_.earlier.rejected_claims) + std::string(say_.earlier_rejected), Ink::bad});
    }
    files.add(std::move(row));
    add_lines(files.lines(columns_));
  }

  // Outcomes and amounts side by side, where there is room for both.
  void add_figures() {
    if (summary_.claims_decided == 0) return;
    const SummaryBlock outcomes = outcome_block();
    const SummaryBlock amounts = amount_block();
    const std::size_t beside = outcomes.natural_width() + gap_of_blocks;
    if (beside + amounts.natural_width() > columns_) {
      add_block(outcomes);
      add_block(amounts);
    } else {
      out_ += '\n';
      add_lines(side_by_side(outcomes, amounts, beside));
    }
  }

  [[nodiscard]] SummaryBlock outcome_block() const {
    SummaryBlock outcomes = block(say_.outcomes, "lrr");
    for (std::size_t i = 0; i < summary_.claims_by_outcome.size(); ++i) {
      const std::uint64_t count = summary_.claims_by_outcome[i];
      if (count == 0) continue;
      const auto outcome = static_cast<Outcome>(i);
      outcomes.add(
          {{std::string(io::outcome_word(outcome, policy_.schema().has_coverage(), language_)), io::ink_of(outcome)},
           {grouped(count)},
           {share_of(static_cast<double>(count), static_cast<double>(summary_.claims_decided))}});
    }
    return outcomes;
  }

  [[nodiscard]] SummaryBlock amount_block() const {
    const Schema& schema = policy_.schema();
    SummaryBlock amounts = block(std::string(say_.amounts) + " (" + std::string(schema.currency().code()) + ')', "lrr");
    const auto add = [&](std::string_view name, const Sum& sum, bool has_share) {
      std::string share;
      if (has_share && sum.fits && summary_.total.fits) {
        share = share_of(static_cast<double>(sum.minor_units), static_cast<double>(summary_.total.minor_units));
      }
      amounts.add({{std::string(name)}, {amount(sum)}, {std::move(share)}});
    };
    for (std::size_t party = 0; party < schema.parties().size(); ++party) {
      const Party& info = schema.parties()[party];
      add(info.labels.get(language_, info.name), summary_.paid[party], true);
    }
    add(say_.open, summary_.open, true);
    add(say_.total, summary_.total, false);
    return amounts;
  }

  [[nodiscard]] std::string amount(const Sum& sum) const {
    if (!sum.fits) return std::string(say_.too_large);
    return base::group_thousands(format_minor_units(sum.minor_units, policy_.schema().currency()));
  }

  void add_reasons() {
    SummaryBlock reasons = block(std::string(say_.reasons) + std::string(say_.reasons_note), "rll");
    for (const auto& [rule, count] : top_reasons(summary_, policy_, most_shown)) {
      const std::string name = rule->id + (rule->clause.empty() ? "" : " (" + rule->clause + ')');
      reasons.add({{grouped(count)}, {name}, {std::string(rule->title.get(language_, ""))}});
    }
    add_block(reasons);
  }

  void add_grants() {
    SummaryBlock grants = block(std::string(say_.grants), "rll");
    for (const auto& [grant, count] : counted_grants(summary_, policy_))
      grants.add({{grouped(count)}, {grant->id}, {std::string(grant->title.get(language_, ""))}});
    add_block(grants);
  }

  // Kinds of warnings; those of rejects are in the language already.
  [[nodiscard]] std::string in_words(const std::string& kind) const {
    return language_ == "zh" ? io::in_chinese(kind) : kind;
  }

  void add_kinds(std::string_view heading, const std::map<std::string, std::uint64_t>& kinds, Ink ink) {
    std::vector<std::pair<std::string, std::uint64_t>> most(kinds.begin(), kinds.end());
    std::stable_sort(most.begin(), most.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    SummaryBlock block_of_kinds = block(heading, "rl");
    // The rest is counted where that saves a few lines.
    const std::size_t shown = most.size() > most_shown + 2 ? most_shown : most.size();
    for (std::size_t i = 0; i < shown; ++i) {
      const std::string kind =
          most[i].first.empty() ? std::string(say_.other_kinds) : base::printable(in_words(most[i].first));
      block_of_kinds.add({{grouped(most[i].second), ink}, {kind}});
    }
    if (most.size() > shown) {
      block_of_kinds.add({{"…"}, {grouped(most.size() - shown) + std::string(say_.more_kinds)}});
    }
    add_block(block_of_kinds);
  }

  void add_tables() {
    SummaryBlock tables = block(say_.tables, "ll");
    for (const TableUse& table : summary_.tables) {
      tables.add({{base::printable(table.file)},
                  {grouped(table.rows) + std::string(say_.table_rows) + std::string(say_.comma) +
                   grouped(table.faulty_rows) + std::string(say_.faulty) + std::string(say_.comma) +
                   grouped(table.unused_rows) + std::string(say_.unused)}});
    }
    add_block(tables);
  }

  // Rule sets read many facts that few claims give: those taken for the same share a row, so that the figures above
  // stay in sight.
  void add_assumed() {
    std::vector<std::pair<std::string, std::string>> groups;
    for (const FactId id : summary_.assumed) {
      const Fact& fact = policy_.schema().fact(id);
      std::string taken = taken_for(policy_.schema(), fact, language_);
      // A column may be headed by either; in English the name is the shorter.
      const std::string name(language_ == "en" ? fact.name : fact.labels.get(language_, fact.name));
      auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) { return one.first == taken; });
      if (group == groups.end()) {
        groups.emplace_back(std::move(taken), name);
      } else {
        group->second += std::string(say_.comma) + name;
      }
    }
    SummaryBlock assumed = block(say_.assumed, "ll");
    for (auto& [taken, names] : groups) assumed.add({{std::move(taken)}, {std::move(names)}});
    add_block(assumed);
  }

  const Summary& summary_;
  const Policy& policy_;
  std::string_view language_;
  base::Look look_;
  const SummaryWords& say_;
  std::size_t columns_;
  std::string out_;
};

}  // namespace

std::string summary_as_text(const Summary& summary, const Policy& policy, std::string_view language, base::Look look) {
  return SummaryText(summary, policy, language, look).write();
}

}  // namespace warrantor::batch
