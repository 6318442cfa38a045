#include "io/gzip.hpp"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "io/open_text.hpp"
#include "made_up_schema.hpp"

using namespace warrantor;
using namespace warrantor::io;
using namespace warrantor::io::test;

namespace {

// Without zlib there is nothing to test but that it is said.
bool has_zlib() { return Packer::make().has_value(); }

std::string packed(std::string_view text) {
  auto packer = Packer::make();
  REQUIRE(packer);
  std::string out;
  (*packer)->add(text.substr(0, text.size() / 2), out);
  (*packer)->add(text.substr(text.size() / 2), out);
  (*packer)->finish(out);
  return out;
}

struct Unpacking {
  std::string text;
  std::string error;
};

Unpacking unpack(std::string bytes, std::size_t piece = 4096, std::size_t space = 1000) {
  auto source = as_text(source_of(std::move(bytes), piece), Encoding::found_out);
  if (!source) return {"", source.error().message};
  Unpacking result;
  std::string room(space, '\0');
  for (;;) {
    const auto count = (*source)->read(room);
    if (!count) return {result.text, count.error().message};
    if (*count == 0) return result;
    result.text += room.substr(0, *count);
  }
}

std::string some_text(std::size_t size) {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < size) text += "row " + std::to_string(random()) + '\n';
  return text;
}

}  // namespace

TEST_CASE("without zlib a compressed file is refused with the reason") {
  if (has_zlib()) return;
  CHECK(unpack("\x1f\x8b\x08").error == "it is compressed, and this program was built without zlib; unpack it first");
}

TEST_CASE("what was packed is unpacked, member after member, wherever reading is cut") {
  if (!has_zlib()) return;
  const std::string text = some_text(300'000);
  const std::string bytes = packed(text);
  CHECK(bytes.size() < text.size());
  CHECK(unpack(bytes).text == text);
  CHECK(unpack(bytes + packed("") + packed("tail\n")).text == text + "tail\n");
  CHECK(unpack(bytes + std::string(512, '\0')).text == text);
  for (std::size_t piece = 1; piece < 4; ++piece)
    CHECK(unpack(packed("a\nb\n") + packed("c"), piece, 16).text == "a\nb\nc");
  CHECK(unpack(packed("")).text.empty());
  CHECK(unpack("plain\n").text == "plain\n");
  CHECK(unpack("\x1f").text == "\x1f");
}

TEST_CASE("to read on is to wait only when all that was packed up to now has been handed out") {
  if (!has_zlib()) return;
  /// Hands out what is written to it meanwhile, as a pipe does.
  class Pipe final : public ByteSource {
   public:
    explicit Pipe(std::string& bytes) : bytes_(bytes) {}
    Expected<std::size_t> read(std::span<char> space) override {
      if (bytes_.empty()) FAIL("read where there is nothing");
      const std::size_t count = std::min(space.size(), bytes_.size());
      std::copy_n(bytes_.data(), count, space.data());
      bytes_.erase(0, count);
      return count;
    }
    [[nodiscard]] bool would_wait() const noexcept override { return bytes_.empty(); }

   private:
    std::string& bytes_;
  };
  std::string pipe;
  auto source = unpacked(std::make_unique<Pipe>(pipe));
  REQUIRE(source);
  CHECK((*source)->would_wait());
  const std::string zeros(500'000, '0');  // packed into so few bytes that zlib has taken them all long before
  for (const std::string& text : {std::string("row 1\n"), zeros, some_text(100'000), zeros}) {
    pipe = packed(text);
    std::string out;
    std::string space(1000, ' ');
    while (!(*source)->would_wait()) out += space.substr(0, *(*source)->read(space));
    CHECK(out == text);
  }
}

TEST_CASE("the same text is packed into the same bytes") {
  if (!has_zlib()) return;
  const std::string bytes = packed("text");
  CHECK(bytes == packed("text"));
  CHECK(bytes.substr(3, 7) ==
        std::string("\0\0\0\0\0\0\xff", 7).replace(5, 1, bytes.substr(8, 1)));  // no name, no time
}

TEST_CASE("a file that is cut off or damaged is an error, wherever that is") {
  if (!has_zlib()) return;
  const std::string text = some_text(2000);
  const std::string bytes = packed(text);
  for (std::size_t size = 2; size < bytes.size(); ++size) {
    const Unpacking cut = unpack(bytes.substr(0, size));
    CHECK(cut.error == "the compressed data is cut off");
    CHECK(text.starts_with(cut.text));
  }
  std::string damaged = bytes;
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);  // of its checksum
  CHECK(unpack(damaged).error == "the compressed data is damaged");
  CHECK(unpack(bytes + "garbage").error == "the compressed data is damaged");
  for (std::size_t at = 10; at < bytes.size(); at += 7) {
    damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    CHECK(!unpack(damaged).error.empty());
  }
}

TEST_CASE("GB18030 is found out behind gzip too") {
  if (!has_zlib()) return;
  CHECK(unpack(packed("\xb9\xca\xd5\xcf\xc8\xd5\xc6\xda,1\n")).text == "故障日期,1\n");
}

TEST_CASE("only a path that ends with .gz is one of a compressed file") {
  CHECK(without_gz("a/b.csv.gz") == "a/b.csv");
  CHECK(without_gz("B.CSV.GZ") == "B.CSV");
  CHECK(without_gz("a.csv") == "a.csv");
  CHECK(without_gz(".gz") == ".gz");
}
