#include "io/line_splitter.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

using namespace warrantor::io;

namespace {

/// A pipe into which somebody has written a text, and writes no more for now.
class Written final : public ByteSource {
 public:
  explicit Written(std::string_view text) : text_(text) {}
  warrantor::Expected<std::size_t> read(std::span<char> space) override {
    std::copy(text_.begin(), text_.end(), space.begin());
    return std::exchange(text_, {}).size();
  }
  [[nodiscard]] bool would_wait() const noexcept override { return text_.empty(); }

 private:
  std::string_view text_;
};

// Whether a second line would have to be waited for, once the first is there.
bool waits_behind_first(std::string_view text) {
  Written source(text);
  InputBuffer buffer(source);
  LineSplitter lines(buffer);
  TextLine line;
  REQUIRE(lines.next(line) == ReadStatus::item);
  return lines.would_wait();
}

}  // namespace

TEST_CASE("a line has to be waited for where nothing but blank lines and a beginning is there") {
  CHECK(waits_behind_first("{}\n"));
  CHECK(waits_behind_first("{}\n\n"));
  CHECK(waits_behind_first("{}\n  \n\r\n"));
  CHECK(waits_behind_first("{}\n{\"a\""));
  CHECK(waits_behind_first("{}\n\n{\"a\""));
  CHECK_FALSE(waits_behind_first("{}\n{}\n"));
  CHECK_FALSE(waits_behind_first("{}\n\n{}\n{"));
}
