#include <algorithm>
#include <span>

#include "audit/rule_test.hpp"
#include "base/text.hpp"

namespace warrantor::audit {
namespace {

// Control characters have no place in XML 1.0, however they are written.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? '?' : c;
    }
  }
  return result;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string counts(std::span<const RuleTestResult> results) {
  const auto failed =
      std::count_if(results.begin(), results.end(), [](const RuleTestResult& one) { return !one.passed(); });
  return attribute("tests", std::to_string(results.size())) + attribute("failures", std::to_string(failed));
}

std::string test_case(const RuleTestResult& result) {
  const RuleTest& test = *result.test;
  std::string text = "    <testcase" + attribute("classname", test.file) + attribute("name", test.name) +
                     attribute("file", test.file) + attribute("line", std::to_string(test.line));
  if (result.passed()) return text + "/>\n";
  const Difference& first = result.differences.front();
  text += ">\n      <failure" +
          attribute("message", first.key + ": expected " + first.expected + ", but it is " + first.actual) + ">";
  return text + escaped(describe_failure(result)) + "</failure>\n    </testcase>\n";
}

}  // namespace

std::string junit_of(const std::vector<RuleTestResult>& results) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(results) + ">\n";
  for (auto first = results.begin(); first != results.end();) {
    const auto last = std::find_if(first, results.end(),
                                   [&](const RuleTestResult& one) { return one.test->file != first->test->file; });
    text += "  <testsuite" + attribute("name", first->test->file) + counts({first, last}) + ">\n";
    for (; first != last; ++first) text += test_case(*first);
    text += "  </testsuite>\n";
  }
  return text + "</testsuites>\n";
}

}  // namespace warrantor::audit
