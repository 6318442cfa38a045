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

std::string describe_gap(const Shown& shown, std::size_t way, std::string_view folder) {
  std::string text;
  if (!shown.place.file.empty())
    text = std::string(folder) + shown.place.file + ':' + std::to_string(shown.place.line) + ':' +
           std::to_string(shown.place.column) + ": ";
  text += shown.owner + ' ';
  if (!shown.text.empty()) text += base::quote(shown.text) + ' ';
  return text + shown.gaps[way] + '\n';
}

std::string describe_count(std::string_view name, const Count& count) {
  return "  " + base::pad_to_width(name, 12) + count.percent() + " (" + std::to_string(count.seen) + " of " +
         std::to_string(count.all) + ")\n";
}

}  // namespace

std::string describe_coverage(const Coverage& coverage, std::string_view folder) {
  constexpr std::array<std::string_view, 4> names{"rules", "conditions", "values", "boundaries"};
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
      if (seen == 0) gaps += describe_gap(shown, way, folder);
    }
  }
  std::string text = gaps.empty() ? "" : "No case shows:\n" + gaps + "\n";
  text += "Coverage\n";
  for (std::size_t i = 0; i < names.size(); ++i) text += describe_count(names[i], counts[i]);
  return text + describe_count("all", total);
}

}  // namespace warrantor::audit
