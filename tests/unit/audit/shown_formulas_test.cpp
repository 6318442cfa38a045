// What is shown of a formula is read back, and gives what the formula gives.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <warrantor/policy.hpp>

#include "audit/sentences.hpp"
#include "support/scale.hpp"

namespace warrantor::audit {
namespace {

using Values = std::map<std::string, double>;

/// A formula as a rule set writes it, with brackets around everything, and what it gives.
struct Formula {
  std::string written;
  std::function<double(const Values&)> gives;
};

class Writer {
 public:
  explicit Writer(std::uint32_t seed) : random_(seed) {}

  Formula formula(int depth) {
    if (depth == 0) return leaf();
    switch (below(9)) {
      case 0:
        return leaf();
      case 1:
        return joined(" + ", depth, [](double a, double b) { return a + b; });
      case 2:
        return joined(" - ", depth, [](double a, double b) { return a - b; });
      case 3:
        return joined(" * ", depth, [](double a, double b) { return a * b; });
      case 4:
        return joined(" / ", depth, [](double a, double b) { return a / b; });
      case 5:
        return negated(depth);
      case 6:
        return least(depth);
      case 7:
        return squared(depth);
      default:
        return chosen(depth);
    }
  }

 private:
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

  // Whole numbers, decimals and a setting of each kind, so that conversions stand everywhere.
  Formula leaf() {
    static const std::vector<std::string> names{"a", "b", "d", "s", "t"};
    static const std::vector<std::pair<std::string, double>> numbers{{"2", 2}, {"1.5", 1.5}, {"(-3)", -3}, {"7", 7}};
    if (below(4) == 0) {
      const auto& [text, number] = numbers[below(numbers.size())];
      return {text, [value = number](const Values&) { return value; }};
    }
    const std::string name = names[below(names.size())];
    return {name, [name](const Values& values) { return values.at(name); }};
  }

  template <typename Operation>
  Formula joined(const std::string& sign, int depth, Operation operation) {
    const Formula left = formula(depth - 1);
    const Formula right = formula(depth - 1);
    return {"(" + left.written + sign + right.written + ")",
            [=](const Values& values) { return operation(left.gives(values), right.gives(values)); }};
  }

  Formula negated(int depth) {
    const Formula inner = formula(depth - 1);
    return {"(-" + inner.written + ")", [=](const Values& values) { return -inner.gives(values); }};
  }

  Formula least(int depth) {
    const Formula left = formula(depth - 1);
    const Formula right = formula(depth - 1);
    return {"min(" + left.written + ", " + right.written + ")",
            [=](const Values& values) { return std::min(left.gives(values), right.gives(values)); }};
  }

  Formula squared(int depth) {
    const Formula inner = formula(depth - 1);
    return {"(" + inner.written + " ** 2)", [=](const Values& values) { return std::pow(inner.gives(values), 2); }};
  }

  Formula chosen(int depth) {
    const Formula left = formula(depth - 1);
    const Formula right = formula(depth - 1);
    const Formula then = formula(depth - 1);
    const Formula otherwise = formula(depth - 1);
    return {
        "(if " + left.written + " > " + right.written + " then " + then.written + " else " + otherwise.written + ")",
        [=](const Values& values) {
          return left.gives(values) > right.gives(values) ? then.gives(values) : otherwise.gives(values);
        }};
  }

  std::mt19937 random_;
};

/// The signs and words of one language.
struct Signs {
  std::string open, close, plus, minus, times, over, name_begin, name_end, value_begin, value_end;
  std::string least_begin, least_between, least_end, power, when, more, then, otherwise;
  bool condition_first = false;
};

const Signs english{"(",
                    ")",
                    " + ",
                    " − ",
                    " × ",
                    " ÷ ",
                    "*",
                    "*",
                    " (",
                    ")",
                    "the least of ",
                    " and ",
                    "",
                    " to the power of ",
                    " if ",
                    " is more than ",
                    "",
                    "; otherwise ",
                    false};
const Signs chinese{"（",   "）",   "+",      "−",        "×",  "÷",          "「",
                    "」",   "（",   "）",     "",         "、", "中的最小值", "的乘方，指数为",
                    "如果", "超过", "，则为", "；否则为", true};

/// Reads what is shown as a person does: products bind more than sums, and words run on to the end or to a bracket.
class Reader {
 public:
  Reader(std::string text, const Signs& signs, const Values& values)
      : text_(std::move(text)), signs_(signs), values_(values) {}

  double read() {
    const double value = choice();
    if (at_ != text_.size()) broken_ = true;
    return value;
  }
  [[nodiscard]] bool is_broken() const { return broken_; }

 private:
  bool takes(const std::string& word) {
    if (word.empty() || text_.compare(at_, word.size(), word) != 0) return false;
    at_ += word.size();
    return true;
  }
  void need(const std::string& word) {
    if (!takes(word)) broken_ = true;
  }

  double choice() {
    if (signs_.condition_first && takes(signs_.when)) {
      const bool holds = condition();
      need(signs_.then);
      const double then = phrase();
      if (!takes("；否则，")) need(signs_.otherwise);  // the next choice follows
      const double otherwise = choice();
      return holds ? then : otherwise;
    }
    const double then = phrase();
    if (signs_.condition_first || !takes(signs_.when)) return then;
    const bool holds = condition();
    need(signs_.otherwise);
    const double otherwise = choice();
    return holds ? then : otherwise;
  }

  bool condition() {
    const double left = phrase();
    need(signs_.more);
    return left > phrase();
  }

  double phrase() {
    const bool is_least = takes(signs_.least_begin);
    const double value = sum();
    if (takes(signs_.power)) return std::pow(value, atom());
    if (!is_least && !(signs_.least_begin.empty() && takes(signs_.least_between))) return value;
    if (is_least && !takes(signs_.least_between)) need(", ");
    const double other = sum();
    if (!signs_.least_end.empty()) need(signs_.least_end);
    return std::min(value, other);
  }

  double sum() {
    double value = product();
    while (true) {
      if (takes(signs_.plus)) {
        value += product();
      } else if (takes(signs_.minus)) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  double product() {
    if (takes("−")) return -product();
    double value = atom();
    while (true) {
      if (takes(signs_.times)) {
        value *= atom();
      } else if (takes(signs_.over)) {
        value /= atom();
      } else {
        return value;
      }
    }
  }

  double atom() {
    if (takes(signs_.open)) {
      const double value = choice();
      need(signs_.close);
      return value;
    }
    return takes(signs_.name_begin) ? named() : number();
  }

  double named() {
    const std::size_t end = text_.find(signs_.name_end, at_);
    if (end == std::string::npos) return fail();
    const auto found = values_.find(text_.substr(at_, end - at_));
    at_ = end + signs_.name_end.size();
    if (found == values_.end()) return fail();
    // A setting says its value.
    if (found->first == "s" || found->first == "t") {
      need(signs_.value_begin);
      if (number() != found->second) broken_ = true;
      need(signs_.value_end);
    }
    return found->second;
  }

  double number() {
    const std::size_t end = text_.find_first_not_of("-0123456789.", at_);
    if (end == at_ || at_ >= text_.size()) return fail();
    const double value = std::stod(text_.substr(at_, end - at_));
    at_ = std::min(end, text_.size());
    return value;
  }

  double fail() {
    broken_ = true;
    return 0;
  }

  std::string text_;
  const Signs& signs_;
  const Values& values_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

Policy policy_of(const std::vector<Formula>& formulas) {
  std::string text = R"(
rule_set: small
version: "1"
currency: EUR
parties: [maker, owner]
approved_when_borne_by: maker
excluded_borne_by: owner
facts:
  claim_id: {type: text, blank: reject}
  line_id: {of: line, type: text, default: "1"}
  a: {type: number}
  b: {type: number}
  d: {type: decimal}
  cost: {of: line, type: money}
settings:
  s: 10
  t: {value: 0.25, type: decimal}
portions:
  bill: {amount: cost, else: maker}
derived:
)";
  for (std::size_t i = 0; i < formulas.size(); ++i)
    text += "  shown_" + std::to_string(i) + ": \"" + formulas[i].written + "\"\n";
  auto policy = load_policy({{"small/rules.yaml", text}}, "small/rules.yaml");
  REQUIRE_MESSAGE(policy, render(policy.error()));
  return *policy;
}

void check_one(const Formula& formula, const std::string& shown, const Signs& signs) {
  for (const Values& values : {Values{{"a", 5}, {"b", 11}, {"d", 2.75}, {"s", 10}, {"t", 0.25}},
                               Values{{"a", -4}, {"b", 3}, {"d", 13.5}, {"s", 10}, {"t", 0.25}}}) {
    Reader reader(shown, signs, values);
    const double read = reader.read();
    const double meant = formula.gives(values);
    INFO(formula.written);
    INFO(shown);
    REQUIRE_FALSE(reader.is_broken());
    if (!std::isfinite(meant)) continue;
    CHECK(read == doctest::Approx(meant));
  }
}

}  // namespace

TEST_CASE("a shown formula means what the formula means") {
  const std::uint32_t seed = 20261122;
  INFO("seed " << seed);
  Writer writer(seed);
  std::vector<Formula> formulas;
  const int count = test::scaled(2000);
  for (int i = 0; i < count; ++i) formulas.push_back(writer.formula(1 + i % 4));
  const Policy policy = policy_of(formulas);
  const PageWords in_english(policy.program(), "en");
  const PageWords in_chinese(policy.program(), "zh");
  Sentences english_sentences(policy.program(), in_english);
  Sentences chinese_sentences(policy.program(), in_chinese);
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    const expr::Definition* const shown = english_sentences.definition("shown_" + std::to_string(i));
    REQUIRE(shown != nullptr);
    check_one(formulas[i], english_sentences.value(shown->root), english);
    check_one(formulas[i], chinese_sentences.value(shown->root), chinese);
  }
}

TEST_CASE("a formula keeps its brackets, and a setting its name, where whole numbers become decimals") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"(a + b) / 2", "(*a* + *b*) ÷ 2"},
      {"d * (a + b)", "*d* × (*a* + *b*)"},
      {"12 / (a + b)", "12 ÷ (*a* + *b*)"},
      {"d - (a + b)", "*d* − (*a* + *b*)"},
      {"1 - (a - b) / s", "1 − (*a* − *b*) ÷ *s* (10)"},
      {"a / (b * 3)", "*a* ÷ (*b* × 3)"},
      {"(a - b) ** 2", "(*a* − *b*) to the power of 2"},
      {"d > s", "*d* is more than *s* (10)"},
  };
  std::vector<Formula> formulas;
  for (const auto& [written, shown] : cases) formulas.push_back({written, nullptr});
  const Policy policy = policy_of(formulas);
  const PageWords words(policy.program(), "en");
  Sentences sentences(policy.program(), words);
  for (std::size_t i = 0; i < cases.size(); ++i)
    CHECK(sentences.value(sentences.definition("shown_" + std::to_string(i))->root) == cases[i].second);
}

}  // namespace warrantor::audit
