#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "rules/load.hpp"
#include "yaml/document.hpp"

namespace warrantor::rules {
namespace {

namespace fs = std::filesystem;

constexpr const char* main_file_name = "rules.yaml";

std::string describe(const std::error_code& code) {
  if (code == std::errc::no_such_file_or_directory || code == std::errc::not_a_directory) {
    return "there is no such file or folder";
  }
  if (code == std::errc::permission_denied) return "it may not be read";
  if (code == std::errc::too_many_symbolic_link_levels) return "its symbolic links go round in a circle";
  return code.message();
}

Error unreadable(const std::string& name, const std::string& reason) {
  return Error{"cannot read " + base::quote(name) + ": " + reason};
}

bool is_below(const fs::path& file, const fs::path& root) {
  auto part = file.begin();
  for (const fs::path& root_part : root) {
    if (root_part.empty()) continue;  // after a slash at the end
    if (part == file.end() || *part != root_part) return false;
    ++part;
  }
  return true;
}

Expected<std::string> read_regular_file(const std::string& name, const fs::path& file) {
  std::error_code code;
  const fs::file_status status = fs::status(file, code);
  if (code) return unreadable(name, describe(code));
  if (fs::is_directory(status)) return unreadable(name, "it is a folder");
  if (!fs::is_regular_file(status)) return unreadable(name, "it is not a file");
  const std::uintmax_t size = fs::file_size(file, code);
  if (code) return unreadable(name, describe(code));
  if (size > yaml::largest_file) return unreadable(name, "it is larger than 16 MiB");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable(name, "it may not be read");
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return unreadable(name, "reading failed");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

Expected<std::string> read_file_below(const fs::path& root, const std::string& name) {
  std::error_code code;
  const fs::path real_root = fs::canonical(root, code);
  if (code) return unreadable(root.string(), describe(code));
  const fs::path file = fs::canonical(real_root / name, code);
  if (code) return unreadable(name, describe(code));
  if (!is_below(file, real_root)) {
    return unreadable(name, "it lies outside the folder that holds the rule sets");
  }
  return read_regular_file(name, file);
}

}  // namespace

Expected<RuleSetLocation> locate_rule_set(const std::string& path) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status)) return unreadable(path, code ? describe(code) : "there is no such file or folder");
  const fs::path given(path);
  const bool is_folder = fs::is_directory(status);
  const fs::path file_name = is_folder ? fs::path(main_file_name) : given.filename();
  const fs::path folder = fs::canonical(is_folder ? given : given.parent_path() / ".", code);
  if (code) return unreadable(path, describe(code));
  if (is_folder && !fs::exists(folder / file_name, code)) {
    return Error{"there is no " + std::string(main_file_name) + " in " + base::quote(path)};
  }
  const fs::path below_root = folder.filename() / file_name;
  return RuleSetLocation{folder.parent_path().string(), below_root.generic_string()};
}

ReadFile read_below(std::string root) {
  return [root = std::move(root)](const std::string& path) { return read_file_below(root, path); };
}

std::vector<std::string> list_below(const std::string& root, const std::string& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator entry(fs::path(root) / folder, code), end; !code && entry != end; entry.increment(code)) {
    std::error_code unknown;
    if (entry->is_regular_file(unknown)) names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string shown_before(const std::string& path, const RuleSetLocation& location) {
  fs::path folder(path);
  if (!folder.has_filename()) folder = folder.parent_path();  // a slash at the end
  if (folder.extension() == ".yaml") folder = folder.parent_path();
  const auto name = folder.filename();
  const bool is_plain = !name.empty() && name != "." && name != "..";
  const std::string root = is_plain ? folder.parent_path().string() : location.root;
  return root.empty() || root == "/" ? root : root + "/";
}

}  // namespace warrantor::rules
