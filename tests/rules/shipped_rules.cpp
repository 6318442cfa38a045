#include "rules/shipped_rules.hpp"

#include <array>

#include <doctest/doctest.h>

namespace warrantor::test {
namespace {

const std::string folder = WARRANTOR_SOURCE_DIR "/rules/";

void indent(std::string& out, std::size_t depth) { out.append(2 * depth, ' '); }

void write(const YAML::Node& node, std::size_t depth, std::string& out);

void write_scalar(const YAML::Node& node, std::string& out) {
  const bool is_quoted = node.Tag() == "!";
  if (!is_quoted) {
    out += node.IsNull() ? "null" : node.Scalar();
    return;
  }
  out += '"';
  for (const char c : node.Scalar()) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_value(const YAML::Node& node, std::size_t depth, std::string& out) {
  if (node.IsScalar() || node.IsNull()) {
    out += ' ';
    write_scalar(node, out);
    out += '\n';
  } else if (node.size() == 0) {
    out += node.IsMap() ? " {}\n" : " []\n";
  } else {
    out += '\n';
    write(node, depth + 1, out);
  }
}

void write(const YAML::Node& node, std::size_t depth, std::string& out) {
  for (const auto& entry : node) {
    indent(out, depth);
    if (node.IsMap()) {
      write_scalar(entry.first, out);
      out += ':';
      write_value(entry.second, depth, out);
    } else {
      out += '-';
      write_value(entry, depth, out);
    }
  }
}

YAML::Node find_rule(const YAML::Node& node, const std::string& id) {
  if (node.IsMap() && node["id"] && node["id"].Scalar() == id) return node;
  for (const auto& entry : node) {
    const YAML::Node& value = node.IsMap() ? entry.second : entry;
    if (!value.IsMap() && !value.IsSequence()) continue;
    if (YAML::Node found = find_rule(value, id); !found.IsNull()) return found;
  }
  return YAML::Node();
}

bool drop_from(YAML::Node node, const std::string& id) {
  for (std::size_t i = 0; node.IsSequence() && i < node.size(); ++i) {
    if (node[i].IsMap() && node[i]["id"] && node[i]["id"].Scalar() == id) return node.remove(i);
  }
  for (const auto& entry : node) {
    YAML::Node value = node.IsMap() ? entry.second : entry;
    if ((value.IsMap() || value.IsSequence()) && drop_from(value, id)) return true;
  }
  return false;
}

void collect_ids(const YAML::Node& node, std::vector<std::string>& ids) {
  if (node.IsMap() && node["id"]) ids.push_back(node["id"].Scalar());
  for (const auto& entry : node) {
    const YAML::Node& value = node.IsMap() ? entry.second : entry;
    if (value.IsMap() || value.IsSequence()) collect_ids(value, ids);
  }
}

}  // namespace

ShippedRules::ShippedRules() {
  for (const char* const name : {main_file, "zhengzhou-nissan/facts.yaml", "vehicle/facts.yaml", parts_file}) {
    files_.emplace_back(name, YAML::LoadFile(folder + name));
  }
}

YAML::Node& ShippedRules::file(std::string_view name) {
  for (auto& [known, node] : files_) {
    if (known == name) return node;
  }
  FAIL("no such file");
  return files_.front().second;
}

YAML::Node ShippedRules::rule(const std::string& id) {
  YAML::Node found = find_rule(main(), id);
  REQUIRE_MESSAGE(found.IsMap(), id);
  return found;
}

void ShippedRules::drop(const std::string& id) { REQUIRE_MESSAGE(drop_from(main(), id), id); }

std::vector<std::string> ShippedRules::ids(const std::string& section) {
  std::vector<std::string> ids;
  collect_ids(main()[section], ids);
  REQUIRE_FALSE(ids.empty());
  return ids;
}

std::vector<std::pair<std::string, std::string>> ShippedRules::texts() const {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& [name, node] : files_) {
    std::string text;
    write(node, 0, text);
    texts.emplace_back(name, text);
  }
  return texts;
}

Policy ShippedRules::policy() const {
  auto policy = load_policy(texts(), main_file);
  if (!policy) FAIL(render(policy.error()));
  return *std::move(policy);
}

Policy shipped_policy() {
  auto policy = load_policy(folder + "zhengzhou-nissan");
  if (!policy) FAIL(render(policy.error()));
  return *std::move(policy);
}

}  // namespace warrantor::test
