#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

std::string day(const Page& page, const Date& date) {
  return page.words.value(ValueType::date, {}, Value::integer(date.days_since_epoch()), {});
}

std::string days(const Page& page, const Validity& valid) {
  if (valid.from && valid.to) return day(page, *valid.from) + page.say(" to ", " 至 ") + day(page, *valid.to);
  if (valid.from) return page.say("from ", "自 ") + day(page, *valid.from) + page.say(" on", " 起");
  return page.say("until ", "至 ") + day(page, *valid.to);
}

std::string name_of(const Page& page, const Labels& title, const std::string& id) {
  const std::string text = page.words.text(title);
  return (text.empty() ? "" : text + " ") + code(id);
}

std::string keys_of(const Page& page, const policy::Extension::Change& change) {
  std::vector<std::string> keys;
  for (const std::string& key : change.keys) keys.push_back(code(key));
  return keys.empty() ? page.say("its value", "数值") : page.words.list(keys);
}

void show_extension(Page& page, const policy::Extension& extension) {
  page.markdown.heading(2, page.say("What differs from ", "与以下规则的区别：") +
                               name_of(page, extension.title, extension.id) + " " + plain(extension.version));
  std::vector<std::vector<std::string>> rows;
  for (const auto& change : extension.changes) {
    rows.push_back({page.say("changed", "修改"), name_of(page, change.title, change.id), keys_of(page, change)});
  }
  for (const std::string& id : extension.drops) rows.push_back({page.say("dropped", "删除"), code(id), ""});
  for (const auto& addition : extension.additions) {
    rows.push_back({page.say("added", "新增"), name_of(page, addition.title, addition.id), ""});
  }
  page.markdown.table({page.say("Difference", "区别"), page.say("Of what", "对象"), page.say("Keys", "修改的内容")},
                      rows);
}

}  // namespace

std::string Page::when_valid(const Validity& valid) const {
  std::string text;
  for (const VersionInfo& version : program.versions) {
    if (version.id == valid.version) text = words.text(version.title, version.id);
  }
  if (valid.by.empty()) return text;
  const std::string by = words.marked(words.title(valid.by));
  return text + (text.empty() ? "" : say(", ", "，")) + by + say(" ", "") + days(*this, valid);
}

void show_extensions(Page& page) {
  for (const policy::Extension& extension : page.program.documented.extensions) show_extension(page, extension);
}

void show_versions(Page& page) {
  if (page.program.versions.empty()) return;
  page.markdown.heading(2, page.say("Versions of the rules", "规则版本"));
  page.markdown.paragraph(
      page.say("A claim is decided by the version that is in force on its ", "索赔单适用") +
      page.words.marked(page.words.title(page.program.versions.front().valid.by)) +
      page.say(", never by today's. Both days are within.", "当日有效的版本，与今天的日期无关。首末两日均包括在内。"));
  std::vector<std::vector<std::string>> rows;
  for (const VersionInfo& version : page.program.versions) {
    rows.push_back({name_of(page, version.title, version.id) + page.marked_note(version.notes),
                    version.valid.from ? day(page, *version.valid.from) : "",
                    version.valid.to ? day(page, *version.valid.to) : ""});
  }
  page.markdown.table({page.say("Version", "版本"), page.say("From", "自"), page.say("To", "至")}, rows);
  if (page.program.in_force) {
    page.markdown.paragraph(page.say("A claim of any other day is referred: a person decides.",
                                     "日期不在其内的索赔单待审批，由人工决定。"));
  }
}

}  // namespace warrantor::audit
