#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <yaml-cpp/yaml.h>

#include <warrantor/policy.hpp>

namespace warrantor::test {

/// The files of rules/zhengzhou-nissan as YAML that a test may change, and write out again in another layout.
class ShippedRules {
 public:
  static constexpr const char* main_file = "zhengzhou-nissan/rules.yaml";
  static constexpr const char* parts_file = "vehicle/parts.yaml";

  ShippedRules();

  [[nodiscard]] YAML::Node& file(std::string_view name);
  [[nodiscard]] YAML::Node main() { return file(main_file); }

  /// The entry of a list, however deep, that has such an id; fails where there is none.
  [[nodiscard]] YAML::Node rule(const std::string& id);
  /// Takes that entry out of its list.
  void drop(const std::string& id);
  /// All ids of a section, in order.
  [[nodiscard]] std::vector<std::string> ids(const std::string& section);

  /// Written anew: in block style, without comments, every quoted scalar in double quotes.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> texts() const;
  /// The policy of these texts; fails where they are refused.
  [[nodiscard]] Policy policy() const;

 private:
  std::vector<std::pair<std::string, YAML::Node>> files_;
};

/// The policy of the files as they are.
[[nodiscard]] Policy shipped_policy();

}  // namespace warrantor::test
