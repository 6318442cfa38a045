#include "cli/interrupt.hpp"

#include <array>
#include <climits>
#include <csignal>
#include <cstring>

#include <unistd.h>

namespace warrantor::cli {

namespace {

// A handler can reach nothing but what is static.
using Path = std::array<char, PATH_MAX>;
std::array<Path, 4> unfinished_paths{};
volatile std::sig_atomic_t unfinished_count = 0;

extern "C" void remove_unfinished_and_die(int signal_number) {
  for (std::sig_atomic_t i = 0; i < unfinished_count; ++i) {
    ::unlink(unfinished_paths[static_cast<std::size_t>(i)].data());
  }
  std::signal(signal_number, SIG_DFL);
  ::raise(signal_number);
}

}  // namespace

void prepare_for_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU}) {
    // One that the caller has switched off (nohup) stays off.
    if (std::signal(number, remove_unfinished_and_die) == SIG_IGN) std::signal(number, SIG_IGN);
  }
}

HeldSignals::HeldSignals() {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before_);
}

HeldSignals::~HeldSignals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }

void remove_if_interrupted(const std::string& unfinished_path) {
  const auto place = static_cast<std::size_t>(unfinished_count);
  if (unfinished_path.empty() || place == unfinished_paths.size() || unfinished_path.size() >= PATH_MAX) return;
  std::memcpy(unfinished_paths[place].data(), unfinished_path.c_str(), unfinished_path.size() + 1);
  unfinished_count = static_cast<std::sig_atomic_t>(place + 1);
}

}  // namespace warrantor::cli
