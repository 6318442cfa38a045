#pragma once

#include <optional>
#include <string>

#include <warrantor/adjudicate.hpp>

#include "base/fingerprint.hpp"
#include "expr/evaluate.hpp"
#include "policy/program.hpp"

namespace warrantor {

struct History::Data {
  base::FingerprintSet granted;
};

namespace engine {

/// The key under which a `once_per` rule notes what was granted; nothing where one of its facts is unknown.
[[nodiscard]] std::optional<std::string> once_per_key(const policy::Program& program, const policy::Rule& rule,
                                                      const expr::FactValues& facts);

/// Whether an earlier claim was granted the same: unknown where the key is and something was granted at all.
[[nodiscard]] Value was_granted(const policy::Program& program, const policy::Rule& rule, const expr::FactValues& facts,
                                const History& history);

}  // namespace engine
}  // namespace warrantor
