#include "cli/output_files.hpp"

#include <array>
#include <filesystem>
#include <system_error>
#include <vector>

#include <sys/stat.h>

#include "base/text.hpp"
#include "cli/console.hpp"
#include "cli/interrupt.hpp"

namespace warrantor::cli {

namespace fs = std::filesystem;

namespace {

struct NamedFile {
  std::string option;
  std::string path;
};

fs::path place_of(const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  const fs::path place = fs::weakly_canonical(absolute, error);
  return error ? absolute.lexically_normal() : place;
}

std::vector<NamedFile> outputs_of(const Options& options) {
  constexpr std::string_view standard_output = "/dev/stdout";
  std::vector<NamedFile> outputs;
  for (const char* const name : {"output", "rejects", "summary"}) {
    const std::string path = options.text(name);
    if (!path.empty() && path != "-") outputs.push_back({"--" + std::string(name), path});
  }
  // The shell may have led it into a file.
  const std::string decisions = options.text("output");
  if (decisions.empty() || decisions == "-") outputs.push_back({"the standard output", std::string(standard_output)});
  return outputs;
}

bool makes_file(const std::string& path) {
  struct stat status {};
  return path != "-" && (::stat(path.c_str(), &status) != 0 || S_ISREG(status.st_mode));
}

std::string readable_path(const std::string& path) { return path == "-" ? "/dev/stdin" : path; }

}  // namespace

bool leads_to_same_file(const std::string& left, const std::string& right) {
  struct stat left_status {};
  struct stat right_status {};
  const bool left_exists = ::stat(left.c_str(), &left_status) == 0;
  const bool right_exists = ::stat(right.c_str(), &right_status) == 0;
  if (left_exists != right_exists) return false;
  if (!left_exists) return place_of(left) == place_of(right);
  return S_ISREG(left_status.st_mode) && left_status.st_dev == right_status.st_dev &&
         left_status.st_ino == right_status.st_ino;
}

std::optional<std::string> check_output_files(const Options& options, const batch::Inputs& inputs) {
  const std::vector<NamedFile> outputs = outputs_of(options);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      if (!leads_to_same_file(outputs[earlier].path, outputs[i].path)) continue;
      return base::quote(outputs[earlier].path) + " cannot take two outputs: " + outputs[earlier].option + " and " +
             outputs[i].option + " lead to it";
    }
    const std::string replaces = outputs[i].option + " " + base::quote(outputs[i].path) + " would replace ";
    for (const std::string& claims : inputs.claims) {
      if (leads_to_same_file(readable_path(claims), outputs[i].path)) return replaces + "a file of claims";
    }
    for (const std::string& claims : inputs.history) {
      if (leads_to_same_file(readable_path(claims), outputs[i].path)) return replaces + "a file of earlier claims";
    }
    for (const batch::TableInput& table : inputs.tables) {
      if (leads_to_same_file(readable_path(table.path), outputs[i].path)) return replaces + "the file of a table";
    }
    if (inputs.columns && leads_to_same_file(readable_path(inputs.columns->file), outputs[i].path)) {
      return replaces + "the column map";
    }
  }
  return std::nullopt;
}

std::unique_ptr<io::Output> open_output(const std::string& path) {
  // No signal may come between a file and the note that it is to be removed. Opening a pipe can last, and needs none.
  std::optional<HeldSignals> held;
  if (makes_file(path)) held.emplace();
  auto output = io::Output::open(path);
  if (!output) {
    say("error: " + path + ": cannot be written: " + output.error().message + '\n');
    return nullptr;
  }
  remove_if_interrupted((*output)->unfinished_path());
  return *std::move(output);
}

namespace {

bool say_failure(const io::Output& output) {
  if (!output.has_lost_reader()) {
    say("error: " + output.name() + ": cannot be written: " + output.failure()->message + '\n');
  }
  return false;
}

}  // namespace

bool finish(io::Output& output) { return finish_together({&output}); }

bool finish_together(const std::vector<io::Output*>& outputs) {
  bool are_complete = true;
  for (io::Output* const output : outputs) {
    if (output != nullptr && !output->complete()) are_complete = say_failure(*output);
  }
  if (!are_complete) return false;
  const HeldSignals held;
  for (io::Output* const output : outputs) {
    if (output != nullptr && !output->publish()) are_complete = say_failure(*output);
  }
  return are_complete;
}

bool write_file(const std::string& path, std::string_view text) {
  const auto output = open_output(path);
  if (!output) return false;
  output->write(text);
  return finish(*output);
}

}  // namespace warrantor::cli
