#pragma once

#include <optional>
#include <string_view>

#include "io/json_file.hpp"
#include "io/plain_json.hpp"
#include "io/plain_lane.hpp"

namespace warrantor::io {

/// The plain lane of JSON Lines: claims that PlainJson takes.
class JsonPlainLane final : public PlainLane {
 public:
  /// Whether any claim of the file could be taken: there are neither maps nor tables, and nothing is carried along.
  [[nodiscard]] static bool serves(const JsonFile& file);

  /// The file must outlive it.
  explicit JsonPlainLane(const JsonFile& file);

  bool read(const ClaimBlock& block, std::size_t index, engine::LineBlock& facts, PlainLines& lines) override;
  void finish_block() override;

 private:
  const JsonFile* file_;
  PlainJson json_;
  std::optional<std::string_view> usual_line_id_;  ///< what a blank stands for
};

}  // namespace warrantor::io
