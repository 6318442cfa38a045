#include <algorithm>
#include <span>

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

using policy::Grant;
using policy::NamedValue;

std::string name_of(const Page& page, const ValueInfo& info) {
  const std::string title = page.words.text(info.title);
  return (title.empty() ? "" : title + " ") + code(info.name) + page.marked_note(info.notes);
}

// With its unit, also of an amount or a number that is written out.
std::string value_of(Page& page, const NamedValue& value) {
  const expr::Node& node = page.program.code.node(value.value);
  if (node.type.kind == ValueType::boolean) return page.when(value.value);
  return page.sentences.value(value.value);
}

std::string lines_that_count(Page& page, const Grant& grant) {
  if (!grant.is_of_line) return {};
  if (!grant.borne_by) return page.say("For one line: ", "任一行：");
  const std::string party = page.words.party_in_sentence(*grant.borne_by);
  return page.words.is_chinese() ? "费用全部由" + party + "承担的任一行："
                                 : "For one line all of whose cost " + party + " bears: ";
}

std::string named(const Page& page, const std::vector<const Grant*>& grants) {
  std::string text;
  for (const Grant* const grant : grants) {
    text += (text.empty() ? std::string() : page.say(", ", "、")) + page.words.text(grant->info.title, grant->info.id);
  }
  return text;
}

// What is not given beside it, and beside what it is not.
std::string instead_of(const Page& page, const Grant& grant, std::string_view separator) {
  const auto& all = page.program.grants;
  const auto place = static_cast<std::uint32_t>(&grant - all.data());
  std::vector<const Grant*> overridden;
  std::vector<const Grant*> overriders;
  for (const Grant& other : all) {
    const auto& by = other.overridden_by;
    const bool is_first = &all[other.listed_as] == &other;
    if (is_first && std::find(by.begin(), by.end(), place) != by.end()) overridden.push_back(&other);
  }
  for (const std::uint32_t other : grant.overridden_by) overriders.push_back(&all[other]);
  std::string text;
  if (!overridden.empty())
    text += std::string(separator) + page.say("Given instead of: ", "享有本项即不享有：") + named(page, overridden);
  if (!overriders.empty())
    text += std::string(separator) + page.say("Not given where this is: ", "享有以下各项时不享有：") +
            named(page, overriders);
  return text;
}

std::string goes_with(Page& page, const Grant& grant) {
  std::string text;
  for (const NamedValue& value : grant.values) {
    text += (text.empty() ? "" : "<br>") + name_of(page, value.info) + page.say(": ", "：") + value_of(page, value);
  }
  return text;
}

// In one line of text, where nothing is marked.
std::string told_with(Page& page, const Grant& grant) {
  std::string text;
  for (const NamedValue& value : grant.values)
    text += page.say("; ", "；") + page.words.text(value.info.title, value.info.name) + page.say(": ", "：") +
            value_of(page, value);
  return text;
}

// Grants that stand one after the other and apply to the same claims.
void show_block(Page& page, std::span<const Grant> grants) {
  const bool has_clauses =
      std::any_of(grants.begin(), grants.end(), [](const Grant& grant) { return !grant.info.clause.empty(); });
  const bool has_values =
      std::any_of(grants.begin(), grants.end(), [](const Grant& grant) { return !grant.values.empty(); });
  std::vector<std::string> header{page.say("Grant", "权益"), page.say("Where", "条件")};
  if (has_clauses) header.insert(header.begin(), page.say("Clause", "条款"));
  if (has_values) header.push_back(page.say("What goes with it", "附带内容"));
  std::vector<std::vector<std::string>> rows;
  for (const Grant& grant : grants) {
    rows.push_back({page.titled(grant.info),
                    lines_that_count(page, grant) + page.when(grant.when) + instead_of(page, grant, "<br>")});
    if (has_clauses) rows.back().insert(rows.back().begin(), plain(grant.info.clause));
    if (has_values) rows.back().push_back(goes_with(page, grant));
  }
  if (!page.sentences.asks_nothing(grants.front().applies)) {
    const std::string applies = page.sentences.condition(grants.front().applies);
    page.markdown.paragraph(page.words.is_chinese() ? "**适用于：" + applies + "**" : "**Where " + applies + ":**");
  }
  page.markdown.table(header, rows);
}

}  // namespace

std::string grant_of(Page& page, const Grant& grant) {
  return lines_that_count(page, grant) + page.when(grant.holds) + instead_of(page, grant, page.say("; ", "；")) +
         told_with(page, grant);
}

void show_grants(Page& page) {
  const auto& grants = page.program.grants;
  if (grants.empty()) return;
  page.markdown.heading(2, page.say("What a claim is granted", "可享权益"));
  page.markdown.paragraph(
      page.say("Each that holds is granted, once for the claim, in this order; what a line comes to stays as it is.",
               "凡成立的均可享有，每份索赔单各一次，按此顺序列出；各行的判定不受影响。"));
  for (std::size_t begin = 0; begin < grants.size();) {
    std::size_t end = begin + 1;
    while (end < grants.size() && page.sentences.same(grants[begin].applies, grants[end].applies)) ++end;
    show_block(page, {grants.data() + begin, end - begin});
    begin = end;
  }
}

void show_figures(Page& page) {
  if (page.program.figures.empty()) return;
  page.markdown.heading(2, page.say("Figures that every decision tells", "判定结果中的数值"));
  std::vector<std::vector<std::string>> rows;
  for (const NamedValue& figure : page.program.figures)
    rows.push_back({name_of(page, figure.info), value_of(page, figure)});
  page.markdown.table({page.say("Figure", "名称"), page.say("What it is", "内容")}, rows);
}

}  // namespace warrantor::audit
