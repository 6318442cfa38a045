#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <warrantor/schema.hpp>

#include "engine/line_block.hpp"
#include "io/claim_block.hpp"

namespace warrantor::io {

/// What is known of the lines of an engine::LineBlock beside their facts. Views live as long as the ClaimBlock's.
struct PlainLines {
  struct Line {
    std::string_view claim_id;
    std::string_view line_id;
  };
  std::vector<Line> lines;
  std::vector<std::string_view> kept;  ///< line after line, a cell for each column that is carried along

  void clear() noexcept {
    lines.clear();
    kept.clear();
  }
};

/// The line_id of a line that states none; nothing where it has no default.
[[nodiscard]] std::optional<std::string_view> usual_line_id(const Schema& schema);

/// Reads claims that are written the plain way straight into columns of facts. What is read here a ClaimParser reads as
/// the same, with neither a fault nor a warning. For one thread at a time.
class PlainLane {
 public:
  PlainLane() = default;
  PlainLane(const PlainLane&) = delete;
  PlainLane& operator=(const PlainLane&) = delete;
  virtual ~PlainLane() = default;

  /// Adds the lines of a claim. False: it is not plain, or there is no room for it, and nothing is added.
  virtual bool read(const ClaimBlock& block, std::size_t index, engine::LineBlock& facts, PlainLines& lines) = 0;
  /// To be called when all claims of a block were offered that are.
  virtual void finish_block() {}
};

}  // namespace warrantor::io
