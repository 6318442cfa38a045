#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "helpers.hpp"

namespace warrantor::yaml {

TEST_CASE("a scalar stays the text that is written") {
  const Document document = read("a: 010\nb: yes\nc: 1.50\nd: 2024-01-05\ne: 0x1F\nf: .5\ng: '010'\nh: true\n");
  const std::vector<std::string_view> expected{"010", "yes", "1.50", "2024-01-05", "0x1F", ".5", "010", "true"};
  REQUIRE(document.root().entries().size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(document.root().entries()[i].value->as_text() == expected[i]);
  }
}

TEST_CASE("a plain null is told from a quoted one and from one that is left out") {
  const Document document = read("a: null\nb: ~\nc: \"null\"\nd: '~'\ne:\nf: nullable\ng: Null\nh: ''\n");
  const Node& root = document.root();
  for (const char* name : {"a", "b", "g"}) {
    CAPTURE(name);
    CHECK(root.find(name)->is_null());
    CHECK_FALSE(root.find(name)->is_left_out());
    CHECK(root.find(name)->as_text() == std::nullopt);
  }
  CHECK(root.find("a")->text() == "null");
  CHECK(root.find("b")->text() == "~");
  CHECK(root.find("c")->as_text() == "null");
  CHECK(root.find("c")->is_quoted());
  CHECK(root.find("d")->as_text() == "~");
  CHECK(root.find("e")->is_left_out());
  CHECK(root.find("f")->as_text() == "nullable");
  CHECK_FALSE(root.find("f")->is_quoted());
  CHECK(root.find("h")->as_text() == "");
}

TEST_CASE("a value that is left out before a key that looks like a null is left out") {
  const Document document = read("a:\nnull: x\nb:\nnullable: y\n");
  CHECK(document.root().find("a")->is_left_out());
  CHECK(document.root().find("null")->as_text() == "x");
  CHECK(document.root().find("b")->is_left_out());
  CHECK(document.root().find("b")->span().line == 3);
  CHECK(document.root().find("nullable")->as_text() == "y");
}

TEST_CASE("a value that is left out at the end of an inner mapping is left out too") {
  const Document document = read("a:\n  b:\nnull: x\n");
  CHECK(document.root().find("a")->find("b")->is_left_out());
  CHECK(underlined(document.root().find("a")->find("b")->span()) == "b");
}

TEST_CASE("entries keep the order of the file, and are found by their key") {
  const Document document = read("zebra: 1\napple: {y: 2, x: [3, 4]}\n'quoted key': 5\n帕拉丁: 6\n");
  std::vector<std::string_view> keys;
  for (const Entry& entry : document.root().entries()) keys.push_back(entry.key->text());
  CHECK(keys == std::vector<std::string_view>{"zebra", "apple", "quoted key", "帕拉丁"});
  CHECK(document.root().find("帕拉丁")->as_text() == "6");
  CHECK(document.root().find("pear") == nullptr);
  const Node& apple = *document.root().find("apple");
  CHECK(apple.is_mapping());
  CHECK(apple.style() == Style::flow);
  REQUIRE(apple.find("x")->items().size() == 2);
  CHECK(apple.find("x")->items()[1]->text() == "4");
}

TEST_CASE("asking a node for what it is not gives nothing") {
  const Document document = read("- text\n- [1]\n- {a: b}\n");
  const auto items = document.root().items();
  CHECK(items[0]->find("a") == nullptr);
  CHECK(items[0]->items().empty());
  CHECK(items[0]->entries().empty());
  CHECK(items[1]->as_text() == std::nullopt);
  CHECK(items[1]->entries().empty());
  CHECK(items[2]->items().empty());
  CHECK(items[2]->text().empty());
}

TEST_CASE("empty collections are collections") {
  const Document document = read("a: []\nb: {}\n");
  CHECK(document.root().find("a")->is_sequence());
  CHECK(document.root().find("a")->items().empty());
  CHECK(document.root().find("b")->is_mapping());
  CHECK(underlined(document.root().find("b")->span()) == "{}");
}

TEST_CASE("a document may be moved while its nodes stay where they are") {
  Document first = read("a: b\n");
  const Node* root = &first.root();
  Document second = std::move(first);
  CHECK(&second.root() == root);
  first = read("c: d\n");
  second = std::move(first);
  CHECK(second.root().find("c")->as_text() == "d");
  CHECK(second.file() == "rules.yaml");
}

TEST_CASE("quotes and escapes are taken off the text") {
  const Document document = read(R"(a: "say \"hi\"\t\u5e15"
b: 'it''s'
c: "\\"
d: "x\\"
e: "a
  b"
)");
  CHECK(document.root().find("a")->text() == "say \"hi\"\t帕");
  CHECK(document.root().find("b")->text() == "it's");
  CHECK(document.root().find("c")->text() == "\\");
  CHECK(document.root().find("d")->text() == "x\\");
  CHECK(document.root().find("e")->text() == "a b");
}

TEST_CASE("one document may stand between its markers") {
  CHECK(read("---\na: b\n...\n").root().find("a")->text() == "b");
  CHECK(read("%YAML 1.2\n---\na: b\n").root().find("a")->text() == "b");
}

TEST_CASE("a byte-order mark and carriage returns change nothing but are not counted") {
  const std::string text = "a: 1\nb:\n  - x\n  - \"y\"\nc: |\n  one\n  two\n";
  std::string windows = "\xEF\xBB\xBF";
  for (const char byte : text) windows += byte == '\n' ? std::string("\r\n") : std::string(1, byte);
  const Document plain = read(text);
  const Document marked = read(windows);
  CHECK(shown(plain.root().find("a")->span()) == "1:4 1");
  CHECK(shown(marked.root().find("a")->span()) == "1:4 1");
  CHECK(shown(marked.root().find("b")->items()[1]->span()) == "4:5 \"y\"");
  CHECK(marked.root().find("b")->items()[1]->span().text == "  - \"y\"");
  CHECK(marked.root().find("c")->text() == "one\ntwo\n");
  CHECK(shown(marked.root().find("c")->span(4, 3)) == "7:3 two");
}

}  // namespace warrantor::yaml
