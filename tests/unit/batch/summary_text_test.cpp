#include <limits>

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "batch/summary.hpp"
#include "made_up_policy.hpp"

using namespace warrantor;
using namespace warrantor::batch;
using namespace warrantor::batch::test;

namespace {

Summary example(const Policy& policy) {
  const WorkFolder folder;
  WorkFolder::write("a.csv", "claim_id,colour,price\nA,red,1000.00\nB,blue,500.00\nC,rad,5.00\nD,,500.00\n");
  return run_check(policy, {{"a.csv"}, {}, {}, true}).summary;
}

std::string without_name(std::string text) {
  const std::size_t end = text.find('\n');
  return text.starts_with("Rule set: made-up 1 ") ? text.substr(end + 1) : text;
}

std::string part(const std::string& text, std::string_view heading) {
  const std::size_t begin = text.find(heading);
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("\n\n", begin) - begin);
}

}  // namespace

TEST_CASE("the summary shows what was read, outcomes beside amounts, reasons, rejects and what was assumed") {
  const Policy policy = made_up_policy();
  CHECK(without_name(summary_as_text(example(policy), policy, "en")) ==
        "  rows    4 in  =  3 decided  +  1 rejected\n"
        "  claims  4 in  =  3 decided  +  1 rejected\n"
        "  files   1 read\n"
        "\n"
        "Claims by outcome        Amounts (CNY)\n"
        "  approved  2  66.7 %      seller  1,500.00  75.0 %\n"
        "  denied    1  33.3 %      buyer     500.00  25.0 %\n"
        "                           open        0.00   0.0 %\n"
        "                           total   2,000.00\n"
        "\n"
        "Top reasons (lines of claims)\n"
        "  1  too-blue  Blue\n"
        "\n"
        "Why rows were rejected\n"
        "  1  colour: … is not one of its values\n"
        "\n"
        "Facts that no file gave, and what a blank was taken for\n"
        "  none  coupon\n");
}

TEST_CASE("the summary puts amounts below outcomes where it is too narrow for both") {
  const Policy policy = made_up_policy();
  const std::string text = summary_as_text(example(policy), policy, "en", {false, 45});
  CHECK(part(text, "Claims by outcome") == "Claims by outcome\n  approved  2  66.7 %\n  denied    1  33.3 %");
  CHECK(text.starts_with("\nRule set: "));
}

TEST_CASE("the summary is no wider than its columns, nor than a hundred") {
  const Policy policy = made_up_policy();
  Summary summary = example(policy);
  for (int i = 0; i < 30; ++i)
    summary.add_fault({"a", 1, 1, std::string("x") + char('a' + i % 26), "", "is odd and needs some words", ""});
  for (const std::size_t columns : {50U, 60U, 80U, 100U, 200U}) {
    for (const char* const language : {"en", "zh"}) {
      const std::string text = summary_as_text(summary, policy, language, {false, columns});
      for (const std::string_view line : base::split(text, '\n')) {
        CHECK(base::display_width(line) <= std::min<std::size_t>(columns, 100));
      }
    }
  }
}

TEST_CASE("the summary has the same words with colour and without") {
  const Policy policy = made_up_policy();
  const Summary summary = example(policy);
  std::string text = summary_as_text(summary, policy, "en", {true, 80});
  CHECK(text.find("\x1b[32mapproved\x1b[0m") != std::string::npos);
  CHECK(text.find("\x1b[31m1 rejected\x1b[0m") != std::string::npos);
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  CHECK(text == summary_as_text(summary, policy, "en", {false, 80}));
}

TEST_CASE("the summary in Chinese calls outcomes and facts as people do") {
  const Policy policy = made_up_policy();
  const std::string text = summary_as_text(example(policy), policy, "zh");
  CHECK(part(text, "各结论的索赔单数").find("  不予赔付  1  33.3 %") != std::string::npos);
  CHECK(part(text, "所有文件都未提供的项目") == "所有文件都未提供的项目及空白的含义\n  无  coupon\n");
}

TEST_CASE("a sum that does not fit is said to be too large") {
  const Policy policy = made_up_policy();
  Summary summary = example(policy);
  summary.total.add(std::numeric_limits<std::int64_t>::max());
  CHECK(summary_as_text(summary, policy, "en").find("total   too large to add up") != std::string::npos);
}

TEST_CASE("a run without claims has no figures to show") {
  const Policy policy = made_up_policy();
  const std::string text = summary_as_text(Summary(policy), policy, "en");
  CHECK(without_name(text) ==
        "  rows    0 in  =  0 decided  +  0 rejected\n"
        "  claims  0 in  =  0 decided  +  0 rejected\n"
        "  files   0 read\n");
}
