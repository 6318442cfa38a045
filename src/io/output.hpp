#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <warrantor/expected.hpp>

#include "io/gzip.hpp"

namespace warrantor::io {

/// Where results go. A file appears whole or not at all: it is written beside its place under another name,
/// and takes its place when it is finished. The standard output, pipes and devices are written directly.
/// What goes to a path that ends with `.gz` is compressed (see Packer). Writes are collected in blocks; the first that
/// fails is remembered and the rest are dropped. For one thread at a time.
class Output {
 public:
  /// `-` is the standard output. The error says why the file cannot be written, without its name.
  [[nodiscard]] static Expected<std::unique_ptr<Output>> open(const std::string& path);
  [[nodiscard]] static std::unique_ptr<Output> standard_output();
  [[nodiscard]] static std::unique_ptr<Output> standard_error();

  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();  ///< removes a file that is not finished

  void write(std::string_view text);
  /// Hands on what was collected.
  void flush();
  /// Hands on the rest and closes the file, which is then on the disk under its unfinished name: nothing but its place
  /// is left to be given. False where that or any write before failed.
  bool complete();
  /// Puts a complete file into its place. False where that or anything before failed.
  bool publish();
  /// Both: where a file does not have to wait for others.
  bool finish() { return complete() && publish(); }

  [[nodiscard]] const std::string& name() const noexcept { return name_; }  ///< for messages
  [[nodiscard]] const std::optional<Error>& failure() const noexcept { return failure_; }
  /// True where the reader at the other end of a pipe has stopped reading, which is no mistake of anyone.
  [[nodiscard]] bool has_lost_reader() const noexcept { return has_lost_reader_; }
  /// The name of the unfinished file; empty where it is written directly.
  [[nodiscard]] const std::string& unfinished_path() const noexcept { return unfinished_path_; }

 private:
  Output(int descriptor, bool is_owned, std::string name)
      : descriptor_(descriptor), is_owned_(is_owned), name_(std::move(name)) {}

  [[nodiscard]] static Expected<std::unique_ptr<Output>> open_as_is(const std::string& path);
  void write_out(std::string_view text);
  void start_storing();
  void finish_packing();
  void fail(int error_number);

  int descriptor_;
  bool is_owned_;
  std::string name_;
  std::string path_;
  std::string unfinished_path_;
  std::string collected_;
  std::int64_t written_ = 0;        ///< bytes
  std::int64_t storing_ = 0;        ///< of these, the ones that the disk was asked to take
  std::unique_ptr<Packer> packer_;  ///< null: nothing is compressed
  std::optional<Error> failure_;
  bool has_lost_reader_ = false;
};

}  // namespace warrantor::io
