#include "batch/pipeline.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <doctest/doctest.h>

#include "made_up_policy.hpp"

using namespace warrantor;
using namespace warrantor::batch;

namespace {

/// Numbers blocks as they are cut, by the bytes that were read, and notes in which order they are finished.
class Counting : public BlockStages {
 public:
  explicit Counting(std::size_t blocks) : blocks_(blocks) {}

  bool cut(Block& block) override {
    if (cut_ == blocks_) return false;
    most_ahead = std::max(most_ahead, cut_ - begun_);
    block.portion.bytes_read = cut_++;
    return true;
  }
  // Some take long, so that those behind them are done before.
  void process(std::size_t /*thread*/, Block& block) override {
    ++begun_;
    if (block.portion.bytes_read % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    block.text = std::to_string(block.portion.bytes_read);
  }
  bool finish(std::size_t /*thread*/, Block& block) override {
    finished += block.text + ' ';
    return ++finished_ != stops_after;
  }

  [[nodiscard]] bool waits_for_nobody() const override { return is_of_files; }

  std::string finished;
  std::size_t stops_after = 0;
  bool is_of_files = false;
  std::size_t most_ahead = 0;  ///< blocks that were cut and not begun when another was cut

 protected:
  std::size_t cut_ = 0;
  std::atomic<std::size_t> finished_ = 0;
  std::atomic<std::size_t> begun_ = 0;

 private:
  std::size_t blocks_;
};

std::string numbers_to(std::size_t end) {
  std::string numbers;
  for (std::size_t i = 0; i < end; ++i) numbers += std::to_string(i) + ' ';
  return numbers;
}

void run(BlockStages& stages, std::size_t threads) {
  static const Policy policy = batch::test::made_up_policy();
  Pipeline(stages, policy.schema()).run(threads);
}

}  // namespace

TEST_CASE("blocks are finished in the order in which they were cut, each once") {
  for (const bool is_of_files : {false, true}) {
    for (const std::size_t threads : {1U, 2U, 5U}) {
      Counting stages(200);
      stages.is_of_files = is_of_files;
      run(stages, threads);
      CHECK(stages.finished == numbers_to(200));
    }
  }
}

TEST_CASE("a thread cuts a block ahead only where nobody may be waiting for the one before") {
  Counting of_pipes(200);
  run(of_pipes, 2);
  CHECK(of_pipes.most_ahead <= 1);  // the other thread's
  Counting of_files(200);
  of_files.is_of_files = true;
  run(of_files, 2);
  CHECK(of_files.most_ahead >= 1);
}

TEST_CASE("none is finished behind one that says stop") {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    for (const bool is_of_files : {false, true}) {
      Counting stages(200);
      stages.is_of_files = is_of_files;
      stages.stops_after = 50;
      run(stages, threads);
      CHECK(stages.finished == numbers_to(50));
    }
  }
}

TEST_CASE("all that was cut is finished before more is waited for") {
  class Waiting final : public Counting {
   public:
    Waiting() : Counting(200) {}
    bool would_wait() override { return cut_ % 3 == 0; }
    bool cut(Block& block) override {
      if (would_wait() && finished_ != cut_) ++too_early;
      return Counting::cut(block);
    }
    std::size_t too_early = 0;
  };
  for (const std::size_t threads : {1U, 2U, 5U}) {
    Waiting stages;
    run(stages, threads);
    CHECK(stages.finished == numbers_to(200));
    CHECK(stages.too_early == 0);
  }
}
