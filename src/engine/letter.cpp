#include <warrantor/letter.hpp>

#include <algorithm>
#include <cassert>

#include "base/text.hpp"
#include "engine/codes.hpp"
#include "engine/letter_content.hpp"
#include "engine/letter_escape.hpp"
#include "engine/letter_names.hpp"
#include "engine/letter_syntax.hpp"
#include "rules/load.hpp"
#include "yaml/bytes.hpp"

namespace warrantor {

struct LetterTemplate::Data {
  std::string language;
  std::vector<engine::LetterPart> parts;
};

namespace {

using engine::LetterContent;
using engine::LetterItem;
using engine::LetterPart;
using Names = std::vector<std::string>;

constexpr std::string_view extension = ".md";

/// `zhengzhou-nissan/letters/` for `zhengzhou-nissan/rules.yaml`.
std::string letters_beside(const std::string& rules_file) {
  return rules_file.substr(0, rules_file.rfind('/') + 1) + "letters/";
}

Names languages_of(const Names& files) {
  Names languages;
  for (const std::string& file : files) {
    if (file.size() > extension.size() && file.ends_with(extension)) {
      languages.push_back(file.substr(0, file.size() - extension.size()));
    }
  }
  return languages;
}

Diagnostics only(std::string_view code, std::string file, std::string message, std::string help) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.span.file = std::move(file);
  return {std::move(diagnostic)};
}

Diagnostics no_letter(const std::string& file, std::string_view language, const Names& languages) {
  Names files;
  for (const std::string& each : languages) files.push_back("`" + each + std::string(extension) + "`");
  return only(
      engine::codes::no_letter, file, "there is no template of a letter in the language " + base::quote(language),
      files.empty() ? "write one; rules/README.md tells how"
                    : "beside it there is " + base::join(files, ", ") + "; rules/README.md tells how to write one");
}

Expected<LetterTemplate, Diagnostics> read_letter(const Policy& policy, const std::string& folder,
                                                  const rules::ReadFile& read_file, const Names& languages,
                                                  std::string_view language) {
  const std::string file = folder + std::string(language) + std::string(extension);
  if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
    return no_letter(file, language, languages);
  }
  auto text = read_file(file);
  if (!text) return only(engine::codes::unreadable, file, std::move(text.error().message), {});
  const yaml::Source source(file, std::move(*text));
  Diagnostics diagnostics = yaml::check_bytes(source);
  if (!diagnostics.empty()) return diagnostics;
  auto parts = engine::parse_letter(source, diagnostics);
  engine::check_letter(policy, parts, source, diagnostics);
  if (!diagnostics.empty()) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& left, const Diagnostic& right) {
      return std::pair(left.span.line, left.span.column) < std::pair(right.span.line, right.span.column);
    });
    return diagnostics;
  }
  return LetterTemplate(
      std::make_shared<const LetterTemplate::Data>(LetterTemplate::Data{std::string(language), std::move(parts)}));
}

/// Fills in a template that was checked: every name is there.
class LetterWriter {
 public:
  explicit LetterWriter(const LetterContent& letter) : open_{&letter} {}

  void write(const std::vector<LetterPart>& parts) {
    for (const LetterPart& part : parts) {
      if (part.kind == LetterPart::Kind::text) {
        text_ += part.text;
      } else if (part.kind == LetterPart::Kind::value) {
        text_ += engine::escaped_for_markdown(find(part.text).text);
      } else {
        write_section(part, find(part.text));
      }
    }
  }

  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  [[nodiscard]] const LetterItem& find(const std::string& name) const {
    const auto has_it = [&name](const LetterContent* content) { return content->items.count(name) > 0; };
    const auto scope = std::find_if(open_.rbegin(), open_.rend(), has_it);
    if (scope != open_.rend()) return (*scope)->items.find(name)->second;
    assert(false && "the check of a template lets no name pass that its content lacks");
    static const LetterItem nothing;
    return nothing;
  }

  void write_section(const LetterPart& part, const LetterItem& item) {
    const bool is_there = item.holds || !item.items.empty();
    if (part.kind == LetterPart::Kind::inverted) {
      if (!is_there) write(part.parts);
      return;
    }
    if (item.holds) write(part.parts);
    for (const LetterContent& each : item.items) {
      open_.push_back(&each);
      write(part.parts);
      open_.pop_back();
    }
  }

  std::vector<const LetterContent*> open_;
  std::string text_;
};

// Sections that are not there leave gaps; in Markdown a paragraph ends with one empty line.
std::string without_gaps(const std::string& text) {
  std::string result;
  bool is_gap = true;
  for (const std::string_view line : base::split(text, '\n')) {
    const bool is_empty = base::trim(line).empty();
    if (is_empty && is_gap) continue;
    result.append(is_empty ? std::string_view() : line) += '\n';
    is_gap = is_empty;
  }
  while (result.ends_with("\n\n")) result.pop_back();
  return result;
}

}  // namespace

std::string_view LetterTemplate::language() const noexcept { return data_->language; }

Expected<LetterTemplate, Diagnostics> load_letter(const Policy& policy, const std::string& path,
                                                  std::string_view language) {
  const auto location = rules::locate_rule_set(path);
  if (!location) return only(engine::codes::unreadable, path, location.error().message, {});
  const std::string folder = letters_beside(location->path);
  auto letter = read_letter(policy, folder, rules::read_below(location->root), letter_languages(path), language);
  if (!letter) {
    const std::string before = rules::shown_before(path, *location);
    for (Diagnostic& diagnostic : letter.error()) diagnostic.span.file.insert(0, before);
  }
  return letter;
}

Expected<LetterTemplate, Diagnostics> load_letter(const Policy& policy,
                                                  const std::vector<std::pair<std::string, std::string>>& files,
                                                  const std::string& path, std::string_view language) {
  const std::string folder = letters_beside(path);
  Names names;
  for (const auto& file : files) {
    if (file.first.starts_with(folder)) names.push_back(file.first.substr(folder.size()));
  }
  std::sort(names.begin(), names.end());
  const auto read = [&files](const std::string& name) -> Expected<std::string> {
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.first == name; });
    if (found == files.end()) return Error{"there is no file `" + name + "`"};
    return found->second;
  };
  return read_letter(policy, folder, read, languages_of(names), language);
}

std::vector<std::string> letter_languages(const std::string& path) {
  const auto location = rules::locate_rule_set(path);
  return location ? languages_of(rules::list_below(location->root, letters_beside(location->path))) : Names();
}

std::string write_letter(const LetterTemplate& letter, const Policy& policy, const Claim& claim, const History& history,
                         std::optional<Date> date) {
  const Decision decision = adjudicate(policy, claim, history);
  const LetterContent content = engine::letter_content(policy, claim, decision, letter.language(), date);
  LetterWriter writer(content);
  writer.write(letter.data().parts);
  return without_gaps(std::move(writer).text());
}

}  // namespace warrantor
