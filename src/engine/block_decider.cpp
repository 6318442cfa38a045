#include "engine/block_decider.hpp"

namespace warrantor::engine {

struct BlockDecider::State {
  std::vector<FactId> facts;
};

BlockDecider::BlockDecider(const Policy&) : state_(std::make_unique<State>()) {}
BlockDecider::~BlockDecider() = default;
BlockDecider::BlockDecider(BlockDecider&&) noexcept = default;
BlockDecider& BlockDecider::operator=(BlockDecider&&) noexcept = default;

const std::vector<FactId>& BlockDecider::facts() const noexcept { return state_->facts; }
void BlockDecider::decide(const LineBlock&) {}
const Ruling* BlockDecider::ruling(std::size_t) const noexcept { return nullptr; }
std::span<const std::int64_t> BlockDecider::pays(std::size_t) const noexcept { return {}; }
std::int64_t BlockDecider::open(std::size_t) const noexcept { return 0; }
std::int64_t BlockDecider::total(std::size_t) const noexcept { return 0; }
Value BlockDecider::last(std::size_t, std::size_t) { return Value::unknown(); }

}  // namespace warrantor::engine
