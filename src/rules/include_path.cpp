#include "rules/include_path.hpp"

#include <vector>

#include "base/text.hpp"

namespace warrantor::rules {
namespace {

bool is_absolute(std::string_view path) noexcept {
  const bool has_drive = path.size() > 1 && path[1] == ':';
  return path.front() == '/' || has_drive;
}

}  // namespace

Expected<std::string> resolve_include(std::string_view including_file, std::string_view path) {
  if (path.empty()) return Error{"an empty path"};
  if (path.find('\\') != std::string_view::npos) {
    return Error{"the path " + base::quote(path) + " has a backslash: write / between folders"};
  }
  if (is_absolute(path)) return Error{"the path " + base::quote(path) + " is absolute: write it from this file on"};
  std::vector<std::string_view> parts = base::split(including_file, '/');
  parts.pop_back();
  bool names_file = false;
  for (const std::string_view part : base::split(path, '/')) {
    names_file = !part.empty() && part != "." && part != "..";
    if (names_file) {
      parts.push_back(part);
    } else if (part == "..") {
      if (parts.empty()) {
        return Error{"the path " + base::quote(path) + " leaves the folder that holds the rule sets"};
      }
      parts.pop_back();
    }
  }
  if (!names_file) return Error{"the path " + base::quote(path) + " names no file"};
  return base::join(parts, "/");
}

}  // namespace warrantor::rules
