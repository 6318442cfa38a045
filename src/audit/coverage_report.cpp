#include <algorithm>
#include <array>
#include <vector>

#include "audit/coverage.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::audit {
namespace {

using Kind = Shown::Kind;

struct Count {
  std::size_t seen = 0;
  std::size_t all = 0;

  // Rounded down, so that 100 % is all.
  [[nodiscard]] std::string percent() const {
    const std::size_t thousandths = all == 0 ? 1000 : seen * 1000 / all;
    return std::to_string(thousandths / 10) + '.' + std::to_string(thousandths % 10) + " %";
  }
};

/// English and Chinese, side by side.
struct Words {
  std::string_view english;
  std::string_view chinese;
};

constexpr std::array<Words, 7> gaps_in_words{{{"was never at work", "从未适用"},
                                              {"was at work in every case", "在每个用例中都适用"},
                                              {"was never true", "从未为真"},
                                              {"was never false", "从未为假"},
                                              {"was never tried at the boundary itself", "从未用边界值本身检验"},
                                              {"was never tried one below the boundary", "从未用比边界小一的值检验"},
                                              {"was never tried one above the boundary", "从未用比边界大一的值检验"}}};
constexpr Words never_met{"was never met by ", "从未遇到 "};

std::string gap_in(const std::string& gap, bool is_chinese) {
  if (!is_chinese) return gap;
  if (gap.starts_with(never_met.english)) return std::string(never_met.chinese) + gap.substr(never_met.english.size());
  const auto* const found = std::find_if(gaps_in_words.begin(), gaps_in_words.end(),
                                         [&](const Words& words) { return words.english == gap; });
  return found == gaps_in_words.end() ? gap : std::string(found->chinese);
}

std::string describe_gap(const Shown& shown, std::size_t way, std::string_view folder, bool is_chinese) {
  std::string text;
  if (!shown.place.file.empty())
    text = std::string(folder) + shown.place.file + ':' + std::to_string(shown.place.line) + ':' +
           std::to_string(shown.place.column) + ": ";
  text += shown.owner + ' ';
  if (!shown.text.empty()) text += base::quote(shown.text) + ' ';
  return text + gap_in(shown.gaps[way], is_chinese) + '\n';
}

std::string describe_count(const Words& name, const Count& count, bool is_chinese) {
  return "  " + base::pad_to_width(is_chinese ? name.chinese : name.english, 12) + count.percent() + " (" +
         std::to_string(count.seen) + (is_chinese ? " / " : " of ") + std::to_string(count.all) + ")\n";
}

}  // namespace

std::string describe_coverage(const Coverage& coverage, std::string_view folder, std::string_view language) {
  constexpr std::array<Words, 4> names{
      {{"rules", "规则"}, {"conditions", "条件"}, {"values", "值"}, {"boundaries", "边界"}}};
  const bool is_chinese = language == "zh";
  std::array<Count, 4> counts;
  Count total;
  std::string gaps;
  for (const Shown& shown : coverage.shown()) {
    for (std::size_t way = 0; way < shown.seen.size(); ++way) {
      const std::size_t seen = shown.seen[way] ? 1 : 0;
      Count& count = counts[static_cast<std::size_t>(shown.kind)];
      ++count.all;
      ++total.all;
      count.seen += seen;
      total.seen += seen;
      if (seen == 0) gaps += describe_gap(shown, way, folder, is_chinese);
    }
  }
  std::string text = gaps.empty() ? "" : (is_chinese ? "没有用例显示：\n" : "No case shows:\n") + gaps + "\n";
  text += is_chinese ? "覆盖情况\n" : "Coverage\n";
  for (std::size_t i = 0; i < names.size(); ++i) text += describe_count(names[i], counts[i], is_chinese);
  return text + describe_count({"all", "合计"}, total, is_chinese);
}

}  // namespace warrantor::audit
