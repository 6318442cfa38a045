#include "batch/pipeline.hpp"

#include <system_error>
#include <thread>
#include <utility>

namespace warrantor::batch {

namespace {

constexpr std::size_t blocks_a_thread = 4;  // one at work, one cut ahead, others waiting for their turn

// What a thread waits for is mostly there sooner than it would fall asleep and be woken: it asks for a while before.
constexpr std::size_t times_to_ask = 200;

std::unique_lock<std::mutex> lock_soon(std::mutex& mutex) {
  std::unique_lock lock(mutex, std::defer_lock);
  for (std::size_t i = 0; i < times_to_ask; ++i) {
    if (lock.try_lock()) return lock;
    std::this_thread::yield();
  }
  lock.lock();
  return lock;
}

}  // namespace

void Pipeline::run(std::size_t threads) {
  if (threads <= 1) return run_alone();
  free_.resize(threads);
  for (std::size_t i = 0; i < threads * blocks_a_thread; ++i) {
    blocks_.push_back(std::make_unique<Block>(*schema_));
    Block& block = *blocks_.back();
    block.owner = i / blocks_a_thread;
    free_[block.owner].push_back(&block);
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

// A thread that has cut a block ahead need not wait where another one is cutting.
void Pipeline::work(std::size_t thread) {
  Block* ahead = nullptr;
  while (true) {
    Block* block = std::exchange(ahead, nullptr);
    if (block == nullptr) block = cut_one(thread);
    if (block == nullptr) return;
    ahead = cut_ahead(thread);
    stages_->process(thread, *block);
    hand_in(thread, *block);
  }
}

Block* Pipeline::cut_one(std::size_t thread) {
  Block* const block = free_block(thread);
  return block != nullptr && cut(*block) ? block : nullptr;
}

// Null where that would mean to wait for another thread, or could mean to wait for somebody who reads what was decided.
Block* Pipeline::cut_ahead(std::size_t thread) {
  if (!stages_->waits_for_nobody()) return nullptr;
  const std::unique_lock input(input_, std::try_to_lock);
  if (!input || has_ended_) return nullptr;
  Block* const block = free_block_at_once(thread);
  return block != nullptr && cut_next(*block) ? block : nullptr;
}

Block* Pipeline::free_block_at_once(std::size_t thread) {
  const auto order = lock_soon(order_);
  std::vector<Block*>& free = free_[thread];
  if (is_stopped_ || free.empty()) return nullptr;
  Block* const block = free.back();
  free.pop_back();
  return block;
}

template <class Condition>
std::unique_lock<std::mutex> Pipeline::lock_order_when(Condition condition) {
  std::unique_lock order = lock_soon(order_);
  for (std::size_t i = 0; i < times_to_ask && !condition(); ++i) {
    order.unlock();
    std::this_thread::yield();
    order = lock_soon(order_);
  }
  freed_.wait(order, condition);
  return order;
}

Block* Pipeline::free_block(std::size_t thread) {
  std::vector<Block*>& free = free_[thread];
  const auto order = lock_order_when([&] { return is_stopped_ || !free.empty(); });
  if (is_stopped_) return nullptr;
  Block* const block = free.back();
  free.pop_back();
  return block;
}

bool Pipeline::cut(Block& block) {
  const auto input = lock_soon(input_);
  if (has_ended_) return false;
  // Whether there is somebody to read what was decided must be known before waiting for somebody to write more.
  const bool goes_on = !stages_->would_wait() || are_all_finished();
  if (goes_on) return cut_next(block);
  has_ended_ = true;
  return false;
}

// For whoever holds the input.
bool Pipeline::cut_next(Block& block) {
  has_ended_ = !stages_->cut(block);
  if (!has_ended_) block.number = next_number_++;
  return !has_ended_;
}

// Waits until they are; false where there is no more to do.
bool Pipeline::are_all_finished() {
  const auto order = lock_order_when([&] { return is_stopped_ || next_to_finish_ == next_number_; });
  return !is_stopped_;
}

// Whoever hands in the block whose turn it is finishes it, and those behind it that wait for nothing else.
void Pipeline::hand_in(std::size_t thread, Block& block) {
  std::unique_lock order = lock_soon(order_);
  processed_[block.number % processed_.size()] = &block;
  if (is_finishing_) return;
  is_finishing_ = true;
  while (Block* const first = processed_[next_to_finish_ % processed_.size()]) {
    processed_[next_to_finish_ % processed_.size()] = nullptr;
    if (!is_stopped_) {
      order.unlock();
      const bool goes_on = stages_->finish(thread, *first);
      order = lock_soon(order_);
      is_stopped_ = !goes_on;
    }
    ++next_to_finish_;
    free_[first->owner].push_back(first);
    freed_.notify_all();
  }
  is_finishing_ = false;
}

}  // namespace warrantor::batch
