#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <warrantor/claim.hpp>

#include "base/json_reader.hpp"

namespace warrantor::test {

inline std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

inline std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Everything that could not be set is appended to `faults`, so that a test can ask for there being none.
inline void fill_claim(const base::JsonValue& object, Claim& claim, std::string& faults) {
  const Schema& schema = claim.schema();
  const auto take = [&](const Expected<Value, ValueFault>& result, std::string_view key) {
    if (!result) faults += std::string(key) + ": " + result.error().message + "; ";
  };
  for (const base::JsonValue value : object) {
    const std::string_view key = value.key();
    if (key == "lines") {
      for (const base::JsonValue line : value) {
        const auto index = claim.add_line();
        for (const base::JsonValue member : line) take(claim.set(index, member.key(), member.text()), member.key());
      }
    } else if (const auto table = schema.find_table(key); table && value.is_array()) {
      claim.state_table(*table);
      for (const base::JsonValue record : value) {
        const auto row = claim.add_record(*table);
        for (const base::JsonValue member : record) {
          const auto field = schema.find_field(*table, member.key());
          if (!field) {
            faults += std::string(member.key()) + " is no field; ";
            continue;
          }
          const auto parsed = parse_value(schema, schema.fact(*field), member.text(), claim.texts());
          take(parsed, member.key());
          if (parsed) claim.set(*table, row, *field, *parsed);
        }
      }
    } else if (schema.find_value_list(key) != nullptr) {
      for (const base::JsonValue member : value) {
        const std::string fact = std::string(key) + "." + std::string(member.text());
        take(claim.set(fact, "true"), fact);
      }
    } else {
      take(claim.set(key, value.text()), key);
    }
  }
}

}  // namespace warrantor::test
