#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/expr/typed_lab.hpp"

// Texts in lists, and patterns in which every character stands for itself: the same in builds with and without RE2.
namespace warrantor::expr {
namespace {

void check_faulty(const std::vector<std::pair<const char*, const char*>>& wrong) {
  for (const auto& [text, faults] : wrong) {
    TypedLab lab;
    CHECK_MESSAGE(lab.faults(text).starts_with(faults), std::string(text) << "\n" << lab.faults(text));
  }
}

}  // namespace

TEST_CASE("what matches a pattern that stands for itself is found, replaced, and split by") {
  TypedLab lab;
  check_values(lab, {{R"~(replace("a-b--c", "-", ""))~", "abc"},
                     {R"~(replace("aaa", "aa", "a"))~", "aa"},
                     {R"~(replace("门门", "门", "车门"))~", "车门车门"},
                     {R"~(replace(note, "a", "b"))~", "unknown"},
                     {R"~(replace("a.b", "\.", "-"))~", "a-b"},
                     {R"~(replace("a.b", "\\.", "\$\\\\"))~", "a$\\b"},
                     {R"~(replace(input: "abc", pattern: "b", replacement: "[$0$1$12]"))~", "a[b2]c"},
                     {R"~(replace("a b", "a b", "c", "x"))~", "a b"},
                     {R"~(matches("LJNTGU", "TG"))~", "true"},
                     {R"~(matches("LJNTGU", "tg"))~", "false"},
                     {R"~(matches("LJNTGU", ""))~", "true"},
                     {R"~(matches(input: "a+b", pattern: "\+", flags: "sm"))~", "true"},
                     {R"~(matches(note, "a"))~", "unknown"},
                     {R"~(matches(["a"][2], "a"))~", "undefined"},
                     {R"~(split("a;b;;c;", ";") = ["a", "b", "", "c", ""])~", "true"},
                     {R"~(split("", ";") = [""])~", "true"},
                     {R"~(split("abcab", "ab") = ["", "c", ""])~", "true"},
                     {R"~(split(delimiter: ",", string: "foo,bar")[2])~", "bar"},
                     {R"~(split("a|b", "\|")[-1])~", "b"},
                     {R"~(count(split(note, ";")))~", "unknown"},
                     {R"~(count(split(["a"][2], ";")))~", "undefined"},
                     {R"~(some part in split("P0301;P0442", ";") satisfies part = "P0442")~", "true"},
                     {R"~(list contains(split("P0301;P0442", ";"), "P04"))~", "false"}});
  lab.set("note", Value::text("1500;5000"));
  check_values(lab, {{R"~(sum(for part in split(note, ";") return floor(number(part))))~", "6500"},
                     {R"~(count(split(note, ";")))~", "2"},
                     {R"~(matches(note, "0;5"))~", "true"}});
}

TEST_CASE("the texts of a list are joined, without those that are none") {
  TypedLab lab;
  check_values(lab, {{R"~(string join(["a", "b", "c"], ", "))~", "a, b, c"},
                     {R"~(string join(["a", null, "c"], "-"))~", "a-c"},
                     {R"~(string join([null, "c"], "-"))~", "c"},
                     {R"~(string join(["a", "b"]))~", "ab"},
                     {R"~(string join(["a", "b"], null))~", "ab"},
                     {R"~(string join(list: ["a", "b"], delimiter: "|"))~", "a|b"},
                     {R"~(string join(["", ""], "-"))~", "-"},
                     {R"~(string join([]) = "")~", "true"},
                     {R"~(string join(["a", note], "-"))~", "unknown"},
                     {R"~(string join(["a"], note))~", "unknown"},
                     {R"~(string join(["a", ["b"][2]], "-"))~", "undefined"},
                     {R"~(string join([note, ["b"][2]], "-"))~", "undefined"},
                     {R"~(string join([["b"][2], note], "-"))~", "undefined"},
                     {R"~(string join(["a"], ["b"][2]))~", "undefined"},
                     {R"~(string join(for v in visits return string(v.km), ";"))~", "unknown"},
                     {R"~(string join(split("a;b;c", ";"), "-"))~", "a-b-c"}});
  lab.visit(30), lab.visit(20), lab.visit(10);
  check_values(lab, {{R"~(string join(for v in visits return string(v.km), ";"))~", "30;20;10"},
                     {R"~(string join((for v in visits return string(v.km))[item != "20"], ";"))~", "30;10"},
                     {R"~(string join((for v in visits return string(v.km))[item != note], ";"))~", "unknown"}});
}

TEST_CASE("what a text multiplies into has an end") {
  TypedLab lab;
  lab.set("note", Value::text(std::string_view("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")));
  std::string text = "note";
  for (int i = 0; i < 4; ++i) text = "replace(" + text + R"~(, "a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))~";
  CHECK(lab.value("string length(" + text + ")") == "undefined");
}

TEST_CASE("texts are wanted, and patterns that are written out") {
  check_faulty(
      {{R"~(matches(note, note))~",
        R"~(W0306 at "note": a pattern that is not written out is not supported here (write)~"},
       {R"~(matches(n, "a"))~",
        R"~(W0304 at "n": `matches` needs a text here, but this is a whole number (write `string(n)`)~"},
       {R"~(matches(colour, "a"))~", R"~(W0304 at "colour": `matches` needs a text)~"},
       {R"~(matches(visits.km, "a"))~", R"~(W0304 at "visits.km")~"},
       {R"~(matches(null, "a"))~", R"~(W0308 at "null")~"},
       {R"~(matches(note))~", R"~(W0307 at "matches(note)": `matches` takes a text, a pattern, and flags)~"},
       {R"~(matches(note, "a", "ip"))~", R"~(W0305 at "p": there is no flag `p` (flags are)~"},
       {R"~(matches(note, "a", note))~", R"~(W0306 at "note": a choice of flags that is not written out)~"},
       {R"~(matches(text: note, pattern: "a"))~", R"~(W0307 at "text:": `matches` has no argument `text`)~"},
       {R"~(replace(note, "a", note))~", R"~(W0306 at "note": a replacement that is not written out)~"},
       {R"~(replace(note, "a", "b$"))~",
        R"~(W0305 at "$": `$` in a replacement is followed by the number of a group (`\$`)~"},
       {R"~(replace(note, "a", "\\d"))~", R"~(W0305 at "\\": `\` in a replacement is followed by `\` or `$`)~"},
       {R"~(replace(note, "", "b"))~", R"~(W0305 at """": an empty text matches this pattern)~"},
       {R"~(split(note, ""))~", R"~(W0305 at """": an empty text)~"},
       {R"~(split(note, 1))~", R"~(W0304 at "1": `split` needs a text here)~"},
       {R"~(split(note))~", R"~(W0307 at "split(note)": `split` takes a text and the pattern that it is split by)~"},
       {R"~(string join([1, 2], "-"))~", R"~(W0304 at "[1, 2]": this is a list, each entry a whole number)~"},
       {R"~(string join(note, "-"))~", R"~(W0304 at "note")~"},
       {R"~(string join(["a"], 1))~", R"~(W0304 at "1")~"}});
}

}  // namespace warrantor::expr
