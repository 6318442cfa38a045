// What a command costs:
//
//     warrantor_bench_measure COMMAND [ARGUMENT…]
//
// Runs it with this program's standard input; its outputs go to the standard error here. Prints wall clock and
// processor time in microseconds and the peak of resident memory in KiB; exits as the command does. Linux.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <spawn.h>

#include <cstdio>

#include "timing.hpp"

namespace {

double microseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: warrantor_bench_measure COMMAND [ARGUMENT...]\n");
    return 2;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
  int status = 0;
  bool is_run = false;
  rusage used{};
  const double wall = warrantor::bench::nanoseconds([&] {
    pid_t child = 0;
    is_run = posix_spawnp(&child, argv[1], &actions, nullptr, argv + 1, environ) == 0 &&
             wait4(child, &status, 0, &used) == child;
  });
  posix_spawn_file_actions_destroy(&actions);
  if (!is_run) {
    std::perror(argv[1]);
    return 127;
  }
  std::printf("%.0f %.0f %ld\n", wall / 1e3, microseconds(used.ru_utime) + microseconds(used.ru_stime), used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
