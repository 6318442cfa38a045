#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.hpp"
#include "io/reject_writer.hpp"

namespace warrantor::io {

/// Rejected claims as JSON Lines: each object as it stood, then the members that say what is wrong. A line that is no
/// object stands in `reject_text` as it was (bytes that are no UTF-8 as U+FFFD, one of more than 64 MiB not at all).
class JsonRejectWriter final : public RejectWriter {
 public:
  void begin(const std::vector<Columns>&, bool, std::string&) override {}
  void add(const ReadClaim& claim, const Columns* columns, std::string_view file, std::string& out) override;

 private:
  base::JsonReader json_;
};

}  // namespace warrantor::io
