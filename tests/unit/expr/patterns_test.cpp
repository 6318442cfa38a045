#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "expr/text_matcher.hpp"
#include "unit/expr/typed_lab.hpp"

// Patterns with characters that do not stand for themselves. Some cases are those of the DMN Technology Compatibility
// Kit (dmn-tck/tck, Apache-2.0): 0067, 1109 and 1111, the last drawn from W3C's QT3 test suite.
namespace warrantor::expr {
namespace {

bool is_skipped() {
  if (TextMatcher::is_available()) return false;
  MESSAGE("built without RE2: patterns with special characters are not tested");
  return true;
}

void check_values(const std::vector<std::pair<const char*, const char*>>& values) {
  TypedLab lab;
  for (const auto& [text, value] : values) CHECK_MESSAGE(lab.value(text) == value, std::string(text));
}

void check_true(const std::vector<const char*>& conditions) {
  TypedLab lab;
  for (const char* const text : conditions) CHECK_MESSAGE(lab.value(text) == "true", std::string(text));
}

void check_false(const std::vector<const char*>& conditions) {
  TypedLab lab;
  for (const char* const text : conditions) CHECK_MESSAGE(lab.value(text) == "false", std::string(text));
}

std::string fault_of(const std::string& pattern) {
  TypedLab lab;
  return lab.faults("matches(note, \"" + pattern + "\")");
}

void check_faults(const std::vector<std::pair<const char*, const char*>>& faults) {
  for (const auto& [pattern, fault] : faults)
    CHECK_MESSAGE(fault_of(pattern).starts_with(fault), std::string(pattern) << "\n" << fault_of(pattern));
}

}  // namespace

TEST_CASE("without RE2 a pattern with special characters is refused with the reason") {
  if (TextMatcher::is_available()) return;
  CHECK(fault_of("^A0") ==
        "W0306 at \"^A0\": this program was built without RE2, and reads only patterns in which each character stands "
        "for itself (`starts with`, `ends with` and `substring` ask for parts of a text)");
}

TEST_CASE("part numbers and vehicle numbers are told by their form") {
  if (is_skipped()) return;
  check_true({R"~(matches("A012345678", "^A0[0-9]{8}$"))~",
              R"~(matches("LJNTGU5N0KN000001", "^L[A-HJ-NPR-Z0-9]{16}$"))~",
              R"~(matches("ljntgu5n0kn000001", "^L[A-HJ-NPR-Z0-9]{16}$", "i"))~",
              R"~(matches("D22-000-1", "^D22(-\d+)+$"))~"});
  check_false({R"~(matches("xA012345678", "^A0[0-9]{8}$"))~", R"~(matches("A0123456789", "^A0[0-9]{8}$"))~",
               R"~(matches("LJNTGU5N0KN00000I", "^L[A-HJ-NPR-Z0-9]{16}$"))~",
               R"~(matches("A012345678\n", "^A0[0-9]{8}$"))~"});
}

TEST_CASE("matches and replace do what the compatibility kit expects") {
  if (is_skipped()) return;
  check_true({R"~(matches("\nabcd\ndefg\n", "^$", "m"))~", R"~(matches("abcd\n\ndefg\n ", "^$", "m"))~",
              R"~(matches("abc", "ABC", "i"))~", R"~(matches("abZ", "[A-Z]*", "i"))~",
              R"~(matches("\u212A", "k", "i"))~", R"~(matches("x", "[A-Z-[OI]]", "i"))~",
              R"~(matches("X", "[A-Z-[OI]]", "i"))~", R"~(matches("hello world", "hello\\ sworld", "x"))~",
              R"~(matches("hello world", " hello[ ]world", "x"))~",
              R"~(matches("hello world", "he ll o[ ]worl d", "x"))~",
              R"~(matches("hello world", "\p{ I s B a s i c L a t i n }+", "x"))~", R"~(matches("a ", "a[^b]"))~"});
  check_false({R"~(matches("Mary\u000DJones", "Mary.Jones"))~", R"~(matches("O", "[A-Z-[OI]]", "i"))~",
               R"~(matches("i", "[A-Z-[OI]]", "i"))~", R"~(matches("Q", "[^Q]", "i"))~",
               R"~(matches("q", "[^Q]", "i"))~", R"~(matches("a", "a[^b]"))~"});
  check_values({{R"~(replace("abcd","(ab)|(a)", "[1=$1][2=$2]"))~", "[1=ab][2=]cd"},
                {R"~(replace("foobar","^fo*b*","#"))~", "#ar"},
                {R"~(replace("abc",".^[d-z]","#"))~", "abc"},
                {R"~(replace("abracadabra","a.*a","*"))~", "*"},
                {R"~(replace("abracadabra","a.*?a","*"))~", "*c*bra"},
                {R"~(replace("abracadabra","a(.)","a$1$1"))~", "abbraccaddabbra"},
                {R"~(replace("AAAA","A+","b"))~", "b"},
                {R"~(replace("AAAA","A+?","b"))~", "bbbb"},
                {R"~(replace("darted","^(.*?)d(.*)$","$1c$2"))~", "carted"},
                {R"~(replace("reluctant","r.*?t","X"))~", "Xant"},
                {R"~(replace("0123456789","(\d{3})(\d{3})(\d{4})","($1) $2-$3"))~", "(012) 345-6789"},
                {R"~(replace("facetiously","[iouy]","[$0]"))~", "facet[i][o][u]sl[y]"},
                {R"~(replace("a.b.c.","[a-z]","#","s"))~", "#.#.#."},
                {R"~(replace("abc","[A-Z]","#","i"))~", "###"},
                {R"~(replace("a b c d ","[a-z]","#","x"))~", "# # # # "},
                {R"~(replace(input:"abc",pattern:"[A-Z]",replacement:"#",flags:""))~", "abc"},
                {R"~(split("John Doe", "\s") = ["John", "Doe"])~", "true"}});
}

TEST_CASE("classes hold what XML Schema says") {
  if (is_skipped()) return;
  check_true({R"~(matches("٣", "^\d$"))~",
              R"~(matches("é", "^\w$"))~",
              R"~(matches("+", "^\w$"))~",
              R"~(matches("车", "^[\w]$"))~",
              R"~(matches("-", "^\W$"))~",
              R"~(matches("\u0378", "^\W$"))~",
              R"~(matches("\u0378", "^\p{Cn}$"))~",
              R"~(matches("\u0378", "^\p{C}$"))~",
              R"~(matches("a", "^[\W\da]$"))~",
              R"~(matches("\u0378", "^[\Wa]$"))~",
              R"~(matches(":", "^\i$"))~",
              R"~(matches(".", "^\c$"))~",
              R"~(matches(" ", "^[^\i\c]$"))~",
              R"~(matches("\u00A0", "^\S$"))~",
              R"~(matches("E", "^\p{Lu}$"))~",
              R"~(matches("e", "^\P{Lu}$"))~",
              R"~(matches("车", "^\p{IsCJKUnifiedIdeographs}$"))~",
              R"~(matches("b", "^[a-z-[aeiou]]$"))~",
              R"~(matches("é", "^[\w-[\d]]$"))~",
              R"~(matches("-", "^[a-]$"))~",
              R"~(matches("-", "^[-a]$"))~",
              R"~(matches("^", "^[a^]$"))~",
              R"~(matches("]", "^[\]\[]$"))~",
              R"~(matches("z", "^[^a-c-[y]]$"))~",
              R"~(matches("b", "^[a-z-[^b-d]]$"))~",
              R"~(matches("\n", "^[^a]$"))~",
              R"~(matches("\n", "^.$", "s"))~",
              R"~(matches("e", "^[^\p{Lu}E]$"))~",
              R"~(matches("E", "^[^\p{Lu}a]?E$"))~"});
  check_false({R"~(matches("a", "^\d$"))~", R"~(matches("-", "^\w$"))~", R"~(matches("\u0378", "^\w$"))~",
               R"~(matches("1", "^\i$"))~", R"~(matches("a", "^[a-z-[aeiou]]$"))~", R"~(matches("5", "^[\w-[\d]]$"))~",
               R"~(matches("y", "^[^a-c-[y]]$"))~", R"~(matches("a", "^[a-z-[^b-d]]$"))~", R"~(matches("\n", "^.$"))~",
               R"~(matches("\r", "^.$"))~", R"~(matches("E", "^\p{Ll}$", "i"))~",
               R"~(matches("e", "^[\p{Lu}]$", "i"))~", R"~(matches("E", "^[^\p{Lu}e]$"))~",
               R"~(matches("a", "[a-[a-z]]"))~", R"~(matches("\u212A", "^[^k]$", "i"))~"});
}

TEST_CASE("a line end that is the last character begins no line") {
  if (is_skipped()) return;
  check_true({R"~(matches("a\n", "a$", "m"))~", R"~(matches("a\nb", "^b", "m"))~", R"~(matches("a\nb\n", "^b$", "m"))~",
              R"~(matches("", "^$", "m"))~", R"~(matches("\n", "^$", "m"))~", R"~(matches("a\n\n", "^$", "m"))~",
              R"~(matches("a", "a$", "m"))~"});
  check_false({R"~(matches("a\n", "\n$", "m"))~", R"~(matches("a\n", "^$", "m"))~", R"~(matches("a\n", "a$"))~",
               R"~(matches("a\nb", "^b"))~", R"~(matches("ab", "^b", "m"))~"});
  check_values(
      {{R"~(replace("a\nb\n", "$\n", ";", "m"))~", "a;b;"}, {R"~(replace("a\nb", "^(.)", "-$1", "m"))~", "-a\n-b"}});
}

TEST_CASE("a wrong pattern is underlined where it is wrong") {
  check_faults({{"a**", "W0305 at \"*\": `*` repeats what is repeated already"},
                {"+a", "W0305 at \"+\": `+` has nothing before it that it could repeat (`\\+` stands for itself)"},
                {"ab)", "W0305 at \")\": `)` has no `(` before it"},
                {"x(ab", "W0305 at \"(ab\": the `(` is never closed"},
                {"x[ab", "W0305 at \"[ab\": the `[` is never closed"},
                {"x]", "W0305 at \"]\": `]` closes nothing"},
                {"x}", "W0305 at \"}\": `}` closes nothing"},
                {"x[]", "W0305 at \"[]\": this class has no characters"},
                {"x[^]", "W0305 at \"[^]\": this class has no characters"},
                {"[z-a]", "W0305 at \"z-a\": the range `z-a` runs backwards"},
                {"[0-9-.]", "W0305 at \"-\": `-` stands between two characters, or comes first or last"},
                {"[a[b]]", "W0305 at \"[\": `[` cannot stand within a class"},
                {"[a-z-[b]c]", "W0305 at \"-[b]\": behind the class"},
                {"[a-\\d]", "W0305 at \"\\d\": `\\d` is no character in which a range can end"},
                {"a{", "W0305 at \"a{\": `{` is followed by how many times"},
                {"a{2", "W0305 at \"a{2\": `{`"},
                {"a{,2}", "W0305 at \"a{\": `{`"},
                {"a{3,2}", "W0305 at \"a{3,2}\": `a{3,2}` asks for more than it allows"},
                {"(?=a)", "W0305 at \"(?=\": `(?=` is no group of FEEL's patterns"},
                {"(?i)a", "W0305 at \"(?i\""},
                {"\\\\q", "W0305 at \"\\\\q\": `\\q` stands for nothing in a pattern"},
                {"\\\\", "W0305 at \"\\\\\": nothing stands behind the backslash"},
                {"\\pL", "W0305 at \"\\p\": `\\p` is followed by the name of a property in braces"},
                {"x\\p{Lx}", "W0305 at \"\\p{Lx}\": `Lx` is no property of characters"},
                {"\\p{ L}", "W0305"},
                {"\\u0041(门", "W0305 at \"(门\""}});
}

TEST_CASE("what an empty text matches is looked for, and not gone through") {
  for (const char* const pattern : {"a*", "^", "$", "(a|)", "a?b*", "^$", "(a+b)?", "(?:a{0})", "a{0,5}"}) {
    TypedLab lab;
    const std::string quoted = '"' + std::string(pattern) + '"';
    CHECK_MESSAGE(lab.faults("split(note, " + quoted + ")").starts_with("W0305"), std::string(pattern));
    CHECK_MESSAGE(lab.faults("replace(note, " + quoted + R"~(, "", "m"))~").starts_with("W030"), std::string(pattern));
    if (TextMatcher::is_available()) CHECK(lab.value("matches(\"\", " + quoted + ')') == "true");
  }
  if (is_skipped()) return;
  check_false({R"~(matches("", "a+"))~", R"~(matches("", "^(a|b)$"))~", R"~(matches("", "^a{1,}$"))~"});
}

TEST_CASE("what is right in FEEL and has no meaning here says so") {
  check_faults({{"(a)\\1", "W0306 at \"\\1\": `\\1`, what a group matched, is not supported"},
                {"[\\p{L}-[a-z]]", "W0306 at \"[\\p{L}-[a-z]]\": this class without that one is not supported"},
                {"[^a\\W]", "W0306 at \"[^a\\W]\": this mixture"},
                {"\\p{IsTibetan}", "W0306 at \"\\p{IsTibetan}\": the block `IsTibetan` is not supported here"},
                {"a{1001}", "W0306 at \"a{1001}\": more than 1000 times are not supported"},
                {"a{99999999999999999999}", "W0306"}});
  TypedLab lab;
  CHECK(lab.faults(R"~(matches(note, "a^b*", "m"))~")
            .starts_with("W0306 at \"a^b*\": a `^` that no character must follow"));
  CHECK(lab.faults(R"~(matches(note, "x[é]", "i"))~").starts_with("W0306 at \"é\": the flag `i` is not supported"));
  CHECK(fault_of(std::string(10'001, 'a')).starts_with("W0306"));
  CHECK(fault_of(std::string(200, '(') + std::string(200, ')')).starts_with("W0306"));
  std::string deep;
  for (int i = 0; i < 50; ++i) deep += "[a-";
  CHECK(fault_of(deep).starts_with("W0306"));
}

TEST_CASE("a pattern that would eat the machine is refused, or finds a match in no more time than any other") {
  if (is_skipped()) return;
  CHECK(fault_of("(a{1000}){1000}").starts_with("W0306 at \"(a{1000}){1000}\": a pattern so large is not supported"));
  CHECK(fault_of("(((a{100}){100}){100}){100}").starts_with("W0306"));
  CHECK(fault_of("\\w{1000}").starts_with("W0306"));
  CHECK(fault_of("^\\w{17}$") == "");
  TypedLab lab;
  const std::string text(20'000, 'a');
  lab.set("note", Value::text(text));
  CHECK(lab.value(R"~(matches(note, "^(a*)*(a|aa)+$"))~") == "true");
  CHECK(lab.value(R"~(matches(note, "^(a*)*(a|aa)+b$"))~") == "false");
}

TEST_CASE("matches that ask for the rest of the text each time are found as far as that is bearable, else undefined") {
  if (is_skipped()) return;
  TypedLab lab;
  const auto come_to = [&lab](std::size_t length, const char* replaced, const char* parts) {
    const std::string text(length, 'a');
    lab.set("note", Value::text(text));
    CHECK(lab.value(R"~(string length(replace(note, "a(?:.*b)?", "x")))~") == replaced);
    CHECK(lab.value(R"~(count(split(note, "a(?:.*b)?")))~") == parts);
    CHECK(lab.value(R"~(matches(note, "a(?:.*b)?"))~") == "true");
    CHECK(lab.value(R"~(string length(replace(note, "a(?:.{0,9}b)?", "x")))~") == std::to_string(length));
    CHECK(lab.value(R"~(string length(replace(note, "a", "x")))~") == std::to_string(length));
  };
  come_to(24'000, "24000", "24001");
  come_to(26'000, "undefined", "undefined");
}

TEST_CASE("the pieces of text that iterations search share their steps") {
  if (is_skipped()) return;
  TypedLab lab;
  const std::string text(10'000, 'a');
  lab.set("note", Value::text(text));
  const std::string searched = R"~(string length(replace(note, "a(?:.*b)?", "")))~";
  CHECK(lab.value("sum(for i in 1..2 return i + " + searched + ")") == "3");
  CHECK(lab.value("sum(for i in 1..20 return i + " + searched + ")") == "undefined");
}

TEST_CASE("lines are told apart in a long text that ends with a line end") {
  if (is_skipped()) return;
  TypedLab lab;
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "a\n";
  lab.set("note", Value::text(text));
  CHECK(lab.value(R"~(string length(replace(note, "a$", "bb", "m")))~") == "120000");
  CHECK(lab.value(R"~(string length(replace(note, "^a", "bb", "m")))~") == "120000");
}

}  // namespace warrantor::expr
