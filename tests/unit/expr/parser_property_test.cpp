#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <utility>

#include "expr/ast.hpp"
#include "unit/expr/syntax_text.hpp"

namespace warrantor::expr {
namespace {

constexpr std::uint32_t seed = 20240105;

/// Draws random trees.
class TreeMaker {
 public:
  explicit TreeMaker(std::mt19937& random) : random_(random) {}

  Syntax expression() {
    syntax_.root = value(5);
    return std::move(syntax_);
  }

  Syntax unary_tests() {
    if (below(10) == 0) {
      syntax_.root = add({SyntaxKind::test_any, {}, {}, {}, {}});
    } else {
      syntax_.root = add({below(3) == 0 ? SyntaxKind::test_not : SyntaxKind::tests, {}, {}, {}, some_tests()});
    }
    return std::move(syntax_);
  }

 private:
  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  SyntaxIndex add(SyntaxNode node) {
    syntax_.nodes.push_back(std::move(node));
    return static_cast<SyntaxIndex>(syntax_.nodes.size() - 1);
  }

  SyntaxIndex node(SyntaxKind kind, std::vector<SyntaxIndex> children, std::string text = {}) {
    return add({kind, {}, {}, std::move(text), std::move(children)});
  }

  SyntaxIndex leaf() {
    switch (below(6)) {
      case 0:
        return node(SyntaxKind::null_literal, {}, "null");
      case 1:
        return node(SyntaxKind::boolean_literal, {}, below(2) == 0 ? "true" : "false");
      case 2:
        return node(SyntaxKind::number_literal, {}, below(2) == 0 ? "60000" : ".25");
      case 3:
        return node(SyntaxKind::string_literal, {}, "a \\ \"帕\"\n");
      case 4:
        return node(SyntaxKind::date_literal, {}, "2024-02-29");
      default:
        return node(SyntaxKind::name, {}, below(2) == 0 ? "部件" : "in_use2");
    }
  }

  SyntaxIndex value(int depth) {
    if (depth == 0 || below(4) == 0) return leaf();
    switch (below(12)) {
      case 0:
        return node(SyntaxKind::negate, {value(depth - 1)});
      case 1:
        return triple(SyntaxKind::conditional, depth);
      case 2:
        return triple(SyntaxKind::between, depth);
      case 3:
        return pair(SyntaxKind::filter, depth);
      case 4:
        return node(SyntaxKind::path, {value(depth - 1)}, "member");
      case 5:
        return binding(depth);
      case 6:
        return list(SyntaxKind::list, depth, {});
      case 7:
        return list(SyntaxKind::call, depth, below(2) == 0 ? "max" : "date and time");
      case 8:
        return range(depth);
      case 9:
        return in(depth);
      default:
        return pair(static_cast<SyntaxKind>(static_cast<std::uint32_t>(SyntaxKind::add) + below(13)), depth);
    }
  }

  SyntaxIndex pair(SyntaxKind kind, int depth) {
    const SyntaxIndex first = value(depth - 1);
    return node(kind, {first, value(depth - 1)});
  }

  SyntaxIndex triple(SyntaxKind kind, int depth) {
    const SyntaxIndex first = value(depth - 1);
    const SyntaxIndex second = value(depth - 1);
    return node(kind, {first, second, value(depth - 1)});
  }

  SyntaxIndex binding(int depth) {
    constexpr std::array kinds{SyntaxKind::some, SyntaxKind::every, SyntaxKind::for_each};
    const SyntaxIndex index = pair(kinds.at(below(3)), depth);
    syntax_.nodes[index].text = "x";
    return index;
  }

  SyntaxIndex list(SyntaxKind kind, int depth, std::string name) {
    std::vector<SyntaxIndex> items;
    for (std::uint32_t i = below(4); i > 0; --i) items.push_back(value(depth - 1));
    return node(kind, std::move(items), std::move(name));
  }

  SyntaxIndex range(int depth) {
    const SyntaxIndex index = pair(SyntaxKind::range, depth);
    syntax_.nodes[index].closed_low = below(2) == 0;
    syntax_.nodes[index].closed_high = below(2) == 0;
    return index;
  }

  SyntaxIndex test(int depth) {
    const auto kind = static_cast<SyntaxKind>(static_cast<std::uint32_t>(SyntaxKind::test_less) + below(6));
    return node(kind, {value(depth)});
  }

  std::vector<SyntaxIndex> some_tests() {
    std::vector<SyntaxIndex> tests;
    for (std::uint32_t i = 1 + below(3); i > 0; --i) tests.push_back(test(3));
    return tests;
  }

  SyntaxIndex in(int depth) {
    std::vector<SyntaxIndex> children{value(depth - 1)};
    for (std::uint32_t i = 1 + below(3); i > 0; --i) children.push_back(test(depth - 1));
    return node(SyntaxKind::in, std::move(children));
  }

  std::mt19937& random_;
  Syntax syntax_;
};

/// Writes a tree as FEEL, with the parentheses it needs and, now and then, some that it does not.
class Printer {
 public:
  Printer(const Syntax& syntax, std::mt19937& random) : syntax_(syntax), random_(random) {}

  std::string print() { return print(syntax_.root); }

 private:
  static constexpr int primary = 9;

  /// How tightly the outermost operator binds.
  static int level_of(SyntaxKind kind) {
    switch (kind) {
      case SyntaxKind::conditional:
      case SyntaxKind::some:
      case SyntaxKind::every:
      case SyntaxKind::for_each:
        return 0;
      case SyntaxKind::disjunction:
        return 1;
      case SyntaxKind::conjunction:
        return 2;
      case SyntaxKind::add:
      case SyntaxKind::subtract:
        return 4;
      case SyntaxKind::multiply:
      case SyntaxKind::divide:
        return 5;
      case SyntaxKind::power:
        return 6;
      case SyntaxKind::negate:
        return 7;
      case SyntaxKind::filter:
      case SyntaxKind::path:
        return 8;
      case SyntaxKind::between:
      case SyntaxKind::in:
        return 3;
      default:
        return kind >= SyntaxKind::equal && kind <= SyntaxKind::greater_equal ? 3 : primary;
    }
  }

  static bool is_ordering(SyntaxKind kind) { return kind >= SyntaxKind::less && kind <= SyntaxKind::greater_equal; }

  static std::string operator_of(SyntaxKind kind) {
    constexpr std::array words{"+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"};
    return words.at(static_cast<std::size_t>(kind) - static_cast<std::size_t>(SyntaxKind::add));
  }

  std::string blank() {
    constexpr std::array blanks{" ", " ", " ", "  ", "\n", " /* why */ ", " // so\n"};
    return blanks.at(random_() % blanks.size());
  }

  std::string print(SyntaxIndex index, int lowest = 0) {
    const SyntaxNode& node = syntax_.at(index);
    const std::string text = plain(node);
    const bool needed = level_of(node.kind) < lowest;
    const bool is_test = node.kind >= SyntaxKind::test_any;
    return needed || (!is_test && random_() % 8 == 0) ? "(" + blank() + text + ")" : text;
  }

  std::string left_operand(const SyntaxNode& node, int level) {
    const SyntaxIndex child = node.children[0];
    if (is_ordering(node.kind) && is_ordering(syntax_.at(child).kind)) return "(" + print(child) + ")";
    return print(child, level);
  }

  std::string child(const SyntaxNode& node, std::size_t which, int lowest = 0) {
    return print(node.children[which], lowest);
  }

  std::string plain(const SyntaxNode& node) {
    switch (node.kind) {
      case SyntaxKind::string_literal:
        return R"("a \\ \"\u5E15\"\n")";
      case SyntaxKind::date_literal:
        return random_() % 2 == 0 ? node.text : "@\"" + node.text + "\"";
      case SyntaxKind::negate:
        return "-" + blank() + child(node, 0, 7);
      case SyntaxKind::conditional:
        return "if " + child(node, 0) + " then " + child(node, 1) + " else " + child(node, 2);
      case SyntaxKind::some:
        return "some x in " + child(node, 0) + " satisfies " + child(node, 1);
      case SyntaxKind::every:
        return "every x in " + child(node, 0) + " satisfies " + child(node, 1);
      case SyntaxKind::for_each:
        return "for x in " + child(node, 0) + " return " + child(node, 1);
      case SyntaxKind::between:
        return child(node, 0, 3) + " between " + child(node, 1, 4) + " and " + child(node, 2, 4);
      case SyntaxKind::in:
        return child(node, 0, 3) + " in " + tests(node, 1);
      case SyntaxKind::filter:
        return filtered(node) + "[" + child(node, 1) + "]";
      case SyntaxKind::path:
        return child(node, 0, 8) + blank() + "." + node.text;
      case SyntaxKind::call:
        return node.text + "(" + items(node) + ")";
      case SyntaxKind::list:
        return "[" + items(node) + "]";
      case SyntaxKind::range:
        return range(node);
      case SyntaxKind::test_any:
        return "-";
      case SyntaxKind::test_not:
        return "not" + tests(node, 0);
      case SyntaxKind::tests:
        return bare_tests(node, 0);
      default:
        return node.children.empty() ? node.text : binary(node);
    }
  }

  /// At the end of a range a `[` after a literal closes the range.
  std::string filtered(const SyntaxNode& node) {
    const bool is_literal = syntax_.at(node.children[0]).kind < SyntaxKind::name;
    return is_literal ? "(" + child(node, 0) + ")" : child(node, 0, 8);
  }

  std::string binary(const SyntaxNode& node) {
    const int level = level_of(node.kind);
    return left_operand(node, level) + blank() + operator_of(node.kind) + blank() + child(node, 1, level + 1);
  }

  std::string range(const SyntaxNode& node) {
    const std::string open = node.closed_low ? "[" : random_() % 2 == 0 ? "(" : "]";
    const std::string close = node.closed_high ? "]" : random_() % 2 == 0 ? ")" : "[";
    const std::string text = open + child(node, 0, 1) + blank() + ".." + blank() + child(node, 1, 4) + close;
    // After a `[` or before a minus, say, the bracket would be taken for that of a list or a filter.
    return open == "]" || close == "[" ? "(" + text + ")" : text;
  }

  std::string items(const SyntaxNode& node) {
    std::string text;
    for (std::size_t i = 0; i < node.children.size(); ++i) text += (i > 0 ? "," + blank() : "") + child(node, i);
    return text;
  }

  std::string tests(const SyntaxNode& node, std::size_t first) { return "(" + bare_tests(node, first) + ")"; }

  std::string bare_tests(const SyntaxNode& node, std::size_t first) {
    std::string text;
    for (std::size_t i = first; i < node.children.size(); ++i) {
      text += (i > first ? ", " : "") + test(syntax_.at(node.children[i]));
    }
    return text;
  }

  std::string test(const SyntaxNode& node) {
    constexpr std::array words{"<", "<=", ">", ">=", "!=", "="};
    const bool is_plain = node.kind == SyntaxKind::test_equal && random_() % 2 == 0;
    if (is_plain) return child(node, 0);
    const auto which = static_cast<std::size_t>(node.kind) - static_cast<std::size_t>(SyntaxKind::test_less);
    return words.at(which) + blank() + child(node, 0, 4);
  }

  const Syntax& syntax_;
  std::mt19937& random_;
};

bool lies_within(TextRange inner, TextRange outer) {
  return inner.begin >= outer.begin && inner.begin + inner.length <= outer.begin + outer.length;
}

/// Children stand before their parents, in the tree and in the text.
bool is_sound(const Syntax& syntax, std::string_view text) {
  const TextRange whole{0, static_cast<std::uint32_t>(text.size())};
  for (SyntaxIndex index = 0; index < syntax.nodes.size(); ++index) {
    const SyntaxNode& node = syntax.at(index);
    if (node.range.length == 0 || !lies_within(node.range, whole)) return false;
    if (node.operator_range.length > 0 && !lies_within(node.operator_range, node.range)) return false;
    for (const SyntaxIndex child : node.children) {
      if (child >= index || !lies_within(syntax.at(child).range, node.range)) return false;
    }
  }
  return syntax.root + 1 == syntax.nodes.size();
}

TEST_CASE("a random tree that is written as FEEL is read as the same tree") {
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 5'000; ++i) {
    const bool is_test = i % 4 == 0;
    const Syntax tree = is_test ? TreeMaker(random).unary_tests() : TreeMaker(random).expression();
    const std::string text = Printer(tree, random).print();
    CAPTURE(text);
    const auto parsed = is_test ? parse_unary_tests(text) : parse_expression(text);
    if (!parsed) FAIL(parsed.error().message);
    REQUIRE(to_text(parsed.value()) == to_text(tree));
    REQUIRE(is_sound(parsed.value(), text));
  }
}

bool is_sound_or_fault(const Expected<Syntax, SyntaxFault>& parsed, std::string_view text) {
  if (parsed) return is_sound(parsed.value(), text);
  const SyntaxFault& fault = parsed.error();
  return !fault.message.empty() && fault.range.begin + fault.range.length <= text.size();
}

void check_survives(const std::string& text) {
  CAPTURE(text);
  REQUIRE(is_sound_or_fault(parse_expression(text), text));
  REQUIRE(is_sound_or_fault(parse_unary_tests(text), text));
}

TEST_CASE("random pieces of the language end in a tree or a fault within the text") {
  constexpr std::array pieces{
      "a",  "1",     "\"s\"",     "2024-01-05", "null",   "true", "(",    ")",        "[",  "]",        "{",    "}",
      "..", ".",     ",",         ":",          "?",      "+",    "-",    "*",        "/",  "**",       "=",    "!=",
      "<",  "<=",    ">",         "and",        "or",     "not",  "in",   "between",  "if", "then",     "else", "some",
      "x",  "every", "satisfies", "for",        "return", "date", "time", "instance", "of", "function", "/*",   "'"};
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (auto count = random() % 12; count > 0; --count) text += std::string(pieces.at(random() % pieces.size())) + " ";
    check_survives(text);
  }
}

TEST_CASE("random bytes end in a tree or a fault within the text") {
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto count = random() % 20; count > 0; --count) {
      text += static_cast<char>(static_cast<unsigned char>(random() % (i % 2 == 0 ? 128 : 256)));
    }
    check_survives(text);
  }
}

}  // namespace
}  // namespace warrantor::expr
