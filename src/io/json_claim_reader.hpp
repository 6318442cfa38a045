#pragma once

#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "io/input_buffer.hpp"
#include "io/json_file.hpp"
#include "io/line_splitter.hpp"
#include "io/read_claim.hpp"
#include "io/reader_setup.hpp"

namespace warrantor::io {

/// Reads claims from JSON Lines: an object on each line is a claim. See JsonClaimParser for what is made of it. A key
/// that nothing declares is a warning, given once.
class JsonClaimReader final : public ClaimReader {
 public:
  JsonClaimReader(const ReaderSetup& setup, InputBuffer& buffer, std::string file);

  ReadStatus cut(ClaimBlock& block) override;
  [[nodiscard]] bool would_wait() const override { return splitter_.would_wait(); }
  [[nodiscard]] std::unique_ptr<ClaimParser> parser() const override;
  [[nodiscard]] std::unique_ptr<PlainLane> plain_lane() const override;
  void drop_repeated(ReadClaim& claim) override;
  void conclude() override;
  [[nodiscard]] const Fault& failure() const override { return failure_; }
  [[nodiscard]] const std::vector<Warning>& warnings() const override { return warnings_; }
  [[nodiscard]] Place place_of(const ReadClaim& claim, std::optional<std::size_t> line,
                               std::optional<FactId> fact) const override;
  [[nodiscard]] bool gives(FactId fact) const override { return file_.given.is_set(index_of(fact)); }

 private:
  InputBuffer* buffer_;
  LineSplitter splitter_;
  JsonFile file_;
  std::unordered_set<std::string> unknown_keys_;
  std::vector<Warning> warnings_;
  Fault failure_;
};

}  // namespace warrantor::io
