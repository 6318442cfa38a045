#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "batch/block.hpp"

namespace warrantor::batch {

/// What is done with each block, in three steps.
class BlockStages {
 public:
  BlockStages() = default;
  BlockStages(const BlockStages&) = delete;
  BlockStages& operator=(const BlockStages&) = delete;
  virtual ~BlockStages() = default;

  /// In one thread at a time, block after block. False: there are no more.
  virtual bool cut(Block& block) = 0;
  /// Whether cut() would wait for somebody to write; where cut() may be called.
  [[nodiscard]] virtual bool would_wait() { return false; }
  /// Whether cut() never waits for anybody, so that more may be cut before what was cut is done.
  [[nodiscard]] virtual bool waits_for_nobody() const { return false; }
  /// In several threads at once, in any order; each has a number from 0 and one block at a time.
  virtual void process(std::size_t thread, Block& block) = 0;
  /// In one thread at a time, in the order in which the blocks were cut. False: stop, and do no more with any.
  virtual bool finish(std::size_t thread, Block& block) = 0;
};

/// Takes blocks through the stages in a number of threads, of which the caller's is one. Each has a few blocks of its
/// own, so that their bytes stay near its processor, and no more are under way at any time. With one thread none is
/// started.
class Pipeline {
 public:
  Pipeline(BlockStages& stages, const Schema& schema) : stages_(&stages), schema_(&schema) {}

  /// To be called once. Fewer threads do where the system gives no more.
  void run(std::size_t threads);

 private:
  void run_alone();
  void work(std::size_t thread);
  template <class Condition>
  [[nodiscard]] std::unique_lock<std::mutex> lock_order_when(Condition condition);
  [[nodiscard]] Block* free_block(std::size_t thread);
  [[nodiscard]] Block* free_block_at_once(std::size_t thread);
  [[nodiscard]] Block* cut_one(std::size_t thread);
  [[nodiscard]] Block* cut_ahead(std::size_t thread);
  [[nodiscard]] bool cut(Block& block);
  [[nodiscard]] bool cut_next(Block& block);
  [[nodiscard]] bool are_all_finished();
  void hand_in(std::size_t thread, Block& block);

  BlockStages* stages_;
  const Schema* schema_;

  std::mutex input_;  ///< guards cut() and this:
  bool has_ended_ = false;

  std::mutex order_;               ///< guards what follows
  std::condition_variable freed_;  ///< a block that is finished
  std::vector<std::unique_ptr<Block>> blocks_;
  std::vector<std::vector<Block*>> free_;  ///< by the thread that they belong to
  std::vector<Block*> processed_;          ///< by the number of the block, as far as it differs; null: not yet
  std::size_t next_number_ = 0;            ///< of the block to be cut; guarded by input_
  std::size_t next_to_finish_ = 0;
  bool is_finishing_ = false;  ///< some thread is at it, and will look for more when it is done
  bool is_stopped_ = false;
};

}  // namespace warrantor::batch
