#pragma once

#include <string>
#include <string_view>

#include "audit/diff.hpp"

namespace warrantor::audit {

/// Writes changed lines as CSV, with both decisions side by side.
class ChangedLineCsv {
 public:
  ChangedLineCsv(const Policy& old_policy, const Policy& new_policy);

  void begin(std::string& out) const;
  void add(const ChangedLine& line, std::string& out) const;

 private:
  const Schema& old_schema_;
  const Schema& new_schema_;
  Purses purses_;
};

/// A changed line in one line of text; `schema` is that of the new rule set.
[[nodiscard]] std::string describe(const ChangedLine& line, const Purses& purses, const Schema& schema,
                                   std::string_view language);

}  // namespace warrantor::audit
