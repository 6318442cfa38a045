#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

#include "documents/markdown.hpp"
#include "engine/letter_names.hpp"

// The index of placeholders against the names that the check of templates knows.
namespace warrantor::test {
namespace {

using Names = std::set<std::string>;  // `title reasons`: a name and where it stands

Names known_names() {
  Names names;
  for (const engine::LetterName& name : engine::letter_names()) {
    const std::string within = name.within.empty()  ? "anywhere"
                               : name.within == "*" ? "any list"
                                                    : std::string(name.within);
    names.insert(std::string(name.name) + " " + within);
  }
  return names;
}

Names told_names(Names& families) {
  Names names;
  for (const TableRow& row : rules_readme().rows("placeholder")) {
    CAPTURE(row.line);
    const std::string name = unquoted(row.cells[0]);
    const bool is_family = name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos;
    if (is_family) {
      families.insert(name.substr(0, name.find('.') + 1));
      continue;
    }
    std::string places;
    for (const char c : row.cells[1]) places += c == '`' ? "" : std::string(1, c);
    for (std::size_t at = 0; at < places.size();) {
      const std::size_t end = std::min(places.find(", ", at), places.size());
      const bool is_new = names.insert(name + " " + places.substr(at, end - at)).second;
      CHECK_MESSAGE(is_new, "stands twice in the guide: ", name);
      at = end + 2;
    }
  }
  return names;
}

TEST_CASE("the guide lists every placeholder of letters where it stands, and no other") {
  Names families;
  CHECK(told_names(families) == known_names());
  Names known;
  for (const engine::LetterFamily& family : engine::letter_families()) known.emplace(family.prefix);
  CHECK(families == known);
}

}  // namespace
}  // namespace warrantor::test
