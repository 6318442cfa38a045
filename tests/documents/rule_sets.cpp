#include "documents/rule_sets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "documents/markdown.hpp"

namespace warrantor::test {
namespace {

constexpr const char* piece_name = "fragment.yaml";

std::string key_of(const std::string& line) { return line.substr(0, line.find(':')); }

bool is_at_level(const std::string& line, std::size_t spaces) {
  return line.find_first_not_of(' ') == spaces && line[spaces] != '#' && line[spaces] != '-';
}

/// Goes through the lines of a rule set in block style, each with its section and its entry in it (`facts`, `  vin`).
template <class Visit>
void for_each_line(const std::string& text, Visit visit) {
  std::istringstream stream(text);
  std::string section;
  std::string entry;
  for (std::string line; std::getline(stream, line);) {
    if (is_at_level(line, 0)) {
      section = key_of(line);
      entry.clear();
    }
    if (is_at_level(line, 2)) entry = key_of(line);
    visit(line, section, entry);
  }
}

std::set<std::string> declared_by(const std::string& piece) {
  std::set<std::string> names;
  for_each_line(piece, [&](const std::string&, const std::string& section, const std::string& entry) {
    if (!entry.empty()) names.insert(section + entry);
  });
  return names;
}

}  // namespace

const std::string& rule_set_text(const std::string& name) {
  const auto& blocks = rules_readme().blocks;
  const auto found = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const Block& block) { return block.use == "rules" && block.name == name; });
  REQUIRE_MESSAGE(found != blocks.end(), "no rule set " << name);
  return found->text;
}

RuleFiles workshop_with(const std::string& piece) {
  const std::set<std::string> replaced = declared_by(piece);
  std::string main = std::string("include: [") + piece_name + "]\n";
  for_each_line(rule_set_text(workshop),
                [&](const std::string& line, const std::string& section, const std::string& entry) {
                  if (entry.empty() || !replaced.contains(section + entry)) main += line + '\n';
                });
  const std::string folder = std::string(workshop) + '/';
  return {{folder + "rules.yaml", main}, {folder + piece_name, piece}};
}

Expected<Policy, Diagnostics> load_workshop_with(const std::string& piece) {
  return load_policy(workshop_with(piece), std::string(workshop) + "/rules.yaml");
}

Policy sound_workshop_with(const std::string& piece, std::size_t line) {
  auto policy = load_workshop_with(piece);
  REQUIRE_MESSAGE(policy.has_value(), "rules/README.md:" << line << '\n'
                                                         << (policy ? std::string() : render(policy.error())));
  return *policy;
}

}  // namespace warrantor::test
