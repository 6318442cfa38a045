#include "audit/claim_template.hpp"

#include <algorithm>

#include "audit/fact_words.hpp"
#include "io/fact_names.hpp"

namespace warrantor::audit {
namespace {

std::string header_of(const Schema& schema, const io::FactNames& names, FactId id, std::string_view language) {
  const Fact& fact = schema.fact(id);
  if (language == "en") return fact.name;
  const std::string label(fact.labels.get(language, fact.name));
  return names.find(label) == std::vector<FactId>{id} ? label : fact.name;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Markdown's marks mean nothing in plain text; a name as it stands in files is put in brackets.
std::string without_marks(std::string_view text) {
  std::string plain;
  bool in_code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      plain += text[++i];
    } else if (text[i] == '`') {
      in_code = !in_code;
      plain += in_code ? '(' : ')';
    } else if (text[i] != '*') {
      plain += text[i];
    }
  }
  return plain;
}

}  // namespace

std::string claim_template(const Policy& policy, std::string_view language) {
  const std::vector<FactId> facts = io::plain_facts(policy.schema());
  const io::FactNames names(policy.schema(), facts);
  std::string header;
  for (const FactId id : facts) {
    if (!header.empty()) header += ',';
    header += quoted(header_of(policy.schema(), names, id, language));
  }
  return (is_ascii(header) ? "" : "\xEF\xBB\xBF") + header + "\n";
}

std::string explain_template(const Policy& policy, std::string_view language) {
  Page page(policy.program(), language);
  const std::vector<FactId> facts = io::plain_facts(policy.schema());
  const io::FactNames names(policy.schema(), facts);
  std::string text;
  for (const FactId id : facts) {
    const Fact& fact = policy.schema().fact(id);
    const std::string header = header_of(policy.schema(), names, id, language);
    const std::string label(fact.labels.get(language, fact.name));
    std::string line = header + page.say(": ", "：");
    if (label != header) line += label + page.say("; ", "；");
    line += kind_of(page, fact) + page.say(". Blank: ", "。空白：") + blank_of(page, id) + page.say(".", "。");
    text += without_marks(line) + '\n';
  }
  return text;
}

}  // namespace warrantor::audit
