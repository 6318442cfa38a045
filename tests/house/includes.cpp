#include "house/includes.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace warrantor::house {
namespace {

struct Room {
  std::string_view name;
  int floor;  ///< a room includes from lower floors
};
constexpr std::array<Room, 11> rooms{{{"base", 0},
                                      {"model", 1},
                                      {"yaml", 2},
                                      {"expr", 2},
                                      {"rules", 3},
                                      {"policy", 4},
                                      {"engine", 5},
                                      {"io", 6},
                                      {"batch", 7},
                                      {"audit", 8},
                                      {"cli", 9}}};

/// Public headers whose room no .cpp file tells.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> header_rooms{{
    {"adjudicate.hpp", "engine"},
    {"expected.hpp", "base"},
    {"warrantor.hpp", "engine"},
}};

constexpr std::string_view public_folder = "include/warrantor/";

const Room* find_room(std::string_view name) {
  const auto* room = std::find_if(rooms.begin(), rooms.end(), [&](const Room& one) { return one.name == name; });
  return room == rooms.end() ? nullptr : room;
}

bool is_public(std::string_view path) { return path.starts_with(public_folder); }

/// A header of the standard library: no folder, no ending.
bool is_standard(const Include& include) {
  return !include.is_quoted && include.path.find_first_of("/.") == std::string::npos;
}

class Checker {
 public:
  explicit Checker(const std::vector<SourceFile>& files) {
    for (const auto& file : files) files_.emplace(file.path, &file);
  }

  std::vector<std::string> run() {
    for (const auto& [path, file] : files_) {
      const Room* room = room_of(path);
      if (room == nullptr) {
        faults_.push_back(path + ": stands in no room");
        continue;
      }
      for (const auto& include : file->text.includes) check(*file, *room, include);
    }
    for (const auto& [path, file] : files_) find_cycle(path);
    return std::move(faults_);
  }

 private:
  [[nodiscard]] const Room* room_of(const std::string& path) const {
    if (is_public(path)) return room_of_public(path.substr(public_folder.size()));
    const std::string below = path.substr(std::string_view("src/").size());
    return find_room(below.substr(0, below.find('/')));
  }

  [[nodiscard]] const Room* room_of_public(const std::string& header) const {
    for (const auto& [name, room] : header_rooms) {
      if (name == header) return find_room(room);
    }
    const std::string source = header.substr(0, header.rfind('.')) + ".cpp";
    for (const auto& room : rooms) {
      if (files_.contains("src/" + std::string(room.name) + "/" + source)) return &room;
    }
    return find_room("model");
  }

  /// The path of the file of ours that an include means; empty for one of another library.
  [[nodiscard]] static std::string target_of(const Include& include) {
    if (include.is_quoted) return "src/" + include.path;
    return include.path.starts_with("warrantor/") ? "include/" + include.path : std::string();
  }

  void check(const SourceFile& file, const Room& room, const Include& include) {
    const auto fault = [&](const std::string& what) {
      faults_.push_back(file.path + ":" + std::to_string(include.line) + ": " + include.path + " " + what);
    };
    const std::string target = target_of(include);
    if (is_public(file.path) && !is_standard(include) && !is_public(target)) {
      fault("is not for a public header");
    } else if (include.path.starts_with("yaml-cpp/") && room.name != "yaml") {
      fault("is for the yaml room only");
    } else if (include.path.starts_with("re2/") && file.path != "src/expr/text_matcher.cpp") {
      fault("is for src/expr/text_matcher.cpp only");
    } else if (!target.empty() && !files_.contains(target)) {
      fault("does not exist; includes are written \"room/file.hpp\" or <warrantor/file.hpp>");
    } else if (!target.empty()) {
      const Room* other = room_of(target);
      if (other == nullptr || other->floor > room.floor || (other->floor == room.floor && other->name != room.name)) {
        fault("is not of a room before " + std::string(room.name));
      }
    }
  }

  /// Follows the includes of a file that has not been seen; `trail_` holds the files on the way to it.
  void find_cycle(const std::string& path) {
    const auto on_trail = std::find(trail_.begin(), trail_.end(), path);
    if (on_trail != trail_.end()) {
      std::string cycle;
      for (auto step = on_trail; step != trail_.end(); ++step) cycle += *step + " -> ";
      faults_.push_back("a cycle of includes: " + cycle + path);
      return;
    }
    const auto file = files_.find(path);
    if (file == files_.end() || !followed_.insert(path).second) return;
    trail_.push_back(path);
    for (const auto& include : file->second->text.includes) find_cycle(target_of(include));
    trail_.pop_back();
  }

  std::map<std::string, const SourceFile*> files_;
  std::vector<std::string> faults_;
  std::vector<std::string> trail_;
  std::set<std::string> followed_;
};

}  // namespace

std::vector<std::string> include_faults(const std::vector<SourceFile>& files) { return Checker(files).run(); }

}  // namespace warrantor::house
