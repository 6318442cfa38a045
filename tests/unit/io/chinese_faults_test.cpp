#include "io/chinese_faults.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "io/chinese_sentences.hpp"

using namespace warrantor::io;

TEST_CASE("a sentence is said in Chinese with what it quotes in its place") {
  CHECK(in_chinese("`2024-02-30` is a day that does not exist: that month has 29 days") ==
        "`2024-02-30`这一天不存在：该月只有29天");
  CHECK(in_chinese("its claim is rejected because of line 3") == "第3行有误，其索赔单因此被拒收");
  CHECK(in_chinese("write `true` or `false`") == "写`true`或`false`");
  CHECK(in_chinese("did you mean `D22`? it takes `D22`, `PALADIN` or `X`") ==
        "是否指`D22`？可选值：`D22`、`PALADIN`或`X`");
  CHECK(in_chinese("`x` is not what line 5 says, `y`") == "`x`与第5行的`y`不一致");
  CHECK(in_chinese("must be stated; the row may belong to claim `A` above it, which is not decided without it") ==
        "必须填写；该行可能属于其上方的索赔单`A`，缺少该行则不予判定");
  CHECK(in_chinese("expected a list, found a number, `5`") == "应为列表，实为数字`5`");
}

TEST_CASE("what a user wrote is no part of a sentence") {
  CHECK(in_chinese("`is not a date` is not a whole number") == "`is not a date`不是整数");
  CHECK(in_chinese("`a list` is not an amount in CNY") == "`a list`不是CNY金额");
  CHECK(in_chinese("`{1}` is below 3") == "`{1}`小于3");
}

TEST_CASE("a sentence that is not known, or said in Chinese already, stays as it is") {
  CHECK(in_chinese("the moon is full") == "the moon is full");
  CHECK(in_chinese(in_chinese("must be stated")) == in_chinese("must be stated"));
  CHECK(in_chinese("") == "");
  CHECK(in_language({"f", 1, 1, "h", "v", "must be stated", ""}, "en").message == "must be stated");
}

TEST_CASE("a fault in Chinese has its help behind a Chinese mark") {
  const Fault fault{"f.csv", 2, 3, "日期", "x", "`x` is not a date", "write a date as `2024-01-05`"};
  CHECK(render(in_language(fault, "zh")) == "f.csv:2:3: 日期: `x`不是日期；日期写作`2024-01-05`");
  CHECK(render(in_language(fault, "en")).find("; help: write a date") != std::string::npos);
}

TEST_CASE("every sentence has its values in both languages, and none hides another") {
  std::set<std::string_view> seen;
  for (const Sentence& sentence : chinese_sentences()) {
    CAPTURE(sentence.english);
    CHECK(seen.insert(sentence.english).second);
    std::string example(sentence.english);
    std::size_t holes = 0;
    for (std::size_t at = example.find("{}"); at != std::string::npos; at = example.find("{}")) {
      example.replace(at, 2, "`" + std::to_string(holes++) + "`");
    }
    std::string expected(sentence.chinese);
    for (std::size_t i = 0; i < holes; ++i) {
      const std::string mark = "{" + std::to_string(i) + "}";
      const std::size_t at = expected.find(mark);
      if (at != std::string::npos) expected.replace(at, mark.size(), "`" + std::to_string(i) + "`");
    }
    CHECK(expected.find('{') == std::string::npos);
    CHECK(in_chinese(example) == expected);
  }
}
