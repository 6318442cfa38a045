#include "batch/pipeline.hpp"

#include <system_error>
#include <thread>

namespace warrantor::batch {

namespace {

constexpr std::size_t blocks_a_thread = 3;  // one at work, others waiting for their turn

}  // namespace

void Pipeline::run(std::size_t threads) {
  if (threads <= 1) return run_alone();
  for (std::size_t i = 0; i < threads * blocks_a_thread; ++i) {
    blocks_.push_back(std::make_unique<Block>(*schema_));
    free_.push_back(blocks_.back().get());
  }
  processed_.resize(blocks_.size());
  std::vector<std::thread> others;
  try {
    for (std::size_t thread = 1; thread < threads; ++thread) others.emplace_back([this, thread] { work(thread); });
  } catch (const std::system_error&) {
    // Those that there are do the work.
  }
  work(0);
  for (std::thread& other : others) other.join();
}

void Pipeline::run_alone() {
  Block block(*schema_);
  while (stages_->cut(block)) {
    stages_->process(0, block);
    if (!stages_->finish(0, block)) return;
  }
}

void Pipeline::work(std::size_t thread) {
  while (Block* const block = take()) {
    stages_->process(thread, *block);
    hand_in(thread, *block);
  }
}

// Waits with the input locked, since the next block cannot be cut before there is one to take it.
Block* Pipeline::take() {
  const std::lock_guard input(input_);
  // Whether there is somebody to read what was decided must be known before waiting for somebody to write more.
  if (!has_ended_ && stages_->would_wait()) wait_for_all_finished();
  Block* const block = has_ended_ ? nullptr : free_block();
  if (block == nullptr) return nullptr;
  if (!stages_->cut(*block)) {
    has_ended_ = true;
    return nullptr;
  }
  block->number = next_number_++;
  return block;
}

void Pipeline::wait_for_all_finished() {
  std::unique_lock order(order_);
  freed_.wait(order, [this] { return is_stopped_ || next_to_finish_ == next_number_; });
}

Block* Pipeline::free_block() {
  std::unique_lock order(order_);
  freed_.wait(order, [this] { return is_stopped_ || !free_.empty(); });
  if (is_stopped_) return nullptr;
  Block* const block = free_.back();
  free_.pop_back();
  return block;
}

// Whoever hands in the block whose turn it is finishes it, and those behind it that wait for nothing else.
void Pipeline::hand_in(std::size_t thread, Block& block) {
  std::unique_lock order(order_);
  processed_[block.number % processed_.size()] = &block;
  if (is_finishing_) return;
  is_finishing_ = true;
  while (Block* const first = processed_[next_to_finish_ % processed_.size()]) {
    processed_[next_to_finish_ % processed_.size()] = nullptr;
    if (!is_stopped_) {
      order.unlock();
      const bool goes_on = stages_->finish(thread, *first);
      order.lock();
      is_stopped_ = !goes_on;
    }
    ++next_to_finish_;
    free_.push_back(first);
    freed_.notify_one();
  }
  is_finishing_ = false;
}

}  // namespace warrantor::batch
