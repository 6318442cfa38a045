#pragma once

#include <csignal>
#include <string>

namespace warrantor::cli {

/// To be called once, at the beginning: a reader that goes away and a file that grows too large become errors of the
/// write, and a signal that ends the program first removes the files that are remembered.
void prepare_for_signals();

/// Remembers an unfinished file (empty: none), to be removed where a signal ends the program. At most four.
void remove_if_interrupted(const std::string& unfinished_path);

/// While it lives, no signal that can be held back ends the program; those that come wait until then.
class HeldSignals {
 public:
  HeldSignals();
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals();

 private:
  sigset_t before_{};
};

}  // namespace warrantor::cli
