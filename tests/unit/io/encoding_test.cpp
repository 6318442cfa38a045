#include "io/encoding.hpp"

#include <random>

#include <doctest/doctest.h>

#include "io/csv_splitter.hpp"
#include "io/input_buffer.hpp"
#include "made_up_schema.hpp"
#include "support/encoded.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::io;
using namespace warrantor::io::test;
using warrantor::test::encoded;

namespace {

struct Decoding {
  std::string text;
  std::string encoding;
};

Decoding decode(const std::string& bytes, Encoding encoding = Encoding::found_out, std::size_t piece = 4096,
                std::size_t space = 16) {
  const auto source = decoded(source_of(bytes, piece), encoding);
  std::string text;
  std::string room(space, '\0');
  for (;;) {
    const auto count = source->read(room);
    REQUIRE(count);
    if (*count == 0) return {text, std::string(source->encoding_name())};
    text += room.substr(0, *count);
  }
}

const std::string chinese = "索赔单号,故障日期\nA-1,二〇二四年一月\n";

}  // namespace

TEST_CASE("an encoding is named as usual") {
  CHECK(find_encoding("auto") == Encoding::found_out);
  CHECK(find_encoding("UTF-8") == Encoding::utf8);
  CHECK(find_encoding("GBK") == Encoding::gb18030);
  CHECK(!find_encoding("latin1"));
}

TEST_CASE("GB18030 is told from UTF-8 by its bytes, also far behind ASCII") {
  const std::string ascii(300'000, 'x');
  for (const std::string& text : {chinese, ascii + chinese, ascii + "\n" + ascii + chinese + ascii}) {
    const Decoding plain = decode(text, Encoding::found_out, 4096, 1000);
    CHECK(plain.text == text);
    CHECK(plain.encoding == "UTF-8");
    const Decoding other = decode(encoded(text, "GB18030"), Encoding::found_out, 4096, 1000);
    CHECK(other.text == text);
    CHECK(other.encoding == "GB18030");
  }
}

TEST_CASE("characters are put together wherever reading is cut") {
  const std::string text = chinese + "𠮷ä€龘end";  // two and four bytes
  const std::string bytes = encoded(text, "GB18030");
  for (std::size_t piece = 1; piece < 12; ++piece) {
    CHECK(decode(bytes, Encoding::found_out, piece).text == text);
    CHECK(decode(encoded(text, "UTF-16"), Encoding::found_out, piece).text == "\ufeff" + text);
    CHECK(decode(text, Encoding::found_out, piece).text == text);
  }
}

TEST_CASE("a mark at the beginning says what a file is, whatever was said") {
  const std::string marked = "\ufeff" + chinese;
  for (const Encoding encoding : {Encoding::found_out, Encoding::utf8, Encoding::gb18030}) {
    CHECK(decode(marked, encoding).text == marked);
    CHECK(decode(encoded(chinese, "UTF-16LE").insert(0, "\xff\xfe"), encoding).text == marked);
    CHECK(decode(encoded(chinese, "UTF-16BE").insert(0, "\xfe\xff"), encoding).text == marked);
  }
}

TEST_CASE("what is said is done: no looking at the bytes") {
  CHECK(decode(encoded("联通", "GB18030"), Encoding::gb18030).text == "联通");  // could be UTF-8 but for a byte
  const std::string bytes = encoded(chinese, "GB18030");
  CHECK(decode(bytes, Encoding::utf8).text == bytes);
}

TEST_CASE("text of one byte a letter, and UTF-8 with a broken character, are not taken for GB18030") {
  CHECK(guess_encoding("caf\xe9,cr\xe8me,\xe9t\xe9 na\xefve") == Encoding::utf8);
  CHECK(guess_encoding("\xff") == Encoding::utf8);
  CHECK(guess_encoding("Stra\xdf"
                       "e 5, K\xf6ln") == Encoding::utf8);
  std::string broken = "故障日期和车系以及其他说明";
  broken.erase(4, 1);
  CHECK(guess_encoding(broken) == Encoding::utf8);
  CHECK(guess_encoding(chinese.substr(0, chinese.find(',') - 1)) == Encoding::utf8);  // cut off
  CHECK(guess_encoding(encoded("故障", "GB18030").substr(0, 3)) == Encoding::gb18030);
}

TEST_CASE("bytes that are no character reject their row and no other") {
  const Schema schema = made_up_schema();
  std::string bytes = encoded("claim_id,thing\nA,雨刷\nB,灯X\nC,机油\n", "GB18030");
  bytes.replace(bytes.find('X'), 1, "\xff");
  const auto source = decoded(source_of(bytes), Encoding::found_out);
  InputBuffer buffer(*source);
  Reading reading;
  auto reader = CsvClaimReader::open({&schema, nullptr, {}}, buffer, "c.csv");
  REQUIRE(reader);
  read_all(schema, **reader, reading);
  REQUIRE(reading.claims.size() == 3);
  CHECK(reading.claims[0].things == Texts{"unknown 雨刷 unknown"});
  CHECK(reading.claims[1].faults ==
        Texts{"c.csv:3:2: thing: `灯\\xff` is not GB18030; help: type the value anew, or save the "
              "file in UTF-8"});
  CHECK(reading.claims[2].things == Texts{"unknown 机油 unknown"});
  CHECK(decode("\xc4", Encoding::gb18030).text == "\xc4");  // cut off at the end
  CHECK(decode(std::string("\xff\xfe"
                           "A\0B",
                           5))
            .text == "\ufeffA\xff");
}

TEST_CASE("any text comes back out of any encoding") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < warrantor::test::scaled(300); ++round) {
    std::string text = "\n";
    const std::size_t length = random() % 200;
    for (std::size_t i = 0; i < length; ++i) {
      const auto kind = random() % 4;
      if (kind == 0) {
        text += static_cast<char>(' ' + random() % 95);
      } else {
        std::string character;
        const auto code = static_cast<unsigned>(0x4E00 + random() % 0x5000);
        text += static_cast<char>(0xE0U | (code >> 12U));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
      }
    }
    const std::size_t piece = 1 + random() % 50;
    const std::size_t space = 16 + random() % 50;
    CHECK(decode(text, Encoding::found_out, piece, space).text == text);
    CHECK(decode(encoded(text, "GB18030"), Encoding::gb18030, piece, space).text == text);
    CHECK(decode("\xff\xfe" + encoded(text, "UTF-16LE"), Encoding::found_out, piece, space).text == "\ufeff" + text);
  }
}
