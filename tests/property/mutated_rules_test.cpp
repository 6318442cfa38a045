#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include <warrantor/warrantor.hpp>

#include "support/json_claims.hpp"
#include "support/scale.hpp"

// The shipped rules with a few random mistakes in them: they are refused with a place, or taken and then decide claims.
// WARRANTOR_TEST_SCALE=1000 tries ten times as many.
namespace warrantor {
namespace {

using File = std::pair<std::string, std::string>;  // name and text

constexpr const char* main_file = "zhengzhou-nissan/rules.yaml";
constexpr unsigned longest_round = 60;  // seconds, so that it does under a sanitizer too

std::vector<File> read_rules() {
  std::vector<File> files;
  for (const char* name : {main_file, "zhengzhou-nissan/facts.yaml", "vehicle/facts.yaml", "vehicle/parts.yaml"}) {
    std::ifstream file(std::string(WARRANTOR_SOURCE_DIR "/rules/") + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    files.emplace_back(name, text.str());
  }
  return files;
}

using Parts = std::vector<std::string>;

Parts lines_of(const std::string& text) {
  Parts lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

bool is_word_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

// Words, runs of blanks, and every other character by itself.
Parts tokens_of(const std::string& line) {
  Parts tokens;
  char before = '\n';
  for (const char c : line) {
    const bool goes_on = !tokens.empty() && ((is_word_part(c) && is_word_part(before)) || (c == ' ' && before == ' '));
    if (goes_on) {
      tokens.back() += c;
    } else {
      tokens.emplace_back(1, c);
    }
    before = c;
  }
  return tokens;
}

std::string joined(const Parts& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

/// Makes mistakes; all that it draws comes from its seed.
class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  void mutate(std::vector<File>& files) {
    for (std::size_t left = 1 + below(2); left > 0; --left) {
      std::string& text = files[below(4) == 0 ? below(files.size()) : 0].second;
      Parts lines = lines_of(text);
      if (lines.empty()) continue;
      if (below(3) == 0) {
        mutate_parts(lines, lines[below(lines.size())]);
      } else {
        std::string& line = lines[below(lines.size())];
        Parts tokens = tokens_of(line);
        mutate_parts(tokens, odd_token(files));
        line = joined(tokens);
      }
      text = joined(lines);
    }
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void mutate_parts(Parts& parts, const std::string& other) {
    const std::size_t at = below(parts.size());
    const auto place = parts.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(5)) {
      case 0:
        parts.erase(place);
        break;
      case 1:
        parts.insert(place, std::string(parts[at]));
        break;
      case 2:
        std::swap(parts[at], parts[below(parts.size())]);
        break;
      case 3:
        parts.insert(place, std::string(other));
        break;
      default:
        parts[at] = std::string(other);
    }
  }

  // Half of them stand elsewhere in the rules, so that they mean something.
  std::string odd_token(const std::vector<File>& files) {
    static constexpr std::array<std::string_view, 44> odd{
        "null", "true", "-",    "[]",   "{}", "''",    "\"\"", "\"",   "'",     "[",    "]",
        "{",    "}",    ":",    ": ",   "#",  "&a ",   "*a",   "!!s ", "|",     ">",    "\t",
        "  ",   "\xff", "\r",   "0",    "-1", "1.5",   "@",    "?",    "not()", "1..2", "null",
        "~",    "<<: ", "else", "none", ", ", "10000", "in [", "--- ", "> 5",   "max(", "99999999999999999999"};
    if (below(2) == 0) return std::string(odd[below(odd.size())]);
    const Parts lines = lines_of(files[below(files.size())].second);
    if (lines.empty()) return "x";
    const Parts tokens = tokens_of(lines[below(lines.size())]);
    return tokens[below(tokens.size())];
  }

  std::mt19937 random_;
};

// Whether a span lies within its file; the place behind the end of a line, and of the file, belongs to it.
bool is_inside(const SourceSpan& span, const std::vector<File>& files) {
  for (const auto& [name, text] : files) {
    if (name != span.file || span.line == 0 || span.column == 0) continue;
    Parts lines = lines_of(text);
    lines.emplace_back();
    return span.line <= lines.size() && span.column + span.length <= lines[span.line - 1].size() + 2;
  }
  return false;
}

std::string fault_of(const Diagnostics& diagnostics, const std::vector<File>& files) {
  bool has_place = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    const bool inside = is_inside(diagnostic.span, files);
    if (diagnostic.span.line > 0 && !inside) return "outside of its file: " + render(diagnostic);
    has_place = has_place || (inside && diagnostic.severity == Severity::error);
  }
  if (!has_errors(diagnostics)) return "refused without an error: " + render(diagnostics);
  return has_place ? "" : "no error has a place: " + render(diagnostics);
}

// Claims whose facts may not all be declared any more.
void decide_claims(const Policy& policy, const Parts& claims, std::uint32_t first) {
  History history;
  for (std::uint32_t i = 0; i < 5; ++i) {
    base::JsonReader reader;
    const auto object = reader.read(claims[(first + i) % claims.size()]);
    REQUIRE(object.has_value());
    Claim claim = policy.new_claim();
    std::string left_out;
    test::fill_claim(*object, claim, left_out);
    const Decision decision = adjudicate(policy, claim, history);
    for (const Detail detail : {Detail::brief, Detail::full}) {
      CHECK(explain(policy, claim, history, "en", detail).find('\n') != std::string::npos);
    }
    history.note(policy, claim, decision);
  }
}

volatile ::sig_atomic_t present_seed = 0;

// doctest does not say in which round a program ended.
void say_round(int signal) {
  std::array<char, 40> text{"\nthe rules of the seed "};
  char* const begin = text.data() + std::string_view(text.data()).size();
  char* const end = std::to_chars(begin, text.data() + text.size() - 1, static_cast<std::int64_t>(present_seed)).ptr;
  *end = '\n';
  [[maybe_unused]] const auto written =
      ::write(STDERR_FILENO, text.data(), static_cast<std::size_t>(end + 1 - text.data()));
  ::raise(signal);
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = say_round;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
  for (const int signal : {SIGALRM, SIGABRT, SIGSEGV, SIGFPE}) ::sigaction(signal, &action, nullptr);
}

}  // namespace

TEST_CASE("rules with mistakes in them are refused with a place, or decide claims, and never crash or hang") {
  constexpr std::uint32_t seed = 20261122;
  MESSAGE("seed ", seed);
  const std::vector<File> sound = read_rules();
  const Parts claims = test::lines_of(WARRANTOR_SOURCE_DIR "/tests/conformance/zhengzhou-nissan/claims.jsonl");
  REQUIRE(!claims.empty());
  REQUIRE(load_policy(sound, main_file));
  watch_signals();
  int refused = 0;
  const int rounds = test::scaled(2000);
  for (int round = 0; round < rounds; ++round) {
    const std::uint32_t own_seed = seed + static_cast<std::uint32_t>(round);
    CAPTURE(own_seed);
    present_seed = static_cast<::sig_atomic_t>(own_seed);
    std::vector<File> files = sound;
    Mutator(own_seed).mutate(files);
    ::alarm(longest_round);
    const auto policy = load_policy(files, main_file);
    if (policy) {
      decide_claims(*policy, claims, own_seed);
    } else {
      ++refused;
      CHECK(fault_of(policy.error(), files) == "");
    }
    ::alarm(0);
  }
  MESSAGE("refused ", refused, " of ", rounds);
}

}  // namespace warrantor
