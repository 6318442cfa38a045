#include "audit/page_words.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"

namespace warrantor::audit {
namespace {

// Of ASCII; an underscore between two such letters means nothing in Markdown.
bool is_word(char c) { return base::is_digit(c) || (base::to_lower(c) >= 'a' && base::to_lower(c) <= 'z'); }

// `40 %`, and `1/3` of what is no whole number of hundredths.
std::string share_of(std::int64_t part, std::int64_t sum, bool in_chinese) {
  if (part * 100 % sum == 0) return std::to_string(part * 100 / sum) + (in_chinese ? "%" : " %");
  return std::to_string(part) + "/" + std::to_string(sum);
}

}  // namespace

std::string plain(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool within_word = i > 0 && i + 1 < text.size() && is_word(text[i - 1]) && is_word(text[i + 1]);
    const bool is_mark = std::string_view("|*<`[]\\").find(c) != std::string_view::npos || (c == '_' && !within_word);
    if (is_mark) result += '\\';
    result += c == '\n' || c == '\r' ? ' ' : c;
  }
  return result;
}

std::string code(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string PageWords::text(const Labels& labels, std::string_view otherwise) const {
  return plain(labels.get(language_, otherwise));
}

std::string PageWords::marked(std::string_view name) const {
  return is_chinese() ? "「" + std::string(name) + "」" : "*" + std::string(name) + "*";
}

std::string PageWords::fact(FactId id) const { return marked(plain(wording_.fact(id))); }

std::string PageWords::title(std::string_view name) const { return plain(wording_.subject(name)); }

std::string PageWords::party(PartyId id) const { return plain(wording_.party(index_of(id))); }

std::string PageWords::portion(PortionId id) const {
  const PortionName& portion = program_.schema.portions()[index_of(id)];
  return text(portion.labels, portion.name);
}

std::string PageWords::unit(std::string_view unit) const {
  if (unit.empty()) return {};
  return " " + std::string(wording_.unit(unit));
}

std::string PageWords::value(ValueType type, DomainId domain, const Value& value, std::string_view unit) const {
  const std::string text = plain(wording_.value(type, domain, value));
  if (!value.is_known()) return text;
  const bool is_one = value.is_integer() && value.as_integer() == 1;
  switch (type) {
    case ValueType::months:
      return text + std::string(say(is_one ? " month" : " months", " 个月"));
    case ValueType::days:
      return text + std::string(say(is_one ? " day" : " days", " 天"));
    case ValueType::money:
      return text + " " + wording_.currency();
    case ValueType::number:
    case ValueType::decimal:
      return text + this->unit(unit);
    default:
      return text;
  }
}

std::string PageWords::bearers(const policy::Allocation& allocation, bool in_sentence) const {
  const auto sum = std::accumulate(allocation.begin(), allocation.end(), std::int64_t{0});
  std::vector<std::string> bearers;
  for (std::size_t i = 0; i < allocation.size(); ++i) {
    if (allocation[i] == 0) continue;
    const auto id = static_cast<PartyId>(i);
    std::string bearer = in_sentence ? party_in_sentence(id) : party(id);
    if (allocation[i] != sum) bearer += " " + share_of(allocation[i], sum, is_chinese());
    bearers.push_back(std::move(bearer));
  }
  return all_of(bearers);
}

std::vector<std::string> PageWords::quoted(std::vector<std::string> values) const {
  const auto needs_quotes = [this](const std::string& value) {
    const auto holds = [&value](std::string_view part) { return value.find(part) != std::string::npos; };
    return is_chinese() ? holds("或") || holds("和") || holds("、") : holds(" ");
  };
  const bool in_quotes = std::any_of(values.begin(), values.end(), needs_quotes);
  for (std::string& value : values) {
    if (in_quotes) value.insert(0, "“").append("”");
  }
  return values;
}

std::string PageWords::party_in_sentence(PartyId id) const {
  std::string name = party(id);
  const bool takes_article = !is_chinese() && name.front() >= 'a' && name.front() <= 'z';
  return takes_article ? "the " + name : name;
}

std::string PageWords::joined(const std::vector<std::string>& items, std::string_view last) const {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? last : say(", ", "、");
    text += items[i];
  }
  return text;
}

std::string PageWords::list(const std::vector<std::string>& items) const { return joined(items, say(", ", "、")); }
std::string PageWords::any_of(const std::vector<std::string>& items) const { return joined(items, say(" or ", "或")); }
// An item that is itself several with `and` would run into the last one.
std::string PageWords::all_of(const std::vector<std::string>& items) const {
  const std::string_view joint = say(" and ", "和");
  const bool holds_joint = std::any_of(
      items.begin(), items.end(), [joint](const std::string& item) { return item.find(joint) != std::string::npos; });
  return holds_joint ? list(items) : joined(items, joint);
}

std::string PageWords::facts(const std::vector<FactId>& ids) const {
  std::vector<std::string> names;
  for (const FactId id : ids) names.push_back(fact(id));
  return all_of(names);
}

std::string PageWords::in_brackets(std::string_view text) const {
  return std::string(say(" (", "（")) + std::string(text) + std::string(say(")", "）"));
}

}  // namespace warrantor::audit
