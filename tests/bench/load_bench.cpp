// How long a rule set takes to load, as a ratio to what yaml-cpp alone takes to read the same files, in one run:
//
//     warrantor_bench_load rules/zhengzhou-nissan rules/zhengzhou-nissan/rules.yaml rules/vehicle/facts.yaml …
//
// The first argument is the rule set, the others are the files that it consists of.

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <warrantor/policy.hpp>

namespace {

constexpr int rounds = 41;

template <class Work>
double milliseconds(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + rounds / 2, values.end());
  return values[rounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: warrantor_bench_load RULES FILE…\n");
    return 2;
  }
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (int i = 2; i < argc; ++i) {
    std::ostringstream text;
    text << std::ifstream(argv[i]).rdbuf();
    texts.push_back(text.str());
    bytes += texts.back().size();
  }
  std::vector<double> loads;
  std::vector<double> reads;
  for (int round = 0; round < rounds; ++round) {
    reads.push_back(milliseconds([&] {
      for (const std::string& text : texts) (void)YAML::Load(text);
    }));
    loads.push_back(milliseconds([&] {
      const auto policy = warrantor::load_policy(argv[1]);
      if (!policy) std::fputs(warrantor::render(policy.error()).c_str(), stderr);
    }));
  }
  std::printf("%zu bytes; yaml-cpp alone %.2f ms, load_policy %.2f ms, ratio %.2f (medians of %d, in turn)\n", bytes,
              median(reads), median(loads), median(loads) / median(reads), rounds);
  return 0;
}
