#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "batch/block.hpp"
#include "batch/check.hpp"
#include "engine/block_decider.hpp"
#include "engine/case_memory.hpp"
#include "engine/line_block.hpp"
#include "io/plain_lane.hpp"
#include "io/read_claim.hpp"

namespace warrantor::batch {

/// Reads, decides and writes the claims of blocks. Claims that are written plainly and decided like many others take
/// the plain lane, line beside line; the others are read into a claim of the library, and decided and written one by
/// one. What comes of a block hangs on nothing but the block: it does not matter which worker takes it. For one thread
/// at a time.
class BlockWorker {
 public:
  /// The run must outlive it.
  explicit BlockWorker(const CheckRun& run);

  void process(Block& block);

 private:
  void use(const std::shared_ptr<InputFile>& file);
  void read_plainly(const Block& block);
  bool write_plainly(Block& block, std::size_t claim);
  void take_slowly(Block& block, std::size_t claim);
  [[nodiscard]] PutOff& next_put_off(Block& block) const;

  const CheckRun* run_;
  std::unique_ptr<io::DecisionWriter> writer_;  ///< null: decisions are written in order, by the run's own
  std::shared_ptr<InputFile> file_;             ///< that these are made for
  std::unique_ptr<io::ClaimParser> parser_;
  std::unique_ptr<io::PlainLane> lane_;  ///< null: none of its claims takes the plain lane

  IdKeys id_keys_;
  const History no_history_;  ///< claims that hang on earlier ones are decided in order
  engine::CaseMemory memory_;
  std::optional<engine::BlockDecider> decider_;
  std::optional<engine::LineBlock> facts_;
  io::PlainLines lines_;
  std::vector<std::size_t> first_lines_;  ///< of each claim of the block, and the end; two that are equal: not plain
};

}  // namespace warrantor::batch
